"""From where somebody asks, what matter he has opened here, and whether he has proved who he is.

A page that wants to know who sits there says ``@proven``::

    @blueprint.route("/progress/phone", methods=["GET", "POST"])
    @public
    @proven
    @writes
    def phone() -> ResponseReturnValue: ...

What a browser has opened is remembered in a signed cookie of its own, which outlives the session:
keyed hashes of codes, so that nothing can be read from it. At a kiosk nothing is remembered.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from flask import after_this_request, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.wrappers import Response

from casework.doors.hall.views import worker_urls
from casework.doors.kiosks.views.watch import at_kiosk
from casework.doors.proving import actions, queries, rules
from casework.doors.proving.forms import AskCodeForm, CodeForm
from casework.doors.proving.terms import Asking, Seeing
from casework.kernel import clock
from casework.web import tabs
from casework.web.edge import writes
from casework.web.guard import public
from casework.web.pages import Form, page
from casework.web.proxies import network
from casework.web.tabs import WorkerPages, tab

blueprint = WorkerPages("proving", __name__)

_SEEING, _PROOF, _WANTED = "seeing", "proof", "wanted"
#: So many opened codes a browser remembers.
_MOST_CODES = 12


@blueprint.route("/progress/prove", methods=["GET", "POST"])
@public
@writes
def prove() -> ResponseReturnValue:
    """Sends a code to the phone on file. Whether there is one, nobody can tell from the answer."""
    now = clock.now()
    seeing = kept_seeing(now)
    if seeing is None:
        return redirect(url_for("lookup.receipt"))
    if proven_seeing(now) is not None:
        return redirect(wanted_url())
    form = AskCodeForm()
    if form.sent():
        with form.attempt():
            token = str(form.form_key.data)
            actions.send_code(seeing, token=token, address=from_where(), now=now)
            keep_proof(token)
            return redirect(url_for("proving.code"))
    return _page(form, seeing, back="progress.matter")


@blueprint.route("/progress/code", methods=["GET", "POST"])
@public
@writes
def code() -> ResponseReturnValue:
    """Takes the six digits; whatever is wrong with them, the answer is the same."""
    now = clock.now()
    seeing = kept_seeing(now)
    if seeing is None:
        return redirect(url_for("lookup.receipt"))
    if proven_seeing(now) is not None:
        return redirect(wanted_url())
    form = CodeForm()
    if form.sent():
        # not in an attempt: a wrong try must be counted although it is refused
        proof = actions.enter_code(
            seeing.purpose, token=proof_token(), code=form.code.data, now=now
        )
        if proof is not None:
            keep_proof(actions.renew_token(proof, now=now))
            actions.note_proven(seeing, now=now)
            return redirect(wanted_url())
        form.code.errors = (rules.CodeNotRight().words,)
    return _page(form, seeing, back="proving.prove")


def _page(form: Form, seeing: Seeing, *, back: str) -> ResponseReturnValue:
    """With the window, for those whom a text message does not reach."""
    return page(form=form, window=queries.window(seeing), back_url=url_for(back), **worker_urls())


def keep_seeing(seeing: Seeing) -> None:
    """Opens the matter in this browser; what was proved for another one is forgotten."""
    keep_open(
        _SEEING,
        until=seeing.until,
        complaint=seeing.complaint_id,
        claimant=seeing.claimant_id,
        mark=queries.receipt_mark(seeing),
    )
    tab.pop(_PROOF, None)


def kept_seeing(now: datetime) -> Seeing | None:
    """The matter opened in this browser: not for ever, not while nobody touches it, and not after
    its receipt was replaced."""
    kept = kept_open(_SEEING, now=now)
    if kept is None:
        return None
    seeing = Seeing(kept["complaint"], kept["claimant"], datetime.fromisoformat(kept["until"]))
    return seeing if kept["mark"] == queries.receipt_mark(seeing) else None


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
    if now >= datetime.fromisoformat(kept["until"]) or idle >= rules.IDLE_AFTER:
        return None
    if queries.is_ended(kept["ticket"]):
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
    actions.end_openings((values["ticket"] for values in kept), now=clock.now())


def keep_proof(token: str) -> None:
    """What this browser was sent a code for, or has proved."""
    tab[_PROOF] = token


def proof_token() -> str:
    return str(tab.get(_PROOF, ""))


def proven_seeing(now: datetime) -> Seeing | None:
    """The opened matter, when the person it belongs to has proved himself in this browser."""
    seeing = kept_seeing(now)
    token = proof_token()
    if seeing is None or not token or not queries.is_proven(seeing, token, now=now):
        return None
    return seeing


def proven(view: Callable[..., Any]) -> Callable[..., Any]:
    """Only for who has proved himself; others do so first, and then come back to this page.

    Stands below ``@public``: everybody may come, and is then asked who he is.
    """

    @wraps(view)
    def inner(*args: Any, **kwargs: Any) -> Any:
        if proven_seeing(clock.now()) is None:
            tab[_WANTED] = "" if kwargs else request.endpoint
            return redirect(url_for("proving.prove"))
        return view(*args, **kwargs)

    inner.needs_proof = True  # type: ignore[attr-defined]
    return inner


def wanted_url() -> str:
    """Where the person wanted to go when he was asked to prove himself: to a page that asks for
    a proof, and nowhere else."""
    wanted = tab.pop(_WANTED, None)
    view = current_app.view_functions.get(wanted or "")
    return url_for(wanted if getattr(view, "needs_proof", False) else "progress.matter")


def from_where() -> str | None:
    """The network from which limits are counted; None at a kiosk or a signed-in counter, where many
    come one after the other."""
    if at_kiosk() is not None or current_user.is_authenticated:
        return None
    return network(request.remote_addr or "")


def asking(code: str) -> Asking:
    """Who tries this code."""
    kept = _kept()
    known = queries.code_mark(queries.digits_of(code)) in kept["codes"]
    return Asking(
        from_where(),
        kept["browser"] if known else None,
        at_counter=bool(current_user.is_authenticated),
    )


def remember(code: str) -> None:
    """This browser has opened the code: nobody who guesses at it can keep it out."""
    if at_kiosk() is not None or current_user.is_authenticated:
        return
    kept, mark = _kept(), queries.code_mark(queries.digits_of(code))
    codes = [mark, *(one for one in kept["codes"] if one != mark)][:_MOST_CODES]
    value = _serializer().dumps({"browser": kept["browser"], "codes": codes})

    @after_this_request
    def _keep(response: Response) -> Response:
        secure = bool(current_app.config["SESSION_COOKIE_SECURE"])
        response.set_cookie(
            _cookie(),
            value,
            secure=secure,
            httponly=True,
            samesite="Lax",
            max_age=int(rules.REMEMBERED_FOR.total_seconds()),
        )
        return response


def slowed(form: Form, slow: rules.TooManyTries, **context: Any) -> Response:
    """The page again, with how long to wait; a browser with scripts counts it down."""
    form.form_errors.append(slow.words)
    response = page(form=form, wait=slow, **context)
    response.status_code = 429
    response.headers["Retry-After"] = str(slow.seconds)
    return response


def _kept() -> dict[str, Any]:
    try:
        kept: dict[str, Any] = _serializer().loads(request.cookies.get(_cookie(), ""))
    except BadSignature:
        return {"browser": secrets.token_urlsafe(12), "codes": []}
    return kept


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.secret_key), salt="portal.opened")


def _cookie() -> str:
    secure = current_app.config["SESSION_COOKIE_SECURE"]
    return "__Host-casework-opened" if secure else "casework-opened"
