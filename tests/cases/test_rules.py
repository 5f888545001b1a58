"""How a case moves, and which card its next date shows."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from casework.ground.cases.rules import clocks, people
from casework.ground.statute.actions.loading import read_seed
from casework.ground.statute.terms.words import Card

CALENDAR = read_seed()[1]
MONDAY = date(2026, 11, 23)


def test_two_inspectors_are_two_persons() -> None:
    with pytest.raises(people.TwoInspectorsNeeded):
        people.check_inspectors(7, 7)

    people.check_inspectors(7, 8)


def test_a_long_limit_is_warned_of_three_working_days_before_its_end() -> None:
    day = clocks.warning_day(date(2026, 9, 18), date(2026, 12, 17), CALENDAR, workdays=3)

    assert day == date(2026, 12, 14)


def test_a_short_limit_is_warned_of_when_a_third_is_left() -> None:
    day = clocks.warning_day(date(2026, 9, 18), date(2026, 9, 24), CALENDAR, workdays=3)

    assert day == date(2026, 9, 23)


def test_a_warning_never_comes_before_the_day_after_the_start() -> None:
    day = clocks.warning_day(date(2026, 9, 23), date(2026, 9, 24), CALENDAR, workdays=3)

    assert day == date(2026, 9, 24)


def test_sixty_working_days_turn_yellow_when_twenty_are_left() -> None:
    day = clocks.yellow_day(
        date(2026, 9, 18), date(2026, 12, 17), CALENDAR, share=3, workdays=5
    )  # fmt: skip

    assert day == date(2026, 11, 19)


def _mark(**values: Any) -> Card | None:
    given = {
        "due_on": date(2026, 12, 17), "yellow_on": date(2026, 12, 10), "people": 2,
        "overdue_people": 30, "very_late_before": date(2026, 11, 9), "today": MONDAY, **values,
    }  # fmt: skip
    return clocks.mark(**given)


@pytest.mark.parametrize(
    ("values", "card"),
    [
        ({}, Card.GREEN),
        ({"yellow_on": MONDAY}, Card.YELLOW),
        ({"due_on": MONDAY, "yellow_on": date(2026, 11, 16)}, Card.YELLOW),
        ({"due_on": date(2026, 11, 20)}, Card.RED),
        ({"due_on": date(2026, 11, 20), "people": 30}, Card.SUPERVISED),
        ({"due_on": date(2026, 11, 6)}, Card.SUPERVISED),
        ({"supervised": True}, Card.SUPERVISED),
        ({"due_on": None}, None),
        ({"due_on": None, "supervised": True}, Card.SUPERVISED),
    ],
)
def test_the_card_follows_the_next_date(values: dict[str, Any], card: Card | None) -> None:
    assert _mark(**values) is card
