"""Do: send a one-time code and take it, count wrong tries, end what was opened.

The counter of wrong codes is held before a try is judged, so guesses at once count each."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, update

from casework.doors.proving import queries, rules
from casework.doors.proving.models import EndedOpening, OneTimeCode, WrongCode
from casework.doors.proving.terms import ProofOf, Seeing
from casework.ground.notices.actions import telling
from casework.kernel import allowances, crypto
from casework.kernel.allowances import DAY, HOUR
from casework.kernel.database import db
from casework.kernel.once import insert_unless_there
from casework.procedure.intake.actions import flooding
from casework.procedure.intake.queries import complaints


def send_code(
    seeing: Seeing, *, token: str, address: str | None, new_phone: str | None = None, now: datetime
) -> None:
    """Sends six digits to the phone on file, or to ``new_phone`` to prove that one.

    Raises TooManyCodes, TooManyCodesHere.
    """
    phone = new_phone or queries.phone_on_file(seeing)
    send_code_to(
        phone,
        purpose=seeing.purpose,
        token=token,
        address=address,
        proof_of=ProofOf.PHONE if new_phone else ProofOf.PERSON,
        now=now,
    )


def send_code_to(
    phone: str | None,
    *,
    purpose: str,
    token: str,
    address: str | None,
    proof_of: ProofOf = ProofOf.PERSON,
    now: datetime,
) -> None:
    """Sends six digits to a phone, for one purpose.

    The same page sent twice sends one code. Without a phone nothing leaves, and nobody can tell.
    Raises TooManyCodes, TooManyCodesHere.
    """
    row = OneTimeCode(
        token_index=queries.token_index(token),
        code_index="",
        sent_at=now,
        tries=0,
        proof_of=proof_of,
        purpose=purpose,
    )
    code = f"{secrets.randbelow(10**rules.CODE_DIGITS):0{rules.CODE_DIGITS}}"
    row.code_index, row.phone = _code_index(row.id, code), phone
    if not insert_unless_there(OneTimeCode, **_columns(row)):
        return
    _count_asked(phone or purpose, address=address, now=now)
    if phone:
        telling.send_code(code, to=phone, about=f"code:{row.id}", now=now)


def _columns(row: OneTimeCode) -> dict[str, object]:
    return {c.key: getattr(row, c.key) for c in OneTimeCode.__mapper__.column_attrs}


def _code_index(row_id: int, code: str) -> str:
    return crypto.blind(f"one_time_code.code.{row_id}", code)


def _count_asked(phone: str, *, address: str | None, now: datetime) -> None:
    """Raises TooManyCodes; what was counted then is undone with everything else."""
    most = rules.MOST_CODES_OF_A_PHONE_A_DAY
    if not allowances.take("codes.phone", phone, most=most, per=DAY, now=now):
        raise rules.TooManyCodes
    most = rules.MOST_CODES_OF_AN_ADDRESS_AN_HOUR
    if address is not None and not allowances.take(
        "codes.address", address, most=most, per=HOUR, now=now
    ):
        raise rules.TooManyCodesHere


def enter_code(purpose: str, *, token: str, code: str, now: datetime) -> OneTimeCode | None:
    """The proof when the digits are right; None otherwise, and the try is counted.

    A wrong try must be committed by the caller although it is refused.
    """
    row = queries.locked_code(token)
    if row is None or row.purpose != purpose:
        return None
    proven = row.proven_at is not None
    if not rules.may_try(sent_at=row.sent_at, tries=row.tries, proven=proven, now=now):
        return None
    row.tries += 1
    right = hmac.compare_digest(row.code_index, _code_index(row.id, code))
    if right:
        row.proven_at = now
    db.session.flush()
    return row if right else None


def note_proven(seeing: Seeing, *, now: datetime) -> None:
    """Who filed has the phone in his hand: a complaint that waited for that waits no longer."""
    flooding.confirm_sender(complaints.any_complaint(seeing.complaint_id), now=now)


def renew_token(proof: OneTimeCode, *, now: datetime) -> str:
    """A fresh token for the browser that has just proved itself; the one of the page is void."""
    token = secrets.token_urlsafe(24)
    proof.token_index = queries.token_index(token)
    db.session.flush()
    return token


def end_proof(token: str, *, now: datetime) -> None:
    """What was proved in this browser holds no longer."""
    ended = update(OneTimeCode).where(OneTimeCode.token_index == queries.token_index(token))
    db.session.execute(ended.values(ended_at=now))


def forget_old_codes(*, now: datetime) -> int:
    """Removes codes that nothing asks for any more; returns how many codes."""
    before: datetime = now - rules.CODE_KEPT
    old = delete(OneTimeCode).where(OneTimeCode.sent_at < before).returning(OneTimeCode.id)
    return len(db.session.execute(old).all())


def hold(key: str, *, now: datetime) -> None:
    """Takes the counter of a try for this transaction, so that tries at once stand in line.

    Raises TooManyTries while it asks to wait.
    """
    insert_unless_there(WrongCode, key=key, failures=0, last_at=now, wait_until=now)
    queries.locked_counter(key)
    queries.check_wait(key, now=now)


def count_wrong(key: str, patience: rules.Patience, *, now: datetime) -> datetime:
    """One more wrong code for this counter; after a quiet time it begins anew. Answers until when
    it had asked to wait before."""
    insert_unless_there(WrongCode, key=key, failures=0, last_at=now, wait_until=now)
    row = queries.locked_counter(key)
    before, forgiven = row.wait_until, now - row.last_at > patience.forgiven_after
    row.failures = 1 if forgiven else row.failures + 1
    row.last_at, row.wait_until = now, now + rules.wait_after(row.failures, patience)
    db.session.flush()
    return before


def slow_down(key: str, *, now: datetime) -> None:
    """One more wrong code from this address. Raises TooManyTries when it was told to wait before:
    the answer to a wrong code, whatever is wrong with it; a right one opens at once."""
    if count_wrong(key, rules.OF_AN_ADDRESS, now=now) > now:
        queries.check_wait(key, now=now)


def forgive(*keys: str) -> None:
    """A right code: what was counted before it is over."""
    db.session.execute(delete(WrongCode).where(WrongCode.key.in_(keys)))


def forget_old_tries(*, now: datetime) -> int:
    """Removes counters that would begin anew and make nobody wait; returns how many."""
    quiet: datetime = now - rules.FORGIVEN_AFTER
    idle = delete(WrongCode).where(WrongCode.last_at < quiet, WrongCode.wait_until < now)
    return len(db.session.execute(idle.returning(WrongCode.id)).all())


def end_openings(tickets: Iterable[str], *, now: datetime) -> None:
    """Each once; again changes nothing."""
    for ticket in tickets:
        insert_unless_there(EndedOpening, key=queries.opening_index(ticket), ended_at=now)


def forget_ended_openings(*, now: datetime) -> int:
    """Removes those that would be over by now without being ended; returns how many."""
    over = delete(EndedOpening).where(EndedOpening.ended_at < now - rules.STAYS_OPEN)
    return len(db.session.execute(over.returning(EndedOpening.id)).all())
