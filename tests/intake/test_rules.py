"""The desk's rules: kinds, two years, gaps, and what may be done in which state."""

from __future__ import annotations

from datetime import date

import pytest

from casework.ground.offices.terms import Department
from casework.ground.parties.terms import Industry
from casework.ground.statute.actions import loading
from casework.kernel.lifecycle import NoSuchMove
from casework.kernel.money import Money
from casework.procedure.intake.rules import complaints
from casework.procedure.intake.terms import (
    ClaimantFacts,
    EvidenceKind,
    Filing,
    Gap,
    Ground,
    Kind,
    State,
)

TODAY = date(2026, 11, 23)


def filing(**values):
    given = {"employer": "演示公司", "area_id": 1, "claimants": (ClaimantFacts(name="张示例"),)}
    return Filing(**{**given, **values})


@pytest.fixture(scope="module")
def law():
    book, calendar = loading.read_seed()
    return {"statute": book, "calendar": calendar}


@pytest.mark.parametrize(
    ("last_month", "late"),
    [
        (date(2024, 10, 1), True),  # ended 2024-10-31, two years later 2026-10-31
        (date(2024, 11, 1), False),  # ended 2024-11-30
        (date(2026, 11, 1), False),
        (None, False),
    ],
)
def test_two_years_count_from_the_end_of_the_last_month(law, last_month, late):
    assert complaints.past_two_years(last_month, received_on=TODAY, **law) is late


def test_without_a_name_or_in_confidence_it_is_a_tip():
    assert complaints.kind_of(filing()) is Kind.COMPLAINT
    assert complaints.kind_of(filing(claimants=())) is Kind.TIP
    assert complaints.kind_of(filing(confidential=True)) is Kind.TIP


@pytest.mark.parametrize(
    ("industry", "department"),
    [
        (Industry.BUILDING, Department.HOUSING), (Industry.ROADS, Department.TRANSPORT),
        (Industry.WATER_WORKS, Department.WATER), (Industry.FACTORY, None),
    ],
)  # fmt: skip
def test_the_department_of_the_trade_assists(industry, department):
    assert complaints.assisting(industry) is department


def test_the_amount_is_what_was_said_or_the_sum_of_the_rows():
    rows = (ClaimantFacts(name="甲", amount=Money(1)), ClaimantFacts(name="乙", amount=Money(2)))
    assert complaints.claimed(filing(claimants=rows)) == Money(3)
    assert complaints.claimed(filing(claimants=rows, amount=Money(9))) == Money(9)
    assert complaints.claimed(filing()) is None


def test_what_is_not_known_is_listed_and_nothing_else():
    full = filing(
        industry=Industry.FACTORY, place="演示路", from_month=TODAY, amount=Money(1), people=1,
        evidence=(EvidenceKind.PAPER,),
        claimants=(ClaimantFacts(name="张示例", id_number="1", phone="2"),),
    )  # fmt: skip
    assert complaints.gaps(full) == []
    assert complaints.gaps(filing(evidence=(EvidenceKind.NONE,))) == [
        Gap.INDUSTRY, Gap.PLACE, Gap.MONTHS, Gap.AMOUNT, Gap.PEOPLE, Gap.EVIDENCE, Gap.ID_NUMBER,
        Gap.PHONE,
    ]  # fmt: skip


def test_a_refusal_without_ground_or_reason_is_refused():
    with pytest.raises(complaints.ReasonNeeded):
        complaints.check_refusal(None, "太久了")
    with pytest.raises(complaints.ReasonNeeded):
        complaints.check_refusal(Ground.TIME_BARRED, "  ")


def test_every_ground_of_refusal_has_its_article():
    assert all("第" in ground.article for ground in Ground)


def test_one_id_number_in_two_rows_is_refused():
    twice = ClaimantFacts(name="张示例", id_number="11010519491231002X")
    with pytest.raises(complaints.SameWorkerTwice):
        complaints.check_claimants((twice, twice))


def test_a_decided_complaint_is_not_decided_again():
    for state in (State.ACCEPTED, State.REFUSED, State.TRANSFERRED):
        with pytest.raises(NoSuchMove):
            complaints.LIFECYCLE.after(state, "accept")


def test_a_refusal_names_the_ways_out_with_their_lengths(law):
    told = complaints.remedies(government="演示市演示区人民政府", on=TODAY, statute=law["statute"])
    assert any("60日" in way and "演示区人民政府" in way for way in told)
