"""Files in a request: how much a route takes, where they wait, and which of them are kept.

A route takes a form of ordinary size unless it says ``@takes_files``. A file that is too large or
is not what it says is named in words, and the others are kept. And files in an answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import IO, Any
from urllib.parse import quote

from flask import Flask, Request, Response, current_app, g, request
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wsgi import wrap_file
from wtforms import MultipleFileField

from casework.kernel import files, vault
from casework.kernel.files import BadFile
from casework.kernel.spool import Spool

View = Callable[..., Any]

#: A form with a spreadsheet; and, where files are taken, as many as may come at once.
_FORM_BYTES = 8 * 1024 * 1024
FILES_BYTES = (files.MOST_AT_ONCE + 2) * files.LARGEST_BYTES + _FORM_BYTES
_SANDBOX = (
    "sandbox; default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


class _Request(Request):
    """Files wait sealed, and no more of each than may be kept."""

    def _get_file_stream(self, *_: Any, **__: Any) -> IO[bytes]:
        return Spool(files.LARGEST_BYTES + 1)  # type: ignore[return-value]


class FilesField(MultipleFileField):
    """Any number of files; what is wrong with one of them is said in ``errors``, by its name."""

    def __init__(self, label: Any = None, *, hint: Any = "", **kwargs: Any):
        super().__init__(label, **kwargs)
        self.hint = hint


@dataclass(frozen=True)
class Brought:
    """What a request has brought: files that may be kept, and why others may not."""

    arrived: tuple[vault.Arrived, ...] = ()
    refused: tuple[BadFile, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.arrived or self.refused)


def takes_files(instead: View) -> Callable[[View], View]:
    """This route takes files. When all together are too large to be read at all, ``instead`` is
    answered: the same page, with the reason."""

    def decorate(view: View) -> View:
        view.takes_files = instead  # type: ignore[attr-defined]
        return view

    return decorate


def _set_limit() -> Any:
    """Before anything reads the form."""
    view = current_app.view_functions.get(request.endpoint or "")
    instead = getattr(view, "takes_files", None)
    if instead is None:
        return None
    request.max_content_length = FILES_BYTES
    if (request.content_length or 0) > FILES_BYTES:
        request.environ |= {"CONTENT_LENGTH": "0", "wsgi.input": BytesIO()}
        response = instead(**(request.view_args or {}))
        response.status_code = RequestEntityTooLarge.code
        return response
    return None


def bring(name: str = "files") -> Brought:
    """Looks at every file of the request and puts the good ones away, sealed.

    Before the first question to the database: on SQLite the others would wait for it meanwhile.
    """
    found: list[vault.Arrived] = []
    refused: list[BadFile] = []
    shrunk = request.form.getlist("shrunk")
    for one in request.files.getlist(name):
        if not one.filename:
            continue
        called = files.safe_name(one.filename)
        try:
            if len(found) == files.MOST_AT_ONCE:
                raise files.TooManyAtOnce(called)
            found.append(arrive(called, one.stream, shrunk=one.filename in shrunk))
        except BadFile as refusal:
            refused.append(refusal)
    return Brought(tuple(found), tuple(refused))


def arrive(name: str, content: IO[bytes], *, shrunk: bool = False) -> vault.Arrived:
    """One file, looked at and put away. Raises BadFile."""
    arrived = vault.take_in(name, content, shrunk=shrunk)
    _unclaimed().add(arrived.kept.key)
    return arrived


def claim(keys: Iterable[str]) -> None:
    """These have a row now: they are not thrown away when the request ends."""
    _unclaimed().difference_update(keys)


def _unclaimed() -> set[str]:
    """Keys in the storage that no row of the database has yet."""
    if "unclaimed" not in g:
        g.unclaimed = set()
    found: set[str] = g.unclaimed
    return found


def _throw_away(_: BaseException | None) -> None:
    """What was put away and then not wanted: a file that is there already, one too many."""
    for key in g.pop("unclaimed", ()):
        vault.delete(key)


def serve(
    content: IO[bytes], *, media_type: str, size: int, name: str, inline: bool = False
) -> Response:
    """A file as an answer that can do nothing in a browser: shown only where ``inline`` says so.

    Parts of it may be asked for, which a player does when somebody moves to another place.
    """
    response = Response(wrap_file(request.environ, content), mimetype=media_type)
    response.content_length = size
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "._-") else "_" for c in name)
    response.headers["Content-Disposition"] = (
        f'{"inline" if inline else "attachment"}; filename="{plain}";'
        f" filename*=UTF-8''{quote(name)}"
    )
    response.headers["Content-Security-Policy"] = _SANDBOX
    response.direct_passthrough = True
    response.make_conditional(request.environ, accept_ranges=True, complete_length=size)
    return response


def begins_here() -> bool:
    """Whether this asks for the beginning of a file, and not for a later part of the same."""
    asked = request.range
    return asked is None or not asked.ranges or not asked.ranges[0][0]


def install(app: Flask) -> None:
    app.request_class = _Request
    app.before_request(_set_limit)
    app.teardown_request(_throw_away)
    app.config["MAX_CONTENT_LENGTH"] = _FORM_BYTES
