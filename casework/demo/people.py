"""The officers of the demo city: every role, in three districts and the city.

Each given name holds 示, 例, 演 or 范 and a number, as nobody's does.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from casework.ground.identity import queries as accounts
from casework.ground.identity.actions import accounts as account_actions
from casework.ground.identity.terms import Account, Role
from casework.ground.offices import actions as made
from casework.ground.offices import queries as offices
from casework.ground.offices.terms import Department
from casework.ground.statute.actions import loading
from casework.kernel.transaction import writing

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS = 4
_GROUP_LETTERS = 4
LANSHAN, LUOZHUANG, HEDONG, CITY = "371302", "371311", "371312", "371300"


@dataclass(frozen=True)
class Person:
    """An invented officer."""

    login: str
    name: str
    role: Role
    area: str
    department: Department = Department.HUMAN_RESOURCES


PEOPLE = (
    Person("lanshan.clerk", "王示一", Role.CLERK, LANSHAN),
    Person("lanshan.inspector1", "李示二", Role.INSPECTOR, LANSHAN),
    Person("lanshan.inspector2", "张示三", Role.INSPECTOR, LANSHAN),
    Person("lanshan.inspector3", "刘示四", Role.INSPECTOR, LANSHAN),
    Person("lanshan.squad", "陈示五", Role.SQUAD_HEAD, LANSHAN),
    Person("lanshan.department", "杨示六", Role.DEPARTMENT_HEAD, LANSHAN),
    Person("lanshan.principal", "赵示七", Role.PRINCIPAL_HEAD, LANSHAN),
    Person("lanshan.supervisor", "黄示八", Role.COUNTY_SUPERVISOR, LANSHAN),
    Person("lanshan.fund", "周示九", Role.FUND_OFFICER, LANSHAN),
    Person("lanshan.housing", "吴示十", Role.SQUAD_HEAD, LANSHAN, Department.HOUSING),
    Person("luozhuang.clerk", "徐例一", Role.CLERK, LUOZHUANG),
    Person("luozhuang.inspector1", "孙例二", Role.INSPECTOR, LUOZHUANG),
    Person("luozhuang.inspector2", "马例三", Role.INSPECTOR, LUOZHUANG),
    Person("luozhuang.squad", "朱例四", Role.SQUAD_HEAD, LUOZHUANG),
    Person("luozhuang.department", "胡例五", Role.DEPARTMENT_HEAD, LUOZHUANG),
    Person("luozhuang.principal", "唐例六", Role.PRINCIPAL_HEAD, LUOZHUANG),
    Person("luozhuang.fund", "韩例七", Role.FUND_OFFICER, LUOZHUANG),
    Person("hedong.clerk", "郭演一", Role.CLERK, HEDONG),
    Person("hedong.inspector1", "何演二", Role.INSPECTOR, HEDONG),
    Person("hedong.inspector2", "林演三", Role.INSPECTOR, HEDONG),
    Person("hedong.squad", "高演四", Role.SQUAD_HEAD, HEDONG),
    Person("hedong.department", "罗演五", Role.DEPARTMENT_HEAD, HEDONG),
    Person("hedong.principal", "曹演六", Role.PRINCIPAL_HEAD, HEDONG),
    Person("hedong.fund", "董演七", Role.FUND_OFFICER, HEDONG),
    Person("city.supervisor", "宋范一", Role.CITY_SUPERVISOR, CITY),
    Person("city.auditor", "唐范二", Role.AUDITOR, CITY),
    Person("city.admin", "许范三", Role.ADMINISTRATOR, CITY),
    Person("city.admin2", "邓范四", Role.ADMINISTRATOR, CITY),
)


def seat(
    sign_ins: Path, *, now: datetime, say: Callable[[str], object]
) -> tuple[dict[str, str], dict[str, str]]:
    """Map, law and officers. Answers the lines that the file of sign-ins has, and those to add."""
    say("offices, legal limits, the calendar")
    with writing():
        made.load_seed(now=now)
        loading.load_seed(now=now)
    say("officers and their passwords")
    known = read(sign_ins)
    with writing():
        return known, load(known, now=now)


def load(known: dict[str, str], *, now: datetime) -> dict[str, str]:
    """Makes who is missing, and draws a new password for whom the file does not know. Answers the
    lines to add to the file, by login."""
    lines = {}
    for number, person in enumerate(PEOPLE, 1):
        if person.login in known and accounts.find_officer_by_login(person.login):
            continue
        password = _password()
        area = offices.area_by_code(person.area)
        unit = offices.unit_of(area.id, person.department)
        account = Account(
            name=person.name,
            role=person.role,
            unit_id=unit.id,
            card_number=f"演示{number:04}",
            phone=f"0539-800 1{number:03}",
        )
        account_actions.seat_demo(person.login, account, password=password, now=now)
        lines[person.login] = f"{person.login:22}{password:22}{person.role.zh}  {unit.name_zh}"
    return lines


def _password() -> str:
    letters = [secrets.choice(_LETTERS) for _ in range(_GROUPS * _GROUP_LETTERS)]
    groups = [letters[i : i + _GROUP_LETTERS] for i in range(0, len(letters), _GROUP_LETTERS)]
    return "-".join("".join(group) for group in groups)


def read(path: Path) -> dict[str, str]:
    """The lines of the file, by login."""
    if not path.exists():
        return {}
    return {line.split()[0]: line for line in path.read_text().splitlines() if line.strip()}


def write(path: Path, lines: dict[str, str]) -> None:
    """Whole or not at all, for this user alone."""
    draft = path.with_suffix(".part")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write("".join(f"{line}\n" for line in lines.values()))
    draft.replace(path)
