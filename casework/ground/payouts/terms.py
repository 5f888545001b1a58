"""Words of payouts: a worker on a list, and what a room that pays out calls its steps."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from casework.ground.approvals.terms import Kind, Word
from casework.ground.cases.terms import Subject
from casework.ground.ledger.terms import Source
from casework.kernel.lifecycle import Lifecycle
from casework.kernel.money import Money
from casework.kernel.terms import LabelEnum, Refused

#: The table of workers on the sheet that is decided on.
COLUMNS = {
    "name": Word("姓名", "name"),
    "card": Word("工资卡", "card", masked=True),
    "amount": Word("金额（元）", "amount", number=True),
    "owed": Word("还欠（元）", "owed", number=True),
    "ended": Word("办结", "ended"),
}


@dataclass(frozen=True)
class Payee:
    """One worker of a list: how much, and to which card."""

    line_id: int
    amount: Money
    owed: Money
    name: str
    card: str | None = field(repr=False)
    ended: bool = False


@dataclass(frozen=True, kw_only=True)
class Scheme:
    """How one room pays out.

    ``source`` is its money's name in the ledger, ``approved`` what is put before the head,
    ``subject`` its lists' name in a timeline. ``events`` say there what a verb of ``lifecycle``
    did; ``draws`` and ``undone`` are movements of the account, as are ``adds``, which raise its
    balance. ``too_much`` refuses more than a list says (name, most, field=), ``too_little`` a
    balance below zero (what stands).
    """

    source: Source
    approved: Kind
    subject: Subject
    lifecycle: Lifecycle[Any]
    events: Mapping[str, LabelEnum]
    draws: LabelEnum
    undone: LabelEnum
    adds: tuple[LabelEnum, ...]
    too_much: Callable[..., Refused]
    too_little: Callable[[Money], Refused]
