"""What the database itself must say before production starts."""

import dataclasses

import pytest

from config import safety
from config.settings import Settings, UnsafeSettings
from tests.fixtures.lanes import environment


@pytest.fixture
def production(lane, tmp_path):
    settings = Settings.from_env(environment(lane.url, tmp_path))
    return dataclasses.replace(settings, mode="production")


def test_the_careless_server_of_the_tests_is_refused(lane, production):
    if lane.kind != "postgresql":
        safety.check(production)
        return

    with pytest.raises(UnsafeSettings) as refusal:
        safety.check(production)

    assert len(refusal.value.problems) == 3


def test_a_database_not_yet_migrated_has_no_demo_accounts(empty_database, tmp_path):
    settings = Settings.from_env(environment(empty_database, tmp_path))

    safety.check(settings)


def test_a_demo_is_not_asked(lane, tmp_path):
    safety.check(Settings.from_env(environment(lane.url, tmp_path)))
