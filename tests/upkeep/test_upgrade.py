"""An upgrade: yesterday's database under today's program, older ones, and two at once."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import create_engine, delete, select, text, update

from casework.ground.offices.models import Area, Centre
from casework.ground.statute.models import Edition, FigureVersion, RuleVersion
from casework.ground.statute.terms.ids import FigureId, RuleId
from casework.kernel.database import db
from casework.upkeep import readiness, schema
from config import safety
from config.settings import Settings, UnsafeSettings
from tests.fixtures.lanes import environment
from tests.house.source import ROOT
from tests.portal import walk

#: What a newer program names and the seed of a year ago did not have.
NEW_LIMITS = (RuleId.ACC, RuleId.PASS_ON)
NEW_FIGURES = (FigureId.DRAFT_FILES_KEEP, FigureId.GROUP_OPEN, FigureId.DRAFT_KEEP)


@pytest.fixture
def yesterday(app: Flask) -> Flask:
    """The database as an older seed left it."""
    db.session.execute(delete(RuleVersion).where(RuleVersion.code.in_(NEW_LIMITS)))
    db.session.execute(delete(FigureVersion).where(FigureVersion.code.in_(NEW_FIGURES)))
    db.session.execute(update(Edition).values(number=1))
    db.session.commit()
    return app


def upgraded(app: Flask) -> Any:
    db.session.commit()
    return app.test_cli_runner().invoke(args=["upgrade"])


def test_a_start_on_yesterdays_seed_names_everything_that_is_missing(yesterday: Flask) -> None:
    with pytest.raises(UnsafeSettings) as refusal:
        safety.check(yesterday.extensions["settings"])

    limits, figures = refusal.value.problems
    assert all(limit.value in limits for limit in NEW_LIMITS)
    assert all(figure.value in figures for figure in NEW_FIGURES)
    assert "flask upgrade" in limits


def test_after_an_upgrade_a_complaint_is_filed(yesterday: Flask, client: Any) -> None:
    answer = upgraded(yesterday)

    assert answer.exit_code == 0, answer.output
    safety.check(yesterday.extensions["settings"])
    receipt = walk.filed(client)
    assert receipt.h1 == "提交成功"


def test_a_command_that_opens_data_is_refused_on_yesterdays_seed(yesterday: Flask) -> None:
    answer = yesterday.test_cli_runner().invoke(args=["relay"])

    assert answer.exit_code == 1
    assert RuleId.PASS_ON in answer.output


def test_an_upgrade_leaves_what_the_office_has_changed(app: Flask) -> None:
    centre = db.session.scalars(select(Centre).limit(1)).one()
    area = db.session.scalars(select(Area).limit(1)).one()
    centre.name_zh, centre.phone, area.name_zh = "改了名的示例中心", "0539-1", "示例区"
    limit = db.session.scalars(select(RuleVersion).where(RuleVersion.code == RuleId.ACC)).one()
    limit.length = 3
    db.session.commit()
    before = _rows(Centre, Area, RuleVersion, FigureVersion)

    first, second = upgraded(app), upgraded(app)

    assert (first.exit_code, second.exit_code) == (0, 0)
    assert second.output == "upgraded: nothing is missing\n"
    assert _rows(Centre, Area, RuleVersion, FigureVersion) == before


def _rows(*models: Any) -> list[Any]:
    db.session.expire_all()
    return [sorted(db.session.execute(select(model.__table__)).all()) for model in models]


def test_an_empty_database_becomes_a_ready_one(empty_database: str, tmp_path: Path) -> None:
    settings = Settings.from_env(environment(empty_database, tmp_path / "data"))
    [empty] = readiness.problems(settings)

    done = _process(empty_database, tmp_path)

    assert "no tables yet" in empty
    assert done.returncode == 0, done.stderr
    assert readiness.problems(settings) == []


def test_two_upgrades_at_once_are_one(empty_database: str, tmp_path: Path) -> None:
    both = [_begun(empty_database, tmp_path) for _ in range(2)]
    said = [process.communicate()[0] for process in both]

    assert [process.returncode for process in both] == [0, 0], said
    assert sorted("schema: none" in words for words in said) == [False, True]


@pytest.mark.parametrize(
    ("revision", "words"), [("0021", "anew"), ("0001", "anew"), ("9999", "newer")]
)
def test_another_chain_of_migrations_is_refused_in_words(
    app: Flask, revision: str, words: str
) -> None:
    _stamp(revision)
    settings = app.extensions["settings"]

    [first, *_] = readiness.problems(settings)

    assert words in first


def test_production_never_upgrades_an_older_database(empty_database: str, tmp_path: Path) -> None:
    _older(empty_database)

    refused = _process(empty_database, tmp_path, MODE="production", BASE_URL="https://a.example",
                       TRUSTED_PROXIES="10.0.0.1")  # fmt: skip

    assert refused.returncode == 1
    assert "before the migrations began anew" in refused.stderr
    assert _notes(empty_database) == 1


def test_an_older_demo_is_put_aside_and_begins_anew(empty_database: str, tmp_path: Path) -> None:
    _older(empty_database)
    sign_ins = tmp_path / "data" / "sign-ins.txt"
    sign_ins.parent.mkdir()
    sign_ins.write_text("示例  a-password\n")

    done = _process(empty_database, tmp_path)

    assert done.returncode == 0, done.stderr
    assert "it is kept as" in done.stdout
    assert not sign_ins.exists()
    assert (
        readiness.problems(Settings.from_env(environment(empty_database, tmp_path / "data"))) == []
    )


def test_a_schema_that_is_behind_is_said(empty_database: str, tmp_path: Path) -> None:
    assert _process(empty_database, tmp_path).returncode == 0
    engine = create_engine(empty_database)
    with engine.begin() as connection:
        behind = schema.revisions()[0]
        connection.execute(text("UPDATE alembic_version SET version_num = :v"), {"v": behind})
    engine.dispose()

    [said] = readiness.problems(Settings.from_env(environment(empty_database, tmp_path / "data")))

    assert "older version" in said


def _stamp(revision: str) -> None:
    db.session.execute(text("UPDATE alembic_version SET version_num = :v"), {"v": revision})
    db.session.commit()


def _older(url: str) -> None:
    """A database of the former chain, with something in it."""
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32))"))
        connection.execute(text("INSERT INTO alembic_version VALUES ('0021')"))
        connection.execute(text("CREATE TABLE complaint (id INTEGER)"))
        connection.execute(text("INSERT INTO complaint VALUES (1)"))
    engine.dispose()


def _notes(url: str) -> int:
    engine = create_engine(url)
    with engine.connect() as connection:
        found = connection.execute(text("SELECT count(*) FROM complaint")).scalar_one()
    engine.dispose()
    return int(found)


def _command(url: str, tmp_path: Path, more: dict[str, str]) -> dict[str, Any]:
    environ = environment(url, tmp_path / "data", **more)
    return {
        "args": [sys.executable, "-m", "flask", "--app", "wsgi", "upgrade"],
        "cwd": ROOT,
        "env": {**os.environ, **environ},
        "text": True,
    }


def _process(url: str, tmp_path: Path, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(**_command(url, tmp_path, more), capture_output=True, check=False)


def _begun(url: str, tmp_path: Path) -> subprocess.Popen[str]:
    command = _command(url, tmp_path, {})
    return subprocess.Popen(**command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
