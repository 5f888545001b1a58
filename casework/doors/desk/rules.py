"""What may come next in a case, by its stage: the table behind the panel on its page."""

from __future__ import annotations

from dataclasses import dataclass

from casework.doors.desk.terms import Next
from casework.ground.cases.terms import Stage
from casework.ground.identity.terms import Permission


@dataclass(frozen=True)
class Step:
    """A step: its word, the page where it is done, and who may do it."""

    word: Next
    endpoint: str
    permission: Permission


_ASSIGN = Step(Next.ASSIGN, "inspections.assign", Permission.ASSIGN)
_INTERVIEW = Step(Next.INTERVIEW, "inspections.interview", Permission.INVESTIGATE)
_VERIFY = Step(Next.VERIFY, "inspections.verify", Permission.INVESTIGATE)
_ORDER = Step(Next.ORDER, "inspections.order", Permission.INVESTIGATE)
_FINISH = Step(Next.FINISH, "inspections.finish", Permission.INVESTIGATE)
_PAY = Step(Next.PAY, "ledger.pay", Permission.RECORD_PAYMENT)
_NOTICE = Step(Next.NOTICE, "inspections.notice", Permission.INVESTIGATE)
_CLAIM = Step(Next.CLAIM, "deposits.claim", Permission.PREPARE_CLAIM)
_ADVANCE = Step(Next.ADVANCE, "advances.prepare", Permission.PREPARE_ADVANCE)
_REFER = Step(Next.REFER, "referrals.case", Permission.PREPARE_REFERRAL)
_CLOSE = Step(Next.CLOSE, "closing.endings", Permission.CLOSE_LINE)

STEPS: dict[Stage, tuple[Step, ...]] = {
    Stage.FILED: (_ASSIGN, _CLOSE),
    Stage.INVESTIGATING: (_VERIFY, _INTERVIEW, _ORDER, _FINISH, _PAY, _CLOSE),
    Stage.ORDERED: (_PAY, _VERIFY, _INTERVIEW, _FINISH, _CLOSE),
    Stage.EXPIRED: (_NOTICE, _CLAIM, _ADVANCE, _REFER, _PAY, _ORDER, _CLOSE),
}


def next_steps(stage: Stage, held: set[Permission]) -> list[Step]:
    """The steps of this stage that somebody with these permissions may take."""
    return [step for step in STEPS.get(stage, ()) if step.permission in held]
