"""Two campaigns a year in each county, exactly once; findings that open or join a case."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import func, select

from casework.ground.approvals import rules as approvals
from casework.ground.cases.terms import Stage
from casework.ground.identity.terms import Role
from casework.ground.offices import queries as offices_asked
from casework.kernel import clock
from casework.kernel.days import at
from casework.kernel.money import Money
from casework.procedure.campaigns import actions, queries, rules
from casework.procedure.campaigns.models import Campaign
from casework.procedure.campaigns.terms import Filing, Result, State
from tasks import campaigns as ticks
from tests.factories import campaigns, cases, identity, parties
from tests.factories.approvals import shown


def _campaigns(session: Any) -> int:
    return session.scalar(select(func.count()).select_from(Campaign)) or 0


def test_every_county_has_two_campaigns_a_year_however_often_it_is_ticked(
    session: Any, now: datetime
) -> None:
    counties = len(offices_asked.counties())

    first, again = ticks.tick(), ticks.tick()

    assert (first, again, _campaigns(session)) == (2 * counties, 0, 2 * counties)


def test_before_november_only_the_spring_campaign_is_due(session: Any) -> None:
    with clock.fixed(at(date(2026, 10, 31), 12)):
        ticks.tick()

    assert _campaigns(session) == len(offices_asked.counties())


def test_employers_with_open_arrears_become_targets_once(session: Any, now: datetime) -> None:
    campaign = campaigns.campaign()
    case = cases.case(claimed=Money.yuan(5000), people=2)
    cases.case(muted=True)
    cases.case(stage=Stage.CLOSED, closed_on=date(2026, 11, 20))

    first = actions.list_targets(campaign.id, now=now)
    again = actions.list_targets(campaign.id, now=now)

    targets = [target for target, _ in queries.targets(campaign.id)]
    assert (first, again) == (1, 0)
    assert [(t.employer_id, t.people, t.owed) for t in targets] == [
        (case.employer_id, 2, Money.yuan(5000))
    ]


def _found(target: Any, **values: Any) -> Any:
    given = {
        "inspected_on": campaigns.TODAY, "companion": identity.officer(),
        "result": Result.ARREARS, "people": 3, "amount": Money.yuan(900), "text": "三人没领到工资",
        "suspicion": "", "rectify_by_on": date(2026, 12, 4), "by": identity.officer(), **values,
    }  # fmt: skip
    return actions.record_finding(target, **given)


def test_unpaid_wages_join_the_open_case_of_the_employer(session: Any, now: datetime) -> None:
    case = cases.case()
    target = campaigns.target(employer_id=case.employer_id)

    finding = _found(target, now=now)

    assert (finding.filing, finding.case_id) == (Filing.JOINED, case.id)


def test_without_an_open_case_the_squad_head_files_one(session: Any, now: datetime) -> None:
    finding = _found(campaigns.target(), now=now)
    assert (finding.filing, finding.case_id) == (Filing.PROPOSED, None)

    case = actions.file_case(
        finding, seen=shown(finding), by=identity.officer(role=Role.SQUAD_HEAD), now=now
    )

    assert (finding.filing, finding.case_id) == (Filing.FILED, case.id)


def test_nobody_files_an_own_finding(session: Any, now: datetime) -> None:
    head = identity.officer(role=Role.SQUAD_HEAD)
    finding = _found(campaigns.target(), by=head, now=now)

    with pytest.raises(approvals.OwnPreparation):
        actions.file_case(finding, seen=shown(finding), by=head, now=now)


def test_an_inspection_takes_two(session: Any, now: datetime) -> None:
    one = identity.officer()

    with pytest.raises(rules.AnotherInspector):
        _found(campaigns.target(), by=one, companion=one, now=now)


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"people": None}, rules.NumbersNeeded),
        ({"amount": None}, rules.NumbersNeeded),
        ({"rectify_by_on": None}, rules.RectifyDayNeeded),
        ({"rectify_by_on": date(2026, 11, 20)}, rules.RectifyDayNeeded),
        ({"inspected_on": date(2026, 11, 24)}, rules.OutsideCampaign),
        ({"inspected_on": date(2026, 10, 30)}, rules.OutsideCampaign),
    ],
)
def test_a_finding_must_be_whole(
    session: Any, now: datetime, values: dict[str, Any], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        _found(campaigns.target(), now=now, **values)


def test_a_second_visit_within_a_year_needs_a_recorded_suspicion(
    session: Any, now: datetime
) -> None:
    target = campaigns.target(inspected_before_on=date(2026, 5, 6))

    with pytest.raises(rules.ReasonNeeded):
        _found(target, now=now)
    finding = _found(target, suspicion="工人来电反映仍在拖欠", now=now)

    assert finding.suspicion == "工人来电反映仍在拖欠"


def test_the_list_of_targets_reads_employers_of_its_own_county_only(
    session: Any, now: datetime
) -> None:
    campaign = campaigns.campaign()
    cases.case(area="371311", employer_id=parties.employer().id)

    assert actions.list_targets(campaign.id, now=now) == 0


def test_a_campaign_closes_when_its_last_day_has_passed(session: Any) -> None:
    campaign = campaigns.campaign()

    session.commit()

    with clock.fixed(at(date(2026, 12, 31), 20)):
        ticks.tick()
    still = campaign.state
    with clock.fixed(at(date(2027, 1, 1), 1)):
        ticks.tick()

    assert (still, campaign.state) == (State.OPEN, State.CLOSED)
