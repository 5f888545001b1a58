"""What must be there before anything starts, said at once."""

import dataclasses

import pytest
from sqlalchemy import create_engine, text

from config import safety
from config.settings import Settings, UnsafeSettings
from tests.fixtures.lanes import environment


@pytest.fixture
def production(lane, tmp_path):
    settings = Settings.from_env(environment(lane.url, tmp_path))
    return dataclasses.replace(settings, mode="production")


def test_the_careless_server_of_the_tests_is_refused(lane, production):
    """It is careless, and its only role owns everything."""
    if lane.kind != "postgresql":
        safety.check(production)
        return

    with pytest.raises(UnsafeSettings) as refusal:
        safety.check(production)

    owns, *careless = refusal.value.problems
    assert "owns the tables" in owns
    assert len(careless) == 3


def test_all_that_is_missing_is_said_at_once(lane, production, tmp_path):
    worn = dataclasses.replace(
        production, data_dir=tmp_path / "nowhere", index_key=b"another key of thirty-two bytes."
    )
    engine = create_engine(lane.url)
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM statute_rule WHERE code = 'ACC'"))
        connection.execute(text("DELETE FROM centre"))
    engine.dispose()

    with pytest.raises(UnsafeSettings) as refusal:
        safety.check(worn)

    said = "\n".join(refusal.value.problems)
    for words in ("nowhere cannot be written", "limits: ACC", "centre", "INDEX_KEY is not the key"):
        assert words in said


def test_a_database_without_tables_is_named(empty_database, tmp_path):
    settings = Settings.from_env(environment(empty_database, tmp_path))

    with pytest.raises(UnsafeSettings, match="no tables yet; run: flask upgrade"):
        safety.check(settings)


def test_a_database_that_is_away_is_named(tmp_path):
    away = "postgresql://nobody@127.0.0.1:1/nothing"
    settings = Settings.from_env(environment(away, tmp_path))

    with pytest.raises(UnsafeSettings, match="does not answer"):
        safety.check(dataclasses.replace(settings, mode="production"))


def test_a_demo_that_was_set_up_may_start(lane, tmp_path):
    safety.check(Settings.from_env(environment(lane.url, tmp_path)))
