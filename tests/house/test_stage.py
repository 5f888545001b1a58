"""The stage keeps its promises: clean databases, real commits, no way out of the machine."""

from __future__ import annotations

import ast
import re
import socket
import time
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import delete, func, select, text

from casework.ground.identity.models import Officer
from casework.ground.offices.models import Centre
from casework.kernel import clock
from casework.kernel.database import db
from tests.factories import identity
from tests.fixtures import beginnings
from tests.fixtures.forbidden import ForbiddenInTests
from tests.fixtures.pages import PageClient
from tests.house.source import parsed, python_files, shown

_MOCKS = re.compile(
    r"unittest\.mock|\bMagicMock\b|mocker\b|monkeypatch\.setattr\(\s*[\"']?casework"
)


def _rows(model: Any) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def _clean_again(lane: Any) -> None:
    db.session.remove()
    db.engine.dispose()
    lane.clean()


def test_what_one_test_commits_no_other_test_sees(session: Any, lane: Any) -> None:
    identity.officer()
    session.commit()
    _clean_again(lane)

    assert _rows(Officer) == 0


def test_what_a_first_start_brings_is_there_again(session: Any, lane: Any) -> None:
    centres = _rows(Centre)
    session.execute(delete(Centre))
    session.commit()
    _clean_again(lane)

    assert _rows(Centre) == centres > 0


@beginnings.kept
def _begun(client: Any, name: str) -> tuple[Any, Any]:
    """An officer, who has opened a page."""
    person = identity.officer(name=name)
    client.sign_in(person)
    return person, client.get("desk.today")


def test_a_kept_beginning_is_as_if_walked(client: Any, session: Any, lane: Any) -> None:
    walked, _page = _begun(client, "演示甲")
    number, login = walked.id, walked.login
    identity.officer()
    session.commit()
    _clean_again(lane)
    beginnings.clean(lane)
    fresh = PageClient(client.app, client.now)

    put, page = _begun(fresh, "演示甲")

    assert (put.id, put.login, _rows(Officer)) == (number, login, 1)
    assert put in session
    assert page is fresh.page
    assert "演示甲" in fresh.get("desk.today").text
    assert identity.officer().id > number


@pytest.mark.parametrize("other", ["argument", "row", "clock"])
def test_another_beginning_is_walked(client: Any, lane: Any, other: str) -> None:
    first, _page = _begun(client, "演示甲")
    login = first.login
    _clean_again(lane)
    beginnings.clean(lane)
    if other == "row":
        identity.officer()
    later = client.now + timedelta(minutes=other == "clock")

    with clock.fixed(later):
        begun = _begun(PageClient(client.app, later), "演示乙" if other == "argument" else "演示甲")

    assert begun[0].login != login


def test_each_lane_is_the_database_it_says(session: Any, lane: Any) -> None:
    assert session.get_bind().dialect.name == lane.kind


def test_sqlite_is_as_strict_as_in_production(session: Any, lane: Any) -> None:
    if lane.kind == "sqlite":
        wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
        found = {name: session.scalar(text(f"PRAGMA {name}")) for name in wanted}
        assert found == wanted


def test_the_clock_stands_where_the_test_says(now: datetime) -> None:
    assert clock.now() == now


@pytest.mark.every_zone
def test_the_machine_stands_in_the_zone_it_says(zone: str) -> None:
    winter = time.localtime(datetime(2026, 1, 1, tzinfo=ZoneInfo(zone)).timestamp())
    assert (winter.tm_mon, winter.tm_mday, winter.tm_hour) == (1, 1, 0)


def test_no_test_reaches_another_machine() -> None:
    with (
        socket.socket(socket.AF_INET, socket.SOCK_STREAM) as door,
        pytest.raises(ForbiddenInTests),
    ):
        door.connect(("192.0.2.1", 80))


def test_nothing_of_ours_is_mocked() -> None:
    files = [path for path in python_files("tests") if path.name != "test_stage.py"]
    assert not [shown(path) for path in files if _MOCKS.search(path.read_text())]


def test_no_test_waits_or_measures_time() -> None:
    """Waiting for a process is the stage's business; speed is measured in ``make bench``."""
    patient = {"fixtures", "chaos", "bench", "run"}
    clocks = {"time.sleep", "time.perf_counter", "time.monotonic", "time.time"}
    found = [
        f"{shown(path, node.lineno)}: {ast.unparse(node.func)}"
        for path in python_files("tests")
        if not patient & set(path.parts)
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in clocks
    ]
    assert not found


def test_tests_are_sentences() -> None:
    """Three words at least, and no two tests of one file with the same name."""
    found = []
    for path in python_files("tests"):
        names = [n.name for n in ast.walk(parsed(path)) if isinstance(n, ast.FunctionDef)]
        tests = [name for name in names if name.startswith("test_")]
        found += [f"{shown(path)}: {name}" for name in tests if name.count("_") < 3]
        if path.stem.startswith("test_"):
            found += [f"{shown(path)}: {n} twice" for n in set(tests) if tests.count(n) > 1]
    assert not found, "\n".join(found)
