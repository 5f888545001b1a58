"""How days add up, which ones are refused, and what of a log goes into a complaint."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.procedure.daylogs import rules
from casework.procedure.daylogs.terms import DayOfWork, Note, Promise, Worked

TODAY = date(2026, 11, 23)
AT = datetime(2026, 11, 23, 2, tzinfo=UTC)

days = st.builds(
    DayOfWork,
    day=st.dates(date(2025, 1, 1), TODAY), worked=st.sampled_from(list(Worked)),
    overtime=st.integers(0, rules.MOST_OVERTIME),
    site=st.sampled_from(["", "一号工地", "二号工地"]),
)  # fmt: skip


def note(number: int, said: DayOfWork | Promise, *, replaced: bool = False) -> Note:
    at = AT + timedelta(minutes=number)
    return Note(number, number, said, at, replaced_at=at if replaced else None)


def day(on: date = TODAY, worked: Worked = Worked.WHOLE, **more) -> DayOfWork:
    return DayOfWork(on, worked, **more)


@given(st.lists(st.tuples(days, st.booleans()), max_size=60))
def test_months_add_up_to_the_whole_and_lose_no_note(found):
    notes = [note(n, said, replaced=gone) for n, (said, gone) in enumerate(found, start=1)]
    months = rules.months(notes)
    whole = rules.total(notes)
    assert sum(month.sum.halves for month in months) == whole.halves
    assert sum(month.sum.overtime for month in months) == whole.overtime
    assert sorted(one.number for month in months for one in month.notes) == [
        one.number for one in notes
    ]
    assert [month.first for month in months] == sorted(
        {said.day.replace(day=1) for said, _gone in found}, reverse=True
    )


@given(st.lists(days, max_size=200))
def test_whatever_is_written_no_day_is_longer_than_a_day(found):
    notes: list[Note] = []
    for said in found:
        try:
            rules.check_note(said, notes=notes, replaces=None, today=TODAY)
        except rules.DayFull:
            continue
        notes.append(note(len(notes) + 1, said))
    for on in {one.said.day for one in notes}:
        assert rules.total(one for one in notes if one.said.day == on).halves <= 2


def check(said, notes=(), *, replaces=None):
    rules.check_note(said, notes=notes, replaces=replaces, today=TODAY)


def test_a_day_to_come_is_refused():
    with pytest.raises(rules.DayAhead):
        check(day(TODAY + timedelta(days=1)))
    with pytest.raises(rules.DayAhead):
        check(Promise(TODAY + timedelta(days=1), "老王", "明天给"))


def test_two_halves_are_a_day_and_no_more():
    halves = [note(n, day(worked=Worked.HALF)) for n in (1, 2)]
    check(day(worked=Worked.HALF), halves[:1])
    with pytest.raises(rules.DayFull):
        check(day(worked=Worked.HALF), halves)
    with pytest.raises(rules.DayFull):
        check(day(), halves[:1])


def test_a_correction_takes_the_place_of_its_own_day():
    there = note(1, day())
    check(day(worked=Worked.HALF), [there], replaces=there)
    with pytest.raises(rules.ReplacedMeanwhile):
        gone = note(1, day(), replaced=True)
        check(day(worked=Worked.HALF), [gone, note(2, day())], replaces=gone)


def test_more_overtime_than_a_day_holds_is_refused():
    check(day(overtime=rules.MOST_OVERTIME))
    with pytest.raises(rules.TooMuchOvertime):
        check(day(overtime=rules.MOST_OVERTIME + 1))


def test_a_log_has_an_end():
    full = [note(n, Promise(TODAY, "老王", "给")) for n in range(rules.MOST_NOTES)]
    with pytest.raises(rules.LogFull):
        check(day(), full)


def test_a_complaint_gets_the_standing_days_only():
    notes = [
        note(1, day(date(2026, 5, 30), site="一号工地", foreman="老王"), replaced=True),
        note(2, day(date(2026, 6, 1), Worked.HALF, site="一号工地", foreman="老王")),
        note(3, day(date(2026, 9, 30), site="二号工地")),
        note(4, Promise(date(2026, 10, 1), "老王", "年底给")),
    ]
    found = rules.brought(notes)
    assert found is not None
    assert (found.from_month, found.to_month) == (date(2026, 6, 1), date(2026, 9, 1))
    assert (found.halves, found.site, found.foreman) == (3, "二号工地", "老王")
    assert rules.brought(notes[3:]) is None
