"""Loading: the seed of rules, figures and years, and later the notice for one more year."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import delete, insert, select

from casework.ground.identity.models import Officer
from casework.ground.statute import queries
from casework.ground.statute.actions.edition import new_edition
from casework.ground.statute.models import CalendarDay, CalendarYear, FigureVersion, RuleVersion
from casework.ground.statute.rules import seed, yearly
from casework.ground.statute.rules.notice import Notice, check
from casework.ground.statute.terms.calendar import Calendar, Day, Year
from casework.ground.statute.terms.entries import Statute
from casework.ground.statute.terms.facts import CalendarLoaded
from casework.kernel import alarms
from casework.kernel.alarms import AlarmKind
from casework.kernel.database import db, new_id
from casework.kernel.days import day_of
from casework.kernel.facts import announce
from casework.kernel.terms import Refused

SEED = Path(__file__).parents[4] / "config" / "statute"


class YearLoadedDifferently(Refused):
    """The year is official already, with other days, from a notice that is not older."""

    zh = "这一年已经公布并载入，内容不一样。要改，请载入更新的通知。"
    en = "This year is loaded already with other days; only a later notice can replace it."
    field = "announced_on"


def read_seed(folder: Path = SEED) -> tuple[Statute, Calendar]:
    """The seed as frozen values, without a database."""
    limits, figures, years = _read(folder)
    return (
        Statute(rules=tuple(limits), figures=tuple(figures)),
        Calendar(years={year.number: year for year in years}),
    )


def load_seed(*, folder: Path = SEED, now: datetime) -> bool:
    """Adds what has no version yet; never touches an entry that is there. True when it added."""
    limits, figures, years = _read(folder)
    codes = set(db.session.scalars(select(RuleVersion.code).distinct()))
    places = {
        tuple(row)
        for row in db.session.execute(select(FigureVersion.code, FigureVersion.area).distinct())
    }
    loaded = set(db.session.scalars(select(CalendarYear.year)))
    rows = [
        RuleVersion.of(rule, position=i) for i, rule in enumerate(limits) if rule.id not in codes
    ]
    more = [
        FigureVersion.of(figure, position=i)
        for i, figure in enumerate(figures)
        if (figure.id, figure.area) not in places
    ]
    new_years = [year for year in years if year.number not in loaded]
    if not (rows or more or new_years):
        return False
    db.session.add_all([*rows, *more])
    for year in new_years:
        _write_year(year, by=None, now=now)
    new_edition()
    return True


def load_calendar_year(notice: Notice, *, by: Officer | None, now: datetime) -> bool:
    """Makes a year official, whole or not at all. False when it is loaded already, the same.

    Raises NoticeRefused, YearLoadedDifferently.
    """
    days = check(notice)
    old = queries.calendar().years.get(notice.year)
    if old is not None:
        if _same(old.days, days):
            return False
        if old.announced_on is None or notice.announced_on <= old.announced_on:
            raise YearLoadedDifferently
        _remove_year(notice.year)
    year = Year(
        number=notice.year,
        official=True,
        days=days,
        notice=notice.document,
        announced_on=notice.announced_on,
    )
    _write_year(year, by=by, now=now)
    new_edition()
    watch_calendar(now=now)
    announce(CalendarLoaded(year=notice.year), now=now)
    return True


def watch_calendar(*, now: datetime) -> bool:
    """The yearly import: an alarm while a notice is overdue. Answers whether one is."""
    missing = yearly.notice_missing(queries.calendar(), day_of(now))
    if missing:
        alarms.raise_alarm(AlarmKind.CALENDAR_MISSING, "", now=now)
    else:
        alarms.mended(AlarmKind.CALENDAR_MISSING, now=now)
    return missing


def _read(folder: Path) -> tuple[list, list, list]:  # type: ignore[type-arg]
    def text(name: str) -> str:
        return (folder / name).read_text(encoding="utf-8")

    years = seed.read_years(text("calendar_years.csv"), text("calendar_days.csv"))
    return seed.read_rules(text("rules.csv")), seed.read_figures(text("figures.csv")), years


def _same(old: Mapping[date, Day], new: Mapping[date, Day]) -> bool:
    return {on: day.kind for on, day in old.items()} == {on: day.kind for on, day in new.items()}


def _remove_year(year: int) -> None:
    row = select(CalendarYear.id).where(CalendarYear.year == year).scalar_subquery()
    db.session.execute(delete(CalendarDay).where(CalendarDay.year_id == row))
    db.session.execute(delete(CalendarYear).where(CalendarYear.year == year))


def _write_year(year: Year, *, by: Officer | None, now: datetime) -> None:
    row = CalendarYear(
        year=year.number,
        notice=year.notice,
        announced_on=year.announced_on,
        loaded_at=now,
        loaded_by_id=by.id if by else None,
    )
    db.session.add(row)
    db.session.flush()
    db.session.execute(
        insert(CalendarDay),
        [
            {
                "id": new_id(),
                "year_id": row.id,
                "day_on": on,
                "kind": day.kind,
                "holiday": day.holiday,
            }
            for on, day in year.days.items()
        ],
    )
