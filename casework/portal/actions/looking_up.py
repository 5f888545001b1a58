"""Do: open a receipt for whoever holds it, and slow down those who guess."""

from __future__ import annotations

from datetime import datetime

from casework.intake import queries as intake
from casework.intake.models import Claimant, Complaint, Draft
from casework.intake.terms import Kind
from casework.kernel import crypto
from casework.kernel.database import db
from casework.kernel.once import insert_unless_there
from casework.portal import queries, rules
from casework.portal.models import WrongCode
from casework.portal.terms import Seeing


def look_up(*, code: str, tail: str, address: str, now: datetime) -> Seeing | Draft | None:
    """The matter or the draft that this code and phone open; None when nothing fits.

    A try is judged only when none of its two counters asks to wait: TooManyTries. A wrong one is
    counted and must be committed by the caller.
    """
    digits = "".join(c for c in crypto.normalise(code) if c.isdigit())
    keys = _keys(digits, address)
    queries.check_wait(keys, now=now)
    found = _opened(digits, crypto.normalise(tail), now=now)
    if found is None:
        for key, free in keys.items():
            _count(key, free=free, now=now)
    return found


def _keys(digits: str, address: str) -> dict[str, int]:
    return {
        crypto.blind("wrong_code.address", address): rules.FREE_TRIES_OF_AN_ADDRESS,
        crypto.blind("wrong_code.code", digits): rules.FREE_TRIES_OF_A_CODE,
    }


def _opened(digits: str, tail: str, *, now: datetime) -> Seeing | Draft | None:
    complaint = intake.find_complaint_by_code(digits)
    if complaint is not None:
        until = now + rules.STAYS_OPEN
        if _is_tipster(complaint, tail):
            return Seeing(complaint.id, None, until)
        claimant = _whose(complaint, tail)
        return Seeing(complaint.id, claimant.id, until) if claimant else None
    draft = intake.find_draft(digits)
    if draft is None or draft.complaint_id is not None or draft.expires_at < now:
        return None
    you = queries.answers(draft).get("you", {})
    phones = [phone for phone in (you.get("phone"), you.get("helper_phone")) if phone]
    return draft if not phones or any(_ends(phone, tail) for phone in phones) else None


def _is_tipster(complaint: Complaint, tail: str) -> bool:
    """Whether a tip is opened: by the phone that was left, or by the code where none was."""
    if complaint.kind is not Kind.TIP:
        return False
    phones = [row.phone for row in intake.tipsters(complaint.id) if row.phone]
    return not phones or any(_ends(phone, tail) for phone in phones)


def _whose(complaint: Complaint, tail: str) -> Claimant | None:
    """The person whose phone ends so, as he gave it or as it stands on file now."""
    for claimant in complaint.claimants:
        phones = (claimant.phone, claimant.worker.phone if claimant.worker else None)
        if any(_ends(phone, tail) for phone in phones):
            return claimant
    return None


def _ends(phone: str | None, tail: str) -> bool:
    return bool(phone) and len(tail) == rules.PHONE_TAIL and str(phone).endswith(tail)


def _count(key: str, *, free: int, now: datetime) -> None:
    """One more wrong code for this counter; after a quiet time it begins anew."""
    insert_unless_there(WrongCode, key=key, failures=0, last_at=now, wait_until=now)
    row = queries.locked(key)
    forgiven = now - row.last_at > rules.FORGIVEN_AFTER
    row.failures = 1 if forgiven else row.failures + 1
    row.last_at, row.wait_until = now, now + rules.wait_after(row.failures, free=free)
    db.session.flush()
