"""Words of the ledger, and the facts that it announces."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from casework.kernel.money import Money
from casework.kernel.terms import LabelEnum


class Kind(LabelEnum):
    """What an entry says. A wrong one is reversed, never edited."""

    PAYMENT = "payment", "付款", "payment"
    CONFIRMATION = "confirmation", "确认到账", "confirmation"
    REVERSAL = "reversal", "冲正", "reversal"
    HELD = "held", "代存待领", "held for the worker"
    HANDED_OVER = "handed_over", "当面交给本人", "handed over"


class Source(LabelEnum):
    """Where the money came from, in the order in which the law looks for it."""

    EMPLOYER = "employer", "用人单位支付", "employer"
    GENERAL_CONTRACTOR = "general_contractor", "总包先行清偿", "general contractor, paying first"
    DEPOSIT = "deposit", "工资保证金", "wage deposit"
    ADVANCE = "advance", "应急周转金垫付", "advance from the emergency fund"
    RECOVERY = "recovery", "追偿所得", "money recovered"
    COURT = "court", "法院执行", "court enforcement"

    @property
    def has_account(self) -> bool:
        """Whether it is paid from an account here, whose list is approved and paid by one slip;
        the others are noted by hand."""
        return self in (Source.DEPOSIT, Source.ADVANCE)


class Way(LabelEnum):
    """How it is known that the money arrived."""

    BANK = "bank", "银行到账凭证", "bank record"
    SIGNATURE = "signature", "本人签字", "signature"
    SMS = "sms", "短信确认", "text message"
    CALL = "call", "电话核实", "telephone call"


class Event(LabelEnum):
    """What the ledger writes into a timeline."""

    PAYMENT_RECORDED = "payment_recorded", "登记付款", "payment recorded"
    PAYMENT_REVERSED = "payment_reversed", "冲正付款", "payment reversed"
    CONFIRMATION_REVERSED = "confirmation_reversed", "冲正确认", "confirmation reversed"
    PAYMENT_CONFIRMED = "payment_confirmed", "确认到账", "payment confirmed"
    MONEY_HELD = "money_held", "未能交付本人，代存待领", "not handed over, held for the worker"
    MONEY_WANTED = "money_wanted", "本人要领代存的钱", "the worker wants the money held for him"
    HANDED_OVER = "handed_over", "代存的钱交给本人", "money held was handed over"
    HOLDING_REVERSED = "holding_reversed", "冲正代存", "holding reversed"
    PAYMENT_SHORT = "payment_short", "到手比登记的少", "less arrived than was recorded"


@dataclass(frozen=True)
class Posted:
    """One entry as the sums see it."""

    id: int
    kind: Kind
    fen: int
    reverses_id: int | None = None


@dataclass(frozen=True)
class RowResult:
    """What became of one worker in something done for many at once; empty ``refused``: done."""

    name: str
    amount: Money
    refused: str = ""


@dataclass(frozen=True)
class Held:
    """Money that lies with the authority for one line: how much, since when, why, and where."""

    case_id: int
    case_number: str
    employer: str
    line_id: int
    position: int
    name: str
    amount: Money
    since: date
    reason: str
    place: str
    wanted: bool


@dataclass(frozen=True)
class Standing:
    """What the lines of a case are due and still owed, so that every column adds up.

    Once anything is verified, a line without a finding has no amount: it is only claimed.
    """

    due: Mapping[int, Money]
    owed: Mapping[int, Money]

    @property
    def all_due(self) -> Money:
        return Money.total(self.due.values())

    @property
    def all_owed(self) -> Money:
        return Money.total(self.owed.values())


@dataclass(frozen=True)
class PaymentRecorded:
    """Fact: one slip of money was recorded for these lines."""

    case_id: int
    batch_id: int
    line_ids: list[int]


@dataclass(frozen=True)
class PaymentReversed:
    """Fact: an entry no longer counts."""

    case_id: int
    line_id: int
    entry_id: int


@dataclass(frozen=True)
class Undoing:
    """The page of the room that reverses what was paid from its account by one slip."""

    source: Source
    endpoint: str
