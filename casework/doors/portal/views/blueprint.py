"""The blueprint, and what this browser remembers: an opened matter, a proof.

A page that wants to know who sits there says ``@proven``::

    @blueprint.route("/progress/phone", methods=["GET", "POST"])
    @public
    @proven
    @writes
    def phone() -> ResponseReturnValue: ...
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from flask import redirect, url_for

from casework.doors.portal.actions import openings
from casework.doors.portal.queries import openings as opening_queries
from casework.doors.portal.queries import proving
from casework.doors.portal.rules import tries
from casework.doors.portal.terms.telling import Seeing
from casework.kernel import clock
from casework.web import tabs
from casework.web.tabs import WorkerPages, tab

blueprint = WorkerPages(
    "portal",
    __name__,
    doors=("progress", "join", "join_by_token", "poster", "kiosk_start"),
    drafts=("join_draft",),
)

_SEEING, _PROOF, _WANTED = "seeing", "proof", "wanted"

#: Where a proof may lead back to: the pages that ask for one, and nowhere else.
_PROVEN_PAGES: set[str] = set()


def keep_seeing(seeing: Seeing) -> None:
    """Opens the matter in this browser; what was proved for another one is forgotten."""
    keep_open(
        _SEEING,
        until=seeing.until,
        complaint=seeing.complaint_id,
        claimant=seeing.claimant_id,
        mark=proving.receipt_mark(seeing),
    )
    tab.pop(_PROOF, None)


def kept_seeing(now: datetime) -> Seeing | None:
    """The matter opened in this browser: not for ever, not while nobody touches it, and not after
    its receipt was replaced."""
    kept = kept_open(_SEEING, now=now)
    if kept is None:
        return None
    seeing = Seeing(kept["complaint"], kept["claimant"], datetime.fromisoformat(kept["until"]))
    return seeing if kept["mark"] == proving.receipt_mark(seeing) else None


def keep_open(name: str, *, until: datetime, **what: Any) -> None:
    """Remembers that something was opened here, and until when: in a tab of its own, so that
    nobody's open page turns into another's."""
    tabs.begin()
    tab[name] = {
        **what,
        "until": until.isoformat(),
        "touched": clock.now().isoformat(),
        "ticket": tabs.new_handle(),
    }


def kept_open(name: str, *, now: datetime) -> dict[str, Any] | None:
    """What was opened here under this name: not for ever, and not while nobody touches it."""
    kept: Any = tab.get(name)
    if not isinstance(kept, dict):
        return None
    idle = now - datetime.fromisoformat(kept["touched"])
    if now >= datetime.fromisoformat(kept["until"]) or idle >= tries.IDLE_AFTER:
        return None
    if opening_queries.is_ended(kept["ticket"]):
        return None
    tab[name] = {**kept, "touched": now.isoformat()}
    return kept


def stop_seeing() -> None:
    """Whatever matter is open in this browser, in any tab: also a copy of its cookie opens none."""
    end_open(_SEEING)
    tabs.forget_everywhere(_SEEING, _PROOF, _WANTED)


def end_open(*names: str) -> None:
    """Ends for good what is open here under these names."""
    kept = [values for name in names for _handle, values in tabs.everywhere(name)]
    openings.end_openings((values["ticket"] for values in kept), now=clock.now())


def keep_proof(token: str) -> None:
    """What this browser was sent a code for, or has proved."""
    tab[_PROOF] = token


def proof_token() -> str:
    return str(tab.get(_PROOF, ""))


def proven_seeing(now: datetime) -> Seeing | None:
    """The opened matter, when the person it belongs to has proved himself in this browser."""
    seeing = kept_seeing(now)
    token = proof_token()
    if seeing is None or not token or not proving.is_proven(seeing, token, now=now):
        return None
    return seeing


def proven(view: Callable[..., Any]) -> Callable[..., Any]:
    """Only for who has proved himself; others do so first, and then come back to this page.

    Stands below ``@public``: everybody may come, and is then asked who he is.
    """
    endpoint = f"{blueprint.name}.{view.__name__}"
    _PROVEN_PAGES.add(endpoint)

    @wraps(view)
    def inner(*args: Any, **kwargs: Any) -> Any:
        if proven_seeing(clock.now()) is None:
            tab[_WANTED] = "" if kwargs else endpoint
            return redirect(url_for("portal.prove"))
        return view(*args, **kwargs)

    return inner


def wanted_url() -> str:
    """Where the person wanted to go when he was asked to prove himself."""
    wanted = tab.pop(_WANTED, None)
    return url_for(wanted if wanted in _PROVEN_PAGES else "portal.matter")
