"""When the fund may advance, how an advance may move, who may not approve it, what comes back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from casework.ground.cases.terms import Subject
from casework.ground.ledger.terms import Source
from casework.ground.payouts import rules as payouts
from casework.ground.payouts.terms import Payee, Scheme
from casework.ground.statute.terms.entries import Figure
from casework.kernel.money import Money
from casework.kernel.terms import Refused
from casework.procedure.advances.terms import (
    APPROVED,
    AdvanceState,
    Event,
    MovementKind,
    RecoveryWay,
)

LIFECYCLE = payouts.lifecycle(AdvanceState, settle="recover", settled=AdvanceState.RECOVERED)


class NoFund(Refused):
    """The county has no emergency fund on record."""

    zh = "本县区还没有登记应急周转金，请资金专管员先登记。"
    en = "This county has no emergency fund on record; a fund officer must enter it first."


class FundTooSmall(Refused):
    """The fund never goes below zero."""

    def __init__(self, available: Money):
        super().__init__(
            f"周转金能垫付的还有{available.plain}元，不够这次的金额。",
            f"The fund can still advance {available.plain} yuan, less than this.",
        )


class OverCap(Refused):
    """The local rules name the most that one worker is advanced."""

    def __init__(self, payee: Payee, cap: Money, *, before: Money):
        had = f"（以前已垫{before.plain}元）" if before else ""
        super().__init__(
            f"{payee.name}{had}超过每人垫付上限{cap.plain}元。",
            f"{payee.name}: more than {cap.plain}, the most for one worker"
            + (f" ({before.plain} was advanced before)." if before else "."),
            field=f"amount_{payee.line_id}",
        )


class AdvancedAlready(Refused):
    """One advance waits at a time for a case."""

    zh = "这件案子已经有一份垫付申请在办。"
    en = "An advance of this case is under way already."


class CapReasonNeeded(Refused):
    """A cap that is not confirmed needs the approver's own word."""

    zh = "每人垫付上限还没有确认，批准要写明理由。"
    en = "The most for one worker is not confirmed; give your reason for approving."
    field = "cap_reason"


class OverrideNeeded(Refused):
    """The deposit comes before the fund."""

    def __init__(self, left: Money):
        super().__init__(
            f"本案工程的保证金还能动用{left.plain}元，应当先动用保证金。仍要垫付的，写明理由。",
            f"The project's deposit still has {left.plain} and comes first."
            " Give a reason for advancing all the same.",
            field="override_reason",
        )


class MoreThanApproved(Refused):
    """The fund pays what was approved, not more."""

    def __init__(self, name: str, amount: Money, *, field: str):
        super().__init__(
            f"{name}：批准的是{amount.plain}元，不能登记更多。",
            f"{name}: {amount.plain} was approved; no more can be recorded.",
            field=field,
        )


class RecoveredAlready(Refused):
    """What the employer has paid back was advanced: it cannot be undone any more."""

    def __init__(self, outstanding: Money):
        super().__init__(
            f"单位已经还了一部分，这个人的垫付最多还能冲正{outstanding.plain}元。",
            f"Some of it has been paid back: at most {outstanding.plain} of this can be reversed.",
        )


class WorkerNeeded(Refused):
    """Money that went straight to a worker went to one of them."""

    zh = "请选付给了哪个工人。"
    en = "Choose the worker who was paid."
    field = "line"


class NothingToRecover(Refused):
    """Nothing is outstanding."""

    zh = "这笔垫付款已经没有要追偿的部分。"
    en = "Nothing of this advance is outstanding."
    field = "amount"


class MoreThanHeld(Refused):
    """A worker hands back at most what he holds."""

    def __init__(self, held: Money):
        super().__init__(
            f"工人手里多收的是{held.plain}元，不能登记更多。",
            f"Workers hold {held.plain}; no more can be handed back.",
            field="amount",
        )


class HandedBackAlready(Refused):
    """What a worker has handed back he had held: that entry goes first."""

    zh = "工人已经把这笔钱交回了。先冲正「工人交回周转金」那一笔，再冲正这一笔。"
    en = "A worker has handed this money back. Reverse that entry first, then this one."


class SlipUsed(Refused):
    """A slip is recorded once."""

    zh = "这张单子已经登记过。"
    en = "This slip is recorded already."
    field = "slip"


#: An advance as a payout.
SCHEME = Scheme(
    source=Source.ADVANCE,
    approved=APPROVED,
    subject=Subject.ADVANCE,
    lifecycle=LIFECYCLE,
    events={
        "prepare": Event.ADVANCE_PREPARED,
        "approve": Event.ADVANCE_APPROVED,
        "return": Event.ADVANCE_RETURNED,
        "withdraw": Event.ADVANCE_WITHDRAWN,
        "void": Event.ADVANCE_VOID,
        "pay": Event.ADVANCE_PAID,
        "undo": Event.ADVANCE_UNDONE,
        "recover": Event.RECOVERED,
        "reopen": Event.RECOVERY_UNDONE,
    },
    draws=MovementKind.ADVANCE,
    undone=MovementKind.UNDONE,
    adds=(
        MovementKind.OPENING,
        MovementKind.PAID_IN,
        MovementKind.RECOVERY,
        MovementKind.UNDONE,
    ),
    too_much=MoreThanApproved,
    too_little=FundTooSmall,
)


@dataclass(frozen=True)
class Cap:
    """The most for one worker, as far as it is known. ``amount`` None: not known."""

    amount: Money | None = None
    confirmed: bool = True


def cap_of(figure: Figure | None) -> Cap:
    """No figure at all means no cap; a figure that is not confirmed needs somebody's word."""
    if figure is None:
        return Cap()
    amount = None if figure.value is None else figure.money
    return Cap(amount, confirmed=not figure.unconfirmed)


#: What may have been paid in wrongly.
PAY_INS = (MovementKind.OPENING, MovementKind.PAID_IN)


def check_reversal(kind: MovementKind, *, reversed_before: bool) -> None:
    """Raises NotReversible, ReversedAlready."""
    if kind not in PAY_INS:
        raise payouts.NotReversible
    if reversed_before:
        raise payouts.ReversedAlready


def check_cap(payees: Sequence[Payee], *, cap: Cap, before: Mapping[int, Money]) -> None:
    """``before`` is what was advanced already, by line id. Raises OverCap."""
    if not cap.confirmed or cap.amount is None:
        return
    for payee in payees:
        had = before.get(payee.line_id, Money(0))
        if had + payee.amount > cap.amount:
            raise OverCap(payee, cap.amount, before=had)


def check_reasons(*, cap: Cap, cap_reason: str, left: Money, override_reason: str) -> None:
    """What the approver must write down himself. Raises CapReasonNeeded, OverrideNeeded."""
    if not cap.confirmed and not cap_reason.strip():
        raise CapReasonNeeded
    if left and not override_reason.strip():
        raise OverrideNeeded(left)


@dataclass(frozen=True)
class Standing:
    """Of what was advanced: what the employer still owes the fund, and what workers hold twice."""

    outstanding: Money
    held: Money

    @property
    def over(self) -> bool:
        return not self.outstanding and not self.held


def standing(advanced: Money, recoveries: Iterable[tuple[RecoveryWay, Money]]) -> Standing:
    """From the recoveries in any order."""
    rows = list(recoveries)
    by_way = {way: Money.total(a for w, a in rows if w is way) for way in RecoveryWay}
    paid_back = by_way[RecoveryWay.FUND] + by_way[RecoveryWay.WORKER]
    held = by_way[RecoveryWay.WORKER] - by_way[RecoveryWay.HANDED_BACK]
    return Standing(advanced - paid_back, held)


def split(payment: Money, outstanding: Money) -> tuple[Money, Money]:
    """An employer's later payment: first what was advanced, then what is still owed."""
    taken = min(payment, max(outstanding, Money(0)))
    return taken, payment - taken
