"""The bar above every officer's page: the rooms that this officer may enter, and what is wrong.

A room is shown when its route exists and its own guard would let this officer in, so the bar says
nothing about permissions by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app, request, session, url_for
from flask_login import current_user

from casework.ground.identity.terms import Role
from casework.kernel import alarms, clock, pulse
from casework.web.words import _, _l


@dataclass(frozen=True)
class Room:
    """A place in the bar: its words, its first pages in order of preference, and what else is in
    it: whole rooms, or single endpoints."""

    label: Any
    endpoints: tuple[str, ...]
    inside: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entry:
    """A room as the page shows it."""

    label: str
    href: str
    current: bool
    count: int | None = None


ROOMS = (
    Room(_l("今天要做"), ("desk.today",)),
    Room(
        _l("案件"),
        ("desk.queue",),
        ("desk", "cases", "inspections", "documents", "ledger", "closing", "referrals", "parties"),
    ),
    Room(_l("投诉登记"), ("intake.desk",), ("intake", "requests")),
    Room(_l("专项检查"), ("campaigns.index",), ("campaigns",)),
    Room(
        _l("资金"),
        ("deposits.index", "advances.index", "ledger.held"),
        ("deposits", "advances", "ledger.held"),
    ),
    Room(_l("监督"), ("reports.board", "escalation.queue"), ("reports", "escalation")),
    Room(
        _l("管理"),
        ("identity.officers", "notices.mailbox", "identity.readings"),
        ("identity", "notices", "cases.machinery"),
    ),
    Room(_l("法规"), ("statute.rules",), ("statute",)),
)

#: The pages of the room 管理, as tabs inside it.
OFFICE = (
    Room(
        _l("人员"),
        ("identity.officers",),
        ("identity.officer", "identity.new_officer", "identity.invite"),
    ),
    Room(_l("查阅记录"), ("identity.readings",)),
    Room(_l("举报人身份查看记录"), ("intake.openings",)),
    Room(_l("消息箱"), ("notices.mailbox",), ("notices",)),
    Room(_l("运行情况"), ("cases.machinery",)),
)
_OWN_PAGES = ("identity.account", "identity.home")


def may_enter(endpoint: str, person: Any) -> bool:
    """Whether the route exists and its guard would let this person in."""
    view = current_app.view_functions.get(endpoint)
    if view is None:
        return False
    wanted = getattr(view, "permissions", ())
    return any(
        permission in ("public", "signed in") or person.may(permission) for permission in wanted
    )


def entrance(room: Room, person: Any) -> str | None:
    """The first page of a room that this person may see."""
    return next((endpoint for endpoint in room.endpoints if may_enter(endpoint, person)), None)


#: Where these roles begin; the others begin in the first room of the bar.
_BEGINS: dict[Role, str] = {
    Role.AUDITOR: "identity.readings",
    Role.FUND_OFFICER: "deposits.index",
    Role.COUNTY_SUPERVISOR: "reports.board",
    Role.CITY_SUPERVISOR: "reports.board",
}


def first_page(person: Any) -> str:
    """The address where an officer begins: by role, else the first room of the bar, else the own
    account."""
    begins = _BEGINS.get(person.role)
    if begins in current_app.view_functions:
        return url_for(begins)
    doors = (entrance(room, person) for room in ROOMS)
    return url_for(next((door for door in doors if door is not None), "identity.account"))


def _bar() -> Iterator[Entry]:
    for room in ROOMS:
        door = entrance(room, current_user)
        if door is not None:
            yield Entry(str(room.label), url_for(door), _is_here(room, door))


def _is_here(room: Room, door: str) -> bool:
    here = request.endpoint or ""
    if here == door:
        return True
    elsewhere = any(here in other.endpoints for other in ROOMS if other is not room)
    return not elsewhere and here not in _OWN_PAGES and _is_inside(room)


def _is_inside(room: Room) -> bool:
    return request.endpoint in room.inside or request.blueprint in room.inside


def _office_tabs() -> Iterator[Entry]:
    for room in OFFICE:
        door = entrance(room, current_user)
        if door is not None:
            here = request.endpoint in room.endpoints or _is_inside(room)
            yield Entry(str(room.label), url_for(door), here)


def _alarms() -> Iterator[str]:
    if not current_user.is_authenticated:
        return
    silent = pulse.silent(now=clock.now())
    if pulse.Job.TASKS in silent:
        yield str(_("后台已停止，消息和到期提醒会晚到。立案、办案照常，请告诉管理员。"))
    elif silent:
        names = _("、").join(job.label for job in silent)
        yield str(_("后台有一部分已停止（%(names)s），提醒可能晚到。请告诉管理员。", names=names))
    for alarm in alarms.open_alarms():
        yield alarm.kind.label


def _for_pages() -> dict[str, Any]:
    """Generators: a page that shows no bar asks nothing of the database for it."""
    signed_in = "sign_in" in session
    return {
        "bar": _bar(),
        "office_tabs": _office_tabs(),
        "alarms": _alarms(),
        "demo": current_app.extensions["settings"].demo,
        "home_url": url_for("identity.home") if signed_in else "/",
        "account_url": url_for("identity.account"),
        "sign_out_url": url_for("identity.sign_out"),
        "printed_at": clock.now(),
    }


def install(app: Flask) -> None:
    app.context_processor(_for_pages)
