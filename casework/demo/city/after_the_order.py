"""What came after an order ran out unpaid: others pay, the police and other bodies are told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from stdnum import luhn

from casework.demo import steps
from casework.demo.steps import Crew
from casework.ground.cases.models.case import Case
from casework.ground.cases.queries import matters
from casework.ground.parties import actions as parties
from casework.ground.payouts import actions as payouts
from casework.kernel.days import day_of
from casework.kernel.money import Money
from casework.procedure.advances import queries as advances
from casework.procedure.advances.actions import advancing, recovering
from casework.procedure.advances.models import Advance
from casework.procedure.advances.terms import Payment
from casework.procedure.deposits import queries as deposits
from casework.procedure.deposits.actions import claiming, keeping, paying
from casework.procedure.deposits.models import Claim, Deposit
from casework.procedure.deposits.terms import DepositFacts, DepositKind
from casework.procedure.referrals import queries as referrals
from casework.procedure.referrals.actions import following
from casework.procedure.referrals.models import Referral
from casework.procedure.referrals.terms import Conduct, ReferralKind, Step

_KEPT = Money.yuan(1_500_000)
_KEPT_DAYS_BEFORE = 300
_KEPT_FOR_DAYS = 900
#: From the prior notice until the term of the decision has run out, see ``steps.decide``.
_DECIDED = timedelta(days=22)
_SOON = timedelta(days=2)


def _deposit(case: Case, team: Crew, kind: DepositKind, *, now: datetime) -> Deposit:
    kept_on = day_of(now) - timedelta(days=_KEPT_DAYS_BEFORE)
    facts = DepositFacts(
        project_id=case.project_id,
        contractor="演示总包建设集团公司",
        bank="演示银行临沂分行",
        kind=kind,
        account=f"演示保证金{case.id}",
        amount=_KEPT,
        deposited_on=kept_on,
        expires_on=None if kind is DepositKind.CASH else kept_on + timedelta(days=_KEPT_FOR_DAYS),
        proof="演示",
    )
    return keeping.keep_deposit(facts, area_id=case.area_id, by=team.fund, now=now)


def _guaranteed(case: Case, team: Crew, begun: datetime) -> None:
    """For this site a bank has stood in."""
    _deposit(case, team, DepositKind.GUARANTEE, now=begun)


def _decided(case: Case, team: Crew, begun: datetime) -> None:
    """The contractor on record for the deposit is told to pay first, and does not."""
    _deposit(case, team, DepositKind.CASH, now=begun)
    steps.decide(case, team, begun=begun)


def _claimed(case: Case, team: Crew, begun: datetime) -> Claim:
    """The decision ran out too: a claim on the deposit waits for the department head."""
    _decided(case, team, begun)
    _enter_cards(case)
    (deposit, _), *_ = deposits.deposits_of_project(case.project_id)
    return claiming.prepare_claim(
        case, deposit=deposit, amounts=_owed(case), by=team.lead, now=begun + _DECIDED
    )


def _granted(case: Case, team: Crew, begun: datetime) -> Claim:
    """The head approves, and the bank has not paid yet."""
    claim = _claimed(case, team, begun)
    seen = deposits.sheet(claim).sha256
    return claiming.approve_claim(
        claim, seen=seen, by=team.department, now=begun + _DECIDED + _SOON
    )


def _drawn(case: Case, team: Crew, begun: datetime) -> None:
    """The bank pays each worker."""
    claim = _granted(case, team, begun)
    paid = begun + _DECIDED + _SOON
    paying.record_bank_payment(
        claim,
        amounts={part.line_id: part.amount for part in claim.parts},
        slip="演示保证金付款",
        paid_on=day_of(paid),
        by=team.fund,
        now=paid,
    )


def _advance_asked(case: Case, team: Crew, begun: datetime) -> Advance:
    """The emergency fund shall pay what the employer did not."""
    _enter_cards(case)
    return advancing.prepare_advance(
        case,
        amounts=_owed(case),
        reason="单位逾期未支付，工人生活困难。",
        recovery_plan="垫付后向单位追偿。",
        by=team.fund,
        now=begun,
    )


def _advanced(case: Case, team: Crew, begun: datetime) -> Advance:
    advance = _advance_asked(case, team, begun)
    advancing.approve_advance(
        advance,
        seen=advances.sheet(advance).sha256,
        cap_reason="按当地办法",
        override_reason="没有可用的保证金",
        by=team.principal,
        now=begun,
    )
    payouts.pay(
        advance,
        amounts={part.line_id: part.amount for part in advance.parts},
        slip="演示垫付",
        paid_on=day_of(begun),
        by=team.fund,
        now=begun,
    )
    return advance


def _recovered(case: Case, team: Crew, begun: datetime) -> None:
    """The employer has paid back to the fund."""
    advance = _advanced(case, team, begun)
    later = begun + _DECIDED
    recovering.record_employer_payment(
        advance,
        amount=advance.amount,
        to=Payment.FUND,
        slip="演示追偿",
        paid_on=day_of(later),
        by=team.fund,
        now=later,
    )


def _referred(case: Case, team: Crew, begun: datetime) -> Referral:
    conduct = Conduct(fled="演示：负责人离开项目所在地，多次联系不上。")
    steps.refer(case, team, conduct=conduct, now=begun)
    return referrals.referrals_of_case(case.id)[-1]


def _filed(case: Case, team: Crew, begun: datetime) -> None:
    """The police have filed it, and hold what belongs to it."""
    referral, filed = _referred(case, team, begun), begun + _SOON
    for step, note in ((Step.FILE, "演示立案决定书"), (Step.HAND_OVER, "案卷材料已移交")):
        following.record_step(
            referral, step=step, on=day_of(filed), note=note, by=team.lead, now=filed
        )


def _not_filed(case: Case, team: Crew, begun: datetime) -> None:
    """The police do not file it, and it is left at that."""
    referral, told = _referred(case, team, begun), begun + _SOON
    for step, note in ((Step.TURN_DOWN, "认为证据不足"), (Step.LEAVE, "接着办行政处理")):
        following.record_step(
            referral, step=step, on=day_of(told), note=note, by=team.lead, now=told
        )


def _passed_on(case: Case, team: Crew, begun: datetime) -> None:
    """Legal aid takes the workers' suit."""
    following.pass_on(
        case,
        kind=ReferralKind.LEGAL_AID,
        receiver="演示法律援助中心",
        reason="工人要起诉，需要援助。",
        by=team.lead,
        now=begun,
    )


def _owed(case: Case) -> dict[int, Money]:
    return {line.id: line.owed for line in matters.lines(case.id)}


def card(number: int) -> str:
    """A card that passes its check and belongs to no bank."""
    body = f"999999{number:09d}"
    return body + str(luhn.calc_check_digit(body))


def _enter_cards(case: Case) -> None:
    for line in matters.lines(case.id):
        parties.set_card(line.worker, card=card(line.position))


AFTER: dict[str, Callable[[Case, Crew, datetime], object]] = {
    "guaranteed": _guaranteed,
    "decided": _decided,
    "claimed": _claimed,
    "granted": _granted,
    "drawn": _drawn,
    "advance_asked": _advance_asked,
    "advanced": _advanced,
    "recovered": _recovered,
    "referred": _referred,
    "filed": _filed,
    "not_filed": _not_filed,
    "passed_on": _passed_on,
}
