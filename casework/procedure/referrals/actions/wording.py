"""What the papers of a referral say: texts from case data, with the articles that they cite."""

from __future__ import annotations

from datetime import date

from casework.ground.cases.models.case import Case
from casework.ground.cases.queries import clocks, matters
from casework.ground.cases.terms import Subject
from casework.ground.documents import queries as papers
from casework.ground.documents.terms.bodies.intake import TransferBody
from casework.ground.documents.terms.bodies.referral import ReferralApprovalBody, ReferralBody
from casework.ground.documents.terms.fields import chinese_day
from casework.ground.documents.terms.kinds import State
from casework.ground.identity import queries as identity
from casework.ground.statute.rules.referral.facts import Finding
from casework.kernel.money import Money
from casework.procedure.inspections import queries as inspections
from casework.procedure.referrals import queries, rules
from casework.procedure.referrals.models import Referral

CRIME_BASIS = (
    "《中华人民共和国刑法》（2023年12月29日修正）第二百七十六条之一",
    "法释〔2013〕3号（2013年1月23日起施行）第一条至第四条",
    "《行政执法机关移送涉嫌犯罪案件的规定》（国务院令第310号，2020年8月7日修订）第三条、第五条",
)
PASS_ON_BASIS = ("《劳动保障监察条例》（2004年12月1日起施行）第二十一条",)
WAGES = "工资、加班费等劳动报酬，名单和每人金额见责令支付文书。"
ANSWER_WANTED = "请将办理结果函告本机关。"


def sheet(case: Case, referral: Referral, finding: Finding, *, on: date) -> ReferralApprovalBody:
    """The 审批表: the facts by element."""
    clock = clocks.find_running_clock(Subject.REFERRAL, referral.id, rules.DECIDE)
    names = identity.names(inspections.inspector_ids(case.id))
    employer = case.employer
    people, amount = owed(case)
    return ReferralApprovalBody(
        suspect=employer.name,
        suspect_code=employer.credit_code or "",
        case_number=case.number,
        who=_who(case),
        wages=WAGES,
        act=_act(referral, finding),
        size=rules.printed(finding.amount),
        order=order_words(case),
        unpaid=rules.printed(finding.unpaid),
        people=people,
        amount=amount,
        team="、".join(names[i] for i in inspections.inspector_ids(case.id)),
        term_on=clock.due_on if clock else on,
        proposal=referral.report,
        basis=CRIME_BASIS,
    )


def _who(case: Case) -> str:
    head = f"，负责人{case.employer.head}" if case.employer.head else ""
    return f"{case.employer.name}{head}。"


def _act(referral: Referral, finding: Finding) -> str:
    evidence = queries.conduct_of(referral).evidence
    return "\n".join([*evidence, rules.printed(finding.conduct)])


def order_words(case: Case) -> str:
    """Which order, and when it was served."""
    order = queries.find_order(case.id)
    if order is None or order.served_on is None:
        return "没有送达的责令支付文书。"
    return (
        f"{order.paper.number}，{chinese_day(order.served_on)}送达，"
        f"期限到{chinese_day(order.term_on)}。"
    )


def owed(case: Case) -> tuple[int, Money]:
    """How many are still owed, and how much."""
    going = [line for line in matters.lines(case.id) if line.ending is None and line.owed]
    return len(going), Money.total(line.owed for line in going)


def letter(case: Case, referral: Referral, finding: Finding) -> ReferralBody:
    """The 移送书 to the police."""
    people, amount = owed(case)
    return ReferralBody(
        addressee=referral.receiver,
        suspect=case.employer.name,
        suspect_code=case.employer.credit_code or "",
        facts=facts(case),
        grounds=_act(referral, finding),
        people=people,
        amount=amount,
        attached=attached(case),
        copied_to=referral.copied_to,
        basis=CRIME_BASIS,
    )


def facts(case: Case) -> str:
    people, amount = owed(case)
    place = f"在{case.project.name}" if case.project else ""
    return (
        f"{case.employer.name}{place}拖欠{people}名劳动者工资合计{amount.plain}元。"
        f"责令支付文书：{order_words(case)}"
    )


def attached(case: Case) -> tuple[str, ...]:
    """The papers of the file that went out, with their numbers, and what proves them."""
    found = tuple(
        f"{paper.kind.form.title}{paper.number or ''}"
        for paper in papers.papers(case.id)
        if paper.state in (State.ISSUED, State.SERVED)
    )
    return (*found, "劳动者名单和陈述", "证据材料")


def transfer(case: Case, *, receiver: str, reason: str) -> TransferBody:
    """The letter to court, arbitration or legal aid."""
    return TransferBody(
        addressee=receiver,
        party=case.employer.name,
        facts=facts(case),
        reason=reason,
        attached=attached(case),
        answer_wanted=ANSWER_WANTED,
        basis=PASS_ON_BASIS,
    )
