"""Words of deposits and claims, what is asked for, and the facts announced."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from casework.ground.approvals.terms import Kind, Word
from casework.ground.identity.terms import Permission
from casework.ground.payouts.terms import COLUMNS
from casework.kernel.money import Money
from casework.kernel.terms import LabelEnum

#: What the head reads: which money, on which decision, and whom it pays how much to which card.
APPROVED = Kind(
    code="claim",
    zh="动用工资保证金",
    en="claim on the wage deposit",
    permission=Permission.APPROVE_CLAIM,
    words={
        "case": Word("案号", "case"),
        "project": Word("工程", "project"),
        "depositor": Word("存款单位", "depositor"),
        "kind": Word("种类", "kind"),
        "bank": Word("银行", "bank"),
        "account": Word("账号或保函编号", "account or guarantee"),
        "expires_on": Word("到期日", "expires on"),
        "decision": Word("行政处理决定", "decision"),
        "amount": Word("申请金额（元）", "amount"),
        "payees": Word("支付名单", "payees"),
    },
    columns=COLUMNS,
)


class DepositKind(LabelEnum):
    """Money at a bank, or a bank's promise to pay on demand."""

    CASH = "cash", "现金存款", "cash"
    GUARANTEE = "guarantee", "银行保函", "bank guarantee"


class MovementKind(LabelEnum):
    """Why a balance changed. Rows are only ever added."""

    DEPOSIT = "deposit", "存入", "deposited"
    DRAW = "draw", "动用", "drawn"
    TOP_UP = "top_up", "补足", "topped up"
    RETURN = "return", "返还", "returned"
    UNDONE = "undone", "冲正动用", "draw reversed"
    REVERSED = "reversed", "冲正存入", "deposit reversed"
    TOP_UP_UNDONE = "top_up_undone", "冲正补足", "top-up reversed"
    RETURN_UNDONE = "return_undone", "冲正返还", "return reversed"


class ClaimState(LabelEnum):
    """Where a claim on a deposit stands."""

    PREPARED = "prepared", "待审批", "waiting for approval"
    APPROVED = "approved", "已通知银行支付", "bank told to pay"
    PAID = "paid", "银行已支付，等补足", "paid, to be topped up"
    RESTORED = "restored", "已补足", "topped up"
    RETURNED = "returned", "退回", "sent back"
    WITHDRAWN = "withdrawn", "已撤回", "withdrawn"
    VOID = "void", "通知书已作废", "notice made void"


class Event(LabelEnum):
    """What this room writes into a timeline."""

    CLAIM_PREPARED = "claim_prepared", "提请动用保证金", "deposit claim prepared"
    CLAIM_APPROVED = "claim_approved", "批准动用保证金", "deposit claim approved"
    CLAIM_RETURNED = "claim_returned", "退回动用保证金", "deposit claim sent back"
    CLAIM_WITHDRAWN = "claim_withdrawn", "撤回动用保证金", "deposit claim withdrawn"
    CLAIM_VOID = "claim_void", "动用保证金通知书作废", "notice to pay made void"
    CLAIM_PAID = "claim_paid", "保证金已支付", "paid from the deposit"
    CLAIM_UNDONE = "claim_undone", "冲正保证金付款", "payment from the deposit reversed"
    TOPPED_UP = "topped_up", "补足保证金", "deposit topped up"
    TOP_UP_UNDONE = "top_up_undone", "冲正补足保证金", "top-up of the deposit reversed"
    CARD_ENTERED = "card_entered", "登记工资卡", "bank card entered"


@dataclass(frozen=True, kw_only=True)
class DepositFacts:
    """A deposit as it is handed in."""

    project_id: int | None = None
    project_name: str = ""
    contractor: str = ""
    credit_code: str | None = None
    kind: DepositKind
    bank: str
    account: str
    amount: Money
    deposited_on: date
    expires_on: date | None = None
    proof: str = ""


@dataclass(frozen=True)
class CardRow:
    """One line of a pasted table of cards: where it stands, whose it is, the card. What could not
    be read is told in ``wrong_card``."""

    place: int
    name: str
    tail: str
    card: str = field(default="", repr=False)
    wrong_card: str = ""


@dataclass(frozen=True)
class CardChecked:
    """A pasted row and what is wrong with whom it names; ``line_id`` where nothing is."""

    row: CardRow
    line_id: int | None = None
    wrong_person: str = ""

    @property
    def wrong(self) -> bool:
        return bool(self.row.wrong_card or self.wrong_person)
