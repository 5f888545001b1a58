"""Settings: a demo makes its own secrets, production is told everything that is wrong at once."""

import base64
import dataclasses
import secrets

import pytest

from config import secrets_file
from config.settings import (
    Settings,
    UnsafeSettings,
    careless_database,
    forgotten_demo_accounts,
)


def a_key() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()


@pytest.fixture
def production(tmp_path):
    """An environment with which production starts."""
    return {
        "MODE": "production",
        "DATA_DIR": str(tmp_path / "data"),
        "BASE_URL": "https://arrears.example",
        "TRUSTED_PROXIES": "10.0.0.0/8, 192.0.2.1",
        "SECRET_KEY": a_key(),
        "FIELD_KEY": a_key(),
        "INDEX_KEY": a_key(),
    }


def problems(environ):
    with pytest.raises(UnsafeSettings) as refusal:
        Settings.from_env(environ)
    return refusal.value.problems


def test_a_demo_needs_nothing_but_a_directory(tmp_path):
    settings = Settings.from_env({"DATA_DIR": str(tmp_path / "data")})

    assert settings.demo
    assert settings.database_url == f"sqlite:///{tmp_path}/data/casework.sqlite3"
    assert settings.host == "127.0.0.1"
    assert settings.embedded_valkey


def test_demo_secrets_are_made_once_and_kept_from_others(tmp_path):
    first = Settings.from_env({"DATA_DIR": str(tmp_path)})
    second = Settings.from_env({"DATA_DIR": str(tmp_path)})

    assert first == second
    assert (tmp_path / "demo-secrets.json").stat().st_mode & 0o777 == 0o600


def test_two_demos_have_different_secrets(tmp_path):
    one = Settings.from_env({"DATA_DIR": str(tmp_path / "one")})
    two = Settings.from_env({"DATA_DIR": str(tmp_path / "two")})

    assert len({one.secret_key, two.secret_key}) == 2
    assert len({one.field_key, two.field_key, one.index_key, two.index_key}) == 4


def test_production_starts_when_everything_is_there(production):
    settings = Settings.from_env(production)

    assert not settings.demo
    assert settings.secure_cookies
    assert settings.trusted_proxies == ("10.0.0.0/8", "192.0.2.1")


def test_production_names_everything_that_is_missing_at_once():
    named = "\n".join(problems({"MODE": "production"}))

    for name in ("DATA_DIR", "BASE_URL", "SECRET_KEY", "FIELD_KEY", "INDEX_KEY", "TLS_CERT"):
        assert name in named


def test_production_makes_no_directory_and_no_secrets(tmp_path):
    problems({"MODE": "production", "DATA_DIR": str(tmp_path / "data")})

    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("name", ["SECRET_KEY", "FIELD_KEY", "INDEX_KEY"])
def test_production_refuses_a_demo_secret_wherever_it_was_copied_to(production, tmp_path, name):
    of_a_demo = secrets_file.made_once(tmp_path / "demo")[name]

    [problem] = problems({**production, name: of_a_demo})

    assert problem.startswith(name)
    assert "demo" in problem


def test_one_key_for_two_purposes_is_refused(production):
    [problem] = problems({**production, "INDEX_KEY": production["FIELD_KEY"]})

    assert "differ" in problem


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MODE", "staging"),
        ("PORT", "web"),
        ("PORT", "0"),
        ("PORT", "70000"),
        ("PORT", "٨٠"),
        ("WEB_THREADS", "-1"),
        ("DATABASE_URL", "mysql://localhost/casework"),
        ("REDIS_URL", "localhost:6379"),
        ("STORAGE_URL", "/files"),
        ("BASE_URL", "http://arrears.example"),
        ("SMS_URL", "http://gateway.example"),
        ("SMTP_URL", "mail.example"),
        ("SMTP_URL", "smtp://mail.example"),
        ("SMS_URL", "https://gateway.example"),
        ("TRUSTED_PROXIES", "everybody"),
        ("TLS_CERT", "/nowhere/cert.pem"),
        ("FIELD_KEY", "c2hvcnQ="),
        ("FIELD_KEY", "not base64 at all"),
    ],
)
def test_a_value_that_cannot_be_is_refused_by_its_name(production, name, value):
    named = "\n".join(problems({**production, name: value}))

    partners = {"SMTP_URL": "MAIL_FROM", "SMS_URL": "SMS_TOKEN"}
    assert name in named or partners.get(name, name) in named


def test_several_wrong_values_are_named_together(production):
    wrong = problems({**production, "PORT": "x", "FIELD_KEY": "x", "BASE_URL": "x"})

    assert [problem.split(":")[0] for problem in wrong] == ["FIELD_KEY", "PORT", "BASE_URL"]


def test_any_spelling_of_a_postgresql_address_reaches_our_driver(tmp_path):
    for scheme in ("postgres", "postgresql", "postgresql+psycopg"):
        environ = {"DATA_DIR": str(tmp_path), "DATABASE_URL": f"{scheme}://u:p@db/casework"}
        settings = Settings.from_env(environ)
        assert settings.database_url == "postgresql+psycopg://u:p@db/casework"


def test_settings_cannot_be_changed_after_they_were_read(tmp_path):
    settings = Settings.from_env({"DATA_DIR": str(tmp_path)})

    with pytest.raises(dataclasses.FrozenInstanceError):
        settings.port = 1


@pytest.mark.parametrize("name", ["fsync", "synchronous_commit", "full_page_writes"])
def test_a_database_that_may_lose_a_commit_is_refused(name):
    [problem] = careless_database(lambda asked: "off" if asked == name else "on")

    assert name in problem


def test_a_database_that_waits_for_its_disk_is_accepted():
    answers = {"fsync": "on", "synchronous_commit": "remote_apply", "full_page_writes": "on"}

    assert careless_database(answers.__getitem__) == []


def test_demo_accounts_are_refused_in_production():
    assert forgotten_demo_accounts(lambda: True)
    assert not forgotten_demo_accounts(lambda: False)
