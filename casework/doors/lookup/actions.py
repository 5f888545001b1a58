"""Do: open a receipt for whoever holds it, and slow down those who guess."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from casework.doors.hall import queries as drafts
from casework.doors.lookup.terms import OpenedLog
from casework.doors.portal.rules import answers as answer_rules
from casework.doors.proving import queries as proving
from casework.doors.proving import rules as tries
from casework.doors.proving.actions import count_wrong, forgive, hold, slow_down
from casework.doors.proving.terms import Asking, Seeing
from casework.kernel import crypto
from casework.procedure.daylogs import queries as logs
from casework.procedure.groups import queries as groups
from casework.procedure.intake.models.complaints import Claimant, Draft
from casework.procedure.intake.queries import claimants, complaints, tips
from casework.procedure.intake.terms import Kind

_DECOY = "looking_up.decoy"


def look_up(
    *, code: str, tail: str, by: Asking, now: datetime
) -> Seeing | Draft | OpenedLog | None:
    """The matter, the draft or the day log that this code and phone open; None when nothing fits.

    A code that was tried with wrong tails waits for everybody: it is judged for nobody but a
    browser that has opened it before, which has a counter of its own. An address only slows who is
    wrong. The counter passes. What is counted must be committed by the caller, also when
    TooManyTries is raised. Raises TooManyTries.
    """
    digits = proving.digits_of(code)
    if by.at_counter:
        return _opened(digits, crypto.normalise(tail), now=now)
    mine = crypto.blind("wrong_code.code", f"{digits} {by.browser or ''}".strip())
    here = crypto.blind("wrong_code.address", by.address or "")
    hold(mine, now=now)
    found = _opened(digits, crypto.normalise(tail), now=now)
    if found is not None:
        forgive(mine, here)
        return found
    count_wrong(mine, tries.OF_A_CODE, now=now)
    if by.address is not None:
        slow_down(here, now=now)
    return None


@dataclass(frozen=True)
class _Door:
    """A phone and what it opens; without a phone the number alone opens it."""

    phone: str | None
    opens: Seeing | Draft | OpenedLog


def _opened(digits: str, tail: str, *, now: datetime) -> Seeing | Draft | OpenedLog | None:
    """Whatever the number leads to, the same questions are asked and as many phones unsealed: how
    long the answer takes does not tell whether the number exists."""
    complaint = complaints.find_complaint_by_code(digits)
    behind = complaint.id if complaint is not None else 0
    people, tipsters = claimants.first_people(behind), tips.tipsters(behind)
    joining, draft = groups.find_joining_by_code(digits), complaints.find_draft(digits)
    log = logs.find_log_by_code(digits)
    doors, until = [], now + tries.STAYS_OPEN
    if complaint is not None and complaint.kind is Kind.TIP:
        phones = [row.phone for row in tipsters if row.phone] or [None]
        doors = [_Door(phone, Seeing(complaint.id, None, until)) for phone in phones]
    elif complaint is not None:
        doors = [door for one in people for door in _doors_of(one, until)]
    elif joining is not None:
        doors = _doors_of(joining.claimant, until)
    elif log is not None:
        doors = [_Door(log.phone or None, OpenedLog(log.id))]
    elif draft is not None and draft.complaint_id is None and draft.expires_at >= now:
        phones = _phones_of(drafts.answers(draft)) or [None]
        doors = [_Door(phone, draft) for phone in phones]
    _unseal_as_many(tries.PHONES_UNSEALED - len(doors))
    return next((door.opens for door in doors if _fits(door.phone, tail)), None)


def _doors_of(claimant: Claimant, until: datetime) -> list[_Door]:
    """By his phone as he gave it, and as it stands on file now."""
    phones = (claimant.phone, claimant.worker.phone if claimant.worker else None)
    mine = Seeing(claimant.complaint_id, claimant.id, until)
    return [_Door(phone, mine) for phone in phones if phone]


def _unseal_as_many(number: int) -> None:
    decoy = crypto.seal("", _DECOY)
    for _ in range(number):
        crypto.unseal(decoy, _DECOY)


def _phones_of(answers: answer_rules.Answers) -> list[str | None]:
    """The phones in a draft, of a complaint or of a workmate who joins."""
    you, mate = answers.get("you", {}), answers.get("phone", {})
    given = (you.get("phone"), you.get("helper_phone"), mate.get("phone"))
    return [phone for phone in given if phone]


def _fits(phone: str | None, tail: str) -> bool:
    return phone is None or (len(tail) == tries.PHONE_TAIL and phone.endswith(tail))
