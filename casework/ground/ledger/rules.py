"""How money is split over workers and added up, and what the ledger refuses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from casework.ground.cases.terms import Ending
from casework.ground.ledger.terms import Kind, Posted, Source
from casework.kernel.money import Money
from casework.kernel.terms import Refused

#: So many days after money was recorded somebody knows whether it arrived (internal rule).
CONFIRMED_WITHIN_DAYS = 5


class NothingOwed(Refused):
    """Nobody in this case is owed anything more."""

    zh = "这件案子没有还欠的钱，不能再登记付款。"
    en = "Nothing is owed in this case any more."
    field = "total"


class NothingGiven(Refused):
    """A payment of nothing."""

    zh = "请填付款总额，或者填每个人的金额。"
    en = "Give the total, or an amount for each worker."
    field = "total"


class MoreThanOwed(Refused):
    """All sources together never pay a worker more than was verified."""

    def __init__(self, owed: Money, *, who: str = "", field: str | None = None):
        super().__init__(
            f"{who}最多还能登记{owed.plain}元：各处付的加起来不能超过认定金额。",
            f"{who + ': ' if who else ''}at most {owed.plain} more: payments from all sources"
            " together may not exceed the verified amount.",
            field=field,
        )


class LineHasEnded(Refused):
    """A line that has ended takes no more entries."""

    def __init__(self, ending: Ending, *, who: str, field: str | None = None):
        super().__init__(
            f"{who}已经办结（{ending.zh}），不能再登记。",
            f"{who}: this line has ended ({ending.en}); nothing more can be recorded.",
            field=field,
        )


class SlipUsed(Refused):
    """A slip is recorded once."""

    def __init__(self, slip: str, *, day: str, total: Money):
        super().__init__(
            f"单号{slip}已经登记过：{day}，{total.plain}元。同一张单子不能登记两次；"
            "登记错的，先把每个人的都冲正。",
            f"Slip {slip} is recorded already: {day}, {total.plain} yuan."
            " If that was wrong, reverse all of it first.",
            field="slip",
        )


class PaidInTheFuture(Refused):
    """Money that is promised has not arrived."""

    zh = "付款日期在今天以后。钱到了再登记。"
    en = "The date of payment lies in the future; record it when the money has arrived."
    field = "paid_on"


class AlreadyReversed(Refused):
    """An entry is reversed once, and a reversal not at all."""

    zh = "这一笔已经冲正过，不能再冲。"
    en = "This entry is reversed already."


class ConfirmedAlready(Refused):
    """Money that arrived cannot be taken out of the ledger from below."""

    zh = "这笔钱已经确认到账。确认有误的，先冲正那次确认，再冲正付款。"
    en = "This money is confirmed. Reverse the confirmation first, then the payment."


class ReversedElsewhere(Refused):
    """Money of a deposit or of the fund goes back to its account together with the reversal."""

    zh = "保证金和周转金的付款，要在它们自己的页上冲正，钱同时退回账上。"
    en = "A payment from a deposit or the fund is reversed on its own page, which gives it back."


class HeldAlready(Refused):
    """Money that lies with the authority is first given back to where it came from."""

    zh = "这笔钱还代存着，等本人领。代存有误的，先冲正代存，再冲正付款。"
    en = "This money is held for the worker. Reverse the holding first, then the payment."


class HandedOverAlready(Refused):
    """What the worker has taken is no longer held."""

    zh = "代存的钱已经交给本人。交错了的，先冲正那次交付。"
    en = "The money held was handed over. Reverse the handing over first."


class ReasonMissing(Refused):
    """Money is kept from nobody without saying why."""

    zh = "请写明未能交付本人的原因。"
    en = "Say why it could not be handed to the worker."
    field = "reason"


class MoreThanWaits(Refused):
    """No more can be held than was paid and has not arrived."""

    def __init__(self, waiting: Money):
        super().__init__(
            f"最多还能代存{waiting.plain}元：已登记付款、还没到本人手里的。",
            f"At most {waiting.plain} can be held: what was recorded as paid and has not arrived.",
            field="amount",
        )


class HeldSumChanged(Refused):
    """The worker signs for the sum that lies there, neither more nor less."""

    zh = "代存的金额刚才变了，请再看一遍。"
    en = "The amount held has just changed; please look again."


class NothingHeld(Refused):
    """Nothing lies there for this worker."""

    zh = "现在没有替这个人代存的钱。"
    en = "No money is held for this worker now."


class MoreThanPaid(Refused):
    """Nobody can confirm more than was paid."""

    def __init__(self, waiting: Money):
        super().__init__(
            f"最多还能确认{waiting.plain}元：确认的不能超过已登记的付款。",
            f"At most {waiting.plain} can be confirmed: no more than was recorded as paid.",
            field="amount",
        )


def shares(total: Money, owed: Sequence[Money]) -> list[Money]:
    """A total split by what each is still owed, to the fen: the parts sum to the total and no
    part is more than what is owed. Raises NothingOwed, MoreThanOwed."""
    whole = Money.total(owed)
    if not whole:
        raise NothingOwed
    if total > whole:
        raise MoreThanOwed(whole, field="total")
    return total.spread([one.fen for one in owed])


def check_slip_amount(amount: Money) -> None:
    """Raises NothingGiven."""
    if amount <= Money(0):
        raise NothingGiven


def check_payment(
    amount: Money, *, owed: Money, ending: Ending | None, who: str, field: str | None = None
) -> None:
    """Raises LineHasEnded, NothingGiven, MoreThanOwed."""
    if ending is not None:
        raise LineHasEnded(ending, who=who, field=field)
    if amount <= Money(0):
        raise NothingGiven(field=field)
    if amount > owed:
        raise MoreThanOwed(owed, who=who, field=field)


def check_confirmation(amount: Money, *, waiting: Money, ending: Ending | None, who: str) -> None:
    """``waiting`` is what was paid, has not arrived, and is not held. Raises LineHasEnded,
    NothingGiven, MoreThanPaid."""
    if ending is not None:
        raise LineHasEnded(ending, who=who)
    if amount <= Money(0):
        raise NothingGiven(field="amount")
    if amount > waiting:
        raise MoreThanPaid(waiting)


def check_holding(
    amount: Money, *, waiting: Money, reason: str, ending: Ending | None, who: str
) -> None:
    """Raises LineHasEnded, NothingGiven, MoreThanWaits, ReasonMissing."""
    if ending is not None:
        raise LineHasEnded(ending, who=who)
    if amount <= Money(0):
        raise NothingGiven(field="amount")
    if amount > waiting:
        raise MoreThanWaits(waiting)
    if not reason.strip():
        raise ReasonMissing


def check_handing_over(seen: Money, *, held: Money) -> None:
    """Also when the line has ended meanwhile: whoever could not be found may come years later.

    Raises NothingHeld, HeldSumChanged.
    """
    if not held:
        raise NothingHeld
    if seen != held:
        raise HeldSumChanged


_NOTHING = Money(0)


def check_account(kind: Kind, source: Source | None, *, by_account: bool) -> None:
    """Raises ReversedElsewhere."""
    if kind is Kind.PAYMENT and source and source.has_account and not by_account:
        raise ReversedElsewhere


def check_reversal(
    kind: Kind,
    amount: Money,
    *,
    reversed_before: bool,
    paid: Money,
    confirmed: Money,
    held: Money = _NOTHING,
    ending: Ending | None,
    who: str,
) -> None:
    """Raises AlreadyReversed, LineHasEnded, ConfirmedAlready, HeldAlready, HandedOverAlready."""
    if kind is Kind.REVERSAL or reversed_before:
        raise AlreadyReversed
    if ending is not None:
        raise LineHasEnded(ending, who=who)
    if kind in (Kind.PAYMENT, Kind.HANDED_OVER) and confirmed > paid - held - amount:
        raise HeldAlready if kind is Kind.PAYMENT and held else ConfirmedAlready
    if kind is Kind.HELD and amount > held:
        raise HandedOverAlready


def wish(position: int) -> str:
    """What the handler has to do when a worker asks for the money that is held for him."""
    return f"第{position}人要领代存的钱，今天联系他"


def balance(entries: Iterable[Posted]) -> tuple[Money, Money]:
    """Paid and confirmed: the sums of the entries that no reversal names, in any order."""
    sums = _sums(entries)
    return sums[Kind.PAYMENT], sums[Kind.CONFIRMATION]


def held(entries: Iterable[Posted]) -> Money:
    """What lies with the authority: held and not handed over, by the entries that count."""
    sums = _sums(entries)
    return sums[Kind.HELD] - sums[Kind.HANDED_OVER]


def _sums(entries: Iterable[Posted]) -> dict[Kind, Money]:
    posted = list(entries)
    undone = {entry.reverses_id for entry in posted if entry.kind is Kind.REVERSAL}
    standing = [entry for entry in posted if entry.id not in undone]
    return {
        kind: Money(sum(entry.fen for entry in standing if entry.kind is kind)) for kind in Kind
    }
