"""Every route says who may use it, changes only by POST in one transaction, and has a page."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from werkzeug.routing import Rule

from casework.ground.identity.terms import ROLES, Permission
from casework.web.guard import UndeclaredRoute, check_routes

_SAFE = {"GET", "HEAD", "OPTIONS"}


def _rules(app: Flask) -> Iterator[tuple[Rule, Any]]:
    for rule in app.url_map.iter_rules():
        if rule.endpoint != "static":
            yield rule, app.view_functions[rule.endpoint]


def test_every_route_declares_who_may_use_it(app: Flask) -> None:
    assert not [rule.endpoint for rule, view in _rules(app) if not hasattr(view, "permissions")]


def test_a_route_that_declares_nothing_does_not_start() -> None:
    app = Flask("undeclared")
    app.add_url_rule("/", "nobody", lambda: "")

    with pytest.raises(UndeclaredRoute):
        check_routes(app)


def test_every_route_that_changes_something_is_one_transaction(app: Flask) -> None:
    loose = [
        rule.endpoint
        for rule, view in _rules(app)
        if set(rule.methods or ()) - _SAFE and not hasattr(view, "writes")
    ]
    assert not loose, "decorate with @writes"


def test_a_transaction_is_only_where_something_is_sent(app: Flask) -> None:
    idle = [
        rule.endpoint
        for rule, view in _rules(app)
        if hasattr(view, "writes") and not set(rule.methods or ()) - _SAFE
    ]
    assert not idle, "a GET changes nothing"


def test_routes_know_only_get_and_post(app: Flask) -> None:
    assert not [rule for rule, _ in _rules(app) if set(rule.methods or ()) - _SAFE - {"POST"}]


def test_no_view_commits_by_itself(app: Flask) -> None:
    guilty = []
    for endpoint, view in app.view_functions.items():
        source = textwrap.dedent(inspect.getsource(inspect.unwrap(view)))
        calls = (
            ast.unparse(n.func) for n in ast.walk(ast.parse(source)) if isinstance(n, ast.Call)
        )
        guilty += [endpoint for call in calls if call.endswith((".commit", ".rollback"))]
    assert not guilty


def test_endpoints_are_named_for_their_function(app: Flask) -> None:
    odd = [
        endpoint
        for endpoint, view in app.view_functions.items()
        if "." in endpoint and endpoint.split(".")[-1] != inspect.unwrap(view).__name__
    ]
    assert not odd


def test_addresses_hold_no_personal_data(app: Flask) -> None:
    told = ("phone", "id_number", "card", "name", "login", "code")
    loose = [rule.rule for rule, _ in _rules(app) if set(rule.arguments) & set(told)]
    assert not loose, "what stands in an address stands in logs"


def test_every_permission_is_held_by_some_role() -> None:
    held = {permission for permissions in ROLES.values() for permission in permissions}
    assert held == set(Permission)


def test_no_role_may_both_prepare_and_approve() -> None:
    """Nobody approves what he prepared: where a role holds both, the rule compares the persons."""
    pairs = {
        Permission.PREPARE_CLAIM: Permission.APPROVE_CLAIM,
        Permission.PREPARE_ADVANCE: Permission.APPROVE_ADVANCE,
        Permission.PREPARE_REFERRAL: Permission.APPROVE_REFERRAL,
        Permission.MANAGE_STATUTE: Permission.APPROVE_STATUTE,
    }
    both = [
        (role, prepare)
        for role, held in ROLES.items()
        for prepare, approve in pairs.items()
        if prepare in held and approve in held
    ]
    assert not both


def test_an_administrator_sees_no_case() -> None:
    assert Permission.READ_CASE not in ROLES[_role("administrator")]
    assert Permission.MANAGE_OFFICERS not in ROLES[_role("auditor")]


def _role(value: str) -> Any:
    return next(role for role in ROLES if role.value == value)
