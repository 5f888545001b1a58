"""A write comes from a page of ours, over TLS too, or it is refused in words."""

from __future__ import annotations

import pytest

from tests.factories import identity
from tests.fixtures.pages import PASSWORD

SECURE = "https://localhost"
TYPED = {"employer": "演示建筑公司"}


def post(client, **headers):
    client.ask("GET", "/file/who")
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.ask("POST", "/file/who", TYPED, headers=names)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "http://localhost"},
        {"Origin": "http://localhost:80", "Sec_Fetch_Site": "same-origin"},
        {"Origin": "https://localhost"},
        {"Sec_Fetch_Site": "none"},
    ],
)
def test_a_page_of_ours_may_write(client, headers):
    assert post(client, **headers).status in (302, 303, 422)


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "null"},
        {"Origin": "http://elsewhere.example"},
        {"Origin": "http://localhost.elsewhere.example"},
        {"Origin": "http://localhost:8443"},
        {"Origin": "http://sub.localhost"},
        {"Origin": "file://"},
        {"Origin": ""},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Origin": "http://localhost", "Sec_Fetch_Site": "cross-site"},
    ],
)
def test_any_other_site_may_not_even_with_the_token(client, headers):
    refused = post(client, **headers)
    assert refused.status == 403
    assert "从别的网站交来的" in refused.text


def test_without_these_headers_the_token_decides(client):
    client.ask("GET", "/file/who")
    assert client.ask("POST", "/file/who", "employer=x", inspect=False).status == 400


@pytest.mark.parametrize("path", ["/notices/inbound", "/notices/reports"])
def test_a_signed_service_is_no_browser(client, path):
    answer = client.ask("POST", path, "{}", headers={"Origin": "null"})
    assert answer.status == 401


def test_forms_are_taken_over_tls_without_a_referer(client):
    person = identity.officer()
    client.ask("GET", "/sign-in", base_url=SECURE)
    typed = {"login": person.login, "password": PASSWORD}
    answer = client.ask("POST", "/sign-in", typed, base_url=SECURE, headers={"Origin": SECURE})
    assert answer.status == 303
