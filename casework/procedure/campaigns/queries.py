"""Ask: campaigns, targets and findings inside a reach; employers that should be visited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from casework.ground.approvals.terms import Fact, Sheet, plain
from casework.ground.cases.models.case import Case
from casework.ground.cases.rules.stages import OPEN
from casework.ground.offices import queries as offices
from casework.ground.offices.terms import Reach
from casework.kernel import sweeps
from casework.kernel.database import db
from casework.kernel.money import Money
from casework.kernel.terms import Missing
from casework.procedure.campaigns import rules
from casework.procedure.campaigns.models import Campaign, Finding, Target
from casework.procedure.campaigns.terms import APPROVED, Season, State


def campaign(campaign_id: int, *, reach: Reach) -> Campaign:
    """Raises Missing, also when it lies outside the reach."""
    query = select(Campaign).where(
        Campaign.id == campaign_id, offices.within(reach, area=Campaign.area_id)
    )
    found = db.session.scalars(query).one_or_none()
    if found is None:
        raise Missing
    return found


@dataclass(frozen=True)
class Progress:
    """A campaign with how far it has come."""

    campaign: Campaign
    targets: int
    inspected: int
    found: int


def campaigns(*, reach: Reach, year: int) -> list[Progress]:
    """The campaigns of a year, by day and area, with their progress: two queries."""
    counts = (
        select(
            Campaign.id,
            func.count(Target.id).label("targets"),
            func.count(Finding.id).label("inspected"),
            func.count(Finding.case_id).label("found"),
        )
        .outerjoin(Target, Target.campaign_id == Campaign.id)
        .outerjoin(Finding, Finding.target_id == Target.id)
        .where(Campaign.year == year, offices.within(reach, area=Campaign.area_id))
        .group_by(Campaign.id)
    )
    by_id = {row.id: row for row in db.session.execute(counts)}
    rows = (
        select(Campaign)
        .where(Campaign.id.in_(by_id))
        .order_by(Campaign.opens_on.desc(), Campaign.area_id)
    )
    return [
        Progress(found, by_id[found.id].targets, by_id[found.id].inspected, by_id[found.id].found)
        for found in db.session.scalars(rows)
    ]


def over(sweep: str, *, today: date, now: datetime) -> list[int]:
    """Ids of open campaigns whose last day has passed, but for those that this sweep tries again
    later."""
    query = select(Campaign.id).where(
        Campaign.state == State.OPEN,
        Campaign.closes_on < today,
        sweeps.ready(sweep, Campaign.id, now=now),
    )
    return list(db.session.scalars(query))


def to_open(sweep: str, *, on: date, now: datetime) -> dict[Season, list[int]]:
    """The seasons whose day has come, each with the counties and zones that have no campaign of
    it yet, but for those that the sweep ``sweep.season`` tries again later."""
    seasons = [plan.season for plan in rules.due(on)]
    return {
        season: areas_without(f"{sweep}.{season}", year=on.year, season=season, now=now)
        for season in seasons
    }


def areas_without(sweep: str, *, year: int, season: Season, now: datetime) -> list[int]:
    there = select(Campaign.area_id).where(Campaign.year == year, Campaign.season == season)
    have = {*db.session.scalars(there), *sweeps.waiting(sweep, now=now)}
    return [area.id for area in offices.counties() if area.id not in have]


def targets(campaign_id: int) -> list[tuple[Target, Finding | None]]:
    """The most owed first, each with its finding when there is one."""
    query = (
        select(Target, Finding)
        .outerjoin(Finding, Finding.target_id == Target.id)
        .where(Target.campaign_id == campaign_id)
        .order_by(Target.owed.desc(), Target.id)
    )
    return [(row[0], row[1]) for row in db.session.execute(query)]


def target(target_id: int, *, reach: Reach) -> Target:
    """Raises Missing."""
    query = (
        select(Target)
        .join(Campaign)
        .where(Target.id == target_id, offices.within(reach, area=Campaign.area_id))
        .options(joinedload(Target.campaign))
    )
    found = db.session.scalars(query).one_or_none()
    if found is None:
        raise Missing
    return found


def find_finding(target_id: int) -> Finding | None:
    return db.session.scalars(select(Finding).where(Finding.target_id == target_id)).one_or_none()


def finding(finding_id: int, *, reach: Reach) -> Finding:
    """Raises Missing."""
    query = (
        select(Finding)
        .join(Target, Target.id == Finding.target_id)
        .join(Campaign, Campaign.id == Target.campaign_id)
        .where(Finding.id == finding_id, offices.within(reach, area=Campaign.area_id))
    )
    found = db.session.scalars(query).one_or_none()
    if found is None:
        raise Missing
    return found


def sheet(finding: Finding) -> Sheet:
    """What is put before the squad head: the whole result of the visit."""
    facts: dict[str, Fact] = {
        "employer": finding.target.employer.name,
        "inspected_on": plain(finding.inspected_on),
        "inspectors": [finding.inspector.name, finding.companion.name],
        "result": finding.result.zh,
        "people": plain(finding.people),
        "amount": plain(finding.amount),
        "rectify_by_on": plain(finding.rectify_by_on),
        "suspicion": finding.suspicion,
    }
    return Sheet(APPROVED, finding.id, facts, {"text": finding.text or ""})


def employers_in_arrears(area_id: int) -> list[Any]:
    """Employers with open cases in an area: employer_id, cases, people, and fen still owed."""
    owed = func.sum(func.coalesce(Case.verified, Case.claimed) - Case.paid)
    query = (
        select(
            Case.employer_id,
            func.count().label("cases"),
            func.sum(Case.people).label("people"),
            owed.label("owed"),
        )
        .where(Case.area_id == area_id, Case.stage.in_(OPEN), ~Case.muted)
        .group_by(Case.employer_id)
        .order_by(owed.desc(), Case.employer_id)
    )
    return list(db.session.execute(query))


def last_inspection(employer_id: int, *, before: date) -> date | None:
    """The day of the last special inspection of an employer."""
    query = (
        select(func.max(Finding.inspected_on))
        .join(Target, Target.id == Finding.target_id)
        .where(Target.employer_id == employer_id, Finding.inspected_on < before)
    )
    return db.session.scalar(query)


def to_money(value: Any) -> Money:
    return value if isinstance(value, Money) else Money(int(value or 0))
