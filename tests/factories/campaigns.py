"""The winter campaign of 2026 with one employer to visit."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select

from casework.ground.approvals import actions as approvals
from casework.ground.identity import queries as officers
from casework.ground.offices import queries as units
from casework.ground.offices.terms import Department
from casework.kernel.database import db
from casework.procedure.campaigns import queries
from casework.procedure.campaigns.models import Campaign, Finding, Target
from casework.procedure.campaigns.terms import Filing, Ground, Result, Season
from tests.conftest import NOW
from tests.factories import identity, offices, parties

TODAY = date(2026, 11, 23)


def campaign(*, area: str = offices.HOME, **values: Any) -> Campaign:
    """The campaign of a county, year and season: there is only ever one."""
    area_id = offices.area(code=area).id
    given = {
        "year": 2026, "season": Season.WINTER, "opens_on": date(2026, 11, 1),
        "closes_on": date(2026, 12, 31), "opened_at": NOW, **values,
    }  # fmt: skip
    same = {"area_id": area_id, "year": given["year"], "season": given["season"]}
    found = db.session.scalars(select(Campaign).filter_by(**same)).one_or_none()
    return found or _kept(Campaign(area_id=area_id, **given))


def target(
    *, campaign: Campaign | None = None, area: str = offices.HOME, **values: Any
) -> Target:  # fmt: skip
    campaign = campaign or globals()["campaign"](area=area)
    if "employer_id" not in values:
        values["employer_id"] = parties.employer(area=area).id
    return _kept(Target(campaign_id=campaign.id, **{"ground": Ground.ARREARS, **values}))


def finding(*, target: Target | None = None, area: str = offices.HOME, **values: Any) -> Finding:
    """Wages found unpaid by two inspectors; the case waits for approval."""
    target = target or globals()["target"](area=area)
    given = {
        "inspected_on": TODAY, "inspector_id": identity.officer(area=area).id,
        "companion_id": identity.officer(area=area).id, "result": Result.ARREARS, "people": 3,
        "filing": Filing.PROPOSED, "recorded_at": NOW, **values,
    }  # fmt: skip
    made: Finding = _kept(Finding(target_id=target.id, **given))
    if made.filing is Filing.PROPOSED:
        approvals.put_forward(
            queries.sheet(made), editors=[made.companion_id], now=NOW,
            unit=units.unit_of(target.campaign.area_id, Department.HUMAN_RESOURCES),
            by=officers.officer(made.inspector_id),
        )  # fmt: skip
    return made


def _kept(row: Any) -> Any:
    db.session.add(row)
    db.session.flush()
    return row
