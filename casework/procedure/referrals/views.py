"""Pages of referrals: what the file comes to, the report, the decision, what followed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from casework.ground.approvals import queries as approvals
from casework.ground.cases.queries import clocks, matters
from casework.ground.cases.rules.stages import OPEN
from casework.ground.cases.terms import Subject
from casework.ground.identity.terms import Permission
from casework.kernel import clock
from casework.procedure.inspections import queries as inspections
from casework.procedure.referrals import queries, rules
from casework.procedure.referrals.actions import deciding, following
from casework.procedure.referrals.forms import (
    DecideForm,
    PassOnForm,
    ReportForm,
    SendForm,
    StepForm,
)
from casework.procedure.referrals.terms import ReferralKind
from casework.web.edge import writes
from casework.web.guard import guard, reader
from casework.web.pages import ButtonForm, page

if TYPE_CHECKING:
    from casework.ground.cases.models.case import Case
    from casework.procedure.referrals.models import Referral

blueprint = Blueprint("referrals", __name__, url_prefix="/referrals")


def _case(case_id: int, permission: Permission) -> Case:
    return matters.case(case_id, reach=current_user.reach(permission))


def _referral(referral_id: int, permission: Permission) -> Referral:
    return queries.referral(referral_id, reach=current_user.reach(permission))


def _to(referral: Referral) -> Any:
    return redirect(url_for("referrals.referral", referral_id=referral.id))


def _finding(case: Case) -> Any:
    return queries.finding(case, queries.latest_conduct(case.id), on=clock.today())


@blueprint.get("/cases/<int:case_id>")
@guard(Permission.READ_CASE)
def case(case_id: int) -> ResponseReturnValue:
    """What the file comes to, and where it went."""
    found = _case(case_id, Permission.READ_CASE)
    finding = _finding(found)
    works = found.stage in OPEN and current_user.id in inspections.inspector_ids(found.id)
    return page(
        case=found,
        finding=finding,
        elements=rules.rows(finding),
        referrals=queries.referrals_of_case(found.id),
        order=queries.find_order(found.id),
        may_prepare=works and current_user.may(Permission.PREPARE_REFERRAL),
        under_way=queries.find_under_way(found.id),
    )


@blueprint.route("/cases/<int:case_id>/prepare", methods=["GET", "POST"])
@guard(Permission.PREPARE_REFERRAL)
@writes
def prepare(case_id: int) -> ResponseReturnValue:
    """The inspectors' report by element."""
    found = _case(case_id, Permission.PREPARE_REFERRAL)
    form = ReportForm(data=vars(queries.latest_conduct(found.id)))
    if form.sent():
        with form.attempt():
            made = deciding.prepare_referral(
                found,
                conduct=form.conduct(),
                report=form.report.data,
                receiver=form.receiver.data,
                copied_to=form.copied_to.data,
                by=reader(),
                now=clock.now(),
            )
            return _to(made)
    finding = _finding(found)
    return page(form=form, case=found, finding=finding, elements=rules.rows(finding))


@blueprint.route("/cases/<int:case_id>/pass-on", methods=["GET", "POST"])
@guard(Permission.PREPARE_REFERRAL)
@writes
def pass_on(case_id: int) -> ResponseReturnValue:
    """To court, arbitration or legal aid."""
    found = _case(case_id, Permission.PREPARE_REFERRAL)
    form = PassOnForm()
    if form.sent():
        with form.attempt():
            return _to(following.pass_on(found, **form.facts(), by=reader(), now=clock.now()))
    return page(form=form, case=found)


@blueprint.get("/<int:referral_id>")
@guard(Permission.READ_CASE)
def referral(referral_id: int) -> ResponseReturnValue:
    """One referral: its report, decision, papers, limits and steps."""
    found = _referral(referral_id, Permission.READ_CASE)
    police = found.kind is ReferralKind.POLICE
    finding = None
    if police:
        finding = queries.finding(found.case, queries.conduct_of(found), on=clock.today())
    return page(
        referral=found,
        case=found.case,
        finding=finding,
        police=police,
        elements=rules.rows(finding) if finding else {},
        verbs=_verbs(found),
        evidence=queries.conduct_of(found).evidence,
        clocks=clocks.running_clocks(Subject.REFERRAL, found.id),
        button=ButtonForm(),
    )


def _verbs(referral: Referral) -> set[str]:
    """What this officer may do with this referral now."""
    verbs = set(rules.LIFECYCLE.verbs(referral.state)) - {"pass_on"}
    if not current_user.may(Permission.APPROVE_REFERRAL):
        verbs -= {"approve", "refuse"}
    if not current_user.may(Permission.PREPARE_REFERRAL):
        verbs &= {"approve", "refuse"}
    if referral.prepared_by != current_user.id:
        verbs -= {"withdraw"}
    return verbs | (
        {"step"} if verbs & {step.value for step in rules.steps(referral.state)} else set()
    )


@blueprint.route("/<int:referral_id>/decide", methods=["GET", "POST"])
@guard(Permission.APPROVE_REFERRAL)
@writes
def decide(referral_id: int) -> ResponseReturnValue:
    """The principal head refers, or says why not."""
    found = _referral(referral_id, Permission.APPROVE_REFERRAL)
    before = approvals.before(queries.sheet(found), reader=reader())
    form = DecideForm(shown=before.sha256)
    if form.sent():
        with form.attempt():
            form.decide(
                yes=partial(deciding.approve_referral, found),
                no=partial(deciding.refuse_referral, found),
                by=reader(),
                now=clock.now(),
            )
            return _to(found)
    finding = queries.finding(found.case, queries.conduct_of(found), on=clock.today())
    return page(
        form=form,
        referral=found,
        case=found.case,
        finding=finding,
        before=before,
        elements=rules.rows(finding),
    )


@blueprint.post("/<int:referral_id>/withdraw")
@guard(Permission.PREPARE_REFERRAL)
@writes
def withdraw(referral_id: int) -> ResponseReturnValue:
    found = _referral(referral_id, Permission.PREPARE_REFERRAL)
    if ButtonForm().sent():
        deciding.withdraw_referral(found, by=reader(), now=clock.now())
    return _to(found)


@blueprint.route("/<int:referral_id>/send", methods=["GET", "POST"])
@guard(Permission.PREPARE_REFERRAL)
@writes
def send(referral_id: int) -> ResponseReturnValue:
    """The police sign for the file."""
    found = _referral(referral_id, Permission.PREPARE_REFERRAL)
    form = SendForm()
    if form.sent():
        with form.attempt():
            following.send_referral(
                found,
                on=form.on.data,
                place=form.place.data,
                signed_by=form.signed_by.data,
                proof=form.proof.data or "",
                by=reader(),
                now=clock.now(),
            )
            return _to(found)
    return page(form=form, referral=found, case=found.case)


@blueprint.route("/<int:referral_id>/step", methods=["GET", "POST"])
@guard(Permission.PREPARE_REFERRAL)
@writes
def step(referral_id: int) -> ResponseReturnValue:
    """What the other side did, or what was done about it."""
    found = _referral(referral_id, Permission.PREPARE_REFERRAL)
    form = StepForm()
    form.offer(rules.steps(found.state))
    if form.sent() and (chosen := form.chosen()) is not None:
        with form.attempt():
            following.record_step(
                found,
                step=chosen,
                on=form.on.data,
                note=form.note.data,
                by=reader(),
                now=clock.now(),
            )
            return _to(found)
    return page(form=form, referral=found, case=found.case)
