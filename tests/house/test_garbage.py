"""No form of any page answers garbage with an error of ours: never a 500, never a lost process."""

from __future__ import annotations

import inspect
import secrets
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from flask import Flask
from werkzeug.routing import Rule
from wtforms import Form

from casework.ground.identity.terms import ROLES, Role
from tests.factories import offices
from tests.fixtures import soak
from tests.fixtures.pages import PageClient
from tests.house.source import modules, room_of
from tests.house.subjects import ENDS_THE_SESSION, Subjects, missing_values, rules_of

SignedIn = Callable[..., PageClient]
HOSTILE = {
    # first, so that its page shows nothing but it
    "a script": "<script>alert(1)</script>",
    "nothing": "",
    "a NUL": "张\x00三",
    "a lone surrogate": "\ud83c",
    "twenty thousand characters": "长" * 200 + "a" * 19_800,
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
#: So that several processes share the work.
_PARTS = 6
_QUERIED = ("after", "q", "page", "lang", "back", "status", "stage", "month", "on", "area", "unit")
_MEANT_FOR_THE_FRAMEWORK = ("endpoint", "_external", "_scheme", "_anchor", "_method", "filename")
#: Servers take a few thousand characters of address.
_LONGEST_WORD = 1000
#: What somebody may add who hopes that it is taken over.
_NOT_FIELDS = {"role": "administrator", "approved_by": "1", "id": "1", "state": "active"}
_TOKENS = {"csrf_token", "form_key", "form_version", "version"}


def _field_names(view: Any) -> set[str]:
    """The fields of the forms that a view speaks of; else those of all forms of its room."""
    room = room_of(view.__module__)
    forms = {
        name: thing
        for module in modules("forms", of=room)
        for name, thing in vars(module).items()
        if isinstance(thing, type) and issubclass(thing, Form)
    }
    source = inspect.getsource(inspect.unwrap(view))
    chosen = [form for name, form in forms.items() if name in source] or list(forms.values())
    return {n for form in chosen for n in dir(form) if hasattr(getattr(form, n), "field_class")}


def _senders(app: Flask, *, method: str) -> Iterator[tuple[Rule, Role | None]]:
    """Every route of a method, and a role that may use it."""
    for rule in rules_of(app, method=method):
        permissions = app.view_functions[rule.endpoint].permissions
        roles = [role for role, held in ROLES.items() if set(held) & set(permissions)]
        if rule.endpoint not in ENDS_THE_SESSION:
            yield rule, None if "public" in permissions else (roles or list(Role))[0]


@pytest.mark.longer
@pytest.mark.parametrize("part", range(_PARTS))
def test_no_form_breaks(app: Flask, client: PageClient, officer: SignedIn, part: int) -> None:
    """One thing for each route, real where a factory knows it; the same garbage in every field,
    one piece after the other."""
    people: dict[Role | None, PageClient] = {None: client}
    broken = []
    garbage = list(HOSTILE.values())
    for turn, (rule, role) in list(enumerate(_senders(app, method="POST")))[part::_PARTS]:
        if role not in people:
            people[role] = officer(role=role)
        # things of its own: a page shows what an earlier route took for a text
        subjects = Subjects(area=offices.HOME)
        url = people[role].url(rule.endpoint, **(subjects.values(rule) or missing_values(rule)))
        names = _field_names(app.view_functions[rule.endpoint]) - _TOKENS
        tokens = people[role].tokens(url)
        # the script to each form, and of the others every second to every second form
        for value in soak.of(garbage[:1] + garbage[1 + turn % 2 :: 2], garbage):
            body = {**_NOT_FIELDS, **dict.fromkeys(names, value), **tokens}
            body["form_key"] = secrets.token_urlsafe(24)
            broken += _send(people[role], url, body, inspected="<" in value)
    assert not broken, "\n".join(broken)


def _send(client: PageClient, url: str, body: dict[str, str], *, inspected: bool) -> list[str]:
    sent = urlencode(body, errors="surrogatepass").encode()
    kind = "application/x-www-form-urlencoded"
    return _answer(client, "POST", url, sent, inspect=inspected, content_type=kind)


def _answer(client: PageClient, method: str, url: str, data: Any = None, **how: Any) -> list[str]:
    try:
        answer = client.ask(method, url, data, **how)
    except Exception as error:
        return [f"{method} {url[:80]}: {type(error).__name__}: {str(error)[:600]}"]
    return [f"{method} {url[:80]}: {answer.status}"] if answer.status >= 500 else []


@pytest.mark.longer
@pytest.mark.parametrize("turn", soak.of((3, 10), range(len(HOSTILE))))
def test_no_address_breaks(app: Flask, client: PageClient, officer: SignedIn, turn: int) -> None:
    """Another piece of garbage in each word of the query, and all words moved on by a turn."""
    garbage = list(HOSTILE.values())
    words = {
        name: garbage[(place + turn) % len(garbage)]
        for place, name in enumerate(_QUERIED + _MEANT_FOR_THE_FRAMEWORK)
        if len(garbage[(place + turn) % len(garbage)]) < _LONGEST_WORD
    }
    query = urlencode(words, errors="surrogatepass")
    people: dict[Role | None, PageClient] = {None: client}
    subjects = Subjects(area=offices.HOME)
    broken = []
    for rule, role in _senders(app, method="GET"):
        if role not in people:
            people[role] = officer(role=role)
        address = subjects.values(rule) or missing_values(rule)
        url = people[role].url(rule.endpoint, **address)
        broken += _answer(people[role], "GET", f"{url}?{query}")
    assert not broken, "\n".join(broken)
