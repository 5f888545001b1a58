"""Officers: an active inspector of the labour inspection in the home district."""

from __future__ import annotations

from functools import cache
from itertools import count
from typing import Any

from casework.ground.identity.actions import hashing
from casework.ground.identity.models import Officer
from casework.ground.identity.terms import AccountState, Role
from casework.ground.offices.terms import Department
from casework.kernel.database import db
from tests.factories import offices
from tests.fixtures.pages import PASSWORD

_numbers = count(1)

#: Roles that sit in the city, and in another department than human resources.
_IN_THE_CITY = {Role.CITY_SUPERVISOR, Role.AUDITOR, Role.ADMINISTRATOR}


@cache
def _password_hash() -> str:
    """Hashing is slow on purpose: once per process is enough."""
    return hashing.hashed(PASSWORD)


def officer(
    *, role: Role | str = Role.INSPECTOR, area: str | None = None,
    department: Department = Department.HUMAN_RESOURCES, **values: Any,
) -> Officer:  # fmt: skip
    """A new officer each time: two inspectors are two calls."""
    role = Role(role)
    area = area or (offices.CITY if role in _IN_THE_CITY else offices.HOME)
    number = next(_numbers)
    given = {
        "login": f"{role.value}{number}",
        "name": f"演示{role.zh}{number}",
        "card_number": f"演{number:04}",
        "state": AccountState.ACTIVE,
        "password_hash": _password_hash(),
        **values,
    }
    if "unit_id" not in given:
        given["unit_id"] = offices.unit(area_code=area, department=department).id
    made = Officer(role=role, **given)
    db.session.add(made)
    db.session.flush()
    return made
