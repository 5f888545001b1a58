"""Ask: officers and their sign-ins."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from casework.identity.models import Officer
from casework.identity.terms import ROLES, AccountState, Permission
from casework.kernel.database import db
from casework.kernel.terms import Missing
from casework.offices import queries as offices
from casework.offices.models import Unit
from casework.offices.terms import Reach


def officer(officer_id: int) -> Officer:
    """Raises Missing."""
    found = db.session.get(Officer, officer_id)
    if found is None:
        raise Missing
    return found


def find_officer_by_login(login: str) -> Officer | None:
    return db.session.scalars(select(Officer).where(Officer.login == login)).one_or_none()


def names(officer_ids: Iterable[int | None]) -> dict[int, str]:
    """Names by id, in one query."""
    wanted = {officer_id for officer_id in officer_ids if officer_id}
    if not wanted:
        return {}
    rows = db.session.execute(select(Officer.id, Officer.name).where(Officer.id.in_(wanted)))
    return {row.id: row.name for row in rows}


def who_may(permission: Permission, *, reach: Reach | None = None) -> list[Officer]:
    """Active officers whose role holds a permission, inside a reach."""
    roles = [role for role, held in ROLES.items() if permission in held]
    query = select(Officer).where(
        Officer.role.in_(roles), Officer.state == AccountState.ACTIVE
    )  # fmt: skip
    if reach is not None:
        query = query.join(Unit).where(
            offices.within(reach, area=Unit.area_id, unit=Officer.unit_id)
        )
    return list(db.session.scalars(query.order_by(Officer.name, Officer.id)))


def officers(*, reach: Reach, unit_id: int | None = None) -> list[Officer]:
    query = select(Officer).join(Unit).where(offices.within(reach, area=Unit.area_id))
    if unit_id is not None:
        query = query.where(Officer.unit_id == unit_id)
    return list(db.session.scalars(query.order_by(Unit.area_id, Unit.id, Officer.name)))
