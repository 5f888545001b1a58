"""From where somebody asks: the network, a kiosk or a counter, and whether this browser has opened
a code before.

What a browser has opened is remembered in a signed cookie of its own, which outlives the session:
keyed hashes of codes, so that nothing can be read from it. At a kiosk nothing is remembered.
"""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import Any

from flask import after_this_request, current_app, request
from flask_login import current_user
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.wrappers import Response

from casework.doors.portal.actions import bringing, looking_up
from casework.doors.portal.queries import tries
from casework.doors.portal.rules import tries as tries_rules
from casework.doors.portal.terms.proving import Asking
from casework.doors.portal.views.watch import at_kiosk
from casework.kernel import clock
from casework.procedure.intake.actions import flooding
from casework.procedure.intake.terms import Filing
from casework.web.pages import Form, page
from casework.web.proxies import network

_MOST_CODES = 12


def from_where() -> str | None:
    """The network from which limits are counted; None at a kiosk or a signed-in counter, where many
    come one after the other."""
    if at_kiosk() is not None or current_user.is_authenticated:
        return None
    return network(request.remote_addr or "")


def asking(code: str) -> Asking:
    """Who tries this code."""
    kept = _kept()
    known = tries.code_mark(looking_up.digits_of(code)) in kept["codes"]
    return Asking(
        from_where(),
        kept["browser"] if known else None,
        at_counter=bool(current_user.is_authenticated),
    )


def remember(code: str) -> None:
    """This browser has opened the code: nobody who guesses at it can keep it out."""
    if at_kiosk() is not None or current_user.is_authenticated:
        return
    kept, mark = _kept(), tries.code_mark(looking_up.digits_of(code))
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
            max_age=int(tries_rules.REMEMBERED_FOR.total_seconds()),
        )
        return response


def checked(filing: Filing) -> Filing:
    """What is filed, marked when so much came from here that its sender is to be checked first."""
    phones = [one.phone for one in filing.claimants if one.phone]
    phones += [filing.helper.phone] if filing.helper and filing.helper.phone else []
    flood = flooding.is_flood(address=from_where(), phones=phones, now=clock.now())
    return replace(filing, unverified=flood)


def may_bring(files: int) -> bool:
    """Whether so many more files may come from here in this hour."""
    here = from_where()
    return here is None or bringing.may_bring(files, address=here, now=clock.now())


def slowed(form: Form, slow: tries_rules.TooManyTries, **context: Any) -> Response:
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
