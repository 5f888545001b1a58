"""A form that is sent twice acts once: its key, its content, and the answer that is given again.

The key is claimed by ``form.attempt()``, in the same savepoint as the effect, so that a refusal
gives it back; of a view without an attempt, such as a bare button's, at the edge, when it leads
on. It counts for one person (the officer, else this browser), one endpoint and one object.
``answer`` stands at the edge around every view that writes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import IO, Any
from urllib.parse import urlsplit

from flask import current_app, g, make_response, redirect, render_template, request, session
from flask_login import current_user
from werkzeug.exceptions import BadRequest, MethodNotAllowed, NotFound
from werkzeug.routing import RequestRedirect
from werkzeug.wrappers import Response

from casework.kernel import clock, crypto, once
from casework.kernel.crypto import CannotUnseal
from casework.kernel.database import db
from casework.kernel.terms import Conflict, Missing
from casework.kernel.transaction import reading
from casework.web.addresses import is_ours
from casework.web.typed import (
    TOKENS,
    Typed,
    any_is_old,
    any_shows_both,
    read_by_forms,
    secrets_of,
    typed,
)

KEY = "form_key"
_KEY_LENGTHS = range(16, 65)
#: How often the faster of two sendings may have been taken back.
_TURNS = 3
_DIGEST = 32
CONFLICT = 409
_PIECE = 64 * 1024


class SentBefore(Exception):
    """Another sending of this form was faster, by a moment."""


class NoKey(BadRequest):
    """A form that acts once came without its key."""


@dataclass
class Sending:
    """One sending of a form: under which mark it is claimed, and what is in it."""

    key: str
    mark: str
    content: str
    session_before: dict[str, Any]
    #: Whether a form of this request was well-formed and current.
    accepted: bool = False
    claimed: bool = False
    #: Whether it acts by itself once only, like files that are laid down.
    unclaimed: bool = False
    #: Whether it was sent before, with the same in it.
    again: bool = False
    other: Earlier | None = None


@dataclass(frozen=True)
class Earlier:
    """A sending that was accepted: where its answer stands, what was in it, and what the browser
    was told to remember."""

    content: str
    result: str | None
    typed: list[Typed] = field(default_factory=list)
    before: str = ""
    remembered: dict[str, Any] = field(default_factory=dict)
    body: str = ""


def is_exempt() -> bool:
    """Signing in and out, and what the gateways send: the factory keeps the list."""
    return request.endpoint in current_app.config["NOT_ONCE"]


def looks_again() -> bool:
    """Whether this request only wants to see the form again, with what was typed."""
    return bool(g.get("looks_again")) or "look_again" in request.form


def look_again(words: str) -> Any:
    """The form of this request once more, filled in and not sent, with the reason."""
    g.looks_again, g.why_again = True, [words]
    view = current_app.view_functions[request.endpoint or ""]
    return view(**(request.view_args or {}))


def why_again() -> list[str]:
    """Why the form is shown again; nothing where the reader has asked for it."""
    words: list[str] = g.get("why_again", [])
    return words


def present() -> Sending | None:
    """The sending that this request is; None where it carries no key."""
    found: Sending | None = g.get("sending")
    return found


def answer(view: Callable[[], Any]) -> Any:
    """The view's answer; or, for what was sent before, the answer that was given then.

    Raises NoKey when something without a key would act."""
    if is_exempt():
        return view()
    if looks_again():
        shown = view()
        db.session.rollback()
        return shown
    sending = g.sending = _read()
    if sending is None:
        return _without_key(view)
    for _turn in range(_TURNS):
        earlier = _earlier(sending)
        if earlier is not None:
            return _second(sending, earlier, view)
        with suppress(SentBefore):
            return _first(sending, view)
        db.session.rollback()
    raise Conflict


def _without_key(view: Callable[[], Any]) -> Any:
    response = make_response(view())
    if leads_on(response) or (request.form and not read_by_forms() and not response.is_json):
        raise NoKey
    return response


def _first(sending: Sending, view: Callable[[], Any]) -> Response:
    """Acts, and keeps what a second sending needs, in one transaction."""
    response = make_response(view())
    if leads_on(response) and not sending.accepted and any_is_old():
        raise Conflict  # the view has led on as if it were done
    if not sending.unclaimed and _acted(sending, response):
        claim()
    if sending.claimed:
        _keep(sending, response)
    return response


def _acted(sending: Sending, response: Response) -> bool:
    """Whether the view did what was asked: it leads on, or it is a bare button that answers."""
    # a guard may have led away before any form read what was typed
    unread = bool(typed()) and not sending.accepted
    if unread or response.status_code >= BadRequest.code:
        return False
    if read_by_forms():
        return leads_on(response)
    if not _shows_nothing():
        # the page has no form any more that could read this: the record has changed
        raise NoKey if leads_on(response) else Conflict
    return True


def _shows_nothing() -> bool:
    """A bare button shows nothing that could have changed; its page says so."""
    return request.form.get("form_version") == digest([])


def digest(shown: list[Any]) -> str:
    """The version of what a form shows."""
    return hashlib.sha256(repr(shown).encode("utf-8", "replace")).hexdigest()[:_DIGEST]


def _second(sending: Sending, earlier: Earlier, view: Callable[[], Any]) -> Any:
    """The first answer again; with other content the form again, and both beside each other."""
    if earlier.content == sending.content:
        sending.again = True
        return _again(sending, earlier)
    sending.other = earlier
    with suppress(SentBefore, NotFound, Missing):  # the first may have taken away what it is about
        response = make_response(view())
        if response.status_code >= CONFLICT and any_shows_both():
            return response
    db.session.rollback()
    return _both(earlier)


def leads_on(response: Response) -> bool:
    """Whether the browser is sent to another page: what was asked is done."""
    return response.location is not None


def accept() -> None:
    """A form of this request is well-formed and current."""
    sending = present()
    if sending is not None:
        sending.accepted = True


def claim() -> None:
    """Within a savepoint, before the effect. Raises SentBefore."""
    sending = present()
    if sending is None or sending.claimed:
        return
    if not once.claim(sending.mark, sending.content, now=clock.now()):
        raise SentBefore
    sending.claimed = True


def go_unclaimed() -> None:
    """What follows is a mere look, or is done once only by itself."""
    sending = present()
    if sending is not None:
        sending.unclaimed = True


def give_back() -> None:
    """The savepoint was undone, and the claim with it."""
    sending = present()
    if sending is not None:
        sending.claimed = False


def _read() -> Sending | None:
    key = request.form.get(KEY, "")
    if len(key) not in _KEY_LENGTHS or not (key.isascii() and key.isprintable()):
        return None
    place = json.dumps([_whose(), request.endpoint, request.view_args], default=str)
    mark = crypto.mark_of("form", f"{key}\0{place}")
    return Sending(key, mark, _content(), _session_now())


def _whose() -> str:
    if current_user.is_authenticated:
        return f"officer {current_user.id}"
    return f"browser {session.get('csrf_token', '')}"


def _content() -> str:
    """A keyed hash of the fields, less the tokens, and of each file."""
    fields = sorted(
        (name, value)
        for name, values in request.form.lists()
        if name not in TOKENS
        for value in values
    )
    files = sorted(
        (name, one.filename or "", _digest(one.stream))
        for name, many in request.files.lists()
        for one in many
        if one.filename
    )
    return crypto.mark_of("content", repr((fields, files)))


def _digest(stream: IO[bytes]) -> str:
    found = hashlib.sha256()
    while piece := stream.read(_PIECE):
        found.update(piece)
    stream.seek(0)
    return found.hexdigest()


def _earlier(sending: Sending) -> Earlier | None:
    """Read in a transaction of its own: on SQLite nobody waits for it."""
    if db.session().in_transaction():
        return _found(sending)
    with reading():
        found = _found(sending)
        db.session.rollback()
    return found


def _found(sending: Sending) -> Earlier | None:
    row = once.find_form(sending.mark)
    if row is None:
        return None
    try:
        kept = json.loads(crypto.unseal_under(sending.key, row.kept or b""))
    except CannotUnseal:
        return Earlier(row.content_hash, row.result)
    words = [Typed(*one) for one in kept["typed"]]
    remembered, body = kept["remembered"], kept["body"]
    return Earlier(row.content_hash, row.result, words, kept["before"], remembered, body)


def _keep(sending: Sending, response: Response) -> None:
    before, after = sending.session_before, _session_now()
    body = "" if leads_on(response) else response.get_data(as_text=True)
    changed = {name: value for name, value in after.items() if before.get(name) != value}
    gone = [name for name in before if name not in after]
    kept = {
        "typed": [(one.label, one.value) for one in typed()],
        "before": _state(before, [*changed, *gone]),
        "remembered": {"set": changed, "gone": gone},
        "body": body,
    }
    sealed = crypto.seal_under(sending.key, json.dumps(kept))
    once.keep_answer(sending.mark, result=response.location, kept=sealed)


def _session_now() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(json.dumps(dict(session), default=str))
    return found


def _both(earlier: Earlier) -> Response:
    """Of a form that its own page does not show again."""
    page = render_template(
        "web/sent_before.html", first=earlier.typed, left_over=typed(), onward=earlier.result
    )
    return make_response(page, CONFLICT)


def _state(kept: dict[str, Any], names: list[str]) -> str:
    return json.dumps({name: kept.get(name) for name in sorted(names)}, sort_keys=True)


def _again(sending: Sending, earlier: Earlier) -> Response:
    """Where the first answer stands. A browser that never got that answer remembers now what it
    was told then; one that has gone on meanwhile is left as it is."""
    put, gone = earlier.remembered.get("set", {}), earlier.remembered.get("gone", [])
    if _state(sending.session_before, [*put, *gone]) == earlier.before:
        session.update(put)
        for name in gone:
            session.pop(name, None)
    return make_response(earlier.body) if earlier.body else redirect(earlier.result or page_here())


def page_here() -> str:
    """The page on which this form stands, as far as the address tells; else the first page."""
    if has_page():
        return request.path
    before = urlsplit(request.referrer or "")
    ours = is_ours(f"{before.scheme}://{before.netloc}") and not before.path.startswith("//")
    return before.path if ours and before.path else "/"


def may_look_again() -> bool:
    """Whether the view behind this request shows its form and does nothing, when it is told so."""
    view = current_app.view_functions.get(request.endpoint or "")
    return hasattr(view, "writes") and not is_exempt()


def was_for_nothing() -> bool:
    """Whether this request came to a view that writes, or to a door before it, and nothing was
    done with what it brought."""
    sending = present()
    done = sending is not None and (sending.claimed or sending.unclaimed or sending.again)
    return may_look_again() and not done


def left_over() -> list[Typed]:
    """What was typed into a form that is not there any more."""
    sending = present()
    return typed() if sending is not None and not sending.accepted else []


def carried() -> list[tuple[str, str]]:
    """Everything that was typed but secrets, to be put into a form that shows the page again."""
    secret = secrets_of(request.form)
    return [
        (name, value)
        for name, values in request.form.lists()
        for value in values
        if name not in secret and name not in ("csrf_token", "look_again")
    ]


def has_page() -> bool:
    """Whether the address to which this form was sent is a page too."""
    adapter = current_app.create_url_adapter(request)
    try:
        return adapter is not None and bool(adapter.match(request.path, method="GET"))
    except (MethodNotAllowed, NotFound, RequestRedirect):
        return False
