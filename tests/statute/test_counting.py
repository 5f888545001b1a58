"""Legal dates: every worked example, every kind of limit, and what must hold for all of them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.ground.statute.rules import calendar, counting
from casework.ground.statute.rules.counting import (
    HoursNeedAnInstant,
    NoSuspensionOfHours,
    StillSuspended,
)
from casework.ground.statute.terms.calendar import Sheet, Suspension
from casework.ground.statute.terms.entries import Rule
from casework.ground.statute.terms.refusals import NoExtension, NoStatutoryLength, OutsideCalendar
from casework.ground.statute.terms.words import Nature, Unit
from casework.kernel.days import SHANGHAI, at
from tests.factories import statute
from tests.statute.tables import rows

STATUTE, CALENDAR = statute.seed()

days = st.dates(min_value=date(2005, 1, 1), max_value=date(2027, 12, 31))
lengths = st.integers(min_value=0, max_value=120)
rules = st.sampled_from([rule for rule in STATUTE.rules
                         if rule.length is not None and rule.unit is not Unit.HOUR])  # fmt: skip


def rule(rule_id: str, on: str = "2026-09-18") -> Rule:
    return STATUTE.rule(rule_id, on=date.fromisoformat(on))


def due(rule_id: str, start: str, **more: object) -> Sheet:
    on = date.fromisoformat(start)
    return counting.due(STATUTE.rule(rule_id, on=on), on, CALENDAR, **more)  # type: ignore[arg-type]


@pytest.mark.every_zone
@pytest.mark.parametrize(
    "row", rows("add_workdays.csv"), ids=lambda r: f"{r['start']}+{r['workdays']}"
)
def test_the_worked_examples_of_working_days(row: dict[str, str]) -> None:
    start, end = date.fromisoformat(row["start"]), date.fromisoformat(row["due"])
    assert counting.add_workdays(start, int(row["workdays"]), CALENDAR) == end
    assert counting.count_workdays(start, end, CALENDAR) == int(row["workdays"])
    sheet = counting.due(rule("ACC").with_term(int(row["workdays"]), Unit.WORKDAY), start, CALENDAR)
    assert sheet.due == end
    assert not sheet.provisional


@pytest.mark.every_zone
@pytest.mark.parametrize("row", rows("rolled.csv"), ids=lambda r: r["start"])
def test_the_worked_examples_of_calendar_days_that_end_on_a_holiday(row: dict[str, str]) -> None:
    sheet = due("FINE-PAY", row["start"])
    assert sheet.length == int(row["days"])
    assert sheet.rolled_from == date.fromisoformat(row["raw"])
    assert sheet.due == date.fromisoformat(row["due"])


def test_the_starting_day_is_not_counted_and_each_day_says_why() -> None:
    sheet = due("ACC", "2026-09-18")
    assert [(d.date.isoformat(), d.counted, d.why, d.number) for d in sheet.days] == [
        ("2026-09-19", False, "周六", None),
        ("2026-09-20", True, "调休上班", 1),
        ("2026-09-21", True, "周一", 2),
        ("2026-09-22", True, "周二", 3),
        ("2026-09-23", True, "周三", 4),
        ("2026-09-24", True, "周四", 5),
    ]


def test_an_extension_is_counted_in_one_run() -> None:
    assert due("INV", "2025-01-20", extended=True).due == date(2025, 6, 5)


def test_a_limit_without_extension_cannot_be_extended() -> None:
    with pytest.raises(NoExtension):
        due("ACC", "2026-09-18", extended=True)


def test_an_extension_whose_length_no_text_sets_cannot_be_computed() -> None:
    with pytest.raises(NoExtension):
        due("DEC", "2026-09-18", extended=True)


def test_the_order_to_pay_has_no_statutory_length() -> None:
    with pytest.raises(NoStatutoryLength):
        due("ORDER-TERM", "2026-09-18")


def test_the_order_to_pay_gets_its_length_from_the_paper() -> None:
    term = rule("ORDER-TERM").with_term(7, Unit.DAY)
    assert counting.due(term, date(2026, 9, 18), CALENDAR).due == date(2026, 9, 28)


@pytest.mark.parametrize(
    ("start", "end"),
    [("2026-08-31", "2027-03-01"), ("2026-03-31", "2026-09-30"), ("2026-03-15", "2026-09-15")],
)
def test_months_end_on_the_same_number_or_the_last_day_and_then_move_on(
    start: str, end: str
) -> None:
    """28 February 2027 is a Sunday."""
    assert due("SUE", start).due == date.fromisoformat(end)


def test_a_year_from_the_last_of_february_ends_on_the_last_of_february() -> None:
    assert due("LIM-ARB", "2024-02-29").due == date(2025, 2, 28)


@pytest.mark.parametrize("rule_id", ["CG", "ANN", "DIS-TERM", "LEDGER", "DIS-EARLY", "HEAR-NOT"])
def test_only_limits_move_on_from_a_rest_day(rule_id: str) -> None:
    for offset in range(30):
        start = date(2026, 1, 1) + timedelta(days=offset)
        assert counting.due(rule(rule_id), start, CALENDAR).rolled_from is None


def test_a_limit_of_no_days_ends_where_it_starts_even_on_a_rest_day() -> None:
    sheet = due("FILE", "2026-09-19")
    assert sheet.due == date(2026, 9, 19)
    assert sheet.days == ()


@pytest.mark.every_zone
def test_hours_run_through_nights_and_rest_days() -> None:
    begun = at(date(2026, 10, 1), 16, 40)
    sheet = counting.due(rule("CR-SEND"), begun, CALENDAR)
    assert sheet.due == at(date(2026, 10, 2), 16, 40)


@pytest.mark.every_zone
def test_an_hour_without_a_zone_is_shanghais() -> None:
    read_off_the_clock = at(date(2026, 10, 1), 23, 30).astimezone(SHANGHAI).replace(tzinfo=None)
    sheet = counting.due(rule("CR-SEND"), read_off_the_clock, CALENDAR)
    assert sheet.due == at(date(2026, 10, 2), 23, 30)
    assert sheet.due_on == date(2026, 10, 2)
    assert counting.due(rule("ACC"), read_off_the_clock, CALENDAR).start_on == date(2026, 10, 1)


def test_hours_need_an_hour_to_start_at() -> None:
    with pytest.raises(HoursNeedAnInstant):
        counting.due(rule("CR-SEND"), date(2026, 10, 1), CALENDAR)


def test_hours_do_not_stand_still() -> None:
    with pytest.raises(NoSuspensionOfHours):
        counting.due(rule("CR-SEND"), at(date(2026, 10, 1), 8), CALENDAR,
                suspensions=[Suspension(date(2026, 10, 1), date(2026, 10, 1))])  # fmt: skip


def test_a_date_in_a_year_not_announced_is_provisional() -> None:
    sheet = due("INV", "2026-11-23")
    assert sheet.provisional
    assert sheet.due == date(2027, 2, 22)


def test_a_date_that_only_passes_by_a_provisional_year_is_certain() -> None:
    """Three years of keeping ask no calendar."""
    assert not due("LEDGER", "2026-11-23").provisional
    assert due("LIM-INSP", "2026-11-23").provisional


def test_the_day_before_which_a_hearing_must_be_told() -> None:
    hearing = date(2026, 10, 12)
    assert counting.before(rule("HEAR-NOT"), hearing, CALENDAR) == date(2026, 9, 24)


def test_the_reminder_comes_a_month_before_a_guarantee_expires() -> None:
    assert counting.before(rule("BOND-REM"), date(2026, 3, 31), CALENDAR) == date(2026, 2, 28)


def test_suspended_days_are_left_out() -> None:
    pause = Suspension(date(2026, 9, 21), date(2026, 9, 22), "等审计", "演示文书")
    sheet = due("ACC", "2026-09-18", suspensions=[pause])
    assert sheet.due == date(2026, 9, 29)
    assert [d.date.day for d in sheet.days if d.suspended] == [21, 22]


def test_days_beyond_the_cap_count_again() -> None:
    pause = Suspension(date(2026, 9, 21), None)
    assert due("ACC", "2026-09-18", suspensions=[pause], cap=2).due == date(2026, 9, 29)


def test_a_clock_that_still_stands_has_no_last_day() -> None:
    with pytest.raises(StillSuspended):
        due("ACC", "2026-09-18", suspensions=[Suspension(date(2026, 9, 21), None)])


def test_neighbouring_and_overlapping_suspensions_are_one() -> None:
    first = Suspension(date(2026, 9, 1), date(2026, 9, 3))
    second = Suspension(date(2026, 9, 4), date(2026, 9, 9))
    third = Suspension(date(2026, 9, 2), date(2026, 9, 5))
    assert counting.merged([third, second, first]) == [(date(2026, 9, 1), date(2026, 9, 9))]


def test_a_start_before_the_first_calendar_is_refused() -> None:
    with pytest.raises(OutsideCalendar):
        counting.due(rule("ACC"), date(1990, 1, 1), CALENDAR)


@given(start=days, number=lengths)
def test_adding_then_counting_is_the_identity(start: date, number: int) -> None:
    end = counting.add_workdays(start, number, CALENDAR)
    assert counting.count_workdays(start, end, CALENDAR) == number
    assert counting.count_workdays(end, start, CALENDAR) == -number


@given(start=days, later=st.integers(min_value=0, max_value=40), which=rules)
def test_a_later_start_never_gives_an_earlier_date(start: date, later: int, which: Rule) -> None:
    first = counting.due(which, start, CALENDAR)
    second = counting.due(which, start + timedelta(days=later), CALENDAR)
    assert first.due <= second.due


@given(start=days, which=rules)
def test_the_last_day_of_a_limit_is_a_working_day(start: date, which: Rule) -> None:
    sheet = counting.due(which, start, CALENDAR)
    if which.nature is Nature.LIMIT and which.length:
        assert calendar.is_workday(sheet.due_on, CALENDAR)


@given(start=days, which=rules)
def test_the_numbered_days_of_a_sheet_run_without_a_gap(start: date, which: Rule) -> None:
    sheet = counting.due(which, start, CALENDAR)
    numbers = [d.number for d in sheet.days if d.number]
    assert numbers == list(range(1, len(numbers) + 1))
    if which.unit in (Unit.WORKDAY, Unit.DAY):
        assert len(numbers) == which.length


pauses = st.lists(
    st.tuples(
        st.integers(min_value=0, max_value=60),
        st.integers(min_value=0, max_value=20),
        st.integers(min_value=0, max_value=20),
    ),
    max_size=4,
)


@given(start=days, parts=pauses, cap=st.none() | st.integers(min_value=0, max_value=30))
def test_splitting_a_suspension_changes_nothing(
    start: date, parts: list[tuple[int, int, int]], cap: int | None
) -> None:
    whole, split = [], []
    for offset, before_cut, after_cut in parts:
        first = start + timedelta(days=offset)
        cut = first + timedelta(days=before_cut)
        last = cut + timedelta(days=after_cut)
        whole.append(Suspension(first, last))
        split += [Suspension(cut, last), Suspension(first, cut)]
    for which in (rule("INV"), rule("FINE-PAY"), rule("SUE")):
        one = counting.due(which, start, CALENDAR, suspensions=whole, cap=cap)
        other = counting.due(which, start, CALENDAR, suspensions=split, cap=cap)
        assert (one.due, one.days) == (other.due, other.days)


@given(start=days, offset=st.integers(0, 60), length=st.integers(0, 30))
def test_a_suspension_never_brings_a_date_forward(start: date, offset: int, length: int) -> None:
    first = start + timedelta(days=offset)
    pause = [Suspension(first, first + timedelta(days=length))]
    plain = counting.due(rule("INV"), start, CALENDAR)
    assert counting.due(rule("INV"), start, CALENDAR, suspensions=pause).due >= plain.due
