"""Who may open what, for every route and every role, from a table and not from the code."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from flask import Flask

from casework.ground.identity.terms import ROLES, Role
from casework.ground.offices.terms import Scope
from tests.factories import offices
from tests.fixtures.pages import Page, PageClient
from tests.house.access import declared, expected
from tests.house.subjects import ENDS_THE_SESSION, SUBJECTS, Subjects, missing_values, rules_of

SignedIn = Callable[..., PageClient]
_NOT_COMPARED = re.compile(
    r'name="(csrf_token|form_key|tab)"[^>]*value="[^"]*"|tab=[A-Za-z0-9_-]{8}'
    r'|value="[^"]*"[^>]*name="(csrf_token|form_key)"'
)


def test_the_reviewed_table_is_what_the_routes_declare(app: Flask) -> None:
    """A new route fails here until its row is proposed, read and kept (see ``access.py``)."""
    assert declared(app) == expected()


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_stranger_comes_only_where_the_table_says(
    app: Flask, client: PageClient, method: str
) -> None:
    table = expected()
    wrong = []
    for rule in rules_of(app, method=method):
        answer = _ask(client, method, client.url(rule.endpoint, **missing_values(rule)))
        to_sign_in = answer.status == 302 and "/sign-in" in (answer.location or "")
        if not table[rule.endpoint]["stranger"] and not to_sign_in:
            wrong.append(f"{method} {rule.rule}: {answer.status} {answer.location}")
        if table[rule.endpoint]["stranger"] and (to_sign_in or answer.status == 403):
            wrong.append(f"{method} {rule.rule}: shut ({answer.status})")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("role", list(Role), ids=lambda role: role.value)
def test_a_role_comes_only_where_the_table_says(
    app: Flask, officer: SignedIn, role: Role, method: str
) -> None:
    client = officer(role=role)
    table = expected()
    wrong = []
    for rule in rules_of(app, method=method):
        if rule.endpoint in ENDS_THE_SESSION:
            continue
        answer = _ask(client, method, client.url(rule.endpoint, **missing_values(rule)))
        if (answer.status == 403) is table[rule.endpoint][role.value]:
            wrong.append(f"{method} {rule.rule}: {answer.status}")
        if answer.status >= 500:
            wrong.append(f"{method} {rule.rule}: {answer.status} for something that is not there")
    assert not wrong, "\n".join(wrong)


def test_another_countys_thing_looks_like_none_at_all(app: Flask, officer: SignedIn) -> None:
    """The same 404, with the same words, for what is elsewhere and for what is nowhere."""
    wrong = []
    clients: dict[Role, PageClient] = {}
    subjects = Subjects(area=offices.ELSEWHERE)
    for method in ("GET", "POST"):
        for rule in rules_of(app, method=method):
            role = _bound_to_its_county(app.view_functions[rule.endpoint].permissions)
            values = subjects.values(rule)
            if role is None or values is None:
                continue
            client = (
                clients.setdefault(role, officer(role=role))
                if role not in clients
                else clients[role]
            )
            elsewhere = _ask(client, method, client.url(rule.endpoint, **values))
            nowhere = _ask(client, method, client.url(rule.endpoint, **missing_values(rule)))
            if (elsewhere.status, _bare(elsewhere)) != (404, _bare(nowhere)):
                wrong.append(f"{role}: {method} {rule.rule}: {elsewhere.status}, {nowhere.status}")
    assert not wrong, "\n".join(wrong)


def test_every_argument_of_a_route_has_a_subject(app: Flask) -> None:
    """Without a line in ``subjects.py`` the tests above and the fuzz pass a route by."""
    unknown = {
        name
        for method in ("GET", "POST")
        for rule in rules_of(app, method=method)
        for name in rule.arguments
        if name.endswith("_id") and name not in SUBJECTS
    }
    assert not unknown


def _bound_to_its_county(permissions: tuple[Any, ...]) -> Role | None:
    """The first role that holds one of these permissions, and only ever below the whole city."""
    for role, held in ROLES.items():
        scopes = [held[permission] for permission in permissions if permission in held]
        if scopes and Scope.CITY not in scopes:
            return role
    return None


def _ask(client: PageClient, method: str, url: str) -> Page:
    """Error pages are inspected below: here only the answer counts, over and over.

    What is sent needs no page before it: nothing is there, so no form is."""
    if method == "GET":
        return client.ask(method, url, inspect=False)
    kind = "application/x-www-form-urlencoded"
    sent = urlencode(client.bare_tokens())
    return client.ask(method, url, sent, inspect=False, content_type=kind)


def _bare(page: Page) -> str:
    """The page without its tokens and without its own address, which the reader knows anyway."""
    return _NOT_COMPARED.sub("", page.html).replace(page.url, "")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_page_that_refuses_is_a_whole_page(
    app: Flask, client: PageClient, officer: SignedIn, language: str
) -> None:
    """Strangers and officers; nothing there, not allowed, no token, no such method."""
    clerk = officer(role=Role.CLERK)
    only_post = next(r for r in rules_of(app, method="POST") if "GET" not in (r.methods or ()))
    url = client.url(only_post.endpoint, **missing_values(only_post))
    for who in (client, clerk):
        who.get("identity.sign_in", query={"lang": language}, expect=302 if who is clerk else 200)
        assert who.get("/no-such-page", expect=404).has(f"html[lang^={language}]")
        who.post(url, {"csrf_token": "none"}, expect=400)
        who.get(url, expect=405)
    clerk.get("identity.officers", expect=403)
