"""What a log takes, how its days add up, and what of it goes into a complaint."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from casework.kernel.terms import Refused
from casework.procedure.daylogs.terms import Brought, DayOfWork, Month, Note, Promise, Sum

#: Internal: ten years of days, and as much again.
MOST_NOTES = 6000
#: Internal: a day of work and this much on top fill a day and a night.
MOST_OVERTIME = 1600
_HALVES_OF_A_DAY = 2


class DayAhead(Refused):
    """A log tells what was, not what will be."""

    zh = "这一天还没有到，请重选。"
    en = "This day has not come yet; please choose again."
    field = "day"


class DayFull(Refused):
    """A day is worked once: a whole one, or two halves at two sites."""

    zh = "这一天已经记满了。记错了，请回上一页更正。"
    en = "This day is full already. To correct it, go back and choose “Change”."
    field = "worked"


class TooMuchOvertime(Refused):
    """More than a day holds."""

    zh = "一天加班最多16小时，请再看一遍。"
    en = "Overtime is at most 16 hours a day; please check."
    field = "overtime"


class LogFull(Refused):
    """So many notes that nobody wrote them by hand."""

    zh = "这本已经记满了，请另建一本。"
    en = "This log is full; please start another one."


class ReplacedMeanwhile(Refused):
    """Each note is replaced once; whoever wants to change it again changes the later one."""

    zh = "这一条已经更正过，请更正后来的那一条。"
    en = "This entry was corrected already; please correct the later one."


def check_note(
    said: DayOfWork | Promise, *, notes: Sequence[Note], replaces: Note | None, today: date
) -> None:
    """Raises LogFull, ReplacedMeanwhile, DayAhead, TooMuchOvertime, DayFull."""
    if len(notes) >= MOST_NOTES:
        raise LogFull
    if replaces is not None and not replaces.standing:
        raise ReplacedMeanwhile
    if said.day > today:
        raise DayAhead
    if isinstance(said, DayOfWork):
        _check_day(said, notes=notes, replaces=replaces)


def _check_day(said: DayOfWork, *, notes: Sequence[Note], replaces: Note | None) -> None:
    if said.overtime > MOST_OVERTIME:
        raise TooMuchOvertime
    others = [
        note
        for note in notes
        if note.standing
        and note.said.day == said.day
        and (replaces is None or note.id != replaces.id)
    ]
    there = [note for note in others if isinstance(note.said, DayOfWork)]
    if there and total(there).halves + max(said.worked.halves, 1) > _HALVES_OF_A_DAY:
        raise DayFull


def total(notes: Iterable[Note]) -> Sum:
    """What the standing days of these notes come to."""
    days = [note.said for note in notes if note.standing and isinstance(note.said, DayOfWork)]
    return Sum(sum(day.worked.halves for day in days), sum(day.overtime for day in days))


def months(notes: Iterable[Note]) -> list[Month]:
    """By month, the latest first; within a day the later note first."""
    ordered = sorted(notes, key=lambda note: (note.said.day, note.id), reverse=True)
    grouped = groupby(ordered, key=lambda note: note.said.day.replace(day=1))
    return [
        Month(first, found, total(found))
        for first, found in ((first, list(those)) for first, those in grouped)
    ]


def brought(notes: Iterable[Note]) -> Brought | None:
    """What the standing days answer; the site and the foreman of the last one that names them.

    None without a day of work.
    """
    standing = [note for note in notes if note.standing]
    days = sorted(
        (note.said for note in standing if isinstance(note.said, DayOfWork)),
        key=lambda said: said.day,
    )
    if not days:
        return None
    return Brought(
        from_month=days[0].day.replace(day=1),
        to_month=days[-1].day.replace(day=1),
        halves=total(standing).halves,
        site=_last(day.site for day in days),
        foreman=_last(day.foreman for day in days),
    )


def _last(words: Iterable[str]) -> str:
    return next((said for said in reversed(list(words)) if said), "")
