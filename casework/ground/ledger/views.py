"""Pages of money: what came in for a case, a new slip, a confirmation, a reversal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from casework.ground.cases.queries import matters
from casework.ground.identity.actions import readings
from casework.ground.identity.terms import Deed, Logged, Permission
from casework.ground.ledger import queries
from casework.ground.ledger.actions import confirming, holding, reversing
from casework.ground.ledger.actions import entries as entry_actions
from casework.ground.ledger.forms import (
    ConfirmForm,
    ConfirmManyForm,
    FindHeldForm,
    HandOverForm,
    HoldForm,
    PayForm,
    ReverseForm,
    amounts_form,
)
from casework.ground.ledger.terms import RowResult, Undoing
from casework.kernel import clock
from casework.kernel.house import house
from casework.kernel.money import Money
from casework.web.edge import writes
from casework.web.guard import guard, reader
from casework.web.navigation import TabVerb
from casework.web.pages import page, pages, place

if TYPE_CHECKING:
    from casework.ground.cases.models.case import Case

if TYPE_CHECKING:
    from collections.abc import Collection

    from casework.ground.offices.terms import Reach

blueprint = Blueprint("ledger", __name__, url_prefix="/ledger")


def _case(case_id: int, permission: Permission) -> Case:
    return matters.case(case_id, reach=current_user.reach(permission))


@blueprint.route("/cases/<int:case_id>/payments")
@guard(Permission.READ_CASE)
def payments(case_id: int) -> ResponseReturnValue:
    case = _case(case_id, Permission.READ_CASE)
    lines, entries = matters.lines(case.id), queries.entries(case.id)
    return page(
        case=case,
        lines=lines,
        entries=entries,
        lying=queries.held([line.id for line in lines]),
        sources=_waterfall(case),
        zero=Money(0),
        standing=queries.standing(lines),
        undone={entry.reverses_id for entry in entries},
        may_record=current_user.may(Permission.RECORD_PAYMENT),
        undoing={way.source: way.endpoint for way in house().all(Undoing)},
        verbs=_verbs(case),
        many_waiting=sum(x.ending is None and x.confirmed < x.paid for x in lines) > 1,
    )


def _verbs(case: Case) -> list[tuple[str, str]]:
    """What rooms above offer on this tab: words and address."""
    verbs = [verb for verb in house().all(TabVerb) if verb.tab == "ledger.payments"]
    return [
        (str(verb.label), url_for(verb.endpoint, case_id=case.id))
        for verb in sorted(verbs, key=lambda verb: verb.order)
        if any(current_user.may(permission) for permission in verb.permissions)
    ]


def _waterfall(case: Case) -> list[tuple[str, Money, Money, Money]]:
    """Each source: where its bar begins, its amount, and how much of it arrived."""
    rows, start = [], Money(0)
    confirmed = queries.confirmed_by_source(case.id)
    for source, amount in queries.paid_by_source(case.id).items():
        rows.append((source.label, start, amount, confirmed[source]))
        start += amount
    return rows


@blueprint.route("/cases/<int:case_id>/pay", methods=["GET", "POST"])
@guard(Permission.RECORD_PAYMENT)
@writes
def pay(case_id: int) -> ResponseReturnValue:
    case = _case(case_id, Permission.RECORD_PAYMENT)
    going = [line for line in matters.lines(case.id) if line.ending is None]
    if not going:
        return page(case=case, lines=going)
    form = amounts_form(PayForm, ((line.id, line.worker.name) for line in going))
    if form.sent():
        with form.attempt():
            entry_actions.record_payment(case, **form.facts(), by=reader(), now=clock.now())
            return redirect(url_for("ledger.payments", case_id=case.id))
    return page(form=form, case=case, lines=going)


@blueprint.route("/cases/<int:case_id>/lines/<int:line_id>/confirm", methods=["GET", "POST"])
@guard(Permission.RECORD_PAYMENT)
@writes
def confirm(case_id: int, line_id: int) -> ResponseReturnValue:
    case = _case(case_id, Permission.RECORD_PAYMENT)
    line = matters.line(line_id, case_id=case.id)
    form = ConfirmForm(amount=queries.waiting(line))
    if form.sent():
        with form.attempt():
            confirming.confirm(line, **form.facts(), by=reader(), now=clock.now())
            return redirect(url_for("ledger.payments", case_id=case.id))
    return page(form=form, case=case, line=line)


@blueprint.route("/cases/<int:case_id>/confirm", methods=["GET", "POST"])
@guard(Permission.RECORD_PAYMENT)
@writes
def confirm_many(case_id: int) -> ResponseReturnValue:
    """Many workers with one proof; the answer names each of them, done or refused."""
    case = _case(case_id, Permission.RECORD_PAYMENT)
    going = [line for line in matters.lines(case.id) if line.ending is None]
    sums = queries.waiting_for_word(going)
    waiting = [line for line in going if sums[line.id]]
    if not waiting:
        return page(case=case, waiting=waiting)
    everybody = [line.id for line in waiting] if "all" in request.args else []
    form = ConfirmManyForm(version=case.version, lines=everybody)
    form.offer((line.id, f"{line.worker.name}　{sums[line.id].plain}元") for line in waiting)
    if form.sent():
        with form.attempt():
            done = confirming.confirm_many(
                case, form.lines.data, **form.facts(), seen=form.seen, by=reader(), now=clock.now()
            )
            return page(case=case, results=done, total=_confirmed(done))
    if form.conflict is not None:
        form.version.data = case.version
    return page(form=form, case=case, waiting=waiting)


def _confirmed(results: list[RowResult]) -> Money:
    return Money.total(one.amount for one in results if not one.refused)


@blueprint.route("/cases/<int:case_id>/entries/<int:entry_id>/reverse", methods=["GET", "POST"])
@guard(Permission.RECORD_PAYMENT)
@writes
def reverse(case_id: int, entry_id: int) -> ResponseReturnValue:
    case = _case(case_id, Permission.RECORD_PAYMENT)
    entry = queries.entry(entry_id, case_id=case.id)
    form = ReverseForm()
    if form.sent():
        with form.attempt():
            reversing.reverse(entry, reason=form.reason.data, by=reader(), now=clock.now())
            return redirect(url_for("ledger.payments", case_id=case.id))
    return page(form=form, case=case, entry=entry)


@blueprint.route("/held", methods=["GET", "POST"])
@guard(Permission.RECORD_PAYMENT)
@writes
def held() -> ResponseReturnValue:
    """待领工资: what lies here for workers, the longest first; one of them by name or number."""
    reach, form = current_user.reach(Permission.RECORD_PAYMENT), FindHeldForm()
    if not form.sent():
        return _held(form, reach, asked=False)
    people = queries.workers_asked_for(form.who.data)
    for row in queries.held_list(reach=reach, worker_ids=people).rows:
        readings.log_reading(
            what=Deed.SEARCHED_PERSON,
            subject_kind=Logged.CASE,
            subject_id=row.case_id,
            reason="待领工资",
            address=request.remote_addr or "",
            by=reader(),
            now=clock.now(),
        )
    response = _held(form, reach, people, asked=True)
    response.status_code = 200  # a search is answered, not refused
    return response


def _held(
    form: FindHeldForm, reach: Reach, people: Collection[int] | None = None, *, asked: bool
) -> Any:
    found = queries.held_list(reach=reach, worker_ids=people, after=place())
    return page(
        form=form,
        rows=found.rows,
        asked=asked,
        pages=pages(found),
        total=queries.held_total(reach=reach, worker_ids=people),
    )


@blueprint.route("/cases/<int:case_id>/lines/<int:line_id>/hold", methods=["GET", "POST"])
@guard(Permission.RECORD_PAYMENT)
@writes
def hold(case_id: int, line_id: int) -> ResponseReturnValue:
    """Money that was paid and came back: it lies here until the worker takes it."""
    case = _case(case_id, Permission.RECORD_PAYMENT)
    line = matters.line(line_id, case_id=case.id)
    form = HoldForm(amount=queries.waiting(line))
    if form.sent():
        with form.attempt():
            holding.hold_money(line, **form.facts(), by=reader(), now=clock.now())
            return redirect(url_for("ledger.payments", case_id=case.id))
    return page(form=form, case=case, line=line)


@blueprint.route("/cases/<int:case_id>/lines/<int:line_id>/hand-over", methods=["GET", "POST"])
@guard(Permission.RECORD_PAYMENT)
@writes
def hand_over(case_id: int, line_id: int) -> ResponseReturnValue:
    """The worker is here and signs for all that lies there."""
    case = _case(case_id, Permission.RECORD_PAYMENT)
    line = matters.line(line_id, case_id=case.id)
    lying = queries.held([line.id]).get(line.id, Money(0))
    form = HandOverForm(seen=lying.fen)
    if form.sent():
        with form.attempt():
            holding.hand_over(
                line, seen=form.sum, proof=form.proof.data, by=reader(), now=clock.now()
            )
            return redirect(url_for("ledger.payments", case_id=case.id))
    if form.refusal is not None:  # what is signed now is what lies there now
        form.seen.data = str(lying.fen)
    return page(form=form, case=case, line=line, lying=lying)
