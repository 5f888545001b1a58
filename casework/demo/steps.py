"""The steps of a case, each through the same action that its page calls.

Owns nothing but the order of things; used for invented cases and for replays of published ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from casework.ground.cases.actions import people
from casework.ground.cases.models.case import Case, Line
from casework.ground.cases.queries import matters
from casework.ground.cases.terms import Ending
from casework.ground.documents import actions as documents
from casework.ground.documents import queries as papers
from casework.ground.documents.models import Paper
from casework.ground.documents.terms.kinds import Way
from casework.ground.documents.terms.service import ServiceFacts
from casework.ground.identity import queries as officers
from casework.ground.identity.models import Officer
from casework.ground.identity.terms import Permission, Role
from casework.ground.ledger.actions import confirming, entries, holding
from casework.ground.ledger.terms import Source
from casework.ground.ledger.terms import Way as Known
from casework.ground.offices import queries as offices
from casework.ground.offices.terms import Department, Reach, Scope
from casework.kernel import once
from casework.kernel.days import day_of
from casework.kernel.money import Money
from casework.kernel.terms import Missing
from casework.procedure.closing import actions as closing
from casework.procedure.closing import queries as endings
from casework.procedure.inspections import queries as orders
from casework.procedure.inspections.actions import deadlines, deciding, finding, ordering
from casework.procedure.inspections.models import Decision, Order
from casework.procedure.inspections.terms import DecisionKind, Finding, Found
from casework.procedure.intake.actions import deciding as deciding_actions
from casework.procedure.intake.actions import filing as intake_filing
from casework.procedure.intake.models.complaints import Complaint
from casework.procedure.intake.queries import complaints
from casework.procedure.intake.terms import Filing
from casework.procedure.referrals import queries as referring
from casework.procedure.referrals.actions import deciding as referral_deciding
from casework.procedure.referrals.actions import following
from casework.procedure.referrals.terms import Conduct

_ONE_DAY = timedelta(days=1)
_NEEDED = (
    Role.CLERK,
    Role.INSPECTOR,
    Role.SQUAD_HEAD,
    Role.DEPARTMENT_HEAD,
    Role.PRINCIPAL_HEAD,
    Role.FUND_OFFICER,
)


@dataclass(frozen=True)
class Crew:
    """Who works on a case: lead and assistant, and the heads who approve, from near to far."""

    clerk: Officer
    lead: Officer
    assistant: Officer
    head: Officer
    department: Officer
    principal: Officer
    fund: Officer


def crew(area_code: str, *, turn: int = 0) -> Crew | None:
    """The officers of a county's inspection; None where the demo has seated nobody."""
    area = offices.area_by_code(area_code)
    unit = offices.unit_of(area.id, Department.HUMAN_RESOURCES)
    found = officers.who_may(Permission.READ_CASE, reach=Reach(Scope.UNIT, area.id, unit.id))
    by_role = {role: [o for o in found if o.role is role] for role in Role}
    if not all(by_role[role] for role in _NEEDED):
        return None
    inspectors = by_role[Role.INSPECTOR]
    return Crew(
        clerk=by_role[Role.CLERK][0],
        lead=inspectors[turn % len(inspectors)],
        assistant=inspectors[(turn + 1) % len(inspectors)],
        head=by_role[Role.SQUAD_HEAD][0],
        department=by_role[Role.DEPARTMENT_HEAD][0],
        principal=by_role[Role.PRINCIPAL_HEAD][0],
        fund=by_role[Role.FUND_OFFICER][0],
    )


def file(filing: Filing, *, key: str, by: Officer | None, now: datetime) -> Complaint:
    """The complaint, once for each key."""
    before = once.find_form(key)
    if before is not None:
        return complaints.any_complaint(int(before.result or 0))
    filed = intake_filing.file(filing, by=by, now=now).complaint
    once.claim(key, "", now=now)
    once.keep_answer(key, result=str(filed.id))
    return filed


def accept(complaint: Complaint, *, by: Officer | None, now: datetime) -> Case:
    """Accepted, and the letter handed to the worker at the counter."""
    case = deciding_actions.accept(complaint, by=by, now=now)
    for paper in papers.papers_of_complaint(complaint.id):
        if by is not None and paper.served_on is None:
            _hand_over(paper, place="服务中心窗口", receiver="本人", by=by, now=now)
    return case


def assign(case: Case, team: Crew, *, now: datetime) -> None:
    people.assign(case, lead=team.lead, assistant=team.assistant, by=team.head, now=now)


def verify(case: Case, *, share: int = 100, ground: str, by: Officer, now: datetime) -> None:
    """Every line verified at a share (percent) of what was claimed."""
    findings = [
        Finding(
            line_id=line.id,
            was=Found(line.books, line.verified, line.ground),
            mine=Found(line.books, line.claimed.share(share, 100), ground),
        )
        for line in matters.lines(case.id)
    ]
    finding.verify(case, findings=findings, by=by, now=now)


def finish(case: Case, *, by: Officer, now: datetime) -> None:
    report = "工人陈述、考勤和转账记录相互印证，欠薪事实清楚。"
    finding.finish_investigation(case, report=report, by=by, now=now)


def order(case: Case, team: Crew, *, term_on: date, now: datetime) -> Order:
    """Drafted by the lead, approved by the head, issued."""
    made = ordering.draft_order(case, term_on=term_on, by=team.lead, now=now)
    documents.approve(made.paper, seen=papers.sheet(made.paper).sha256, by=team.head, now=now)
    documents.issue(made.paper, by=team.lead, now=now)
    deadlines.note_issued(made, issued_on=day_of(now), now=now)
    return made


def serve(paper: Paper, *, on: date, by: Officer, now: datetime, unknown: bool = False) -> None:
    """Handed over; ``unknown`` where a published case does not say how."""
    place, receiver = ("未公开", "未公开") if unknown else ("该单位办公地点", "该单位负责人")
    _hand_over(paper, place=place, receiver=receiver, on=on, by=by, now=now)


def _hand_over(
    paper: Paper, *, place: str, receiver: str, on: date | None = None, by: Officer, now: datetime
) -> None:
    facts = ServiceFacts(way=Way.DIRECT, on=on or day_of(now), place=place, receiver=receiver)
    documents.record_service(paper, facts=facts, by=by, now=now)


def serve_order(made: Order, team: Crew, *, on: date, now: datetime, unknown: bool = False) -> None:
    serve(made.paper, on=on, by=team.lead, now=now, unknown=unknown)
    deadlines.begin_term(made, served_on=on, term_on=made.term_on, by=team.lead, now=now)


def running_order(case: Case) -> Order:
    """The order whose term runs now."""
    return orders.running_orders(case.id)[0]


def expire(made: Order, *, now: datetime) -> None:
    deadlines.expire_order(made, now=now)


def decide(case: Case, team: Crew, *, begun: datetime) -> Decision:
    """Prior notice, the days for a statement, the decision that the general contractor pays
    first, and its term run out: about three weeks."""
    notice_until = day_of(begun) + timedelta(days=4)
    decision = deciding.draft_notice(
        case, kind=DecisionKind.PAY_FIRST, statement_until=notice_until, by=team.lead, now=begun
    )
    _send(decision.notice, team, now=begun)
    decided = begun + timedelta(days=6)
    paper = deciding.draft_decision(
        decision,
        term_on=day_of(decided) + timedelta(days=7),
        by=team.lead,
        now=decided,
        evidence=("工人陈述", "考勤记录", "责令支付文书及送达回证"),
    )
    _send(paper, team, now=decided)
    made = _order_of(paper)
    deadlines.begin_term(
        made, served_on=day_of(decided), term_on=made.term_on, by=team.lead, now=decided
    )
    over = decided
    while made.outcome is None:
        over += _ONE_DAY
        expire(made, now=over)
    return decision


def _order_of(paper: Paper) -> Order:
    found = orders.find_order_of_paper(paper.id)
    if found is None:
        raise Missing
    return found


def _send(paper: Paper, team: Crew, *, now: datetime) -> None:
    documents.approve(paper, seen=papers.sheet(paper).sha256, by=team.department, now=now)
    documents.issue(paper, by=team.lead, now=now)
    serve(paper, on=day_of(now), by=team.lead, now=now)


def refer(case: Case, team: Crew, *, conduct: Conduct, now: datetime) -> None:
    """Reported by the lead, approved by the principal head, and signed for by the police, all
    on one day."""
    place = f"{case.area.name_zh}公安局"
    referral = referral_deciding.prepare_referral(
        case,
        conduct=conduct,
        report="逾期未支付，建议移送。",
        receiver=place,
        copied_to=f"{case.area.name_zh}人民检察院",
        by=team.lead,
        now=now,
    )
    referral_deciding.approve_referral(
        referral, seen=referring.sheet(referral).sha256, by=team.principal, now=now
    )
    following.send_referral(
        referral, on=day_of(now), place=place, signed_by="未公开", by=team.lead, now=now
    )


def pay(case: Case, *, percent: int, slip: str, on: date, by: Officer, now: datetime) -> None:
    """The employer pays a share of what is still owed, spread by what each is owed."""
    owed = Money.total(line.owed for line in matters.lines(case.id))
    entries.record_payment(
        case,
        source=Source.EMPLOYER,
        slip=slip,
        paid_on=on,
        total=owed.share(percent, 100),
        by=by,
        now=now,
    )
    deadlines.check_met(case.id, now=now)


def confirm(lines: Sequence[Line], *, by: Officer, now: datetime) -> None:
    for line in lines:
        missing = line.paid - line.confirmed
        if missing:
            confirming.confirm(
                line, amount=missing, way=Known.SIGNATURE, proof="当面签字", by=by, now=now
            )


def hold(line: Line, *, by: Officer, now: datetime) -> None:
    """What the bank sent back lies with the office until the worker comes for it."""
    holding.hold_money(
        line,
        amount=line.paid - line.confirmed,
        reason="演示：银行卡已注销，钱退回",
        place="演示：单位财务室",
        by=by,
        now=now,
    )


def close(case: Case, team: Crew, *, now: datetime) -> None:
    """Every line ends as paid; the head approves."""
    for line in matters.lines(case.id):
        closing.end_line(line, ending=Ending.PAID, proof="本人签字确认", by=team.lead, now=now)
    proposal = closing.propose_closing(
        case, facts="欠薪属实，已全部付清。", result="已结清", by=team.lead, now=now
    )
    closing.approve_closing(proposal, seen=endings.sheet(proposal).sha256, by=team.head, now=now)


def day_after(day: date) -> date:
    return day + _ONE_DAY
