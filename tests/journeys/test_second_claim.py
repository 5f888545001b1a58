"""Workers come again with more that is owed to them: it is added, shown, and ordered."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from casework.ground.cases.models.case import Case, TimelineEntry
from casework.ground.cases.queries import claims
from casework.ground.cases.terms import Ending, Event
from casework.ground.documents import actions as documents
from casework.ground.documents.models import Paper
from casework.ground.documents.terms.kinds import Kind
from casework.kernel.money import Money
from casework.procedure.intake.models.complaints import Complaint
from tests.factories import offices
from tests.journeys.office import Office, people, rows
from tests.portal import proving, walk

TERM_ON = date(2026, 12, 7)
TAIL = walk.PHONE[-4:]


@pytest.fixture
def city(session, now):
    walk.city()


def _filed(client, session, yuan, month):
    """Filed on a phone by the same man: the complaint, and the code of its receipt."""
    browser = type(client)(client.app, client.now)
    receipt = walk.filed(browser, walk.answered(
        how_long={"first": month, "last": month}, how_much={"amount": str(yuan)}))  # fmt: skip
    session.expire_all()
    made = session.scalars(select(Complaint).order_by(Complaint.id.desc())).first()
    return made.id, walk.code_of(receipt)


def _accept(clerk, complaint_id, join=""):
    page = clerk.get("intake.complaint", complaint_id=complaint_id)
    page.form("intake.accept", complaint_id=complaint_id).submit(
        {"join": str(join)} if join else {}
    )


@pytest.fixture
def office(officer, city):
    return Office(officer, offices.HOME)


def _two_claims(client, office, session):
    """8,000 for September, accepted; then 6,000 for November, joined to the open case."""
    first, old_code = _filed(client, session, 8_000, "2026-09")
    _accept(office.clerk, first)
    office.assign()
    second, new_code = _filed(client, session, 6_000, "2026-11")
    _accept(office.clerk, second, join=office.case().id)
    session.expire_all()
    return old_code, new_code


def test_a_second_complaint_by_phone_adds_its_claim(client, office, session):
    _two_claims(client, office, session)

    line = office.lines()[0]
    assert (office.case().people, office.case().claimed) == (1, Money.yuan(14_000))
    assert (line.from_month, line.to_month) == (date(2026, 9, 1), date(2026, 11, 1))
    entry = session.scalars(
        select(TimelineEntry).where(TimelineEntry.event == Event.CLAIM_ADDED.value)
    ).one()
    assert "14,000.00" in entry.changes
    case_page = office.lead.get("desk.case", case_id=line.case_id)
    assert "增加一笔主张" in case_page.text
    assert "工人又说了一笔欠薪，看月份和金额" in case_page.text
    rows = office.lead.get("inspections.claims", case_id=line.case_id, line_id=line.id)
    assert "8,000.00" in rows.text
    assert "6,000.00" in rows.text


def test_a_correction_by_the_second_receipt_leaves_the_first_claim(client, office, session):
    _, new_code = _two_claims(client, office, session)
    proving.sign_in(client, new_code, TAIL)
    page = client.get("acting.correct_one", about="amount")
    assert page.attribute("#amount", "value").replace(",", "").startswith("6000")
    page.form().submit({"amount": "6600"})
    session.commit()

    waiting = office.lead.get("requests.waiting")
    waiting.click("更正 1").form().submit({"answer": "核对过，按您说的改"}, button="按本人要求更正")

    session.expire_all()
    assert office.lines()[0].claimed == Money.yuan(14_600)
    assert office.case().claimed == Money.yuan(14_600)


def test_a_withdrawal_by_one_receipt_leaves_the_other_claim(client, office, session, now):
    _, new_code = _two_claims(client, office, session)
    proving.sign_in(client, new_code, TAIL)
    client.get("acting.withdraw").form().submit({"words": "记错了"}, button="确定撤回")
    session.commit()
    page = office.lead.get("requests.waiting").click("撤回 1")
    page.form(page.url).submit({"called": now.strftime("%Y-%m-%dT%H:%M"), "said": "只撤十一月的",
                        "outcome": "withdraw"})  # fmt: skip

    session.expire_all()
    line = office.lines()[0]
    assert (line.ending, line.claimed) == (None, Money.yuan(8_000))
    assert client.get("progress.matter").one(".state h2") != "正在查"


def test_orders_say_what_was_verified_and_the_case_says_what_is_not_in_them(
    client, office, session
):
    first, _ = _filed(client, session, 8_000, "2026-09")
    _accept(office.clerk, first)
    office.assign()
    line = office.lines()[0]
    office.verify({line.id: "8000"})
    office.order(TERM_ON)
    issued = office.paper(Kind.ORDER)
    second, _ = _filed(client, session, 6_000, "2026-11")
    _accept(office.clerk, second, join=line.case_id)

    for endpoint in ("desk.case", "inspections.lines", "inspections.verify"):
        assert "认定以后主张有变化" in office.lead.get(endpoint, case_id=line.case_id).text
    text = office.pdf(issued)
    assert "2026年9月" in text
    assert "、2026年11月" not in text

    office.verify({line.id: "14000"})
    assert "认定以后主张有变化" not in office.lead.get("desk.case", case_id=line.case_id).text
    documents.void(session.get(Paper, issued.id), reason="数额变了，重新责令",
                   by=office.head.officer, now=office.lead.now)  # fmt: skip
    office.relay()
    office.lead.get("inspections.order", case_id=line.case_id).form().submit(
        {"term_on": TERM_ON.isoformat()}
    )
    draft = office.paper(Kind.ORDER)
    assert draft.id != issued.id
    assert (draft.body.amount, draft.body.period) == (Money.yuan(14_000), "2026年9月、2026年11月")
    assert office.pdf(issued) == text


def test_a_draft_that_has_not_gone_out_follows_the_finding(client, office, session):
    first, _ = _filed(client, session, 8_000, "2026-09")
    _accept(office.clerk, first)
    office.assign()
    line = office.lines()[0]
    office.verify({line.id: "8000"})
    office.lead.get("inspections.order", case_id=line.case_id).form().submit(
        {"term_on": TERM_ON.isoformat()}
    )
    paper_id = office.paper(Kind.ORDER).id
    office.head.get("documents.approve", paper_id=paper_id).form().submit()
    second, _ = _filed(client, session, 6_000, "2026-11")
    _accept(office.clerk, second, join=line.case_id)

    office.verify({line.id: "14000"})

    session.expire_all()
    paper = office.paper(Kind.ORDER)
    assert session.get(Paper, paper_id).state.value == "void", "what was approved said otherwise"
    assert paper.state.value == "drafted"
    assert (paper.body.amount, paper.body.period) == (Money.yuan(14_000), "2026年9月、2026年11月")


def test_ten_workers_joined_by_the_counter_claim_both(client, office, session):
    workers = people(10, Money.yuan(50_000))
    typed = {"employer": "演示劳务公司", "project": "演示花园", "industry": "building"}
    office.file(workers, from_month="2026-09", to_month="2026-09", **typed)
    _accept(office.clerk, office.complaint().id)
    case = office.case()
    assert case.claimed == Money.yuan(50_000)

    page = office.clerk.get("counter.new")
    while not page.has("#workers-9-name"):
        page = page.form().submit({}, button="增加行", expect=200)
    given = {**rows(workers), **typed, "from_month": "2026-10", "to_month": "2026-10"}
    looked = page.form().submit(given, button="查重", expect=200)
    looked.form().submit({"reason": "还是那十个人，十月的"}, button=f"join-case-{case.id}")

    session.expire_all()
    case = office.case()
    assert (case.people, case.claimed) == (10, Money.yuan(100_000))
    assert {line.to_month for line in office.lines()} == {date(2026, 10, 1)}
    assert not claims.doubtful_lines(office.lines())


@pytest.mark.once("inspections.claims")
def test_the_same_months_twice_are_a_question_for_the_inspectors(client, office, session):
    first, _ = _filed(client, session, 8_000, "2026-09")
    _accept(office.clerk, first)
    office.assign()
    second, _ = _filed(client, session, 6_000, "2026-09")
    _accept(office.clerk, second, join=office.case().id)
    line = office.lines()[0]
    assert line.claimed == Money.yuan(14_000)
    assert "主张里可能有重复" in office.lead.get("desk.case", case_id=line.case_id).text

    page = office.lead.get("inspections.claims", case_id=line.case_id, line_id=line.id)
    refused = page.form().submit({"sameness": "later", "reason": ""}, expect=422)
    assert any("依据" in words for words in refused.errors)
    page.form().submit({"sameness": "later", "reason": "本人说后来算清是六千"})

    session.expire_all()
    assert office.lines()[0].claimed == office.case().claimed == Money.yuan(6_000)
    assert "主张里可能有重复" not in office.lead.get("desk.case", case_id=line.case_id).text


def test_whoever_claims_more_is_not_done_with(client, office, session):
    first, _ = _filed(client, session, 8_000, "2026-09")
    _accept(office.clerk, first)
    office.assign()
    line = office.lines()[0]
    office.verify({line.id: "8000"})
    office.pay("单1", total="8000")
    office.confirm(office.lines()[0])
    office.end(office.lines()[0])
    assert office.lines()[0].ending is Ending.PAID
    second, _ = _filed(client, session, 6_000, "2026-11")
    _accept(office.clerk, second, join=line.case_id)
    office.relay()

    session.expire_all()
    again = office.lines()[0]
    assert (again.ending, again.claimed) == (None, Money.yuan(14_000))
    refused = office.lead.get("closing.end_line", case_id=line.case_id, line_id=line.id)
    page = refused.form().submit({"ending": "paid", "proof": ""}, expect=422)
    assert any("先核实金额" in words for words in page.errors)
    assert session.scalars(select(Case)).one().claimed == Money.yuan(14_000)
