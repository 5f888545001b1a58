"""Instants and legal days: pure conversions. Legal days are dates in Asia/Shanghai."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


def local(instant: datetime) -> datetime:
    """An aware instant as Shanghai's wall clock shows it."""
    return instant.astimezone(SHANGHAI)


def day_of(instant: datetime) -> date:
    """The legal day on which an instant falls."""
    return local(instant).date()


def at(day: date, hour: int = 0, minute: int = 0) -> datetime:
    """The instant of an hour of a legal day, in UTC."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=SHANGHAI).astimezone(UTC)
