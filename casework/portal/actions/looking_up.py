"""Do: open a receipt for whoever holds it, and slow down those who guess."""

from __future__ import annotations

from datetime import datetime

from casework.daylogs import actions as daylogs
from casework.daylogs import queries as logs
from casework.intake import queries as intake
from casework.intake.models import Claimant, Complaint, Draft
from casework.intake.terms import Kind
from casework.kernel import crypto
from casework.portal import queries, rules
from casework.portal.actions.tries import count_wrong, hold
from casework.portal.terms import OpenedLog, Seeing


def look_up(
    *, code: str, tail: str, address: str, now: datetime
) -> Seeing | Draft | OpenedLog | None:
    """The matter, the draft or the day log that this code and phone open; None when nothing fits.

    A try is judged only when none of its two counters asks to wait: TooManyTries. A wrong one is
    counted and must be committed by the caller.
    """
    digits = "".join(c for c in crypto.normalise(code) if c.isdigit())
    keys = _keys(digits, address)
    hold(keys, now=now)
    found = _opened(digits, crypto.normalise(tail), now=now)
    if found is None:
        for key, free in keys.items():
            count_wrong(key, free=free, now=now)
    return found


def _keys(digits: str, address: str) -> dict[str, int]:
    return {
        crypto.blind("wrong_code.address", address): rules.FREE_TRIES_OF_AN_ADDRESS,
        crypto.blind("wrong_code.code", digits): rules.FREE_TRIES_OF_A_CODE,
    }


def _opened(digits: str, tail: str, *, now: datetime) -> Seeing | Draft | OpenedLog | None:
    complaint = intake.find_complaint_by_code(digits)
    if complaint is not None:
        until = now + rules.STAYS_OPEN
        if _is_tipster(complaint, tail):
            return Seeing(complaint.id, None, until)
        claimant = _whose(complaint, tail)
        return Seeing(complaint.id, claimant.id, until) if claimant else None
    joining = intake.find_joining_by_code(digits)
    if joining is not None:
        mine = joining.claimant
        fits = _has_phone(mine, tail)
        return Seeing(mine.complaint_id, mine.id, now + rules.STAYS_OPEN) if fits else None
    log = logs.find_log_by_code(digits)
    if log is not None and (not log.phone or _ends(log.phone, tail)):
        daylogs.open_log(log, now=now)
        return OpenedLog(log.id)
    draft = intake.find_draft(digits)
    if draft is None or draft.complaint_id is not None or draft.expires_at < now:
        return None
    phones = _phones_of(queries.answers(draft))
    return draft if not phones or any(_ends(phone, tail) for phone in phones) else None


def _is_tipster(complaint: Complaint, tail: str) -> bool:
    """Whether a tip is opened: by the phone that was left, or by the code where none was."""
    if complaint.kind is not Kind.TIP:
        return False
    phones = [row.phone for row in intake.tipsters(complaint.id) if row.phone]
    return not phones or any(_ends(phone, tail) for phone in phones)


def _whose(complaint: Complaint, tail: str) -> Claimant | None:
    """The person whose phone ends so, as he gave it or as it stands on file now.

    Who joined later has a receipt of his own: this one opens nothing of his.
    """
    joined = intake.joined_ids(complaint.id)
    people = (one for one in complaint.claimants if one.id not in joined)
    return next((one for one in people if _has_phone(one, tail)), None)


def _has_phone(claimant: Claimant, tail: str) -> bool:
    phones = (claimant.phone, claimant.worker.phone if claimant.worker else None)
    return any(_ends(phone, tail) for phone in phones)


def _phones_of(answers: rules.Answers) -> list[str]:
    """The phones in a draft, of a complaint or of a workmate who joins."""
    you, mate = answers.get("you", {}), answers.get("phone", {})
    given = (you.get("phone"), you.get("helper_phone"), mate.get("phone"))
    return [phone for phone in given if phone]


def _ends(phone: str | None, tail: str) -> bool:
    return bool(phone) and len(tail) == rules.PHONE_TAIL and str(phone).endswith(tail)
