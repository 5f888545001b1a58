"""No form of any page answers garbage with an error of ours: never a 500, never a lost process."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from flask import Flask
from werkzeug.routing import Rule
from wtforms import Form

from casework.identity.terms import ROLES, Role
from tests.factories import offices
from tests.fixtures.pages import PageClient
from tests.house.source import modules
from tests.house.subjects import missing_values, real_values, rules_of

SignedIn = Callable[..., PageClient]
HOSTILE = {
    "nothing": "",
    "a NUL": "张\x00三",
    "a lone surrogate": "\ud83c",
    "twenty thousand characters": "长" * 20_000,
    "a script": "<script>alert(1)</script>",
    "a negative": "-1",
    "a huge number": "9" * 40,
    "a rare surname": "𠮷野",
    "turned reading direction": "abc\u202ecba",
    "full-width digits": "１２３",
    "a percent sign": "%s%(x)s{{7*7}}%",
    "a quote": '\'; DROP TABLE "case"; --',
    "a date that is none": "2026-02-30",
    "year zero": "0000-01-01",
}
_TOKENS = {"csrf_token", "form_key", "version"}


def _field_names() -> set[str]:
    """The names of all fields of all forms, and some that no form has."""
    names = {"role", "approved_by", "id", "version"}
    for module in modules("forms"):
        for thing in vars(module).values():
            if isinstance(thing, type) and issubclass(thing, Form):
                names |= {
                    name for name in dir(thing) if hasattr(getattr(thing, name), "field_class")
                }
    return names - _TOKENS


def _routes_with_someone(app: Flask) -> Iterator[tuple[Rule, Role | None]]:
    """Every route that takes a form, and a role that may send it."""
    for rule in rules_of(app, method="POST"):
        permissions = app.view_functions[rule.endpoint].permissions
        roles = [role for role, held in ROLES.items() if set(held) & set(permissions)]
        yield rule, None if "public" in permissions else (roles or list(Role))[0]


@pytest.mark.parametrize("value", HOSTILE.values(), ids=list(HOSTILE))
def test_no_form_breaks(app: Flask, client: PageClient, officer: SignedIn, value: str) -> None:
    body = dict.fromkeys(_field_names(), value)
    senders: dict[Role | None, PageClient] = {None: client}
    broken = []
    for rule, role in _routes_with_someone(app):
        if role not in senders:
            senders[role] = officer(role=role)
        for values in filter(
            None, (real_values(rule, area=offices.HOME), missing_values(rule) or {"": ""})
        ):
            values.pop("", None)
            broken += _send(senders[role], rule, values, body)
    assert not broken, "\n".join(broken)


def _send(
    client: PageClient, rule: Rule, values: dict[str, Any], body: dict[str, str]
) -> list[str]:
    url = client.url(rule.endpoint, **values)
    sent = urlencode({**body, **client.tokens(url)}, errors="surrogatepass").encode()
    try:
        answer = client.ask("POST", url, sent, content_type="application/x-www-form-urlencoded")
    except Exception as error:
        return [f"{rule.rule}: {type(error).__name__}: {str(error)[:300]}"]
    return [f"{rule.rule}: {answer.status}"] if answer.status >= 500 else []


@pytest.mark.parametrize("value", HOSTILE.values(), ids=list(HOSTILE))
def test_no_address_breaks(app: Flask, client: PageClient, officer: SignedIn, value: str) -> None:
    """The same garbage in the query of every page that may be read."""
    names = ("after", "q", "page", "lang", "back", "status", "stage", "month", "on", "area", "unit")
    query = urlencode(dict.fromkeys(names, value), errors="surrogatepass")
    senders: dict[Role | None, PageClient] = {None: client}
    broken = []
    for rule in rules_of(app, method="GET"):
        permissions = app.view_functions[rule.endpoint].permissions
        roles = [role for role, held in ROLES.items() if set(held) & set(permissions)]
        role = None if "public" in permissions else (roles or list(Role))[0]
        if role not in senders:
            senders[role] = officer(role=role)
        reader = senders[role]
        values = real_values(rule, area=offices.HOME) or missing_values(rule)
        try:
            answer = reader.ask("GET", f"{reader.url(rule.endpoint, **values)}?{query}")
        except Exception as error:
            broken.append(f"{rule.rule}: {type(error).__name__}: {str(error)[:300]}")
        else:
            broken += [f"{rule.rule}: {answer.status}"] if answer.status >= 500 else []
    assert not broken, "\n".join(broken)
