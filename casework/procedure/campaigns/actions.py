"""Do: open the campaigns of the year, list their targets, record findings, file what they find."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from casework.ground.approvals import actions as approvals
from casework.ground.cases.actions import opening, timeline
from casework.ground.cases.models.case import Case
from casework.ground.cases.queries import matters
from casework.ground.identity.models import Officer
from casework.ground.offices import queries as offices
from casework.ground.offices.models import Unit
from casework.ground.offices.terms import Department
from casework.ground.parties import queries as parties
from casework.ground.statute import queries as statute
from casework.ground.statute.rules import counting
from casework.ground.statute.terms.ids import RuleId
from casework.kernel.database import db, lock
from casework.kernel.days import day_of
from casework.kernel.facts import announce
from casework.kernel.money import Money
from casework.kernel.once import insert_unless_there
from casework.procedure.campaigns import queries, rules
from casework.procedure.campaigns.models import Campaign, Finding, Target
from casework.procedure.campaigns.terms import (
    CampaignOpened,
    Event,
    Filing,
    Ground,
    Result,
    Season,
    State,
)


def open_in(area_id: int, *, season: Season, now: datetime) -> bool:
    """Opens the campaign of a season in one county or zone; False when it is not its day, or there
    is one: the key (area, year, season) makes it happen once, whoever comes first."""
    plan = next((one for one in rules.due(day_of(now)) if one.season is season), None)
    if plan is None:
        return False
    row = Campaign(
        area_id=area_id,
        year=plan.opens_on.year,
        season=plan.season,
        opens_on=plan.opens_on,
        closes_on=plan.closes_on,
    )
    first = insert_unless_there(
        Campaign,
        id=row.id,
        area_id=area_id,
        year=row.year,
        season=plan.season,
        opens_on=plan.opens_on,
        closes_on=plan.closes_on,
        state=State.OPEN,
        opened_at=now,
        version=1,
    )
    if first:
        announce(CampaignOpened(campaign_id=row.id), now=now)
    return first


def close(campaign_id: int) -> None:
    """Its last day has passed. Again changes nothing."""
    campaign = lock(Campaign, campaign_id)
    if campaign.state is State.OPEN:
        campaign.state = rules.LIFECYCLE.after(campaign.state, "close")


def list_targets(campaign_id: int, *, now: datetime) -> int:
    """Employers with open arrears become targets, each once. Running it again adds new ones."""
    campaign = lock(Campaign, campaign_id)
    if campaign.state is not State.OPEN:
        return 0
    added = sum(
        _add_target(campaign, row) for row in queries.employers_in_arrears(campaign.area_id)
    )
    campaign.targets_listed_at = now
    return added


def opened(fact: CampaignOpened, *, now: datetime) -> None:
    """A campaign has begun: its list of targets. Again adds only new ones."""
    list_targets(fact.campaign_id, now=now)


def _add_target(campaign: Campaign, row: Any) -> bool:
    employer_id = row.employer_id
    return insert_unless_there(
        Target,
        campaign_id=campaign.id,
        employer_id=employer_id,
        ground=Ground.REPEATED if row.cases > 1 else Ground.ARREARS,
        open_cases=row.cases,
        people=int(row.people or 0),
        owed=queries.to_money(row.owed),
        inspected_before_on=queries.last_inspection(employer_id, before=campaign.opens_on),
        version=1,
    )


def record_finding(
    target: Target,
    *,
    inspected_on: date,
    companion: Officer,
    result: Result,
    people: int | None,
    amount: Money | None,
    text: str,
    suspicion: str,
    rectify_by_on: date | None,
    by: Officer,
    now: datetime,
) -> Finding:
    """The result of a visit by two inspectors. Unpaid wages join the employer's open case, or
    wait for the squad head's approval to file one (25号令19).

    Raises AnotherInspector, OutsideCampaign, NumbersNeeded, RectifyDayNeeded, ReasonNeeded.
    """
    if companion.id == by.id:
        raise rules.AnotherInspector
    rules.check_finding(
        result=result,
        people=people,
        has_amount=bool(amount),
        inspected_on=inspected_on,
        rectify_by_on=rectify_by_on,
        opens_on=target.campaign.opens_on,
        today=day_of(now),
    )
    _check_frequency(target, suspicion, inspected_on)
    finding = Finding(
        target_id=target.id,
        inspected_on=inspected_on,
        inspector_id=by.id,
        companion_id=companion.id,
        result=result,
        people=people,
        amount=amount,
        suspicion=suspicion,
        rectify_by_on=rectify_by_on,
        filing=rules.filing_of(result),
        recorded_at=now,
    )
    finding.text = text
    db.session.add(finding)
    db.session.flush()
    if finding.filing is Filing.PROPOSED:
        _join(finding, target, by=by, now=now)
    if finding.filing is Filing.PROPOSED:
        _put_forward(finding, companion=companion, by=by, now=now)
    return finding


def _check_frequency(target: Target, suspicion: str, inspected_on: date) -> None:
    """SP-CAP: about one special inspection of an employer a year; an open case is a suspicion."""
    before = target.inspected_before_on
    if before is None or suspicion.strip():
        return
    cap = statute.statute().rule(RuleId.SP_CAP, on=inspected_on)
    if (
        inspected_on < counting.due(cap, before, statute.calendar()).due_on
        and not target.open_cases
    ):
        raise rules.ReasonNeeded


def _join(finding: Finding, target: Target, *, by: Officer, now: datetime) -> None:
    case = matters.open_case_of_employer(target.employer_id, area_id=target.campaign.area_id)
    if case is None:
        return
    finding.filing = rules.FILING.after(finding.filing, "join")
    finding.case_id = case.id
    timeline.record(case, event=Event.FOUND, text=finding.text or "", by=by, now=now)


def _put_forward(finding: Finding, *, companion: Officer, by: Officer, now: datetime) -> None:
    approvals.put_forward(
        queries.sheet(finding), unit=_unit(finding), editors=[companion.id], by=by, now=now
    )


def _unit(finding: Finding) -> Unit:
    return offices.unit_of(finding.target.campaign.area_id, Department.HUMAN_RESOURCES)


def file_case(finding: Finding, *, seen: str, by: Officer, now: datetime) -> Case:
    """The squad head approves what he was shown: the case is filed on this day. Raises what
    approvals.approve raises."""
    finding = lock(Finding, finding.id)
    approvals.approve(queries.sheet(finding), seen=seen, by=by, now=now)
    filed = rules.FILING.after(finding.filing, "file")
    case = opening.open_case(
        unit=_unit(finding),
        employer=parties.employer(finding.target.employer_id),
        received_on=finding.inspected_on,
        filed_on=day_of(now),
        by=by,
        now=now,
    )
    finding.filing, finding.case_id, finding.approved_by = filed, case.id, by.id
    timeline.record(case, event=Event.FOUND, text=finding.text or "", by=by, now=now)
    return case
