"""Ask: whose matter is open, and what he may do with it now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from casework.doors.proving.terms import Seeing
from casework.ground.cases.models.case import Line
from casework.ground.cases.rules import stages
from casework.procedure.intake.models.complaints import Claimant
from casework.procedure.requests import queries as requests
from casework.procedure.requests.models import Satisfaction, WorkerRequest
from casework.procedure.requests.terms import Kind as Wish
from casework.procedure.requests.terms import State


@dataclass(frozen=True)
class Standing:
    """What is open to the worker: whether he may change anything, and until when he may say that
    it is not solved or how content he is."""

    person: Claimant | None
    line: Line | None
    changes: bool
    withdrawing: bool
    reopen_until: date | None
    grade_until: date | None
    asked: tuple[WorkerRequest, ...]
    grade: Satisfaction | None

    @property
    def ended(self) -> bool:
        return self.line is not None and self.line.ending is not None


_NOTHING = Standing(
    person=None,
    line=None,
    changes=False,
    withdrawing=False,
    reopen_until=None,
    grade_until=None,
    asked=(),
    grade=None,
)


def claimant(seeing: Seeing) -> Claimant:
    """The person whose line was opened. Raises Missing."""
    return requests.claimant(seeing.claimant_id or 0, complaint_id=seeing.complaint_id)


def standing(seeing: Seeing, *, today: date) -> Standing:
    """Everything that the page of the matter needs to know of what he may do."""
    if seeing.claimant_id is None:  # who gave a tip has no line of his own
        return _NOTHING
    person = claimant(seeing)
    line = requests.line_of(person)
    asked = tuple(requests.of_claimant(person.id))
    waits = requests.is_before_line(person) and person.withdrawn_at is None
    works = line is not None and line.ending is None and line.case.stage in stages.OPEN
    works = works and person.withdrawn_at is None
    reopen = requests.last_day_to_reopen(line.case) if line else None
    graded = requests.last_day_to_grade(line) if line else None
    return Standing(
        person=person,
        line=line,
        changes=waits or works,
        withdrawing=any(r.kind is Wish.WITHDRAW and r.state is State.OPEN for r in asked),
        reopen_until=reopen,
        grade_until=graded if graded and today <= graded else None,
        asked=asked,
        grade=requests.find_satisfaction(person.id) if line else None,
    )
