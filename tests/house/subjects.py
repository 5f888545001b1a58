"""One real thing for each argument of a route: how the house tests call routes they do not know.

``SUBJECTS`` maps the name of an argument to a factory that takes ``area`` (a code) and returns the
value to put into the address. A slice with a new kind of id adds its line here.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

from flask import Flask
from werkzeug.routing import AnyConverter, Rule
from werkzeug.routing.converters import NumberConverter

Maker = Callable[[str], Any]
#: An id that no row has.
NOBODY = 7
#: After these nobody is signed in any more.
ENDS_THE_SESSION = {"identity.sign_out", "identity.sign_out_everywhere"}


def _from(slice_name: str, factory: str) -> Maker:
    def make(area: str) -> Any:
        return getattr(import_module(f"tests.factories.{slice_name}"), factory)(area=area).id

    return make


SUBJECTS: dict[str, Maker] = {
    "officer_id": _from("identity", "officer"),
    "proposal_id": _from("statute", "proposal"),
}


def rules_of(app: Flask, *, method: str) -> list[Rule]:
    """Every route of ours that answers this method, in a steady order."""
    found = [
        r
        for r in app.url_map.iter_rules()
        if r.endpoint != "static" and method in (r.methods or ())
    ]
    return sorted(found, key=lambda rule: (rule.endpoint, rule.rule))


def missing_values(rule: Rule) -> dict[str, Any]:
    """Values for a route's arguments that belong to nothing."""
    return {
        name: _nothing(rule, name) for name in rule.arguments if name not in (rule.defaults or {})
    }


def real_values(rule: Rule, *, area: str) -> dict[str, Any] | None:
    """Values that belong to one real thing in an area; None where no factory knows the argument."""
    wanted = [name for name in rule.arguments if name not in (rule.defaults or {})]
    if not wanted or any(name not in SUBJECTS for name in wanted):
        return None
    return {name: SUBJECTS[name](area) for name in wanted}


def _nothing(rule: Rule, name: str) -> Any:
    converter = rule._converters[name]
    if isinstance(converter, AnyConverter):
        return min(converter.items)
    return NOBODY if isinstance(converter, NumberConverter) else "nothing"
