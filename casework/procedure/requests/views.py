"""Officers' pages: requests that wait, the call back, the answer; and the counter, where a clerk
enters for a worker who stands before him what the worker could enter himself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from casework.ground.identity.actions import readings
from casework.ground.identity.terms import Deed, Logged, Permission
from casework.kernel import clock
from casework.kernel.terms import Missing
from casework.procedure.intake.queries import complaints
from casework.procedure.intake.terms import Kind as Filed
from casework.procedure.requests import queries
from casework.procedure.requests.actions import asking, settling
from casework.procedure.requests.forms import (
    CORRECTIONS,
    AnswerForm,
    CallForm,
    PhoneForm,
    Saying,
    SeePhoneForm,
    UnsolvedForm,
    WithdrawForm,
)
from casework.procedure.requests.terms import Kind, Outcome, Said, State
from casework.web.edge import writes
from casework.web.guard import guard, reader
from casework.web.pages import page, pages, place

if TYPE_CHECKING:
    from casework.ground.offices.terms import Reach
    from casework.procedure.intake.models.complaints import Claimant
    from casework.procedure.requests.models import WorkerRequest

blueprint = Blueprint("requests", __name__, url_prefix="/requests")

_PHONE_SEEN = "phone_seen"
_PHONES_SEEN = "phones_seen"
_WORKS = (Permission.CLOSE_LINE, Permission.ACCEPT_COMPLAINT)


def _reach() -> Reach:
    for permission in _WORKS:
        if current_user.may(permission):
            found: Reach = current_user.reach(permission)
            return found
    raise Missing


def may_settle(row: WorkerRequest) -> bool:
    """Lines of a case are the inspectors', late reopening a head's; the rest is the desk's."""
    if row.kind is Kind.UNSOLVED:
        return bool(current_user.may(Permission.APPROVE_CLOSING))
    needed = Permission.CLOSE_LINE if row.case_id else Permission.ACCEPT_COMPLAINT
    return bool(current_user.may(needed))


@blueprint.app_template_global()
def waiting_requests(complaint_id: int) -> list[WorkerRequest]:
    """What people of a complaint ask for while it waits for its acceptance, for those who settle
    it: who was made to withdraw is called before anything is decided."""
    if not current_user.may(Permission.ACCEPT_COMPLAINT):
        return []
    return queries.before_case(complaint_id)


@blueprint.get("/")
@guard(*_WORKS)
def waiting() -> ResponseReturnValue:
    """What workers ask for and nobody has settled yet, the oldest first."""
    found = queries.waiting(reach=_reach(), after=place())
    return page(rows=found.rows, pages=pages(found))


@blueprint.route("/<int:request_id>", methods=["GET", "POST"])
@guard(*_WORKS)
@writes
def request_page(request_id: int) -> ResponseReturnValue:
    """One request: who, what, and the way to settle it."""
    row = queries.request(request_id, reach=_reach())
    form = CallForm() if row.kind is Kind.WITHDRAW else AnswerForm()
    if may_settle(row) and form.sent():
        with form.attempt():
            _settle(row, form)
            return redirect(url_for("requests.request_page", request_id=row.id))
    shown = session.pop(_PHONE_SEEN, None) == row.id
    return page(
        row=row,
        form=form,
        may_settle=may_settle(row) and row.state is State.OPEN,
        is_call=row.kind is Kind.WITHDRAW,
        phone=_phone(row) if shown else None,
    )


def _phone(row: WorkerRequest) -> str:
    worker = row.claimant.worker
    return (worker.phone if worker else None) or row.claimant.phone or ""


def _settle(row: WorkerRequest, form: Any) -> None:
    who = {"by": reader(), "now": clock.now()}
    if isinstance(form, CallForm):
        act = settling.withdraw if form.outcome.data is Outcome.WITHDRAW else settling.keep
        act(row, called_at=form.called_at, said=form.said.data, **who)
    elif form.leave.data:
        settling.answer(row, answer=form.answer.data, **who)
    elif row.kind is Kind.UNSOLVED:
        settling.reopen_late(row, answer=form.answer.data, **who)
    else:
        settling.carry_out(row, Said.read(row.about, row.new or ""), answer=form.answer.data, **who)


@blueprint.post("/<int:request_id>/phone")
@guard(*_WORKS)
@writes
def phone(request_id: int) -> ResponseReturnValue:
    """The number to call back, shown once; that it was shown is kept."""
    row = queries.request(request_id, reach=_reach())
    if SeePhoneForm().sent():
        readings.log_reading(
            what=Deed.UNMASKED_PHONE,
            subject_kind=Logged.WORKER,
            subject_id=row.claimant.worker_id or row.claimant_id,
            reason=row.kind.zh,
            address=request.remote_addr or "",
            by=reader(),
            now=clock.now(),
        )
        session[_PHONE_SEEN] = row.id
    return redirect(url_for("requests.request_page", request_id=row.id))


@blueprint.get("/complaints/<int:complaint_id>/people/<int:claimant_id>")
@guard(Permission.TAKE_COMPLAINT)
def counter(complaint_id: int, claimant_id: int) -> ResponseReturnValue:
    """What may be entered for a worker who stands at the counter."""
    person = _person(complaint_id, claimant_id)
    opened = session.pop(_PHONES_SEEN, None) == person.id
    return page(
        person=person,
        complaint=person.complaint,
        acts=list(_ACTS),
        rows=queries.of_claimant(person.id),
        phones=queries.phone_history(person) if opened else None,
    )


@blueprint.post("/complaints/<int:complaint_id>/people/<int:claimant_id>/phones")
@guard(Permission.TAKE_COMPLAINT)
@writes
def phones(complaint_id: int, claimant_id: int) -> ResponseReturnValue:
    """The numbers that a worker had, masked, shown once; that they were shown is kept."""
    person = _person(complaint_id, claimant_id)
    if SeePhoneForm().sent():
        readings.log_reading(
            what=Deed.READ_PHONES,
            subject_kind=Logged.WORKER,
            subject_id=person.worker_id or person.id,
            reason=person.complaint.register_number,
            address=request.remote_addr or "",
            by=reader(),
            now=clock.now(),
        )
        session[_PHONES_SEEN] = person.id
    return redirect(url_for("requests.counter", complaint_id=complaint_id, claimant_id=claimant_id))


_ACTS: dict[str, type[Saying]] = {
    "withdraw": WithdrawForm,
    "phone": PhoneForm,
    "unsolved": UnsolvedForm,
    **{about.value: form for about, form in CORRECTIONS.items()},
}


def _person(complaint_id: int, claimant_id: int) -> Claimant:
    """Raises Missing; who gave a tip is not entered for anybody."""
    found = complaints.complaint(complaint_id, reach=current_user.reach(Permission.TAKE_COMPLAINT))
    if found.kind is Filed.TIP:
        raise Missing
    return queries.claimant(claimant_id, complaint_id=found.id)


@blueprint.route(
    "/complaints/<int:complaint_id>/people/<int:claimant_id>"
    "/<any(withdraw, phone, unsolved, employer, place, months, amount):act>",
    methods=["GET", "POST"],
)
@guard(Permission.TAKE_COMPLAINT)
@writes
def enter(complaint_id: int, claimant_id: int, act: str) -> ResponseReturnValue:
    """One act for the worker at the counter: who he is was checked, and that is kept."""
    person = _person(complaint_id, claimant_id)
    form = _ACTS[act]()
    form.today = clock.today()
    if form.sent() and form.at_counter():
        with form.attempt():
            readings.log_reading(
                what=Deed.ENTERED_FOR_WORKER,
                subject_kind=Logged.COMPLAINT,
                subject_id=person.complaint_id,
                reason=form.checked.data,
                address=request.remote_addr or "",
                by=reader(),
                now=clock.now(),
            )
            _enter(act, person, form)
            return redirect(
                url_for("requests.counter", complaint_id=complaint_id, claimant_id=claimant_id)
            )
    return page(form=form, person=person, complaint=person.complaint, act=act)


def _enter(act: str, person: Claimant, form: Any) -> None:
    who = {"by": reader(), "now": clock.now()}
    if act == "withdraw":
        asking.ask_withdrawal(person, words=form.words.data or "", **who)
    elif act == "unsolved":
        asking.say_unsolved(person, words=form.words.data or "", **who)
    elif act == "phone":
        asking.change_phone(person, phone=form.phone.data, reason=form.checked.data, **who)
    else:
        asking.ask_correction(person, form.said(), **who)
