"""Ask: officers and their sign-ins."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import joinedload

from casework.ground.identity.models import (
    Invitation,
    KnownDevice,
    Officer,
    Reading,
    SignIn,
    SignInFailure,
)
from casework.ground.identity.rules import accounts, signing_in
from casework.ground.identity.terms import ROLES, AccountState, Permission, Role
from casework.ground.offices import queries as offices
from casework.ground.offices.models import Area, Unit
from casework.ground.offices.terms import Department, Reach
from casework.kernel import paging
from casework.kernel.database import db
from casework.kernel.paging import Key, Listing, number
from casework.kernel.terms import Missing

#: The order of the list of officers, which is also its key for paging.
_ORDER = (Area.position, Officer.unit_id, Officer.id)


def officer(officer_id: int) -> Officer:
    """Raises Missing."""
    found = db.session.get(Officer, officer_id)
    if found is None:
        raise Missing
    return found


def find_officer_by_login(login: str) -> Officer | None:
    return db.session.scalars(select(Officer).where(Officer.login == login)).one_or_none()


def find_password_hash(login: str) -> str | None:
    """What the password of this login is compared with; None for an unknown name."""
    return db.session.scalar(select(Officer.password_hash).where(Officer.login == login))


def names(officer_ids: Iterable[int | None]) -> dict[int, str]:
    """Names by id, in one query."""
    wanted = {officer_id for officer_id in officer_ids if officer_id}
    if not wanted:
        return {}
    rows = db.session.execute(select(Officer.id, Officer.name).where(Officer.id.in_(wanted)))
    return {row.id: row.name for row in rows}


def who_may(permission: Permission, *, reach: Reach | None = None) -> list[Officer]:
    """Active officers whose role holds a permission, inside a reach; with their units."""
    roles = [role for role, held in ROLES.items() if permission in held]
    query = (
        select(Officer)
        .options(joinedload(Officer.unit))
        .where(Officer.role.in_(roles), Officer.state == AccountState.ACTIVE)
    )
    if reach is not None:
        query = query.join(Unit).where(
            offices.within(reach, area=Unit.area_id, unit=Officer.unit_id)
        )
    return list(db.session.scalars(query.order_by(Officer.name, Officer.id)))


def officer_within(officer_id: int, *, reach: Reach) -> Officer:
    """Raises Missing, also for an officer outside the reach."""
    query = select(Officer).join(Unit).where(Officer.id == officer_id)
    query = query.where(offices.within(reach, area=Unit.area_id, unit=Officer.unit_id))
    found = db.session.scalars(query).one_or_none()
    if found is None:
        raise Missing
    return found


def officers(
    *,
    reach: Reach,
    area_id: int | None = None,
    department: Department | None = None,
    words: str = "",
    after: str | None = None,
) -> Listing[Row[Any]]:
    """The list, by unit and by when they came."""
    query = (
        select(
            Officer.id,
            Officer.login,
            Officer.name,
            Officer.role,
            Officer.state,
            Unit.name_zh,
            Unit.name_en,
        )
        .join(Unit, Unit.id == Officer.unit_id)
        .join(Area, Area.id == Unit.area_id)
        .where(offices.within(reach, area=Unit.area_id, unit=Officer.unit_id))
    )
    if area_id is not None:
        query = query.where(Unit.area_id == area_id)
    if department is not None:
        query = query.where(Unit.department == department)
    if words:
        query = query.where(
            Officer.name.contains(words, autoescape=True)
            | Officer.login.contains(words.casefold(), autoescape=True)
        )
    return paging.listing(query, *(Key(column, number) for column in _ORDER), after=after)


def has_working_administrator() -> bool:
    query = select(Officer.id).where(
        Officer.role == Role.ADMINISTRATOR, Officer.state != AccountState.INVITED
    )
    return db.session.scalars(query.limit(1)).first() is not None


def find_sign_in(key: str) -> SignIn | None:
    """The sign-in with this key, with its officer and unit, in one query."""
    query = select(SignIn).options(joinedload(SignIn.officer).joinedload(Officer.unit))
    return db.session.scalars(
        query.where(SignIn.key_hash == signing_in.hash_key(key))
    ).one_or_none()


def open_sign_ins(officer_id: int, *, since: datetime) -> list[SignIn]:
    """Not ended, and used since."""
    query = select(SignIn).where(
        SignIn.officer_id == officer_id, SignIn.ended_at.is_(None), SignIn.seen_at >= since
    )
    return list(db.session.scalars(query.order_by(SignIn.seen_at.desc())))


def find_device(officer: Officer | None, key: str | None) -> KnownDevice | None:
    """The browser with this key, if this officer has signed in from it."""
    query = select(KnownDevice).where(
        KnownDevice.key_hash == signing_in.hash_key(key or ""),
        KnownDevice.officer_id == (officer.id if officer else 0),
    )
    return db.session.scalars(query).one_or_none()


def find_invitation(officer: Officer | None, key: str, *, now: datetime) -> Invitation | None:
    """The unused one-time key of this officer, while it lasts."""
    query = select(Invitation).where(
        Invitation.key_hash == signing_in.hash_key(key),
        Invitation.used_at.is_(None),
        Invitation.officer_id == (officer.id if officer else 0),
        Invitation.expires_at > now,
    )
    return db.session.scalars(query).one_or_none()


def last_key_given_at(officer_id: int, *, now: datetime) -> datetime | None:
    """When the key that still opens was given; None when there is none."""
    return db.session.scalar(
        select(func.max(Invitation.made_at)).where(
            Invitation.officer_id == officer_id,
            Invitation.used_at.is_(None),
            Invitation.expires_at > now,
        )
    )


def failures_of(tried: str, *, since: datetime) -> list[datetime]:
    query = select(SignInFailure.at).where(SignInFailure.tried_index == tried)
    return list(db.session.scalars(query.where(SignInFailure.at > since)))


def failures_from(address: str, *, since: datetime) -> list[datetime]:
    query = select(SignInFailure.at).where(SignInFailure.from_address == address)
    return list(db.session.scalars(query.where(SignInFailure.at > since)))


def readings(
    *,
    login: str | None = None,
    what: str | None = None,
    subject: tuple[str, int] | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    after: str | None = None,
    size: int = paging.PAGE_ROWS,
) -> Listing[Row[Any]]:
    """Lines of the log, newest first."""
    query = select(
        Reading.id,
        Reading.at,
        Reading.what,
        Reading.subject_kind,
        Reading.subject_id,
        Reading.reason,
        Reading.from_address,
        Officer.name,
        Officer.login,
    ).outerjoin(Officer, Officer.id == Reading.officer_id)
    if login is not None:
        query = query.where(Officer.login == accounts.login_of(login))
    if what is not None:
        query = query.where(Reading.what == what)
    if since is not None:
        query = query.where(Reading.at >= since)
    if until is not None:
        query = query.where(Reading.at < until)
    if subject is not None:
        query = query.where(Reading.subject_kind == subject[0], Reading.subject_id == subject[1])
    return paging.listing(query, Key(Reading.id, number, down=True), after=after, size=size)
