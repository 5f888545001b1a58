"""What came after a stage of a case: what workers asked for, how limits moved, how it ended.

Leaves money that others pay, and referrals, to ``after_the_order``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from casework.demo import steps
from casework.demo.city import after_the_order
from casework.demo.steps import Crew
from casework.ground.cases.actions import pauses
from casework.ground.cases.models.case import Case, Line
from casework.ground.cases.models.clocks import Clock, Extension
from casework.ground.cases.queries import clocks, matters
from casework.ground.cases.queries import pauses as pauses_queries
from casework.ground.cases.terms import Ending, Subject, SuspensionGround
from casework.ground.ledger import queries as payments
from casework.ground.ledger.actions import holding, reversing
from casework.ground.ledger.terms import Kind
from casework.ground.statute.terms.ids import RuleId
from casework.kernel.days import day_of
from casework.kernel.money import Money
from casework.kernel.terms import Missing
from casework.procedure.closing import actions as closing
from casework.procedure.closing import queries as endings
from casework.procedure.closing.models import Closing
from casework.procedure.closing.terms import TryWay
from casework.procedure.intake.models.complaints import Claimant
from casework.procedure.intake.queries import complaints
from casework.procedure.requests.actions import asking, settling
from casework.procedure.requests.terms import About, Grade, Said

_SOON = timedelta(days=2)
_WEEKS = timedelta(days=21)
_AN_HOUR = timedelta(hours=1)
_MORE_WORKDAYS = 30


def _investigation(case: Case) -> Clock:
    found = clocks.find_running_clock(Subject.CASE, case.id, RuleId.INV)
    if found is None:
        raise Missing
    return found


def _extension_asked(case: Case, team: Crew, begun: datetime) -> Extension:
    """Sixty working days will not do."""
    return pauses.ask_extension(
        _investigation(case).id,
        reason="涉及人数多，账目要逐月核对。",
        paper="演示延期审批表",
        by=team.lead,
        now=begun + _WEEKS,
    )


def _extended(case: Case, team: Crew, begun: datetime) -> None:
    asked = _extension_asked(case, team, begun)
    seen = pauses_queries.extension_sheet(asked, _investigation(case)).sha256
    pauses.decide_extension(
        asked.id, seen=seen, approve=True, by=team.department, now=begun + _WEEKS + _SOON
    )


def _paused(case: Case, team: Crew, begun: datetime) -> None:
    """The limit stands still while accounts are audited."""
    clock = _investigation(case)
    asked = pauses.ask_suspension(
        clock.id,
        ground=SuspensionGround.AUDIT,
        from_on=day_of(begun),
        paper="演示审计委托书",
        by=team.lead,
        now=begun,
    )
    seen = pauses_queries.suspension_sheet(asked, clock).sha256
    pauses.decide_suspension(
        asked.id, seen=seen, approve=True, by=team.department, now=begun + _AN_HOUR
    )


def _claimants(case: Case) -> list[Claimant]:
    return [one for filed in complaints.complaints_of_case(case.id) for one in filed.claimants]


def _correction(case: Case, team: Crew, begun: datetime) -> None:
    """A worker says that it was more; an officer has to decide."""
    first, *_ = _claimants(case)
    more = (first.amount or Money(0)) + Money.yuan(500)
    asking.ask_correction(first, Said(About.AMOUNT, amount=more), by=None, now=begun)


def _withdrawal(case: Case, team: Crew, begun: datetime) -> None:
    """A worker wants to withdraw; nobody has called him back yet."""
    first, *_ = _claimants(case)
    asking.ask_withdrawal(first, words="老板说下月给", by=None, now=begun)


def _taken_back(case: Case, team: Crew, begun: datetime) -> None:
    """All have withdrawn after a call, so the case is closed."""
    for one in _claimants(case):
        asked = asking.ask_withdrawal(one, words="钱已经拿到", by=None, now=begun)
        called = begun + _AN_HOUR
        settling.withdraw(asked, called_at=called, said="本人愿意撤回", by=team.lead, now=called)
    _close(case, team, result="工人撤回", now=begun + _SOON)


def _unfounded(case: Case, team: Crew, begun: datetime) -> None:
    """The books show that nothing is owed."""
    steps.verify(case, share=0, ground="工资表和银行流水证明已付清。", by=team.lead, now=begun)
    steps.finish(case, by=team.lead, now=begun)
    _end(matters.lines(case.id), Ending.UNFOUNDED, proof="工资表、银行流水", team=team, now=begun)
    _close(case, team, result="查无欠薪", now=begun + _SOON)


def _put_right(case: Case, team: Crew, begun: datetime) -> None:
    """A transfer was entered twice, and one of the two was taken out."""
    for slip in ("演示第一笔", "演示重复登记"):
        steps.pay(case, percent=20, slip=slip, on=day_of(begun), by=team.lead, now=begun)
    wrong = [one for one in payments.entries(case.id) if one.kind is Kind.PAYMENT][-1]
    reversing.reverse(wrong, reason="同一笔转账登记了两次。", by=team.lead, now=begun + _AN_HOUR)


def _fetched(case: Case, team: Crew, begun: datetime) -> None:
    """What the bank had sent back is fetched at the counter."""
    line = matters.lines(case.id)[1]
    lies = payments.held([line.id])[line.id]
    holding.hand_over(line, seen=lies, proof="本人到场签收", by=team.lead, now=begun)


def _unreachable(case: Case, team: Crew, begun: datetime) -> None:
    """Who was paid and cannot be asked: his money lies with the office, his line ends."""
    first, last = matters.lines(case.id)
    steps.hold(last, by=team.lead, now=begun)
    for turn, way in enumerate((TryWay.CALL, TryWay.SMS, TryWay.VISIT)):
        closing.record_try(last, way=way, note="没有回音。", by=team.lead, now=begun + _SOON * turn)
    done = begun + _SOON * 3
    _end([last], Ending.UNREACHABLE, proof="三次联系不上本人", team=team, now=done)
    _end([first], Ending.PAID, proof="本人签字确认", team=team, now=done)
    _close(case, team, result="已付清，一人联系不上", now=done)


def _proposed(case: Case, team: Crew, begun: datetime) -> Closing:
    """All have their money; whether it is closed is for the head to say."""
    lines = matters.lines(case.id)
    steps.confirm(lines, by=team.lead, now=begun)
    _end(lines, Ending.PAID, proof="本人签字确认", team=team, now=begun)
    return closing.propose_closing(
        case, facts="欠薪属实，已全部付清。", result="已结清", by=team.lead, now=begun
    )


def _returned(case: Case, team: Crew, begun: datetime) -> None:
    waits = _proposed(case, team, begun)
    closing.return_closing(
        waits,
        seen=endings.sheet(waits).sha256,
        reason="请补上单位的付款凭证。",
        by=team.head,
        now=begun + _SOON,
    )


def _graded(case: Case, team: Crew, begun: datetime) -> None:
    """Workers say how content they are."""
    for place, one in enumerate(_claimants(case)):
        grade = list(Grade)[place % len(Grade)]
        asking.grade(one, grade, words="钱拿到了。", by=None, now=begun)


def _reopened(case: Case, team: Crew, begun: datetime) -> None:
    closing.reopen(case, reason="工人反映还有一笔没有付清。", by=team.head, now=begun)


def _unsolved(case: Case, team: Crew, begun: datetime) -> None:
    """A worker presses the button: it is not solved."""
    first, *_ = _claimants(case)
    asking.say_unsolved(first, words="还差一个月工资", by=None, now=begun)


def _end(lines: Sequence[Line], ending: Ending, *, proof: str, team: Crew, now: datetime) -> None:
    for line in lines:
        closing.end_line(line, ending=ending, proof=proof, by=team.lead, now=now)


def _close(case: Case, team: Crew, *, result: str, now: datetime) -> None:
    made = closing.propose_closing(case, facts="已逐人核实。", result=result, by=team.lead, now=now)
    closing.approve_closing(made, seen=endings.sheet(made).sha256, by=team.head, now=now)


AFTER: dict[str, Callable[[Case, Crew, datetime], object]] = {
    "extension_asked": _extension_asked,
    "extended": _extended,
    "paused": _paused,
    "correction": _correction,
    "withdrawal": _withdrawal,
    "taken_back": _taken_back,
    "unfounded": _unfounded,
    "put_right": _put_right,
    "fetched": _fetched,
    "unreachable": _unreachable,
    "proposed": _proposed,
    "returned": _returned,
    "graded": _graded,
    "reopened": _reopened,
    "unsolved": _unsolved,
    **after_the_order.AFTER,
}
