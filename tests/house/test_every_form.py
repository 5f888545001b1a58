"""Every form that writes acts once, shows its version, and keeps what was typed.

The test walks the routes, finds the form of each on a page, fills it in by the kind of its fields,
and sends it; around that sending it asks what ``tests/fixtures/once.py`` says. What it cannot reach
with the dullest things is asked in a test of its own, which is marked with the route. So a new
route must be reached, or some test must be marked with it.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from flask_wtf import FlaskForm
from selectolax.lexbor import LexborNode
from werkzeug.routing import Rule

from casework.ground.identity.terms import ROLES, Role
from casework.kernel.database import db
from casework.web.pages import Form as BaseForm
from tests.factories import offices
from tests.fixtures import once
from tests.fixtures.pages import Form, PageClient
from tests.house.every_form import LAST, NOT_ONCE, value_of
from tests.house.source import classes_below, parsed, python_files
from tests.house.subjects import Subjects, missing_values, rules_of
from tests.portal import proving, walk

SignedIn = Callable[..., PageClient]
#: So many roles look for the page of a form.
_ROLES = 3
TYPED = "演示：照实写"


@dataclass
class Walk:
    """The people who send, and what was found out."""

    app: Flask
    people: dict[Role | None, list[PageClient]]
    officer: SignedIn
    faults: list[str] = field(default_factory=list)
    accepted: set[str] = field(default_factory=set)

    def clients(self, permissions: tuple[Any, ...]) -> list[PageClient]:
        if "public" in permissions:
            return self.people[None]
        found = [role for role, held in ROLES.items() if set(held) & set(permissions)] or list(Role)
        for role in found[:_ROLES]:
            if role not in self.people:
                self.people[role] = [self.officer(role=role)]
        return [client for role in found[:_ROLES] for client in self.people[role]]


def test_every_form_acts_once(app: Flask, officer: SignedIn, client: PageClient) -> None:
    walked = Walk(app, {None: _workers(app, client)}, officer)
    apart = _marked() | set(NOT_ONCE)
    tried = [rule for rule in _writing(app) if rule.endpoint not in apart]
    for rule in sorted(tried, key=lambda rule: rule.endpoint in LAST):
        _try(walked, rule)
    assert not walked.faults, "\n".join(walked.faults)
    left = sorted({rule.endpoint for rule in tried} - walked.accepted)
    assert left == [], "neither reached here nor is any test marked with it"


def test_tests_are_marked_with_routes_that_there_are(app: Flask) -> None:
    every = {rule.endpoint for rule in _writing(app)}
    assert sorted((_marked() | set(NOT_ONCE)) - every) == []


def test_every_form_stands_on_the_base_that_acts_once() -> None:
    loose = [one.__name__ for one in classes_below(FlaskForm) if not issubclass(one, BaseForm)]
    assert loose == []


def _marked() -> set[str]:
    """The routes with which tests are marked."""
    tests = [path for path in python_files("tests") if path.name.startswith("test_")]
    return {name for path in tests for one in parsed(path).body for name in _marks(one)}


def _marks(test: ast.stmt) -> Iterator[str]:
    if not (isinstance(test, ast.FunctionDef) and test.name.startswith("test_")):
        return
    for mark in test.decorator_list:
        if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "pytest.mark.once":
            yield from (ast.literal_eval(name) for name in mark.args)


def _writing(app: Flask) -> list[Rule]:
    """Every route to which a form is sent that acts once."""
    rules = rules_of(app, method="POST")
    return [rule for rule in rules if rule.endpoint not in app.config["NOT_ONCE"]]


def _workers(app: Flask, client: PageClient) -> list[PageClient]:
    """One who is about to file, and one who has filed and proved who he is."""
    walk.city()
    walk.to_send(client)
    filed = PageClient(app, client.now)
    code = walk.code_of(walk.filed(filed))
    proving.sign_in(filed, code, walk.PHONE[-4:])
    return [client, filed]


def _try(walked: Walk, rule: Rule) -> None:
    view = walked.app.view_functions[rule.endpoint]
    values = Subjects(area=offices.HOME).values(rule) or missing_values(rule)
    db.session.commit()
    for client in walked.clients(view.permissions):
        url = client.url(rule.endpoint, **values)
        found = next(_forms(walked.app, client, rule, url, values), None)
        if found is not None:
            walked.faults += _judge(walked, rule.endpoint, client, found)
            return


def _forms(
    app: Flask, client: PageClient, rule: Rule, url: str, values: dict[str, Any]
) -> Iterator[Form]:
    """The forms for this address: on its own page, else on one of the same room."""
    if "GET" in (rule.methods or ()):
        near = [rule]
    else:
        room = rule.endpoint.split(".")[0]
        near = [r for r in rules_of(app, method="GET") if r.arguments <= set(values)
                and (r.endpoint.split(".")[0] == room or r.endpoint == "desk.case")]  # fmt: skip
        near.sort(key=lambda r: -len(r.arguments))
    for one in near:
        given = {name: values[name] for name in one.arguments}
        page = client.ask("GET", client.url(one.endpoint, **given), inspect=False)
        for node in page.tree.css("form[method=post]"):
            if urlsplit(node.attributes.get("action") or page.url).path == url:
                yield Form(page, node)


def _judge(walked: Walk, endpoint: str, client: PageClient, form: Form) -> list[str]:
    """What is wrong with this form."""
    for name in ("form_key", "form_version"):
        if not form.values.get(name):
            return [f"{endpoint}: no {name} in its form"]
    filled = {**form.values, **_filled(form.node)}
    blank = {name: "" if value == TYPED else value for name, value in filled.items()}
    send = partial(client.in_passing, form.url)
    for sent in (filled, blank):
        asked = once.Asked(endpoint, sent, form.node, send)
        faults, before = asked.before(), once.rows()
        first = client.ask("POST", form.url, sent, inspect=False)
        if once.acted(first, before):
            walked.accepted.add(endpoint)
            return asked.after(first)
    return faults


def _filled(node: LexborNode) -> dict[str, Any]:
    """Something in each field, by its kind; two selects of one name are year and month."""
    filled: dict[str, Any] = {}
    for one in node.css("[name]"):
        name, value = one.attributes["name"] or "", value_of(one, TYPED)
        if value is None or not name:
            continue
        twice = one.tag == "select" and name in filled
        filled[name] = [filled[name], value] if twice else value
    return filled
