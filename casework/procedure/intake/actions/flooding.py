"""Do: count what comes from one address and with one phone; beyond a generous number it is taken
all the same, marked 待核, shown to the desk after the others, and no phone gets a message of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from casework.ground.cases.queries import clocks
from casework.ground.cases.terms import Subject
from casework.ground.identity.models import Officer
from casework.kernel import allowances
from casework.kernel.allowances import DAY, HOUR
from casework.kernel.database import lock
from casework.procedure.intake.actions.record import ACCEPTANCE, decide, tell_received
from casework.procedure.intake.models.complaints import Complaint, DeskAct
from casework.procedure.intake.rules import flooding
from casework.procedure.intake.terms import Act


def is_flood(*, address: str | None, phones: Iterable[str], now: datetime) -> bool:
    """Whether so much was filed from here, or with one of these phones, that this is to be checked
    first. ``address`` is None at a kiosk or a counter, where many come one after the other."""
    places = (
        []
        if address is None
        else [
            (address, flooding.MOST_FILED_FROM_AN_ADDRESS_AN_HOUR, HOUR),
            (address, flooding.MOST_FILED_FROM_AN_ADDRESS_A_DAY, DAY),
        ]
    )
    numbers = [
        (phone, flooding.MOST_FILED_WITH_A_PHONE_A_DAY, DAY) for phone in sorted(set(phones))
    ]
    within = [
        allowances.take("filing", who, most=most, per=per, now=now)
        for who, most, per in (*places, *numbers)
    ]
    return not all(within)


def may_text(phone: str | None, *, now: datetime) -> bool:
    """Whether a phone that nobody has proved may get one more message today."""
    most = flooding.MOST_TEXTS_TO_A_PHONE_A_DAY
    return bool(phone) and allowances.take("texts", phone or "", most=most, per=DAY, now=now)


def confirm_sender(complaint: Complaint, *, now: datetime) -> None:
    """Somebody in it has proved by a code that the phone is his: it is no flood. Again changes
    nothing."""
    held = lock(Complaint, complaint.id)
    if held.unverified:
        _believe(held, now=now)


def clear_sender(complaint: Complaint, *, how: str, by: Officer, now: datetime) -> DeskAct:
    """An officer has found out that it is honest: it waits in its turn among the others, and who
    filed it is told. Raises HowCheckedNeeded, NotToBeChecked."""
    held = lock(Complaint, complaint.id)
    flooding.check_cleared(how, unverified=held.unverified)
    _believe(held, now=now)
    return decide(held, Act.SENDER_CHECKED, reason=how.strip(), by=by, now=now)


def _believe(held: Complaint, *, now: datetime) -> None:
    """No mark any more; while the answer is open, the message that was kept back is sent."""
    held.unverified = False
    running = clocks.find_running_clock(Subject.COMPLAINT, held.id, ACCEPTANCE)
    if running is not None:
        tell_received(held, day=running.due_on, now=now)
