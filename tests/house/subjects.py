"""One real thing for each argument of a route: how the house tests call routes they do not know.

``SUBJECTS`` maps the name of an argument to a factory that takes ``area`` (a code) and returns the
row whose id stands in the address. A room with a new kind of id adds its line here.
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


def _from(room: str, factory: str) -> Maker:
    def make(area: str) -> Any:
        return getattr(import_module(f"tests.factories.{room}"), factory)(area=area)

    return make


SUBJECTS: dict[str, Maker] = {
    "call_id": _from("calls", "call"),
    "centre_id": _from("offices", "centre_in"),
    "kiosk_id": _from("kiosks", "kiosk"),
    "campaign_id": _from("campaigns", "campaign"),
    "target_id": _from("campaigns", "target"),
    "finding_id": _from("campaigns", "finding"),
    "crowd_id": _from("escalation", "crowd"),
    "item_id": _from("escalation", "item"),
    "evidence_id": _from("cases", "evidence"),
    "alarm_id": _from("cases", "alarm"),
    "request_id": _from("requests", "request"),
    "claimant_id": _from("requests", "claimant"),
    "clock_id": _from("cases", "clock"),
    "extension_id": _from("cases", "extension"),
    "suspension_id": _from("cases", "suspension"),
    "task_id": _from("cases", "task"),
    "message_id": _from("notices", "message"),
    "case_id": _from("cases", "case"),
    "poster_id": _from("posters", "poster"),
    "doubt_id": _from("intake", "doubt"),
    "complaint_id": _from("intake", "complaint"),
    "advance_id": _from("advances", "advance"),
    "pay_in_id": _from("advances", "pay_in"),
    "recovery_id": _from("advances", "recovery"),
    "movement_id": _from("deposits", "movement"),
    "claim_id": _from("deposits", "claim"),
    "deposit_id": _from("deposits", "deposit"),
    "referral_id": _from("referrals", "referral"),
    "decision_id": _from("inspections", "decision"),
    "entry_id": _from("ledger", "entry"),
    "line_id": _from("cases", "line"),
    "note_id": _from("daylogs", "note"),
    "officer_id": _from("identity", "officer"),
    "paper_id": _from("documents", "paper"),
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


class Subjects:
    """One real thing of each kind in an area, made when the first route asks for it."""

    def __init__(self, *, area: str):
        self.area = area
        self._made: dict[str, tuple[int, int | None]] = {}

    def values(self, rule: Rule) -> dict[str, Any] | None:
        """The arguments of a route; None where no factory knows one of them.

        A line or a paper brings its own case: both stand in one address.
        """
        wanted = [name for name in rule.arguments if name not in (rule.defaults or {})]
        if not wanted or any(name not in SUBJECTS for name in wanted):
            return None
        parts = [name for name in wanted if name != "case_id"] or ["case_id"]
        values = {name: self._made_once(name)[0] for name in parts}
        if "case_id" in wanted and "case_id" not in values:
            values["case_id"] = next(filter(None, (self._made_once(name)[1] for name in parts)))
        return values

    def _made_once(self, name: str) -> tuple[int, int | None]:
        if name not in self._made:
            row = SUBJECTS[name](self.area)
            self._made[name] = (row.id, getattr(row, "case_id", None))
        return self._made[name]


def _nothing(rule: Rule, name: str) -> Any:
    converter = rule._converters[name]
    if isinstance(converter, AnyConverter):
        return min(converter.items)
    return NOBODY if isinstance(converter, NumberConverter) else "nothing"
