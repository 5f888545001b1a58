"""The bar above every officer's page: the places that this officer may enter, and what is wrong.

A place is shown when one of its routes exists and that route's guard would let this officer in,
so the bar says nothing about permissions by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app, request, session, url_for
from flask_login import current_user

from casework.ground.identity.terms import Begins
from casework.kernel import alarms, clock, pulse
from casework.kernel.house import house
from casework.kernel.periodic import TASKS
from casework.web.navigation import Entrance, Inside, OfficeTab, Place
from casework.web.words import _


@dataclass(frozen=True)
class Entry:
    """A place as the page shows it."""

    label: str
    href: str
    current: bool
    count: int | None = None


#: Pages of every officer, in no place.
OWN_PAGES = ("identity.account", "identity.home")


def may_enter(endpoint: str, person: Any) -> bool:
    """Whether the route exists and its guard would let this person in."""
    view = current_app.view_functions.get(endpoint)
    if view is None:
        return False
    wanted = getattr(view, "permissions", ())
    return any(
        permission in ("public", "signed in") or person.may(permission) for permission in wanted
    )


def door_of(place: Place, person: Any) -> str | None:
    """The first page of a place that this person may see."""
    ways = [way for way in house().all(Entrance) if way.place is place]
    ways.sort(key=lambda way: way.order)
    return next((way.endpoint for way in ways if may_enter(way.endpoint, person)), None)


def first_page(person: Any) -> str:
    """The address where an officer begins: by role, else the first place of the bar, else the own
    account."""
    for begin in house().all(Begins):
        if person.role in begin.roles:
            return url_for(begin.endpoint)
    doors = (door_of(place, person) for place in Place)
    return url_for(next((door for door in doors if door is not None), "identity.account"))


def _bar() -> Iterator[Entry]:
    here = place_of(request.endpoint or "", request.blueprint or "")
    for place in Place:
        door = door_of(place, current_user)
        if door is not None:
            yield Entry(place.label, url_for(door), place is here)


def place_of(endpoint: str, blueprint: str) -> Place | None:
    """What is said of a page goes before what is said of its whole blueprint."""
    if endpoint in OWN_PAGES:
        return None
    places = {inside.what: inside.place for inside in house().all(Inside)}
    places |= {way.endpoint: way.place for way in house().all(Entrance)}
    return places.get(endpoint) or places.get(blueprint)


def _office_tabs() -> Iterator[Entry]:
    for tab in sorted(house().all(OfficeTab), key=lambda tab: tab.order):
        if may_enter(tab.endpoint, current_user):
            pages = (tab.endpoint, *tab.behind)
            here = request.endpoint in pages or request.blueprint in pages
            yield Entry(str(tab.label), url_for(tab.endpoint), here)


def _alarms() -> Iterator[str]:
    if not current_user.is_authenticated:
        return
    silent = pulse.silent(now=clock.now())
    if TASKS in silent:
        yield str(_("后台已停止，消息和到期提醒会晚到。立案、办案照常，请告诉管理员。"))
    elif silent:
        names = _("、").join(mark.label for mark in silent)
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
