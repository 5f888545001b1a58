"""One published case on pages: from the counter to money in the hand, at its real dates.

Its dates, people and total are published; what each worker is owed, and that everything was paid
in the end, is made up.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from casework.ground.cases.terms import Ending, Stage
from casework.ground.documents.terms.kinds import Kind
from casework.kernel.money import Money
from casework.procedure.inspections.models import Order
from casework.procedure.inspections.terms import Outcome
from tests.journeys.office import Office, people
from tests.portal import walk

#: 31 pages for 31 workers, three times over.
pytestmark = pytest.mark.slow

_PUBLISHED = Path(__file__).parents[2] / "config" / "demo" / "published_cases.json"
VERIFIED_ON, TERM_ON = date(2018, 1, 15), date(2018, 1, 24)
PAID_ON, TERM_OVER_ON = date(2018, 1, 22), date(2018, 1, 25)


@dataclass(frozen=True)
class Published:
    """What was published of the case."""

    area: str
    workers: int
    amount: Money
    received_on: date
    filed_on: date
    ordered_on: date


def published():
    cases = json.loads(_PUBLISHED.read_text(encoding="utf-8"))["cases"]
    row = next(case for case in cases if case["id"] == "sc-hejiang")
    days = [date.fromisoformat(day) for day in (row["received"], row["filed"], row["orders"][0])]
    return Published(row["area"], row["workers"], Money.read(row["amount"]), *days)


def at_the_counter(office, record):
    """The receipt, on the day the complaint came, and who stands on it."""
    workers = people(record.workers, record.amount)
    office.on(record.received_on)
    receipt = office.file(workers, employer="演示三江建筑公司", project="演示三江工程",
                          industry="building", amount=record.amount.plain)  # fmt: skip
    return receipt, workers


def ordered(office, record):
    """Accepted, assigned, verified, ordered and served, each on its day."""
    office.on(record.filed_on)
    office.accept()
    office.assign()
    office.on(VERIFIED_ON)
    office.verify({line.id: line.claimed.plain for line in office.lines()})
    office.on(record.ordered_on)
    office.order(TERM_ON)
    office.relay()
    office.serve(office.paper(Kind.ORDER))
    office.relay()


def test_31_workers_get_their_money_and_each_step_leaves_its_mark(client, officer, session):
    record = published()
    office = Office(officer, record.area)

    receipt, workers = at_the_counter(office, record)
    code = "".join(receipt.one(".receipt-code").split())
    for words in ("临罗诉〔2018〕00001号", "31人", "一百零六万一千七百六十五元", "1月11日（周四）"):
        assert words in receipt.text

    office.on(record.filed_on)
    office.accept()
    assert office.new_entries() == [
        "受理并立案", "本案的投诉", "拟文书", "制发文书", "送达文书", "制发文书"
    ]  # fmt: skip
    assert office.case().number == "临罗监案〔2018〕0001号"
    assert office.case().claimed == record.amount
    office.assign()
    assert office.new_entries() == ["指派监察员"]

    office.on(VERIFIED_ON)
    office.verify({line.id: line.claimed.plain for line in office.lines()})
    assert office.new_entries() == ["更改认定"]
    office.finish()
    assert office.new_entries() == ["调查终结"]

    office.on(record.ordered_on)
    office.order(TERM_ON)
    assert office.new_entries() == ["拟文书", "批准文书", "制发文书"]
    order = office.paper(Kind.ORDER)
    assert order.number == "临罗人社监令字〔2018〕第0001号"
    printed = office.pdf(order)
    for words in (order.number, "壹佰零陆万壹仟柒佰陆拾伍元整", "1,061,765.00", "2018年1月24日"):
        assert words in printed
    assert "拖欠31名劳动者工资合计" in printed
    assert "2020年5月1日" not in printed
    assert all(person.name in printed for person in workers)
    assert all(person.id_number not in printed for person in workers)

    office.relay()
    assert office.new_entries() == ["人数达到群体事件，报县区"]
    office.serve(order)
    assert office.new_entries() == ["送达文书", "制发文书"]
    assert office.case().stage is Stage.INVESTIGATING
    office.relay()
    assert office.new_entries() == ["责令支付期限起算"]
    assert office.case().stage is Stage.ORDERED
    assert office.case().next_due_on == TERM_ON

    office.on(PAID_ON)
    office.pay("回单2018012201", total="500000")
    assert office.new_entries() == ["登记付款"]
    assert Money.total(line.paid for line in office.lines()) == Money.yuan(500_000)
    first = office.lines()[0]
    page = office.pay("回单2018012202", **{f"amount_{first.id}": "1000.01"})
    wrong = next(a for a in page.all("main a[href*=reverse]") if "1,000.01" in a)
    page.click(wrong).form().submit({"reason": "记错了人"})
    assert office.new_entries() == ["登记付款", "冲正付款"]
    assert Money.total(line.paid for line in office.lines()) == Money.yuan(500_000)

    rest = Money.total(line.owed for line in office.lines())
    office.pay("回单2018012203", total=rest.plain)
    assert office.new_entries() == ["登记付款"]
    assert [line.paid for line in office.lines()] == [person.amount for person in workers]
    office.relay()
    assert office.new_entries() == ["期限内登记付清"]

    for line in office.lines():
        office.confirm(line)
        assert office.new_entries() == ["确认到账"]
    assert office.case().confirmed == record.amount
    for line in office.lines():
        office.end(line)
        assert office.new_entries() == ["一人办结"]

    office.propose_closing()
    assert office.new_entries() == ["拟文书", "提请结案"]
    office.lead.get("closing.approve", case_id=office.case().id, expect=403)
    office.approve_closing()
    assert office.new_entries() == ["批准文书", "制发文书", "结案"]
    office.relay()
    assert office.case().stage is Stage.CLOSED
    assert {line.ending for line in office.lines()} == {Ending.PAID}

    with client.at(office.lead.now):
        found = {"code": code, "tail": workers[30].phone[-4:]}
        page = client.get("lookup.receipt").form().submit(found)
    assert page.one(".state h2") == "已拿到钱"
    assert "34250" not in page.text.replace(",", "")
    assert "张示例" not in page.text


def test_an_order_that_nobody_obeys_runs_out_and_a_decision_follows(officer, session):
    record = published()
    office = Office(officer, record.area)
    at_the_counter(office, record)
    ordered(office, record)
    office.new_entries()
    case_id = office.case().id

    office.on(TERM_ON, hour=23)
    office.sweep()
    assert office.case().stage is Stage.ORDERED
    office.on(TERM_OVER_ON)
    office.sweep()
    assert "责令支付逾期未付" in office.new_entries()
    assert office.case().stage is Stage.EXPIRED
    office.sweep()
    assert office.new_entries() == []

    head = officer(role="department_head", area=record.area)
    head.now = office.lead.now
    head.sign_in(head.officer)
    page = office.lead.get("inspections.notice", case_id=case_id)
    page.form().submit({"kind": "pay", "statement_until": "2018-02-01"})
    office.through(Kind.PRIOR_NOTICE, approver=head)
    office.serve(office.paper(Kind.PRIOR_NOTICE))
    office.relay()

    office.on(date(2018, 2, 2))
    head.now = office.lead.now
    head.sign_in(head.officer)
    page = office.lead.get("inspections.lines", case_id=case_id)
    page = office.lead.get(_href(page, "/statement")).form().submit(
        {"statement": "没有钱。", "answer": "不采纳：没有钱不是理由。"}
    )  # fmt: skip
    office.lead.get(_href(page, "/decide")).form().submit(
        {"term_on": "2018-02-26", "evidence": "工人陈述\n考勤表"}
    )
    office.through(Kind.DECISION, approver=head)
    office.serve(office.paper(Kind.DECISION))
    office.relay()
    assert office.paper(Kind.DECISION).number == "临罗人社监理字〔2018〕第0001号"

    office.on(date(2018, 2, 27))
    office.sweep()
    orders = session.scalars(select(Order).order_by(Order.id)).all()
    assert [one.outcome for one in orders] == [Outcome.EXPIRED, Outcome.EXPIRED]


def _href(page, end):
    links = [a.attributes["href"] for a in page.tree.css("main a[href]")]
    found = [href for href in links if href.endswith(end)]
    assert len(found) == 1, links
    return found[0]


def test_a_worker_alone_on_the_phone_reads_how_far_it_is_at_each_step(client, officer, session):
    walk.city()
    office = Office(officer, "371302")
    code = walk.code_of(walk.filed(client))

    def state():
        page = client.get("lookup.receipt")
        if page.has("main form[action^='/progress/seen']"):
            page = page.form("progress.seen").submit()
        page = client.get("lookup.receipt").form().submit(
            {"code": code, "tail": walk.PHONE[-4:]}
        )  # fmt: skip
        assert ("最晚" in page.one(".state")) == (page.one(".state h2") != "已拿到钱")
        return page.one(".state h2")

    assert state() == "已收到"
    office.on(date(2026, 11, 23))
    office.accept()
    office.assign()
    assert state() == "正在查"
    [line] = office.lines()
    office.verify({line.id: "12000"}, ground="转账记录少八百")
    office.order(date(2026, 11, 30))
    office.relay()
    office.serve(office.paper(Kind.ORDER))
    office.relay()
    assert state() == "已责令老板付钱"
    office.pay("回单1", total="12000")
    office.relay()
    assert state() == "已责令老板付钱"
    office.confirm(line, way="sms")
    office.end(line)
    assert state() == "已拿到钱"
