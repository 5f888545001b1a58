"""A start with another key is refused by the key's name, whoever starts."""

from __future__ import annotations

import base64
import dataclasses
import os
import secrets
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from casework.kernel import keychecks
from casework.kernel.database import db
from casework.kernel.keychecks import KeyCheck
from casework.upkeep import readiness
from tests.fixtures.lanes import subprocess_environment
from tests.house.source import ROOT

_CHANGED: dict[str, dict[str, Any]] = {
    keychecks.FIELD: {"field_key": secrets.token_bytes(32)},
    keychecks.INDEX: {"index_key": secrets.token_bytes(32)},
    keychecks.SECRET: {"secret_key": secrets.token_hex(32)},
}
STARTS = {
    "checks": ("config.safety",),
    "worker": ("tasks", "worker"),
    "beat": ("tasks", "beat"),
    "web": ("config.web",),
    "command": ("flask", "--app", "wsgi", "officer", "invite", "nobody"),
    "upgrade": ("flask", "--app", "wsgi", "upgrade"),
}


def test_each_key_has_a_row_that_does_not_give_it_away(app: Flask) -> None:
    settings = app.extensions["settings"]
    rows = {row.name: row.value for row in db.session.scalars(select(KeyCheck))}

    assert set(rows) == set(keychecks.NAMES)
    kept = " ".join(rows.values())
    for key in (settings.field_key, settings.index_key, bytes.fromhex(settings.secret_key)):
        assert key.hex() not in kept
        assert base64.b64encode(key).decode() not in kept


@pytest.mark.parametrize("name", keychecks.NAMES)
def test_another_key_is_refused_by_its_name(app: Flask, name: str) -> None:
    db.session.commit()
    other = dataclasses.replace(app.extensions["settings"], **_CHANGED[name])

    [said] = readiness.problems(other)

    assert said.startswith(f"{name} is not the key")


@pytest.mark.sqlite
@pytest.mark.parametrize("start", STARTS)
def test_nothing_starts_with_another_key(app: Flask, lane: Any, tmp_path: Path, start: str) -> None:
    if lane.kind != "sqlite":
        return
    db.session.commit()
    key = base64.b64encode(secrets.token_bytes(32)).decode()
    environ = subprocess_environment(lane, tmp_path / "data", FIELD_KEY=key, PORT="1")

    refused = _started(environ, *STARTS[start])

    assert refused.returncode not in (0, None)
    assert "FIELD_KEY is not the key" in refused.stdout + refused.stderr


def test_a_secret_changed_on_purpose_is_taken_over(app: Flask, lane: Any, tmp_path: Path) -> None:
    db.session.commit()
    key = base64.b64encode(secrets.token_bytes(32)).decode()
    environ = subprocess_environment(lane, tmp_path / "data", SECRET_KEY=key)
    command = ("flask", "--app", "wsgi", "upgrade")

    refused, done = _started(environ, *command), _started(environ, *command, "--new-secret-key")

    assert "SECRET_KEY is not the key" in refused.stderr
    assert done.returncode == 0, done.stderr
    assert _started(environ, "config.safety").returncode == 0


def _started(environ: dict[str, str], *module: str) -> subprocess.CompletedProcess[str]:
    """Over soon, because it is refused."""
    return subprocess.run(
        [sys.executable, "-m", *module], cwd=ROOT, env={**os.environ, **environ},
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
