"""Assigning, people and amounts, interviews, the end of the investigation."""

from __future__ import annotations

from flask import redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from casework.ground.cases.actions import people
from casework.ground.cases.queries import claims, clocks, matters
from casework.ground.cases.terms import Part
from casework.ground.documents.rules import TERM
from casework.ground.identity import queries as identity
from casework.ground.identity.terms import Permission
from casework.ground.ledger import queries as ledger
from casework.ground.offices.terms import Reach, Scope
from casework.kernel import clock
from casework.kernel.money import Money
from casework.procedure.inspections import queries, rules
from casework.procedure.inspections.actions import finding
from casework.procedure.inspections.forms import (
    AssignForm,
    FinishForm,
    InterviewForm,
    VerifyForm,
    verify_form,
)
from casework.procedure.inspections.terms import Found
from casework.procedure.inspections.views.blueprint import blueprint, case_for, works_on
from casework.web.edge import writes
from casework.web.guard import guard, reader
from casework.web.pages import page


@blueprint.route("/cases/<int:case_id>/assign", methods=["GET", "POST"])
@guard(Permission.ASSIGN)
@writes
def assign(case_id: int) -> ResponseReturnValue:
    case = case_for(case_id, Permission.ASSIGN)
    holder = Reach(Scope.UNIT, case.area_id, case.holder_unit_id)
    offered = {o.id: o for o in identity.who_may(Permission.INVESTIGATE, reach=holder)}
    present = queries.inspector_ids(case.id)
    form = AssignForm(
        lead=present[0] if present else None, assistant=present[1] if len(present) > 1 else None
    )
    form.offer(offered.values())
    if form.sent():
        with form.attempt():
            people.assign(
                case,
                lead=offered[form.lead.data],
                assistant=offered[form.assistant.data],
                by=reader(),
                now=clock.now(),
            )
            return redirect(url_for("inspections.lines", case_id=case.id))
    return page(form=form, case=case, offered=offered)


@blueprint.route("/cases/<int:case_id>/lines")
@guard(Permission.READ_CASE)
def lines(case_id: int) -> ResponseReturnValue:
    """What the worker says, what the books say, what the inspectors found."""
    case = case_for(case_id, Permission.READ_CASE)
    rows = matters.lines(case.id)
    apart = {
        line.id for line in rows if rules.differs(line.claimed, Found(line.books, line.verified))
    }
    agreed = [
        line
        for line in rows
        if line.id not in apart and line.verified is not None and line.owed and line.ending is None
    ]
    return page(
        case=case,
        lines=rows,
        apart=apart,
        agreed=agreed,
        doubtful=claims.doubtful_lines(rows),
        agreed_owed=Money.total(line.owed for line in agreed),
        books=Money.total(line.books for line in rows if line.books is not None),
        standing=ledger.standing(rows),
        works=works_on(case),
        further=queries.unordered(case.id),
        may_assign=current_user.may(Permission.ASSIGN),
        parts=matters.assignments(case.id),
        Part=Part,
        interviews=queries.interviews(case.id),
        orders=queries.orders(case.id),
        terms={clock.subject_id: clock for clock in clocks.clocks(case.id) if clock.rule == TERM},
        decisions=queries.decisions(case.id),
        finished=queries.find_investigation(case.id),
    )


@blueprint.route("/cases/<int:case_id>/verify", methods=["GET", "POST"])
@guard(Permission.INVESTIGATE)
@writes
def verify(case_id: int) -> ResponseReturnValue:
    case = case_for(case_id)
    rows = [line for line in matters.lines(case.id) if line.ending is None]
    form = verify_form((line.id, line.worker.name) for line in rows)
    if not form.is_submitted():
        for line in rows:
            form.show(line.id, Found(line.books, line.verified, line.ground))
    if form.sent() and form.check_grounds({line.id: line.claimed for line in rows}):
        with form.attempt():
            finding.verify(case, findings=form.findings(), by=reader(), now=clock.now())
            return redirect(url_for("inspections.lines", case_id=case.id))
    _rebase_after_clash(case_id, form)
    return page(form=form, case=case, lines=rows, doubtful=claims.doubtful_lines(rows))


def _rebase_after_clash(case_id: int, form: VerifyForm) -> None:
    """The page shows both values of what clashes, and keeps everything else that was typed."""
    if form.conflict is None:
        return
    for line in matters.lines(case_id):
        if line.id in form.line_ids:
            form.rebase(line.id, Found(line.books, line.verified, line.ground))


@blueprint.route("/cases/<int:case_id>/interview", methods=["GET", "POST"])
@guard(Permission.INVESTIGATE)
@writes
def interview(case_id: int) -> ResponseReturnValue:
    case = case_for(case_id)
    form = InterviewForm()
    if form.sent():
        with form.attempt():
            kept = finding.record_interview(case, facts=form.facts(), by=reader(), now=clock.now())
            return redirect(url_for("documents.paper", paper_id=kept.paper_id))
    return page(form=form, case=case, parts=matters.assignments(case.id), Part=Part)


@blueprint.route("/cases/<int:case_id>/finish", methods=["GET", "POST"])
@guard(Permission.INVESTIGATE)
@writes
def finish(case_id: int) -> ResponseReturnValue:
    case = case_for(case_id)
    form = FinishForm()
    if form.sent():
        with form.attempt():
            finding.finish_investigation(
                case, report=form.report.data, by=reader(), now=clock.now()
            )
            return redirect(url_for("inspections.lines", case_id=case.id))
    return page(form=form, case=case)
