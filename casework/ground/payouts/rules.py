"""Whom a list may pay how much, how a list moves, and how an account adds up."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from casework.ground.payouts.terms import Payee
from casework.kernel.lifecycle import Lifecycle, Move
from casework.kernel.money import Money
from casework.kernel.terms import LabelEnum, Refused

S = TypeVar("S", bound=LabelEnum)


class NobodyChosen(Refused):
    """A list of nobody."""

    zh = "请至少给一个人填金额。"
    en = "Give an amount for at least one worker."


class MoreThanOwed(Refused):
    """No worker is paid more than is owed."""

    def __init__(self, payee: Payee):
        super().__init__(
            f"{payee.name}最多{payee.owed.plain}元：不能超过还欠的金额。",
            f"{payee.name}: at most {payee.owed.plain}, which is what is still owed.",
            field=f"amount_{payee.line_id}",
        )


class CardMissing(Refused):
    """Money goes to cards."""

    def __init__(self, payees: Sequence[Payee]):
        self.line_ids = tuple(payee.line_id for payee in payees)
        names = "、".join(payee.name for payee in payees)
        super().__init__(
            f"{names}还没有登记工资卡，先登记再提请。",
            f"No bank card on record for {names}. Enter it first.",
            field=f"amount_{payees[0].line_id}",
        )


class AmountNeeded(Refused):
    """A movement of nothing."""

    zh = "金额要大于零。"
    en = "The amount must be above zero."
    field = "amount"


class InTheFuture(Refused):
    """What has not happened is not recorded."""

    zh = "日期在今天以后。办好了再登记。"
    en = "The date lies in the future; record it when it has happened."
    field = "on"


class NotReversible(Refused):
    """What was paid to workers is reversed with the ledger, by a page of its own."""

    zh = "这一笔不在这里冲正，请到它那一步的页面办。"
    en = "This is not reversed here; use the page of its own step."


class ReversedAlready(Refused):
    """A wrong entry is reversed once."""

    zh = "这一笔已经冲正过了。"
    en = "This entry was reversed already."


def lifecycle(states: type[S], *, settle: str, settled: S) -> Lifecycle[S]:
    """Prepared, approved, paid, and then ``settled`` by the verb ``settle``: the account has its
    money back."""
    prepared, approved, paid = states("prepared"), states("approved"), states("paid")
    returned, withdrawn, void = states("returned"), states("withdrawn"), states("void")
    return Lifecycle(
        prepared,
        [
            Move("approve", (prepared,), approved),
            Move("return", (prepared,), returned),
            Move("withdraw", (prepared,), withdrawn),
            Move("pay", (approved,), paid),
            Move("void", (approved,), void),
            Move(settle, (paid,), settled),
            Move("reopen", (settled,), paid),
            Move("undo", (paid, settled), approved),
        ],
        ends=(returned, withdrawn, void),
    )


def open_states(states: type[S]) -> tuple[S, S]:
    """Of lists that still want money from their account."""
    return states("prepared"), states("approved")


def verbs(open_: Iterable[str], *, may: Collection[str], prepared_it: bool) -> set[str]:
    """Of the open verbs, those that an officer who ``may`` do such things does himself: nobody
    approves what he prepared, nobody withdraws another's."""
    return {verb for verb in open_ if verb in may} - {"approve" if prepared_it else "withdraw"}


def check_payees(payees: Sequence[Payee]) -> None:
    """Raises NobodyChosen, MoreThanOwed, CardMissing."""
    if not payees:
        raise NobodyChosen
    for payee in payees:
        if payee.ended or payee.amount > payee.owed or payee.amount <= Money(0):
            raise MoreThanOwed(payee)
    bare = [payee for payee in payees if not payee.card]
    if bare:
        raise CardMissing(bare)


def check_amounts(
    amounts: Mapping[int, Money],
    *,
    listed: Mapping[int, tuple[str, Money]],
    too_much: Callable[..., Refused],
) -> None:
    """``listed`` is name and most, by line id. Raises NobodyChosen, and ``too_much``."""
    if not amounts:
        raise NobodyChosen
    for line_id, amount in amounts.items():
        name, most = listed.get(line_id, ("", Money(0)))
        if amount > most:
            raise too_much(name, most, field=f"amount_{line_id}")


def check_movement(amount: Money, *, on: date, today: date) -> None:
    """Raises AmountNeeded, InTheFuture."""
    if amount <= Money(0):
        raise AmountNeeded
    if on > today:
        raise InTheFuture


def signed(kind: LabelEnum, amount: Money, *, adds: Collection[LabelEnum]) -> Money:
    """A movement as it changes the balance."""
    return amount if kind in adds else -amount


def balance(movements: Iterable[tuple[LabelEnum, Money]], *, adds: Collection[LabelEnum]) -> Money:
    """The sum of all movements, in any order."""
    return Money.total(signed(kind, amount, adds=adds) for kind, amount in movements)
