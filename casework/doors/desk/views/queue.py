"""The list of cases: kept filters, chips, menus."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue

from casework.doors.desk.forms import read_filter, write_filter
from casework.doors.desk.queries import lists
from casework.doors.desk.terms import PAGE_SIZES, Filter, Order, Standing, Whose
from casework.doors.desk.views.blueprint import blueprint
from casework.ground.cases.queries import matters
from casework.ground.cases.terms import Priority, Stage
from casework.ground.identity.terms import Permission
from casework.ground.offices import queries as offices
from casework.ground.statute.terms.words import Card
from casework.kernel import clock
from casework.procedure.requests import queries as requests
from casework.web.guard import guard, reader
from casework.web.pages import page, pages, place
from casework.web.words import _


@dataclass(frozen=True)
class Choice:
    """One entry of a list of choices."""

    label: str
    href: str
    current: bool
    count: int | None = None
    icon: str = "bookmark"


@blueprint.get("/cases")
@guard(Permission.READ_CASE)
def queue() -> ResponseReturnValue:
    """The list of cases, the next legal date first; its filter stands in the address."""
    officer, wanted = reader(), read_filter(request.args)
    reach = officer.reach(Permission.READ_CASE)
    marker = matters.marker(clock.today())
    found = lists.queue(wanted, marker, reach=reach, officer=officer, after=place())
    return page(
        rows=found.rows,
        reopened=requests.reopened_among(row.id for row in found.rows),
        wanted=wanted,
        pages=pages(found),
        side=_side(wanted, marker, reach),
        chips=_chips(wanted),
        menus=_menus(wanted, reach),
        printed_at=clock.now(),
        many_areas=reach.whole_city,
    )


def _address(wanted: Filter, **changes: object) -> str:
    return url_for("desk.queue", **write_filter(wanted, **changes))  # type: ignore[arg-type]


def _side(wanted: Filter, marker: Any, reach: Any) -> list[tuple[str, list[Choice]]]:
    """The kept filters: whose cases, and by card with their counts."""
    counts = lists.card_counts(marker, reach=reach)
    whose = [
        Choice(word.label, _address(wanted, whose=word), wanted.whose is word, icon="inbox")
        for word in Whose
    ]
    cards = [
        Choice(card.label, _address(wanted, card=card), wanted.card is card, counts[card])
        for card in (Card.SUPERVISED, Card.RED, Card.YELLOW, Card.GREEN)
    ]
    return [(_("谁的"), whose), (_("牌色"), cards)]


def _chips(wanted: Filter) -> list[tuple[str, str, str]]:
    """The conditions that are set, each with the address that takes it off."""
    found = []
    if wanted.whose is not Whose.ALL:
        found.append((_("谁的"), wanted.whose.label, _address(wanted, whose=Whose.ALL)))
    if wanted.card is not None:
        found.append((_("牌色"), wanted.card.label, _address(wanted, card=None)))
    if wanted.late:
        found.append((_("期限"), _("已超期"), _address(wanted, late=None)))
    if wanted.stage is not None:
        found.append((_("阶段"), wanted.stage.label, _address(wanted, stage=None)))
    if wanted.priority is not None:
        found.append((_("急缓"), wanted.priority.label, _address(wanted, priority=None)))
    if wanted.text:
        found.append((_("搜索"), wanted.text, _address(wanted, q="")))
    return found


def _menus(wanted: Filter, reach: Any) -> list[tuple[str, str, list[tuple[str, str, bool]]]]:
    """The chips that open a list of choices."""
    every = _("全部")
    stages = [(every, _address(wanted, stage=None), wanted.stage is None)]
    stages += [(s.label, _address(wanted, stage=s), wanted.stage is s) for s in Stage]
    standings = [(s.label, _address(wanted, standing=s), wanted.standing is s) for s in Standing]
    sizes = [(str(n), _address(wanted, size_of_page=n), wanted.size == n) for n in PAGE_SIZES]
    present = wanted.priority.label if wanted.priority else every
    priorities = [(every, _address(wanted, priority=None), wanted.priority is None)]
    priorities += [(p.label, _address(wanted, priority=p), wanted.priority is p) for p in Priority]
    orders = [(o.label, _address(wanted, order=o), wanted.order is o) for o in Order]
    menus = [
        (_("急缓"), present, priorities),
        (_("排序"), wanted.order.label, orders),
        (_("状态"), wanted.standing.label, standings),
        (_("阶段"), wanted.stage.label if wanted.stage else every, stages),
        (_("每页"), str(wanted.size), sizes),
    ]
    if reach.whole_city:
        menus.insert(0, _area_menu(wanted, reach, every))
    return menus


def _area_menu(wanted: Filter, reach: Any, every: str) -> tuple[str, str, list[Any]]:
    areas = offices.handling_areas(reach=reach)
    choices = [(every, _address(wanted, area=None), wanted.area_id is None)]
    choices += [
        (offices.name(a), _address(wanted, area=a.id), wanted.area_id == a.id) for a in areas
    ]
    present = next((label for label, _href, current in choices if current), every)
    return _("县区"), present, choices
