"""What every tab of a case shares: its head, its tabs, its timeline, and words about dates."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from flask import g, request, url_for
from flask_login import current_user

from casework.ground.cases.queries import clocks, matters
from casework.ground.cases.queries.matters import Marker
from casework.ground.cases.rules import people
from casework.ground.cases.terms import EntryKind, Priority
from casework.ground.identity.terms import Permission
from casework.ground.statute import queries as statute
from casework.ground.statute.rules import counting
from casework.ground.statute.terms.words import Card
from casework.kernel import clock as time
from casework.kernel import unreadable
from casework.kernel.house import house
from casework.kernel.money import Money
from casework.kernel.terms import language
from casework.web.navigation import Behind, CaseTab
from casework.web.words import _

if TYPE_CHECKING:
    from casework.ground.cases.models.case import Case, TimelineEntry

#: So many timeline entries stand beside a case at a glance; the tab has them all.
_LATEST = 60


def marker() -> Marker:
    """What marks cases today, read once for a request."""
    if "marker" not in g:
        g.marker = matters.marker(time.today())
    found: Marker = g.marker
    return found


def mark_of(row: Any) -> Card | None:
    """The card of a case or a row of one."""
    return marker().mark(row)


def left_words(due_on: date | None) -> str:
    """``还剩18个工作日``, ``今天到期``, ``超5天``."""
    today = time.today()
    if due_on is None:
        return ""
    if due_on < today:
        return _("超期%(count)d天", count=(today - due_on).days)
    if due_on == today:
        return _("今天到期")
    workdays = counting.count_workdays(today, due_on, statute.calendar())
    return _("还剩%(count)d个工作日", count=workdays)


def rule_name(rule: str | None) -> str:
    """What a limit is called, in the reader's language."""
    if rule is None:
        return ""
    found = statute.statute().find_rule(rule, on=time.today())
    if found is None:
        return rule
    return found.name_en if language.get() == "en" else found.name_zh


@dataclass(frozen=True)
class Tab:
    label: str
    href: str
    current: bool
    count: int | None = None


def tabs(case: Case) -> list[Tab]:
    """The tabs of a case page; the current one is that of the present page."""
    if not current_user.may(Permission.READ_CASE):
        return []
    here, behind = {request.endpoint, request.blueprint}, house().all(Behind)
    found = []
    for tab in sorted(house().all(CaseTab), key=lambda tab: tab.order):
        pages = {tab.endpoint, *tab.behind}
        pages |= {room.blueprint for room in behind if room.tab == tab.endpoint}
        count = tab.count(case.id) if tab.count else None
        href = url_for(tab.endpoint, case_id=case.id)
        found.append(Tab(str(tab.label), href, bool(pages & here), count or None))
    return found


def head(case: Case) -> dict[str, Any]:
    """The head of a case page, as the macro ``header`` reads it."""
    due = case.verified if case.verified is not None else case.claimed
    clock = clocks.next_clock(case.id)
    return {
        "mark": mark_of(case),
        "supervised": case.supervised,
        "number": case.number,
        "employer": case.employer.name,
        "project": case.project.name if case.project else "",
        "flags": _flags(case),
        "people": case.people,
        "people_note": "",
        "claimed": case.claimed,
        "verified": case.verified,
        "paid": case.paid,
        "confirmed": case.confirmed,
        "missing": max(due - case.paid, Money(0)),
        "stage": case.stage,
        "stage_note": _("%(day)s立案", day=case.filed_on.isoformat()),
        "holder": case.handler.name if case.handler else case.holder.label,
        "holder_note": case.holder.label if case.handler else "",
        "next_on": case.next_due_on,
        "next_kind": rule_name(case.next_rule),
        "left_words": left_words(case.next_due_on),
        "why_url": url_for("cases.why", clock_id=clock.id) if clock else None,
        "provisional": case.next_provisional,
    }


def _flags(case: Case) -> list[tuple[str, str]]:
    flags = []
    if case.muted:
        flags.append((_("已公开案例重放"), "plain"))
    if case.priority is not Priority.ORDINARY:
        flags.append(
            (case.priority.label, "yellow" if case.priority is Priority.URGENT else "plain")
        )
    if case.people >= people.CROWD_SHOWN_FROM:
        flags.append((_("10人以上"), "yellow"))
    return flags


_SHAPES = {
    EntryKind.STEP: "own",
    EntryKind.CHANGE: "change",
    EntryKind.NOTE: "change",
    EntryKind.PAPER: "paper",
    EntryKind.MONEY: "own",
    EntryKind.WORKER: "worker",
    EntryKind.SYSTEM: "change",
}


def entry(row: TimelineEntry) -> dict[str, Any]:
    """A timeline entry, as the macro ``entry`` reads it."""
    english = language.get() == "en"
    return {
        "kind": _SHAPES[row.kind],
        "verb": row.what_en if english else row.what_zh,
        "when": row.at,
        "by": row.officer.name if row.officer else "",
        "body": row.text,
        "to_worker": True if row.to_worker else (False if row.kind is EntryKind.NOTE else None),
        "changes": [(c["en" if english else "zh"], c["old"], c["new"]) for c in _changes(row)],
    }


def _changes(row: TimelineEntry) -> list[dict[str, str]]:
    """What was changed from what to what; where that cannot be read, one line says so."""
    if unreadable.is_in(row.changes):
        return [{"zh": "", "en": "", "old": "", "new": row.changes}]
    found: list[dict[str, str]] = json.loads(row.changes) if row.changes else []
    return found


def entries(case: Case, *, limit: int = 500) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The entries of a case, and apart from them the system's noise; newest first."""
    rows = matters.timeline(case.id, limit=limit)
    return (
        [entry(row) for row in rows if row.kind is not EntryKind.SYSTEM],
        [entry(row) for row in rows if row.kind is EntryKind.SYSTEM],
    )


def latest(case: Case) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """What happened last, for the side of a page."""
    return entries(case, limit=_LATEST)
