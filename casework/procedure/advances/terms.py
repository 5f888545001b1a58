"""Words of the emergency fund and of advances, and the facts announced."""

from __future__ import annotations

from casework.ground.approvals.terms import Kind, Word
from casework.ground.identity.terms import Permission
from casework.ground.payouts.terms import COLUMNS
from casework.kernel.terms import LabelEnum

#: What the head reads: from which fund, why, and whom it pays how much to which card.
APPROVED = Kind(
    code="advance",
    zh="应急周转金垫付",
    en="advance from the emergency fund",
    permission=Permission.APPROVE_ADVANCE,
    words={
        "case": Word("案号", "case"),
        "employer": Word("用人单位", "employer"),
        "fund": Word("周转金", "fund"),
        "amount": Word("申请金额（元）", "amount"),
        "reason": Word("垫付理由", "reason"),
        "recovery_plan": Word("追偿安排", "recovery"),
        "payees": Word("发放名单", "payees"),
    },
    columns=COLUMNS,
)


class MovementKind(LabelEnum):
    """Why the balance of a fund changed. Rows are only ever added."""

    OPENING = "opening", "期初", "opening amount"
    PAID_IN = "paid_in", "财政拨入", "paid in"
    ADVANCE = "advance", "垫付", "advanced"
    RECOVERY = "recovery", "追偿收回", "recovered"
    UNDONE = "undone", "冲正垫付", "advance reversed"
    REVERSED = "reversed", "冲正拨入", "pay-in reversed"
    RECOVERY_UNDONE = "recovery_undone", "冲正追偿", "recovery reversed"


class AdvanceState(LabelEnum):
    """Where an advance stands."""

    PREPARED = "prepared", "待审批", "waiting for approval"
    APPROVED = "approved", "已批准，等发放", "approved, to be paid"
    PAID = "paid", "已发放，在追偿", "paid, being recovered"
    RECOVERED = "recovered", "已全部追回", "recovered"
    RETURNED = "returned", "退回", "sent back"
    WITHDRAWN = "withdrawn", "已撤回", "withdrawn"
    VOID = "void", "审批表已作废", "approval made void"


class RecoveryWay(LabelEnum):
    """Where the money that was advanced came back from."""

    FUND = "fund", "单位还到周转金", "employer to the fund"
    WORKER = "worker", "单位直接付给了工人", "employer to the worker"
    HANDED_BACK = "handed_back", "工人交回周转金", "worker back to the fund"


class Payment(LabelEnum):
    """Where an employer's later payment went."""

    FUND = "fund", "打到周转金账户", "to the fund"
    WORKER = "worker", "直接付给了工人", "straight to a worker"


class Event(LabelEnum):
    """What this room writes into a timeline."""

    ADVANCE_PREPARED = "advance_prepared", "提请垫付", "advance prepared"
    ADVANCE_APPROVED = "advance_approved", "批准垫付", "advance approved"
    ADVANCE_RETURNED = "advance_returned", "退回垫付", "advance sent back"
    ADVANCE_WITHDRAWN = "advance_withdrawn", "撤回垫付", "advance withdrawn"
    ADVANCE_VOID = "advance_void", "垫付审批表作废", "approval of an advance made void"
    ADVANCE_PAID = "advance_paid", "周转金已垫付", "advanced from the fund"
    ADVANCE_UNDONE = "advance_undone", "冲正垫付", "payment of an advance reversed"
    RECOVERED = "recovered", "追偿垫付款", "advance recovered"
    RECOVERY_UNDONE = "recovery_undone", "冲正追偿", "recovery of an advance reversed"
