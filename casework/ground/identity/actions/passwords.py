"""Setting the own password, with a one-time key or the old one."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from casework.ground.identity import queries
from casework.ground.identity.actions import signing_in
from casework.ground.identity.actions.hashing import Chosen, Compared
from casework.ground.identity.actions.readings import log_reading
from casework.ground.identity.models import Invitation, Officer
from casework.ground.identity.rules import accounts, passwords
from casework.ground.identity.rules import signing_in as signing_in_rules
from casework.ground.identity.terms import AccountState, Browser, Deed, Logged
from casework.kernel.database import db, lock


def change_password(
    officer: Officer, *, old: Compared, chosen: Chosen, browser: Browser, now: datetime
) -> None:
    """Ends every sign-in: the edge opens a new one. Raises WrongOldPassword and refusals of the
    new one."""
    officer = lock(Officer, officer.id)
    if not old.right or officer.password_hash != old.kept_hash:
        raise signing_in_rules.WrongOldPassword
    _keep(officer, chosen, browser, now=now)


def set_first_password(
    login: str, *, key: str, chosen: Chosen, browser: Browser, now: datetime
) -> Officer | None:
    """With a one-time key. None when name or key is wrong; the key lives on when the password is
    refused. Raises PasswordTooShort, PasswordTooLong, PasswordTooCommon."""
    if not signing_in.address_may_try(browser, now=now):
        return None
    officer = queries.find_officer_by_login(accounts.login_of(login))
    if officer is not None:
        # held before the key is looked at: of two who send it at once, one finds it used
        officer = lock(Officer, officer.id)
    invitation = queries.find_invitation(officer, signing_in_rules.plain_key(key), now=now)
    if officer is None or invitation is None or officer.state is AccountState.DISABLED:
        signing_in.note_wrong_key(login, browser, now=now)
        return None
    _keep(officer, chosen, browser, now=now)
    _use_up(officer, now=now)
    officer.state = AccountState.ACTIVE
    return officer


def _keep(officer: Officer, chosen: Chosen, browser: Browser, *, now: datetime) -> None:
    about = (officer.login, officer.name, officer.unit.name_zh, officer.unit.area.name_zh)
    passwords.check_password(chosen.password, about=about)
    officer.password_hash = chosen.hash
    signing_in.end_sign_ins(officer, now=now)
    signing_in.forget_failures(officer, now=now)
    log_reading(
        what=Deed.PASSWORD_SET,
        subject_kind=Logged.OFFICER,
        subject_id=officer.id,
        address=browser.address,
        by=officer,
        now=now,
    )


def _use_up(officer: Officer, *, now: datetime) -> None:
    query = select(Invitation).where(Invitation.officer_id == officer.id)
    for invitation in db.session.scalars(query.where(Invitation.used_at.is_(None))):
        invitation.used_at = now
