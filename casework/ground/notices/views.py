"""The mailbox: what was told to whom, how far it got, what was answered; the messages of a case;
and the doors at which the text message service calls."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Flask, current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from casework.ground.cases.queries import matters
from casework.ground.identity.terms import Permission
from casework.ground.notices import forms, queries
from casework.ground.notices.actions import answering, sending
from casework.ground.notices.forms import AnswerForm, MailboxForm
from casework.ground.notices.terms import Delivery, Inbound
from casework.kernel import clock, gateway
from casework.kernel.gateway import Fate
from casework.web import origins
from casework.web.edge import writes
from casework.web.guard import guard, public
from casework.web.pages import page, pages, place
from casework.web.words import _

blueprint = Blueprint("notices", __name__, url_prefix="/notices")

_ANSWERS = 20
_FATES = {"sent": Fate.TAKEN, "arrived": Fate.DELIVERED, "lost": Fate.UNDELIVERED}


@blueprint.get("/")
@guard(Permission.READ_MAILBOX)
def mailbox() -> ResponseReturnValue:
    """Messages, newest first. Numbers are masked; the words name nobody; codes are
    shown in a demo alone."""
    return _mailbox(AnswerForm(formdata=None))


def _mailbox(answer: AnswerForm, to: int | None = None) -> Response:
    """With what was typed as the phone that got message ``to``."""
    state = Delivery.known(request.args.get("state"))
    found = queries.mailbox(after=place(), state=state)
    return page(
        "notices/mailbox.html",
        form=answer,
        to=to,
        rows=found.rows,
        state=state,
        states=list(Delivery),
        pages=pages(found),
        tries_out=_is_demo(),
        replies=queries.replies(limit=_ANSWERS),
    )


def _is_demo() -> bool:
    return bool(current_app.extensions["settings"].demo)


@blueprint.post("/<int:message_id>/reconcile/<any(sent, arrived, lost):answer>")
@guard(Permission.READ_MAILBOX)
@writes
def reconcile(message_id: int, answer: str) -> ResponseReturnValue:
    """What the service's own list says of a message whose fate was unclear."""
    if MailboxForm().sent():
        queries.message(message_id)
        sending.reconcile(message_id, _FATES[answer], now=clock.now())
    return redirect(url_for("notices.mailbox", state=Delivery.UNKNOWN))


@blueprint.post("/<int:message_id>/again")
@guard(Permission.READ_MAILBOX)
@writes
def again(message_id: int) -> ResponseReturnValue:
    """Sends a message anew that has not arrived."""
    found = queries.message(message_id)
    if MailboxForm().sent():
        sending.try_again(found.id, now=clock.now())
        flash(_("将重新发送。"))
    return redirect(url_for("notices.mailbox"))


@blueprint.post("/<int:message_id>/answer")
@guard(Permission.READ_MAILBOX)
@writes
def answer(message_id: int) -> ResponseReturnValue:
    """In a demo only: answers as the phone that got this message, as the service would bring it."""
    found = queries.message(message_id)
    if not _is_demo():
        raise NotFound
    form = AnswerForm()
    if form.sent():
        said = Inbound(f"demo:{form.form_key.data}"[:120], found.address, form.text.data, None)
        answering.keep_reply(said, now=clock.now())
        flash(_("已收到，几秒钟后显示在案件的时间线上。"))
        return redirect(url_for("notices.mailbox"))
    return _mailbox(form, to=found.id)


@blueprint.get("/cases/<int:case_id>")
@guard(Permission.READ_CASE)
def of_case(case_id: int) -> ResponseReturnValue:
    """What the workers of a case were told, how far it got, and what they answered."""
    case = matters.case(case_id, reach=current_user.reach(Permission.READ_CASE))
    found, lines = queries.of_case(case.id, after=place()), matters.lines(case.id)
    return page(
        case=case,
        messages=found.rows,
        replies=queries.replies_to(found.rows),
        lines=lines,
        pages=pages(found),
        names={line.worker_id: line.worker.name for line in lines},
        quiet=queries.quiet([line.worker for line in lines]),
    )


@blueprint.post("/inbound")
@public
@writes
def inbound() -> ResponseReturnValue:
    """The service brings what a worker has answered. Whoever the sender is, the answer is one."""
    return _taken(forms.reply, answering.keep_reply)


@blueprint.post("/reports")
@public
@writes
def reports() -> ResponseReturnValue:
    """The service reports whether a message was delivered."""
    return _taken(forms.report, sending.take_report)


def _taken(read: Callable[[bytes], Any], act: Callable[..., None]) -> ResponseReturnValue:
    """Proved, small and readable, or refused without a word about why."""
    body = request.stream.read(forms.LARGEST + 1)
    if not gateway.is_from_service(
        authorization=request.headers.get("Authorization", ""),
        signature=request.headers.get("X-Signature", ""),
        body=body,
    ):
        return {"ok": False}, 401
    if len(body) > forms.LARGEST:
        return {"ok": False}, 413
    said = read(body)
    if said is None:
        return {"ok": False}, 400
    act(said, now=clock.now())
    return {"ok": True}


def install(app: Flask) -> None:
    """The service has no session and so no token of a form: it proves itself by its own."""
    for view in (inbound, reports):
        origins.signed(app, view)
