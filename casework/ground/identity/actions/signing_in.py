"""Signing in and out: one answer for every failure, sign-ins as rows that can be ended."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete, select, text, update

from casework.ground.identity import queries
from casework.ground.identity.actions.hashing import Compared
from casework.ground.identity.actions.readings import log_reading
from casework.ground.identity.models import KnownDevice, Officer, SignIn, SignInFailure
from casework.ground.identity.rules import accounts, signing_in
from casework.ground.identity.terms import Admitted, Browser, Deed, Logged
from casework.kernel import crypto
from casework.kernel.database import db

_KEY_BYTES = 32
_KEPT_FOR = timedelta(days=1)


def sign_in(login: str, tried: Compared, *, browser: Browser, now: datetime) -> Admitted | None:
    """None for every reason to refuse. ``tried`` is what came of comparing the password, the same
    work for a wrong name; a password that was changed meanwhile does not count."""
    officer = queries.find_officer_by_login(accounts.login_of(login))
    device = queries.find_device(officer, browser.device_key)
    counted = _device_index(device) if device else _account_index(login)
    _take_turns(counted)
    allowed = _may_try(counted, browser, known=device is not None, now=now)
    if allowed and officer is not None and officer.is_active and _is_right(officer, tried):
        officer.password_hash = tried.renewed or officer.password_hash
        forget_failures(officer, now=now)
        return open_sign_in(officer, browser=browser, now=now)
    if allowed:
        _note_failure(counted, officer, browser, now=now)
    return None


def _is_right(officer: Officer, tried: Compared) -> bool:
    return tried.right and officer.password_hash == tried.kept_hash


def open_sign_in(officer: Officer, *, browser: Browser, now: datetime) -> Admitted:
    """A new sign-in with a new key; the browser is known from now on."""
    key = secrets.token_urlsafe(_KEY_BYTES)
    db.session.add(
        SignIn(
            key_hash=signing_in.hash_key(key),
            officer_id=officer.id,
            began_at=now,
            seen_at=now,
            from_address=browser.address,
            device=browser.device,
        )
    )
    known = queries.find_device(officer, browser.device_key)
    device_key = browser.device_key if known and browser.device_key else _remember(officer, now)
    db.session.flush()
    return Admitted(officer_id=officer.id, key=key, device_key=device_key)


def note_seen(sign_in_id: int, *, now: datetime) -> None:
    """The officer has just done something here."""
    query = update(SignIn).where(SignIn.id == sign_in_id, SignIn.seen_at < now)
    db.session.execute(query.values(seen_at=now))


def end_sign_in(key: str, *, now: datetime) -> None:
    """Signing out of this browser. Saying so twice changes nothing."""
    query = update(SignIn).where(
        SignIn.key_hash == signing_in.hash_key(key), SignIn.ended_at.is_(None)
    )
    db.session.execute(query.values(ended_at=now))


def end_sign_ins(officer: Officer, *, now: datetime) -> None:
    """Every browser is out, at its next request."""
    query = update(SignIn).where(SignIn.officer_id == officer.id, SignIn.ended_at.is_(None))
    db.session.execute(query.values(ended_at=now))


def sign_out_everywhere(officer: Officer, *, address: str, now: datetime) -> None:
    """The officer ends all of the own sign-ins, this one too."""
    end_sign_ins(officer, now=now)
    log_reading(
        what=Deed.SIGNED_OUT,
        subject_kind=Logged.OFFICER,
        subject_id=officer.id,
        address=address,
        by=officer,
        now=now,
    )


def forget_failures(officer: Officer, *, now: datetime) -> None:
    """The officer is in: what was counted against the account is over, and so is what is old."""
    indexes = [_account_index(officer.login)]
    devices = db.session.scalars(select(KnownDevice).where(KnownDevice.officer_id == officer.id))
    indexes += [_device_index(device) for device in devices]
    db.session.execute(
        delete(SignInFailure).where(
            SignInFailure.tried_index.in_(indexes) | (SignInFailure.at < now - _KEPT_FOR)
        )
    )


def address_may_try(browser: Browser, *, now: datetime) -> bool:
    failed = queries.failures_from(browser.address, since=now - signing_in.COUNTED_FOR)
    return signing_in.may_try(failed, signing_in.ADDRESS, now=now)


def note_wrong_key(login: str, browser: Browser, *, now: datetime) -> None:
    """A wrong one-time key counts against the address alone: nobody locks a newcomer out."""
    tried = crypto.blind("sign_in_failure.key", accounts.login_of(login))
    db.session.add(SignInFailure(tried_index=tried, from_address=browser.address, at=now))
    db.session.flush()


def _may_try(tried: str, browser: Browser, *, known: bool, now: datetime) -> bool:
    failed = queries.failures_of(tried, since=now - signing_in.COUNTED_FOR)
    if not signing_in.may_try(failed, signing_in.ACCOUNT, now=now):
        return False
    # strangers behind the same address must not keep out a browser that the officer knows
    return address_may_try(browser, now=now) or known


def _note_failure(tried: str, officer: Officer | None, browser: Browser, *, now: datetime) -> None:
    db.session.add(SignInFailure(tried_index=tried, from_address=browser.address, at=now))
    db.session.flush()
    if officer is None:
        return
    if (
        len(queries.failures_of(tried, since=now - signing_in.COUNTED_FOR))
        == signing_in.ACCOUNT.lock_after
    ):
        log_reading(
            what=Deed.ACCOUNT_LOCKED,
            subject_kind=Logged.OFFICER,
            subject_id=officer.id,
            address=browser.address,
            by=None,
            now=now,
        )


def _take_turns(tried: str) -> None:
    """Many guesses at once wait for one another, so that each is counted before the next."""
    if db.session.get_bind().dialect.name == "postgresql":
        number = int(tried[:15], 16)
        db.session.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": number})


def _remember(officer: Officer, now: datetime) -> str:
    key = secrets.token_urlsafe(_KEY_BYTES)
    db.session.add(
        KnownDevice(key_hash=signing_in.hash_key(key), officer_id=officer.id, first_at=now)
    )
    return key


def _account_index(login: str) -> str:
    return crypto.blind("sign_in_failure.login", accounts.login_of(login))


def _device_index(device: KnownDevice) -> str:
    return crypto.blind("sign_in_failure.device", device.key_hash)
