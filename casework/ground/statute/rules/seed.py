"""Reading the tables that seed the statute: text of comma-separated values to frozen entries."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from io import StringIO

from casework.ground.statute.terms.calendar import Calendar, Day, Year
from casework.ground.statute.terms.entries import Figure, Rule
from casework.ground.statute.terms.words import Confidence, DayKind, Holiday, Measure, Nature, Unit


def read_rules(text: str) -> list[Rule]:
    return [
        Rule(
            id=row["id"],
            name_zh=row["name_zh"],
            name_en=row["name_en"],
            length=_number(row["length"]),
            unit=Unit(row["unit"]),
            nature=Nature(row["nature"]),
            article=row["article"],
            confidence=Confidence(row["confidence"]),
            start_zh=row["start_zh"],
            start_en=row["start_en"],
            stop_zh=row["stop_zh"],
            stop_en=row["stop_en"],
            extension_length=_number(row["extension_length"]),
            extension_open=row["extension_open"] == "yes",
            pause_article=row["pause_article"],
            note_zh=row["note_zh"],
            note_en=row["note_en"],
            valid_from=_day(row["valid_from"]),
            valid_to=_day(row["valid_to"]),
        )
        for row in _rows(text)
    ]


def read_figures(text: str) -> list[Figure]:
    return [
        Figure(
            id=row["id"],
            name_zh=row["name_zh"],
            name_en=row["name_en"],
            value=Decimal(row["value"]) if row["value"] else None,
            unit=Measure(row["unit"]),
            article=row["article"],
            confidence=Confidence(row["confidence"]),
            area=row["area"],
            note=row["note"],
            valid_from=_day(row["valid_from"]),
            valid_to=_day(row["valid_to"]),
        )
        for row in _rows(text)
    ]


def read_years(years: str, days: str) -> list[Year]:
    """One Year for each notice, with the days that it arranges."""
    arranged: dict[int, dict[date, Day]] = {}
    for row in _rows(days):
        year = int(row["notice_year"])
        arranged.setdefault(year, {})[date.fromisoformat(row["date"])] = Day(
            DayKind(row["kind"]), Holiday(row["holiday"]), notice_name(year)
        )
    return [
        Year(
            number=int(row["year"]),
            official=True,
            days=arranged.get(int(row["year"]), {}),
            notice=row["notice"],
            announced_on=_day(row["announced_on"]),
        )
        for row in _rows(years)
    ]


def read_calendar(years: str, days: str) -> Calendar:
    return Calendar(years={year.number: year for year in read_years(years, days)})


def notice_name(year: int) -> str:
    """How pages call the notice that arranges a year."""
    return f"国务院办公厅{year}年放假通知"


def _rows(text: str) -> Iterator[dict[str, str]]:
    return csv.DictReader(StringIO(text))


def _number(text: str) -> int | None:
    return int(text) if text else None


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
