"""Who must answer, by when, and when an item rises."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from casework.ground.offices.terms import Scope
from casework.kernel.lifecycle import Lifecycle, Move
from casework.kernel.terms import Refused
from casework.procedure.escalation.terms import LADDER, Level, State

#: An item must be answered within so many working days, or it rises (internal rule).
ANSWER_WORKDAYS = 2

LIFECYCLE = Lifecycle(
    State.WAITING,
    [
        Move("take_up", (State.WAITING,), State.TAKEN),
        Move("answer", (State.WAITING, State.TAKEN), State.ANSWERED),
        Move("rise", (State.WAITING, State.TAKEN, State.ANSWERED), State.WAITING),
        Move("raise_again", (State.RESOLVED,), State.WAITING),
        Move("resolve", (State.WAITING, State.TAKEN, State.ANSWERED), State.RESOLVED),
    ],
    ends=(State.RESOLVED,),
)

_LEVEL_OF = {Scope.UNIT: Level.SQUAD, Scope.COUNTY: Level.COUNTY, Scope.CITY: Level.CITY}


class NotYourLevel(Refused):
    """The item waits at another level."""

    zh = "这件事现在不在您这一级。"
    en = "This item is not at your level now."


class AnswerNeeded(Refused):
    """An answer says what is done and by when."""

    zh = "请写清楚怎么办、由谁办。"
    en = "Say what is done and by whom."
    field = "words"


class NoteNeeded(Refused):
    """A step that is ticked says what was done."""

    zh = "请写办了什么、找了谁。"
    en = "Say what was done and with whom."
    field = "note"


class StepDone(Refused):
    """Somebody was faster, or nothing was chosen."""

    zh = "请选一步还没办的；这一步可能刚有人办了。"
    en = "Choose a step that is still to do; somebody may just have done this one."
    field = "step"


class DueDayPast(Refused):
    """The day by which the measure is to work has passed already."""

    zh = "完成日期要在今天以后。"
    en = "The day must lie after today."
    field = "due_on"


def level_of(scope: Scope) -> Level:
    """The level at which a reader with this reach answers."""
    return _LEVEL_OF[scope]


def seen_from(own: Level) -> list[Level]:
    """All levels as a reader cares for them: the own, those below from near to far, those above."""
    place = LADDER.index(own)
    return [own, *reversed(LADDER[:place]), *LADDER[place + 1 :]]


def first_to_look_at(own: Level, *, filled: Collection[Level]) -> Level:
    """The first level that has anything; the own where none has."""
    return next((level for level in seen_from(own) if level in filled), own)


def next_level(level: Level) -> Level:
    """One up; the city has nobody above it here and is asked again."""
    place = LADDER.index(level)
    return LADDER[min(place + 1, len(LADDER) - 1)]


def first_level(*, people: int, city_people: int) -> Level:
    """A crowd goes to the city at once (law: 劳动保障监察条例14, the number is a setting)."""
    return Level.CITY if people >= city_people else Level.SQUAD


def is_crowd(people: int, *, least: int) -> bool:
    """A mass incident, 劳动保障监察条例14; the number is a setting."""
    return people >= least


def check_note(note: str) -> None:
    """Raises NoteNeeded."""
    if not note.strip():
        raise NoteNeeded


def check_level(level: Level, *, scope: Scope) -> None:
    """Raises NotYourLevel."""
    if level_of(scope) is not level:
        raise NotYourLevel


def check_answer(words: str, *, due_on: date, today: date) -> None:
    """Raises AnswerNeeded, DueDayPast."""
    if not words.strip():
        raise AnswerNeeded
    if due_on <= today:
        raise DueDayPast
