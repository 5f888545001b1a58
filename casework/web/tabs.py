"""What this browser remembers, apart for each tab: two people on one computer are never mixed.

A page carries an opaque handle in its links and forms; what was kept under it is found by it
alone. A page without one, typed as an address, goes on where that was kept last.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable, Iterator, MutableMapping
from typing import Any

from flask import Blueprint, Flask, current_app, g, request, session

from casework.web.typed import posted

_TABS, _LATEST = "tabs", "latest_tab"
_NAME = "tab"
_HANDLE = re.compile(r"[A-Za-z0-9_-]{8}")
#: So many are remembered, the last used ones; a cookie has room for no more.
_MOST = 6


class WorkerPages(Blueprint):
    """Pages of workers: their links carry the handle, their forms take it from the context.

    ``doors`` are the pages whose address is printed or scanned: each begins something of its own.
    ``drafts`` are the names under which these pages keep the codes of drafts.
    """

    def __init__(
        self, name: str, package: str, *, doors: Iterable[str] = (), drafts: Iterable[str] = ()
    ):
        super().__init__(name, package)
        self.doors, self.drafts = frozenset(doors), frozenset(drafts)
        self.url_defaults(_carry)
        self.context_processor(_for_forms)


def _pages_of(endpoint: str | None) -> WorkerPages | None:
    room = (endpoint or "").rpartition(".")[0]
    found = current_app.blueprints.get(room)
    return found if isinstance(found, WorkerPages) else None


def is_worker_page() -> bool:
    """Whether this request asks for a page of workers."""
    return _pages_of(request.endpoint) is not None


def _is_door(endpoint: str | None) -> bool:
    pages = _pages_of(endpoint)
    return pages is not None and str(endpoint).rpartition(".")[2] in pages.doors


def _carry(endpoint: str, values: dict[str, Any]) -> None:
    if is_worker_page() and not _is_door(endpoint):
        values.setdefault(_NAME, handle())


def _for_forms() -> dict[str, Any]:
    return {"tab_handle": handle()}


def new_handle() -> str:
    """For a page that begins something of its own."""
    return secrets.token_urlsafe(6)


def handle() -> str:
    """Under which the page of this request keeps what it knows."""
    found: str | None = g.get(_NAME)
    if found is None:
        carried = _carried()
        go_on(carried or new_handle())
        g.tab_open = carried is None and not _is_door(request.endpoint)
        if g.tab_open and session.get(_LATEST):
            g.tab = session[_LATEST]
    return str(g.tab)


def begin() -> None:
    """From here on this request, and the pages that follow it, stand apart from any before."""
    go_on(new_handle())


def go_on(handle: str) -> None:
    """The pages that follow belong to this handle."""
    g.tab, g.tab_open = handle, False


def _carried() -> str | None:
    given = request.args.get(_NAME) or posted().get(_NAME, "")
    return given if _HANDLE.fullmatch(given) else None


class Tab(MutableMapping[str, Any]):
    """The values under the handle of this request."""

    def __getitem__(self, name: str) -> Any:
        here = handle()
        if g.tab_open and name not in _kept(here):
            _look_for(name)
        # what was found here says whose page this is: the rest of it is not sought elsewhere
        g.tab_open = g.tab_open and name not in _kept(here)
        return _kept(handle())[name]

    def __setitem__(self, name: str, value: Any) -> None:
        self.note(name, value)
        session[_LATEST] = handle()

    def __delitem__(self, name: str) -> None:
        values = dict(_kept(handle()))
        del values[name]
        _keep(handle(), values)

    def __iter__(self) -> Iterator[str]:
        return iter(_kept(handle()))

    def __len__(self) -> int:
        return len(_kept(handle()))

    def note(self, name: str, value: Any) -> None:
        """Keeps a value of a page on which nothing was answered yet: nobody comes back to it."""
        _keep(handle(), {**_kept(handle()), name: value})


tab = Tab()


def _look_for(name: str) -> None:
    """An address without a handle goes on where this was kept last."""
    there = everywhere(name)
    if there:
        go_on(there[-1][0])


def everywhere(name: str) -> list[tuple[str, Any]]:
    """What all tabs of this browser keep under a name, each with its handle."""
    return [(key, values[name]) for key, values in _all() if name in values]


def forget_everywhere(*names: str) -> None:
    """Nothing of this stays in the browser, whichever tab has it."""
    for key, values in _all():
        _keep(key, {name: value for name, value in values.items() if name not in names})


def _all() -> list[tuple[str, dict[str, Any]]]:
    """The least recently used first."""
    return [(key, values) for key, values in session.get(_TABS, ())]


def _kept(key: str) -> dict[str, Any]:
    return next((values for one, values in _all() if one == key), {})


def _keep(key: str, values: dict[str, Any]) -> None:
    others = [(one, kept) for one, kept in _all() if one != key]
    session[_TABS] = [*others, (key, values)][-_MOST:] if values else others


def drafts_everywhere() -> list[str]:
    """The codes of all drafts that this browser keeps, in all tabs and of all rooms."""
    kinds = (one for one in current_app.blueprints.values() if isinstance(one, WorkerPages))
    names = sorted(name for pages in kinds for name in pages.drafts)
    return [str(code) for name in names for _handle, code in everywhere(name)]


def install(app: Flask) -> None:
    app.jinja_env.globals["is_worker_page"] = is_worker_page
