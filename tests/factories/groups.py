"""Group complaints: one worker's complaint with its join code open, and workmates who come in."""

from __future__ import annotations

from itertools import count
from typing import Any

from casework.kernel import clock
from casework.kernel.identifiers import check_character
from casework.kernel.money import Money
from casework.procedure.groups.actions import codes as groups
from casework.procedure.groups.actions import joining as intake_joining
from casework.procedure.groups.models import Group, Joining
from casework.procedure.groups.terms import Entry, JoinWay
from casework.procedure.intake.models.complaints import Complaint
from casework.procedure.intake.terms import ClaimantFacts
from tests.factories import intake

_numbers = count(1)


def id_number(number: int) -> str:
    """A valid number of nobody."""
    body = f"37130219850101{number:03}"
    return body + check_character(body)


def group(complaint: Complaint | None = None, *, by: Any = None, **values: Any) -> Group:
    """An open group; without a complaint of its own a new one is filed."""
    return groups.open_group(complaint or intake.complaint(**values), by=by, now=clock.now())


def workmate(number: int, **values: Any) -> ClaimantFacts:
    """工友, with an ID number, a phone and an amount of his own."""
    given = {"name": f"李示例{number}", "id_number": id_number(number),
             "phone": f"137000{number:05}", "amount": Money.yuan(9000)}  # fmt: skip
    return ClaimantFacts(**{**given, **values})


def joining(group: Group, facts: ClaimantFacts | None = None, **values: Any) -> Joining:
    """Somebody has joined by the QR code."""
    number = next(_numbers)
    entry = Entry(group.id, group.issue, values.pop("way", JoinWay.QR))
    given = {"by": None, "now": clock.now()}
    return intake_joining.join(facts or workmate(number), entry=entry, **{**given, **values})
