"""Every form that writes acts once, shows its version, and keeps what was typed.

The test walks the routes, finds the form of each on a page, fills it in by the kind of its fields,
and sends it: without its key, with an old version, with mistakes, rightly, once more, and with
something else in it. What it cannot reach with the dullest things stands in ``NEEDS_MORE``; a new
route must be reached, or be put there and be sent by a test of its own through the page client,
which asks the same of it.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from flask_wtf import FlaskForm
from selectolax.lexbor import LexborNode
from sqlalchemy import func, select
from werkzeug.routing import Rule

from casework.identity.terms import ROLES, Role
from casework.kernel.database import db
from casework.web.pages import Form as BaseForm
from tests.factories import offices
from tests.fixtures.pages import Form, Page, PageClient
from tests.house.every_form import LAST, NEEDS_MORE, NO_FORM, value_of
from tests.house.source import classes_below, parsed, python_files
from tests.house.subjects import Subjects, missing_values, rules_of
from tests.portal import proving, walk

SignedIn = Callable[..., PageClient]
#: So many roles look for the page of a form.
_ROLES = 3
_OLD = "0" * 32
#: Of what ends the session the token counts no more.
_DONE, _ENDED, _CONFLICT = 200, 400, 409
#: Who looked at what, when somebody was last here, and the keys themselves.
_NOT_COUNTED = {"reading", "sign_in", "pulse", "form_key", "attempt"}
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


def _counts() -> dict[str, int]:
    """How many rows each table has."""
    db.session.rollback()
    tables = [t for t in db.metadata.sorted_tables if t.name not in _NOT_COUNTED]
    asked = select(*(select(func.count()).select_from(t).scalar_subquery() for t in tables))
    return dict(zip((t.name for t in tables), db.session.execute(asked).one(), strict=True))


def _grown(before: dict[str, int]) -> dict[str, int]:
    return {name: n - before[name] for name, n in _counts().items() if n != before[name]}


def test_every_form_acts_once(app: Flask, officer: SignedIn, client: PageClient) -> None:
    walked = Walk(app, {None: _workers(app, client)}, officer)
    ordered = sorted(_writing(app), key=lambda rule: rule.endpoint in LAST)
    tried = [rule for rule in ordered if rule.endpoint not in NEEDS_MORE]
    for rule in tried:
        _try(walked, rule)
    assert not walked.faults, "\n".join(walked.faults)
    assert sorted({rule.endpoint for rule in tried} - walked.accepted) == [], "not reached"


def test_what_the_walk_cannot_reach_is_sent_by_a_test(app: Flask) -> None:
    every = {rule.endpoint for rule in _writing(app)}
    tests = [path for path in python_files("tests") if path.parent.name != "house"]
    named = set().union(*(_named(path) for path in tests))
    assert sorted(NEEDS_MORE - every) == [], "no such route"
    assert sorted(NEEDS_MORE - named - set(NO_FORM)) == [], "sent by no test"


def test_every_form_stands_on_the_base_that_acts_once() -> None:
    loose = [one.__name__ for one in classes_below(FlaskForm) if not issubclass(one, BaseForm)]
    assert loose == []


def _named(path: Path) -> set[str]:
    """Endpoints that a test names, whole or in two parts as in ``f"intake.{verb}"``."""
    words = {node.value for node in ast.walk(parsed(path))
             if isinstance(node, ast.Constant) and isinstance(node.value, str)}  # fmt: skip
    found = set(words)
    for node in ast.walk(parsed(path)):
        match node:
            case ast.JoinedStr(values=[ast.Constant(value=str(room)), _, *rest]) if "." in room:
                tail = "".join(one.value for one in rest if isinstance(one, ast.Constant))
                found |= {f"{room}{word}{tail}" for word in words}
    return found


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
    found = list(_refused(client, endpoint, form, filled))
    before = _counts()
    blank = {name: "" if value == TYPED else value for name, value in filled.items()}
    first = _send(client, form, blank)
    if not _acted(first, before):
        if _grown(before):
            found.append(f"{endpoint}: {first.status}, and yet {_grown(before)}")
        blank, first = filled, _send(client, form, filled)
        if not _acted(first, before):
            return found
    filled = blank
    walked.accepted.add(endpoint)
    after = _counts()
    second = _send(client, form, filled)
    same = (second.status, second.location) == (first.status, first.location)
    if not (same or _ended(second)) or _grown(after):
        found.append(f"{endpoint}: sent twice: {second.status} {second.location}, {_grown(after)}")
    other = _send(client, form, {**filled, _typed_into(form): TYPED + "，改了"})
    if not (other.status == _CONFLICT or _ended(other)) or _grown(after):
        found.append(f"{endpoint}: other content: {other.status}, {_grown(after)}")
    return found


def _acted(answer: Page, before: dict[str, int]) -> bool:
    """It leads on; or it answers at once, and there is more than before."""
    return answer.location is not None or (answer.status == _DONE and bool(_grown(before)))


def _ended(answer: Page) -> bool:
    """The first sending has ended the session, and its token with it."""
    return answer.status == _ENDED or (answer.location or "").startswith("/sign-in")


def _refused(
    client: PageClient, endpoint: str, form: Form, filled: dict[str, Any]
) -> Iterator[str]:
    """Without its key, or with an old version, nothing is done, and what was typed is there."""
    before = _counts()
    for name, value in (("form_key", None), ("form_version", _OLD)):
        page = _send(client, form, {**filled, name: value})
        accepted = page.location is not None and name == "form_key"
        if accepted or _grown(before):
            yield f"{endpoint}: {name}={value}: {page.status} {page.location}, {_grown(before)}"
        if name == "form_version" and TYPED in filled.values() and TYPED not in page.html:
            yield f"{endpoint}: {name}={value}: {page.status}, and what was typed is gone"


def _send(client: PageClient, form: Form, sent: dict[str, Any]) -> Page:
    body = {name: value for name, value in sent.items() if value is not None}
    return client._open("POST", form.url, None, fragment=True, data=body)


def _filled(node: LexborNode) -> dict[str, Any]:
    """Something in each field, by its kind."""
    return {name: value for one in node.css("[name]")
            if (value := value_of(one, TYPED)) is not None
            and (name := one.attributes["name"] or "")}  # fmt: skip


def _typed_into(form: Form) -> str:
    """A field of the form that takes text; for a bare button something that nobody asked for."""
    for node in form.node.css("textarea[name], input[type=text][name]"):
        if value_of(node, TYPED) == TYPED:
            return node.attributes["name"] or ""
    return "besides"
