"""Pages of the special inspections: the year, one campaign, one result."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from casework.ground.approvals import queries as approvals
from casework.ground.identity import queries as identity
from casework.ground.identity.terms import Permission
from casework.ground.statute import queries as statute
from casework.ground.statute.terms.ids import FigureId
from casework.kernel import clock
from casework.procedure.campaigns import actions, queries
from casework.procedure.campaigns.forms import FileForm, FindingForm
from casework.web.edge import writes
from casework.web.guard import guard, reader
from casework.web.pages import page
from casework.web.words import _

blueprint = Blueprint("campaigns", __name__, url_prefix="/campaigns")


@blueprint.get("/")
@guard(Permission.READ_CAMPAIGN)
def index() -> ResponseReturnValue:
    """The campaigns of a year and their progress; says so when there are too few."""
    today = clock.today()
    asked = request.args.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else today.year
    rows = queries.campaigns(reach=current_user.reach(Permission.READ_CAMPAIGN), year=year)
    least = statute.statute().figure(FigureId.CAMPAIGN_LEAST, on=today)
    return page(rows=rows, year=year, least=least, today=today)


@blueprint.get("/<int:campaign_id>")
@guard(Permission.READ_CAMPAIGN)
def campaign(campaign_id: int) -> ResponseReturnValue:
    """The targets of a campaign and what was found."""
    reach = current_user.reach(Permission.READ_CAMPAIGN)
    found = queries.campaign(campaign_id, reach=reach)
    return page(
        campaign=found,
        targets=queries.targets(found.id),
        today=clock.today(),
        may_assign=current_user.may(Permission.ASSIGN),
        may_inspect=current_user.may(Permission.INSPECT),
    )


@blueprint.route("/targets/<int:target_id>/finding", methods=["GET", "POST"])
@guard(Permission.INSPECT)
@writes
def finding(target_id: int) -> ResponseReturnValue:
    """Records the result of a visit."""
    reach = current_user.reach(Permission.INSPECT)
    target = queries.target(target_id, reach=reach)
    officers = [o for o in identity.who_may(Permission.INSPECT, reach=reach) if o.id != reader().id]
    form = FindingForm()
    form.offer(officers)
    if form.sent() and (companion := form.chosen(officers)) is not None:
        with form.attempt():
            actions.record_finding(
                target, companion=companion, **_facts(form), by=reader(), now=clock.now()
            )
            flash(_("检查结果已登记。"))
            return redirect(url_for("campaigns.campaign", campaign_id=target.campaign_id))
    return page(form=form, target=target, done=queries.find_finding(target.id))


def _facts(form: FindingForm) -> dict[str, Any]:
    return {
        "inspected_on": form.inspected_on.data,
        "result": form.result.data,
        "people": form.people.data,
        "amount": form.amount.data,
        "text": form.text.data,
        "suspicion": form.suspicion.data or "",
        "rectify_by_on": form.rectify_by_on.data,
    }


@blueprint.route("/findings/<int:finding_id>/file", methods=["GET", "POST"])
@guard(Permission.ASSIGN)
@writes
def file_case(finding_id: int) -> ResponseReturnValue:
    """The squad head files the case that a finding proposes."""
    found = queries.finding(finding_id, reach=current_user.reach(Permission.READ_CAMPAIGN))
    before = approvals.before(queries.sheet(found), reader=reader())
    form = FileForm(shown=before.sha256)
    if form.sent():
        with form.attempt():
            case = actions.file_case(found, seen=form.seen_hash, by=reader(), now=clock.now())
            flash(_("已立案：%(number)s", number=case.number))
            return redirect(url_for("campaigns.campaign", campaign_id=found.target.campaign_id))
    return page(form=form, campaign=found.target.campaign, before=before)
