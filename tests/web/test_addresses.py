"""Names under which the site answers, and the address that is printed."""

from __future__ import annotations

import ipaddress
import subprocess
import sys
from urllib.parse import urlsplit

import pytest

from casework.kernel.database import db
from casework.web import addresses
from config.settings import Settings, UnsafeSettings
from tests.fixtures.lanes import environment, make_app


@pytest.fixture
def production(lane, now):
    """The application as it stands in production under its name."""
    made = make_app(
        lane.url,
        MODE="production",
        BASE_URL="https://casework.example",
        ALLOWED_HOSTS="intra.example",
        TRUSTED_PROXIES="127.0.0.1",
    )
    yield made
    with made.app_context():
        db.engine.dispose()


def ask(app, host, path="/", **how):
    return app.test_client().get(path, base_url=f"https://{host}", **how)


@pytest.mark.parametrize("host", ["casework.example", "CASEWORK.example:8443", "intra.example"])
def test_it_answers_under_its_own_names(production, host):
    assert ask(production, host).status_code == 200


@pytest.mark.parametrize(
    "host", ["else.example", "127.0.0.1", "localhost", "casework.example.cn", "[::1]"]
)
def test_any_other_name_is_refused_and_the_right_one_said(production, host):
    answer = ask(production, host)
    assert answer.status_code == 400
    assert "https://casework.example" in answer.text


def test_the_one_who_watches_may_ask_under_any_name(production):
    assert ask(production, "10.0.0.7:8000", "/healthz").status_code == 200


@pytest.mark.parametrize("host", ["localhost:8000", "192.168.3.4:8000", "[fe80::1]"])
def test_a_demo_is_tried_under_any_address(client, host):
    assert client.ask("GET", "/", base_url=f"http://{host}").status == 200


def test_a_demo_knows_no_foreign_name(client):
    assert client.ask("GET", "/", base_url="http://elsewhere.example").status == 400


def test_what_is_printed_follows_no_request(production):
    with production.test_request_context(base_url="https://intra.example"):
        assert addresses.printed("lookup.receipt", code="1") == (
            "https://casework.example/progress?code=1"
        )


def test_a_corrected_address_stays_under_its_name(client):
    answer = client.ask("GET", "/file//who", base_url="http://192.168.3.4:8000")
    assert answer.location == "/file/who"


@pytest.mark.parametrize(
    "wrong", ["https://", "https://casework.example/here", "https://a@b.example"]
)
def test_the_address_is_a_name_alone(tmp_path, wrong):
    with pytest.raises(UnsafeSettings, match="BASE_URL"):
        Settings.from_env(environment("sqlite://", tmp_path, BASE_URL=wrong))


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])
def test_a_demo_on_all_addresses_says_one_that_others_can_type(tmp_path, host):
    # in a process of its own: a look-up is made there, and no test reaches out
    ask = "from config.settings import Settings; print(Settings.from_env().base_url)"
    environ = environment("sqlite://", tmp_path, HOST=host, PORT="8123")
    said = subprocess.run(
        [sys.executable, "-c", ask], env=environ, capture_output=True, text=True, check=True
    ).stdout.strip()

    parts = urlsplit(said)
    assert parts.port == 8123
    assert not ipaddress.ip_address(parts.hostname).is_unspecified
