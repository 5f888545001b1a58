"""Ways to pages, as rooms bring them: places of the bar, tabs, pages that a lower room leads to.

Owns which places there are. Leaves it to ``identity`` who may enter, and how the bar is shown.
"""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask, url_for

from casework.kernel.house import house
from casework.kernel.terms import LabelEnum
from casework.web import addresses


class Place(LabelEnum):
    """From left to right."""

    TODAY = "today", "今天要做", "Today"
    CASES = "cases", "案件", "Cases"
    COUNTER = "counter", "投诉登记", "Complaints"
    CAMPAIGNS = "campaigns", "专项检查", "Special inspections"
    MONEY = "money", "资金", "Funds"
    SUPERVISION = "supervision", "监督", "Supervision"
    OFFICE = "office", "管理", "Office"
    STATUTE = "statute", "法规", "Law"


@dataclass(frozen=True)
class Entrance:
    """A page that leads into a place. Of several the first that a person may see is taken."""

    place: Place
    endpoint: str
    #: lower ones are tried first
    order: int = 0


@dataclass(frozen=True)
class Inside:
    """What belongs to a place: a whole blueprint, or one endpoint of another one."""

    place: Place
    what: str


@dataclass(frozen=True)
class OfficeTab:
    """A tab of the place ``OFFICE``, and what stands behind it."""

    label: str
    endpoint: str
    order: int
    behind: tuple[str, ...] = ()


@dataclass(frozen=True)
class CaseTab:
    """A tab on the page of a case; its address takes ``case_id``."""

    label: str
    endpoint: str
    order: int
    #: pages that stand behind it: whole blueprints, or single endpoints
    behind: tuple[str, ...] = ()
    #: how many things are behind it, by the case's id
    count: Callable[[int], int] | None = None


@dataclass(frozen=True)
class Behind:
    """A blueprint whose pages stand behind the tab of a room below."""

    tab: str
    blueprint: str


@dataclass(frozen=True)
class TabVerb:
    """A button at the head of the tab of a room below, for whoever has one of the permissions."""

    tab: str
    label: str
    endpoint: str
    permissions: tuple[str, ...]
    order: int


class Goal(enum.Enum):
    """Pages to which rooms lead that stand below them."""

    #: the first page of a case; takes ``case_id``
    CASE = enum.auto()
    #: what an officer has to do today
    TODAY = enum.auto()
    #: what a supervisor sees first
    BOARD = enum.auto()
    #: where a worker asks how far it is; takes ``code``
    LOOKUP = enum.auto()
    #: where a workmate joins; the second takes the ``token`` of the group
    JOIN = enum.auto()
    JOIN_THIS = enum.auto()


@dataclass(frozen=True)
class Page:
    """Where a goal is."""

    goal: Goal
    endpoint: str


def endpoint_of(goal: Goal) -> str:
    """The endpoint that some room above has brought for this."""
    return next(page.endpoint for page in house().all(Page) if page.goal is goal)


def address_of(goal: Goal, **ids: Any) -> str:
    """The address of a page that some room above has brought."""
    return url_for(endpoint_of(goal), **ids)


def printed(goal: Goal, **ids: Any) -> str:
    """The same as it is printed and scanned: whole, with the host."""
    return addresses.printed(endpoint_of(goal), **ids)


def case_page(case_id: int) -> str:
    """The address of the first page of a case."""
    return address_of(Goal.CASE, case_id=case_id)


def install(app: Flask) -> None:
    app.jinja_env.globals["case_page"] = case_page
