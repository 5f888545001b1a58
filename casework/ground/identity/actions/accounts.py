"""Accounts: made, moved, disabled, invited. Every change is a line in the log and a fact."""

from __future__ import annotations

import secrets
from datetime import datetime

from sqlalchemy import func, select, update

from casework.ground.identity import queries
from casework.ground.identity.actions.hashing import hashed
from casework.ground.identity.actions.readings import log_reading
from casework.ground.identity.actions.signing_in import end_sign_ins
from casework.ground.identity.models import Invitation, Officer
from casework.ground.identity.rules import accounts, signing_in
from casework.ground.identity.terms import (
    Account,
    AccountState,
    Deed,
    Logged,
    Role,
)
from casework.ground.offices import queries as offices
from casework.ground.offices.terms import Department
from casework.kernel.database import db, lock, must_be_current, new_id
from casework.kernel.once import insert_unless_there

#: Letters and digits that nobody mistakes for one another, read out or written down.
_ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
_KEY_LETTERS = 20
_COLUMNS = ("name", "card_number", "phone", "role", "unit_id")
#: The address is sealed, so it is written once the account has its row.
_FIELDS = (*_COLUMNS, "email")


def appoint(
    login: str,
    account: Account,
    *,
    by: Officer | None,
    now: datetime,
) -> Officer:
    """A new account that waits for its first password. Raises NotALogin, LoginTaken,
    NotThisRoleHere."""
    login = accounts.check_login(login)
    accounts.must_fit(account.role, offices.unit(account.unit_id).area.kind)
    if queries.find_officer_by_login(login) is not None:
        raise accounts.LoginTaken
    given = {field: getattr(account, field) for field in _COLUMNS}
    officer_id = new_id()
    if not insert_unless_there(
        Officer,
        id=officer_id,
        login=login,
        state=AccountState.INVITED,
        version=1,
        is_demo=False,
        **given,
    ):
        raise accounts.LoginTaken
    officer = queries.officer(officer_id)
    officer.email = account.email
    _tell(officer, Deed.ACCOUNT_MADE, f"{officer.login} {officer.role.zh}", by=by, now=now)
    return officer


def change(officer: Officer, account: Account, *, seen: int, by: Officer, now: datetime) -> None:
    """Raises Conflict, NotOneself, LastAdministrator, NotThisRoleHere."""
    _hold_administrators()
    officer = lock(Officer, officer.id)
    must_be_current(officer, seen=seen, fields=_FIELDS)
    moved = officer.unit_id != account.unit_id or officer.role is not account.role
    if moved:
        _must_be_another(officer, by)
        accounts.must_fit(account.role, offices.unit(account.unit_id).area.kind)
    if account.role is not Role.ADMINISTRATOR:
        _must_leave_an_administrator(officer)
    changes = _changes(officer, account)
    for field in _FIELDS:
        setattr(officer, field, getattr(account, field))
    db.session.flush()
    if moved:
        end_sign_ins(officer, now=now)
    if changes:
        _tell(officer, Deed.ACCOUNT_CHANGED, changes, by=by, now=now)


def change_mail(officer: Officer, email: str | None, *, by: Officer, now: datetime) -> None:
    """The officer's own address for the daily reminder; None takes it back."""
    officer = lock(Officer, officer.id)
    if officer.email == email:
        return
    officer.email = email
    db.session.flush()
    _tell(officer, Deed.ACCOUNT_CHANGED, "邮箱", by=by, now=now)


def disable(officer: Officer, *, by: Officer, now: datetime) -> None:
    """Out at the next request. Raises NotOneself, LastAdministrator."""
    _hold_administrators()
    officer = lock(Officer, officer.id)
    _must_be_another(officer, by)
    _must_leave_an_administrator(officer)
    if officer.state is AccountState.DISABLED:
        return
    officer.state = AccountState.DISABLED
    end_sign_ins(officer, now=now)
    _void_keys(officer, now=now)
    _tell(officer, Deed.ACCOUNT_DISABLED, "", by=by, now=now)


def enable(officer: Officer, *, by: Officer, now: datetime) -> None:
    """Back as it was; without a password it waits for one."""
    officer = lock(Officer, officer.id)
    if officer.state is not AccountState.DISABLED:
        return
    officer.state = AccountState.ACTIVE if officer.password_hash else AccountState.INVITED
    _tell(officer, Deed.ACCOUNT_ENABLED, "", by=by, now=now)


def invite(officer: Officer, *, by: Officer | None, now: datetime) -> str:
    """A one-time key to hand over in person; earlier ones are void. Raises NotADisabledAccount."""
    officer = lock(Officer, officer.id)
    if officer.state is AccountState.DISABLED:
        raise accounts.NotADisabledAccount
    _void_keys(officer, now=now)
    key = "".join(secrets.choice(_ALPHABET) for _ in range(_KEY_LETTERS))
    db.session.add(
        Invitation(
            key_hash=signing_in.hash_key(key),
            officer_id=officer.id,
            made_by=by.id if by else None,
            made_at=now,
            expires_at=now + signing_in.KEY_LASTS,
        )
    )
    _tell(officer, Deed.KEY_GIVEN, "", by=by, now=now)
    return "-".join(key[i : i + 5] for i in range(0, _KEY_LETTERS, 5))


def seat_demo(login: str, account: Account, *, password: str, now: datetime) -> Officer:
    """An account of a demo city: works at once. Production refuses to start where one is. Asked
    again it draws the new password, for a demo account alone. Raises LoginTaken."""
    officer = queries.find_officer_by_login(login)
    if officer is not None and not officer.is_demo:
        raise accounts.LoginTaken
    officer = officer or appoint(login, account, by=None, now=now)
    officer.is_demo = True
    officer.password_hash = hashed(password)
    officer.state = AccountState.ACTIVE
    db.session.flush()
    return officer


def first_administrator(login: str, name: str, *, now: datetime) -> str:
    """The one-time key of the first administrator; the same person may ask again until the first
    password is set. Raises rules.NotTheFirst once an administrator works."""
    if queries.has_working_administrator():
        raise accounts.NotTheFirst
    city = next(area for area in offices.handling_areas() if area.parent_id is None)
    unit = offices.unit_of(city.id, Department.HUMAN_RESOURCES)
    account = Account(name=name, role=Role.ADMINISTRATOR, unit_id=unit.id)
    waiting = queries.find_officer_by_login(accounts.check_login(login))
    if waiting is not None and waiting.role is not Role.ADMINISTRATOR:
        raise accounts.LoginTaken
    officer = waiting or appoint(login, account, by=None, now=now)
    return invite(officer, by=None, now=now)


def _changes(officer: Officer, account: Account) -> str:
    """What changes, for the log: ``角色：监察员 → 窗口人员``. A telephone or an address is
    named, not written."""
    parts = []
    if officer.role is not account.role:
        parts.append(f"角色：{officer.role.zh} → {account.role.zh}")
    if officer.unit_id != account.unit_id:
        parts.append(f"单位：{officer.unit.name_zh} → {offices.unit(account.unit_id).name_zh}")
    if officer.name != account.name:
        parts.append(f"姓名：{officer.name} → {account.name}")
    if officer.card_number != account.card_number:
        parts.append(f"执法证号：{officer.card_number or '—'} → {account.card_number or '—'}")
    if officer.phone != account.phone:
        parts.append("电话")
    if officer.email != account.email:
        parts.append("邮箱")
    return "；".join(parts)


def _must_be_another(officer: Officer, by: Officer) -> None:
    if officer.id == by.id:
        raise accounts.NotOneself


def _hold_administrators() -> None:
    """Two administrators who disable each other at once take turns, always in the same order."""
    query = select(Officer.id).where(Officer.role == Role.ADMINISTRATOR).order_by(Officer.id)
    db.session.scalars(query.with_for_update(of=Officer)).all()


def _must_leave_an_administrator(officer: Officer) -> None:
    if officer.role is not Role.ADMINISTRATOR or not officer.is_active:
        return
    others = select(func.count()).where(
        Officer.role == Role.ADMINISTRATOR,
        Officer.state == AccountState.ACTIVE,
        Officer.id != officer.id,
    )
    if not db.session.scalar(others):
        raise accounts.LastAdministrator


def _void_keys(officer: Officer, *, now: datetime) -> None:
    query = update(Invitation).where(
        Invitation.officer_id == officer.id, Invitation.used_at.is_(None)
    )
    db.session.execute(query.values(used_at=now))


def _tell(officer: Officer, deed: Deed, words: str, *, by: Officer | None, now: datetime) -> None:
    log_reading(
        what=deed, subject_kind=Logged.OFFICER, subject_id=officer.id, reason=words, by=by, now=now
    )
