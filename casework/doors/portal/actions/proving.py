"""Do: send a one-time code to a phone, and see whether somebody has it in his hand."""

from __future__ import annotations

import hmac
import secrets
from datetime import datetime

from sqlalchemy import delete, update

from casework.doors.portal.models.proving import OneTimeCode
from casework.doors.portal.queries import proving
from casework.doors.portal.rules import proving as proving_rules
from casework.doors.portal.terms.proving import ProofOf
from casework.doors.portal.terms.telling import Seeing
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
    phone = new_phone or proving.phone_on_file(seeing)
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
        token_index=proving.token_index(token),
        code_index="",
        sent_at=now,
        tries=0,
        proof_of=proof_of,
        purpose=purpose,
    )
    code = f"{secrets.randbelow(10**proving_rules.CODE_DIGITS):0{proving_rules.CODE_DIGITS}}"
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
    most = proving_rules.MOST_CODES_OF_A_PHONE_A_DAY
    if not allowances.take("codes.phone", phone, most=most, per=DAY, now=now):
        raise proving_rules.TooManyCodes
    most = proving_rules.MOST_CODES_OF_AN_ADDRESS_AN_HOUR
    if address is not None and not allowances.take(
        "codes.address", address, most=most, per=HOUR, now=now
    ):
        raise proving_rules.TooManyCodesHere


def enter_code(purpose: str, *, token: str, code: str, now: datetime) -> OneTimeCode | None:
    """The proof when the digits are right; None otherwise, and the try is counted.

    A wrong try must be committed by the caller although it is refused.
    """
    row = proving.locked_code(token)
    if row is None or row.purpose != purpose:
        return None
    proven = row.proven_at is not None
    if not proving_rules.may_try(sent_at=row.sent_at, tries=row.tries, proven=proven, now=now):
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
    proof.token_index = proving.token_index(token)
    db.session.flush()
    return token


def end_proof(token: str, *, now: datetime) -> None:
    """What was proved in this browser holds no longer."""
    ended = update(OneTimeCode).where(OneTimeCode.token_index == proving.token_index(token))
    db.session.execute(ended.values(ended_at=now))


def forget_old_codes(*, now: datetime) -> int:
    """Removes codes that nothing asks for any more; returns how many codes."""
    before: datetime = now - proving_rules.CODE_KEPT
    old = delete(OneTimeCode).where(OneTimeCode.sent_at < before).returning(OneTimeCode.id)
    return len(db.session.execute(old).all())
