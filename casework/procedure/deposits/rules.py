"""When a deposit may be drawn on, how a claim may move, and who may not approve it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial

from casework.ground.cases.terms import Subject
from casework.ground.ledger.terms import Source
from casework.ground.payouts import rules as payouts
from casework.ground.payouts.terms import Payee, Scheme
from casework.kernel.money import Money
from casework.kernel.terms import Refused, language
from casework.procedure.deposits.terms import (
    APPROVED,
    ClaimState,
    DepositKind,
    Event,
    MovementKind,
)

LIFECYCLE = payouts.lifecycle(ClaimState, settle="restore", settled=ClaimState.RESTORED)

#: Claims that still want money from a deposit.
OPEN = payouts.open_states(ClaimState)

#: 工资保证金规定 (人社部发〔2021〕65号): the decision comes first.
ARTICLE = "人社部发〔2021〕65号"

#: What may have been entered wrongly, and the entry that takes it back.
REVERSALS = {
    MovementKind.DEPOSIT: MovementKind.REVERSED,
    MovementKind.TOP_UP: MovementKind.TOP_UP_UNDONE,
    MovementKind.RETURN: MovementKind.RETURN_UNDONE,
}


class NoExpiredOrder(Refused):
    """A deposit is drawn on only after an order to pay ran out unpaid."""

    zh = "还没有逾期未付的限期改正指令书，不能动用保证金。"
    en = "No order to pay has run out unpaid, so the deposit cannot be drawn on."
    article = ARTICLE


class NoExpiredDecision(Refused):
    """A deposit is drawn on only after a decision was served and ran out unpaid."""

    zh = "要先有送达并且逾期未履行的行政处理决定，才能动用保证金。"
    en = "The deposit is drawn on only after a served decision has run out unpaid."
    article = ARTICLE


class NotOfThisProject(Refused):
    """A deposit secures the wages of its own project."""

    zh = "这笔保证金不是本案工程的，请选本案工程的保证金。"
    en = "This deposit belongs to another project."
    field = "deposit"


class NotTheDepositor(Refused):
    """The decision must tell the depositor to pay, or to pay first."""

    def __init__(self, told: str, depositor: str):
        super().__init__(
            f"行政处理决定责令的是{told}，保证金是{depositor}存的。"
            "要先责令存款的总包清偿或者先行清偿。",
            f"The decision is against {told}, the deposit is {depositor}'s: the depositor must"
            " be told to pay first.",
            field="deposit",
        )


class GuaranteeExpired(Refused):
    """A guarantee pays only until its last day."""

    def __init__(self, expired_on: date):
        super().__init__(
            f"这份保函{expired_on.isoformat()}已经到期，银行不再付款。请通知总包重新提供保函。",
            f"This guarantee expired on {expired_on.isoformat()}; ask for a new one.",
            field="deposit",
        )


class MoreThanBalance(Refused):
    """A deposit never goes below zero."""

    def __init__(self, available: Money, *, field: str | None = None):
        super().__init__(
            f"这笔保证金能动用的还有{available.plain}元，不够这次的金额。",
            f"Only {available.plain} yuan of this deposit can be drawn on.",
            field=field,
        )


class NotInDecision(Refused):
    """A claim carries out a decision; whom it does not name is not paid by it."""

    def __init__(self, payee: Payee):
        super().__init__(
            f"{payee.name}不在行政处理决定的名单里。",
            f"{payee.name} is not named in the decision.",
            field=f"amount_{payee.line_id}",
        )


class ClaimedAlready(Refused):
    """One claim waits at a time for a case and deposit."""

    zh = "这件案子已经有一份动用保证金的申请在办。"
    en = "A claim of this case is under way already."


class MoreThanClaimed(Refused):
    """A bank pays what the notice says, not more."""

    def __init__(self, name: str, amount: Money, *, field: str):
        super().__init__(
            f"{name}：通知书上是{amount.plain}元，不能登记更多。",
            f"{name}: the notice says {amount.plain}; no more can be recorded.",
            field=field,
        )


class NoContractor(Refused):
    """A deposit is made by the general contractor."""

    zh = "这个工程还没有登记总包，请填总包单位名称。"
    en = "This project has no general contractor on record; give its name."
    field = "contractor"


class NoProject(Refused):
    """A deposit belongs to a project."""

    zh = "请选工程，或者填新工程的名称。"
    en = "Choose a project, or give the name of a new one."
    field = "project_name"


class AccountKnown(Refused):
    """One account or guarantee stands in the register once."""

    zh = "这家银行的这个账号或者保函编号已经登记过。"
    en = "This account or guarantee of this bank is in the register already."
    field = "account"


class ExpiryNeeded(Refused):
    """A guarantee has a last day, after its first."""

    zh = "保函要填到期日，到期日要晚于存入日期。"
    en = "A guarantee needs its last day, later than its first."
    field = "expires_on"


class MoreThanDrawn(Refused):
    """A top-up restores what was drawn."""

    def __init__(self, missing: Money):
        super().__init__(
            f"还要补足{missing.plain}元，不能登记更多。",
            f"{missing.plain} is still to be restored; no more can be recorded.",
            field="amount",
        )


class ClaimsUnderWay(Refused):
    """A deposit stays while somebody may need it."""

    zh = "这笔保证金还有没办完的动用申请，或者工程还有没办结的欠薪案件，不能返还。"
    en = "Claims are under way, or the project has open cases; the deposit is not returned."


#: A claim on a deposit as a payout.
SCHEME = Scheme(
    source=Source.DEPOSIT,
    approved=APPROVED,
    subject=Subject.CLAIM,
    lifecycle=LIFECYCLE,
    events={
        "prepare": Event.CLAIM_PREPARED,
        "approve": Event.CLAIM_APPROVED,
        "return": Event.CLAIM_RETURNED,
        "withdraw": Event.CLAIM_WITHDRAWN,
        "void": Event.CLAIM_VOID,
        "pay": Event.CLAIM_PAID,
        "undo": Event.CLAIM_UNDONE,
        "restore": Event.TOPPED_UP,
        "reopen": Event.TOP_UP_UNDONE,
    },
    draws=MovementKind.DRAW,
    undone=MovementKind.UNDONE,
    adds=(
        MovementKind.DEPOSIT,
        MovementKind.TOP_UP,
        MovementKind.UNDONE,
        MovementKind.RETURN_UNDONE,
    ),
    too_much=MoreThanClaimed,
    too_little=partial(MoreThanBalance, field="amount"),
)


def is_expired(expires_on: date | None, *, on: date) -> bool:
    return expires_on is not None and on > expires_on


def check_deposit(
    kind: DepositKind, *, amount: Money, deposited_on: date, expires_on: date | None, today: date
) -> None:
    """Raises AmountNeeded, InTheFuture, ExpiryNeeded."""
    if amount <= Money(0):
        raise payouts.AmountNeeded
    if deposited_on > today:
        raise payouts.InTheFuture(field="deposited_on")
    late = expires_on is not None and expires_on <= deposited_on
    if late or (kind is DepositKind.GUARANTEE and expires_on is None):
        raise ExpiryNeeded


def reversal_of(kind: MovementKind, *, reversed_before: bool) -> MovementKind:
    """The entry that takes this one back. Raises NotReversible, ReversedAlready."""
    if kind not in REVERSALS:
        raise payouts.NotReversible
    if reversed_before:
        raise payouts.ReversedAlready
    return REVERSALS[kind]


def check_named(payees: Sequence[Payee], *, named: Iterable[int]) -> None:
    """Raises NotInDecision."""
    allowed = set(named)
    for payee in payees:
        if payee.line_id not in allowed:
            raise NotInDecision(payee)


#: So many last characters of an ID number tell two workers of one name apart.
_TAIL = 4


def ends_with(id_number: str | None, tail: str) -> bool:
    """Whether a number, or its end of four characters or more, is meant."""
    return bool(id_number) and len(tail) >= _TAIL and str(id_number).endswith(tail)


def wrong_person(name: str, *, known: Sequence[str], found: int, twice: bool) -> str:
    """What is wrong with whom a pasted row names, in the reader's language; empty when nothing."""
    english = language.get() == "en"
    if name not in known:
        return "nobody of this name in the case" if english else "本案没有叫这个名字的人"
    if not found:
        return "the ID number does not match" if english else "身份证号对不上"
    if found > 1:
        return "more than one person matches" if english else "不止一个人对得上，写全身份证号"
    if twice:
        return "stands twice in the table" if english else "表里写了两次"
    return ""


class CardsNotRight(Refused):
    """A table of cards is entered whole or not at all."""

    def __init__(self, wrong: int):
        super().__init__(
            f"有{wrong}行不对，一张卡也没有登记。改好标出来的格子，再交一次。",
            f"{wrong} rows are wrong, so no card was entered. Correct the marked cells.",
            field="text",
        )
