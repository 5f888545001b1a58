"""The officers of the demo city, and the file with their passwords."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

from sqlalchemy import select

from casework.demo import people
from casework.ground.identity import queries
from casework.ground.identity.actions import hashing, signing_in
from casework.ground.identity.models import Officer
from casework.ground.identity.terms import Browser, Permission, Role
from tests.conftest import NOW


def _passwords(lines: dict[str, str]) -> dict[str, str]:
    return {login: line.split()[1] for login, line in lines.items()}


def test_every_role_is_there_and_may_sign_in(session: Any) -> None:
    lines = people.load({}, now=NOW)

    assert {person.role for person in session.scalars(select(Officer))} == set(Role)
    for login, password in _passwords(lines).items():
        tried = hashing.compare(queries.find_password_hash(login), password)
        assert signing_in.sign_in(login, tried, browser=Browser(address=""), now=NOW)


def test_no_password_is_used_twice_or_in_another_city(session: Any) -> None:
    first = set(_passwords(people.load({}, now=NOW)).values())
    second = set(_passwords(people.load({}, now=NOW)).values())

    assert len(first) == len(people.PEOPLE)
    assert not first & second


def test_a_second_load_changes_nothing(session: Any) -> None:
    lines = people.load({}, now=NOW)
    before = {row.login: row.password_hash for row in session.scalars(select(Officer))}

    assert people.load(lines, now=NOW) == {}
    assert {row.login: row.password_hash for row in session.scalars(select(Officer))} == before


def test_a_file_that_lost_a_line_gets_a_new_password_for_it(session: Any) -> None:
    lines = people.load({}, now=NOW)
    kept = {login: line for login, line in lines.items() if login != "lanshan.clerk"}

    assert set(people.load(kept, now=NOW)) == {"lanshan.clerk"}


def test_everybody_is_marked_as_demo_and_visibly_invented(session: Any) -> None:
    people.load({}, now=NOW)

    for row in session.scalars(select(Officer)):
        assert row.is_demo
        assert set(row.name) & set("示例演范")
        assert row.phone.startswith("0539-800 ")


def test_lanshan_can_carry_a_case_from_the_counter_to_the_referral(session: Any) -> None:
    people.load({}, now=NOW)
    lanshan = [queries.find_officer_by_login(p.login) for p in people.PEOPLE
               if p.area == people.LANSHAN]  # fmt: skip
    needed = set(Permission) - {
        Permission.READ_AUDIT, Permission.MANAGE_OFFICERS, Permission.MANAGE_STATUTE,
        Permission.APPROVE_STATUTE, Permission.READ_MAILBOX,
    }  # fmt: skip
    for permission in needed:
        assert any(officer.may(permission) for officer in lanshan if officer), permission


def test_the_file_is_for_its_owner_alone_and_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "sign-ins.txt"
    lines = {"a.one": "a.one  secret-one  角色  单位", "b.two": "b.two  secret-two  角色  单位"}

    people.write(path, lines)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert people.read(path) == lines
    assert people.read(tmp_path / "none") == {}
