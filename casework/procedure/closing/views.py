"""Pages of endings: every worker's result, what is still missing, closing and its approval."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from casework.ground.approvals import queries as approvals
from casework.ground.cases.queries import matters
from casework.ground.cases.rules.stages import OPEN
from casework.ground.cases.terms import Stage
from casework.ground.identity.terms import Permission
from casework.kernel import clock
from casework.procedure.closing import actions, queries
from casework.procedure.closing.forms import (
    ApproveForm,
    CloseForm,
    EndingForm,
    EndPaidForm,
    ReasonForm,
    TryForm,
)
from casework.procedure.closing.terms import Gap, State
from casework.web.edge import writes
from casework.web.guard import guard, reader
from casework.web.navigation import case_page
from casework.web.pages import page

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from casework.ground.cases.models.case import Case, Line
    from casework.procedure.closing.terms import Missing

blueprint = Blueprint("closing", __name__, url_prefix="/closing")


def _case(case_id: int, permission: Permission) -> Case:
    return matters.case(case_id, reach=current_user.reach(permission))


def _line(case_id: int, line_id: int) -> tuple[Case, Line]:
    case = _case(case_id, Permission.CLOSE_LINE)
    return case, matters.line(line_id, case_id=case.id)


def _back(case_id: int) -> Response:
    return redirect(url_for("closing.endings", case_id=case_id))


def _with_links(case: Case, missing: list[Missing]) -> list[tuple[Missing, str]]:
    """Each thing that is missing, with the page where it is done."""
    return [(one, _where(case, one)) for one in missing]


def _where(case: Case, missing: Missing) -> str:
    if missing.gap is Gap.LINE_OPEN:
        return url_for("closing.end_line", case_id=case.id, line_id=missing.subject_id)
    if missing.gap is Gap.IDENTITY_OPEN:
        return url_for("intake.desk", _anchor="doubts")
    if missing.gap in (Gap.PAPER_OPEN, Gap.PAPER_UNSERVED):
        return url_for("documents.paper", paper_id=missing.subject_id)
    if missing.gap in (Gap.NO_LINE, Gap.NOT_INVESTIGATED):
        return url_for("inspections.lines", case_id=case.id)
    if missing.gap is Gap.CLOCK_RUNS:
        return url_for("cases.why", clock_id=missing.subject_id)
    return case_page(case.id)


@blueprint.route("/cases/<int:case_id>/endings")
@guard(Permission.READ_CASE)
def endings(case_id: int) -> ResponseReturnValue:
    case = _case(case_id, Permission.READ_CASE)
    is_open = case.stage in OPEN
    return page(
        case=case,
        lines=matters.lines(case.id),
        is_open=is_open,
        tries=queries.tries_of(case.id),
        missing=_with_links(case, queries.missing(case)) if is_open else [],
        closing=queries.find_closing(case.id),
        State=State,
        may_end=is_open and current_user.may(Permission.CLOSE_LINE),
        may_approve=current_user.may(Permission.APPROVE_CLOSING),
        many_paid=is_open and len(queries.paid_in_full(case.id)) > 1,
        may_reopen=case.stage is Stage.CLOSED and current_user.may(Permission.APPROVE_CLOSING),
    )


@blueprint.route("/cases/<int:case_id>/lines/<int:line_id>/end", methods=["GET", "POST"])
@guard(Permission.CLOSE_LINE)
@writes
def end_line(case_id: int, line_id: int) -> ResponseReturnValue:
    case, line = _line(case_id, line_id)
    form = EndingForm()
    if form.sent():
        with form.attempt():
            actions.end_line(line, **form.facts(), by=reader(), now=clock.now())
            return _back(case.id)
    return page(form=form, case=case, line=line, tries=queries.tries(line.id))


@blueprint.route("/cases/<int:case_id>/end-paid", methods=["GET", "POST"])
@guard(Permission.CLOSE_LINE)
@writes
def end_paid(case_id: int) -> ResponseReturnValue:
    """Many lines end as paid in full; the answer names each of them, done or refused."""
    case = _case(case_id, Permission.CLOSE_LINE)
    ready = queries.paid_in_full(case.id)
    if not ready:
        return page(case=case, ready=ready)
    form = EndPaidForm(lines=[line.id for line in ready] if "all" in request.args else [])
    form.offer((line.id, f"{line.worker.name}　{line.confirmed.plain}元") for line in ready)
    if form.sent():
        with form.attempt():
            done = actions.end_paid(case, form.lines.data, by=reader(), now=clock.now())
            return page(case=case, results=done)
    return page(form=form, case=case, ready=ready)


@blueprint.route("/cases/<int:case_id>/lines/<int:line_id>/reach", methods=["GET", "POST"])
@guard(Permission.CLOSE_LINE)
@writes
def reach(case_id: int, line_id: int) -> ResponseReturnValue:
    """One try to reach the worker."""
    case, line = _line(case_id, line_id)
    form = TryForm()
    if form.sent():
        with form.attempt():
            actions.record_try(line, **form.facts(), by=reader(), now=clock.now())
            return _back(case.id)
    return page(form=form, case=case, line=line, tries=queries.tries(line.id))


@blueprint.route("/cases/<int:case_id>/lines/<int:line_id>/reopen", methods=["GET", "POST"])
@guard(Permission.CLOSE_LINE)
@writes
def reopen_line(case_id: int, line_id: int) -> ResponseReturnValue:
    case, line = _line(case_id, line_id)
    form = ReasonForm()
    if form.sent():
        with form.attempt():
            actions.reopen_line(line, reason=form.reason.data, by=reader(), now=clock.now())
            return _back(case.id)
    return page(form=form, case=case, line=line)


@blueprint.route("/cases/<int:case_id>/close", methods=["GET", "POST"])
@guard(Permission.CLOSE_LINE)
@writes
def close(case_id: int) -> ResponseReturnValue:
    """The proposal: possible when nothing is missing."""
    case = _case(case_id, Permission.CLOSE_LINE)
    form = CloseForm()
    if form.sent():
        with form.attempt():
            actions.propose_closing(case, **form.facts(), by=reader(), now=clock.now())
            return _back(case.id)
    return page(form=form, case=case, missing=_with_links(case, queries.missing(case)))


@blueprint.route("/cases/<int:case_id>/approve", methods=["GET", "POST"])
@guard(Permission.APPROVE_CLOSING)
@writes
def approve(case_id: int) -> ResponseReturnValue:
    """Another person's approval, or the way back."""
    case = _case(case_id, Permission.APPROVE_CLOSING)
    closing = queries.latest_closing(case.id)
    before = approvals.before(queries.sheet(closing), reader=reader())
    form = ApproveForm(shown=before.sha256)
    if form.sent():
        with form.attempt():
            form.decide(
                yes=partial(actions.approve_closing, closing),
                no=partial(actions.return_closing, closing),
                by=reader(),
                now=clock.now(),
            )
            return _back(case.id)
    return page(form=form, case=case, closing=closing, before=before)


@blueprint.route("/cases/<int:case_id>/reopen", methods=["GET", "POST"])
@guard(Permission.APPROVE_CLOSING)
@writes
def reopen(case_id: int) -> ResponseReturnValue:
    case = _case(case_id, Permission.APPROVE_CLOSING)
    form = ReasonForm()
    if form.sent():
        with form.attempt():
            actions.reopen(case, reason=form.reason.data, by=reader(), now=clock.now())
            return _back(case.id)
    return page(form=form, case=case)
