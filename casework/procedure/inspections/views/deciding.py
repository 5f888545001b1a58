"""Prior notice, the party's statement, the draft of a decision."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from casework.ground.identity.terms import Permission
from casework.kernel import clock
from casework.procedure.inspections import queries
from casework.procedure.inspections.actions import deciding
from casework.procedure.inspections.forms import DecisionForm, NoticeForm, StatementForm
from casework.procedure.inspections.terms import OrderKind
from casework.procedure.inspections.views.blueprint import blueprint, case_for
from casework.web.edge import writes
from casework.web.guard import guard, reader
from casework.web.pages import page

if TYPE_CHECKING:
    from casework.ground.cases.models.case import Line
    from casework.procedure.inspections.models import Order


def _left(owed: Iterable[Line], standing: Sequence[Order]) -> list[Line]:
    """The lines of which these decisions do not ask for everything."""
    return [line for line in owed if queries.room(line, standing)[1]]


@blueprint.route("/cases/<int:case_id>/notice", methods=["GET", "POST"])
@guard(Permission.INVESTIGATE)
@writes
def notice(case_id: int) -> ResponseReturnValue:
    case = case_for(case_id)
    owed = queries.payable(case.id)
    if not owed:
        return page(case=case, lines=owed)
    standing = queries.open_notices(case.id)
    waiting, beside = queries.undecided(standing), queries.gone_out(standing)
    named = {part.line_id for one in waiting for part in one.parts}
    form = NoticeForm()
    form.offer(owed, chosen=[line.id for line in _left(owed, beside) if line.id not in named])
    if form.sent():
        with form.attempt():
            made = deciding.draft_notice(case, **form.facts(), by=reader(), now=clock.now())
            return redirect(url_for("documents.paper", paper_id=made.notice_id))
    return page(form=form, case=case, lines=owed, papers=[one.notice for one in waiting])


@blueprint.route(
    "/cases/<int:case_id>/decisions/<int:decision_id>/statement", methods=["GET", "POST"]
)
@guard(Permission.INVESTIGATE)
@writes
def statement(case_id: int, decision_id: int) -> ResponseReturnValue:
    case = case_for(case_id)
    found = queries.decision(decision_id, case_id=case.id)
    form = StatementForm(statement=found.statement, answer=found.answer)
    if form.sent():
        with form.attempt():
            deciding.hear_statement(
                found,
                statement=form.statement.data,
                answer=form.answer.data,
                by=reader(),
                now=clock.now(),
            )
            return redirect(url_for("inspections.lines", case_id=case.id))
    return page(form=form, case=case, decision=found)


@blueprint.route("/cases/<int:case_id>/decisions/<int:decision_id>/decide", methods=["GET", "POST"])
@guard(Permission.INVESTIGATE)
@writes
def decide(case_id: int, decision_id: int) -> ResponseReturnValue:
    case = case_for(case_id)
    found = queries.decision(decision_id, case_id=case.id)
    owed = queries.payable(case.id)
    if not owed:
        return page(case=case, lines=owed, decision=found)
    form = DecisionForm()
    standing = queries.open_orders(case.id, OrderKind.DECISION)
    form.offer(owed, chosen=[line.id for line in _left(owed, standing)])
    if form.sent():
        with form.attempt():
            paper = deciding.draft_decision(found, **form.facts(), by=reader(), now=clock.now())
            return redirect(url_for("documents.paper", paper_id=paper.id))
    return page(form=form, case=case, decision=found, lines=owed)
