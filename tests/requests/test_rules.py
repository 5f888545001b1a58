"""Until when one press opens a closed case again, counted to the day."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from casework.procedure.requests import rules
from casework.procedure.requests.terms import About, Said

_TABLE = Path(__file__).parent / "tables" / "window.csv"
TABLE = list(csv.DictReader(_TABLE.read_text(encoding="utf-8").splitlines()))


@pytest.mark.every_zone
@pytest.mark.parametrize("row", TABLE, ids=lambda row: row["why"])
def test_thirty_days_are_counted_to_the_day(row):
    closed_on, today = (date.fromisoformat(row[name]) for name in ("closed_on", "today"))
    assert (today <= rules.last_day(closed_on, days=30)) is (row["in_time"] == "yes")


@pytest.mark.parametrize(
    ("about", "shown"),
    [
        (About.AMOUNT, "12,800.00"), (About.MONTHS, "2026-06 – 2026-09"), (About.MONTHS, "2026-06"),
        (About.PLACE, "演示路 – 工地"), (About.EMPLOYER, "老王工地"),
    ],
)  # fmt: skip
def test_what_is_kept_reads_back_as_it_was_said(about, shown):
    assert Said.read(about, shown).shown == shown
