"""Today, the queue and the page of a case: what they show, to whom, in how many queries."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from casework.ground.cases.terms import Stage
from casework.ground.identity.terms import Role
from casework.ground.offices.terms import Department
from casework.ground.statute.terms.words import Card
from tests.factories import cases, deposits, documents, inspections, offices, parties

LATE = date(2026, 11, 20)


def _cases(number: int, **values: Any) -> None:
    for n in range(number):
        case = cases.case(**values)
        cases.line(case=case)
        cases.clock(case=case, due_on=date(2026, 12, 1 + n % 28))


def _counted(page: Any) -> int:
    return len(page.all("tr[data-row]"))


def test_the_queue_costs_the_same_queries_for_one_case_and_for_many(
    officer: Any, queries: Any
) -> None:
    client = officer()
    _cases(1)
    client.get("desk.queue")
    with queries() as few:
        client.get("desk.queue")
    _cases(20)
    with queries() as many:
        client.get("desk.queue")

    assert len(few) == len(many), many.listing


def test_the_page_of_a_case_costs_the_same_queries_for_one_line_and_for_many(
    officer: Any, queries: Any
) -> None:
    case = cases.case()
    cases.line(case=case)
    cases.clock(case=case)
    client = officer()
    client.get("desk.case", case_id=case.id)
    client.get("desk.case", case_id=case.id)
    with queries() as few:
        client.get("desk.case", case_id=case.id)
    for _ in range(20):
        cases.line(case=case)
    client.get("desk.case", case_id=case.id)
    with queries() as many:
        client.get("desk.case", case_id=case.id)

    assert len(few) == len(many), many.listing


def test_the_next_legal_date_comes_first_and_cases_without_one_last(officer: Any) -> None:
    without = cases.case()
    later = cases.case()
    cases.clock(case=later, due_on=date(2026, 12, 20))
    sooner = cases.case()
    cases.clock(case=sooner, due_on=LATE)

    page = officer().get("desk.queue")

    numbers = [case.number.split("案")[1].rstrip("号") for case in (sooner, later, without)]
    places = [page.text.index(number) for number in numbers]
    assert places == sorted(places)


def test_pages_follow_each_other_by_key_without_gap_or_double(officer: Any) -> None:
    _cases(30)
    client = officer()

    first = client.get("desk.queue", size_of_page=25)
    second = first.click("下一页")

    seen = [row for page in (first, second) for row in page.all("tr[data-row] th")]
    assert (_counted(first), _counted(second)) == (25, 5)
    assert len({str(row) for row in seen}) == 30


@pytest.mark.parametrize("card", list(Card))
def test_each_card_lists_exactly_the_cases_that_show_it(officer: Any, card: Card) -> None:
    for due in (date(2026, 11, 2), LATE, date(2026, 11, 25), date(2027, 3, 1)):
        cases.clock(case=cases.case(), due_on=due)
        cases.clock(case=cases.case(people=40), due_on=due)
    client = officer()
    everything = client.get("desk.queue")
    marks = {
        Card.SUPERVISED: "严重超期", Card.RED: "红", Card.YELLOW: "黄", Card.GREEN: "绿",
    }  # fmt: skip

    page = client.get("desk.queue", card=card.value)

    shown = [row for row in everything.all("tr[data-row] .card-mark") if marks[card] in str(row)]
    assert _counted(page) == len(shown)


def test_a_county_sees_neither_case_nor_count_of_another(officer: Any) -> None:
    case = cases.case(employer_id=parties.employer(name="演示远方公司").id)
    client = officer(area=offices.ELSEWHERE)

    page = client.get("desk.queue")
    client.get("desk.case", case_id=case.id, expect=404)

    assert "演示远方公司" not in page.text
    assert "0件" in page.text


def test_wildcards_in_a_search_are_only_characters(officer: Any) -> None:
    cases.case(employer_id=parties.employer(name="百分之%工厂").id)
    cases.case(employer_id=parties.employer(name="普通工厂").id)

    page = officer().get("desk.queue", q="之%工")

    assert _counted(page) == 1


def test_nonsense_in_the_address_is_simply_not_set(officer: Any) -> None:
    cases.case()

    page = officer().get("desk.queue", card="x", stage="y", after="z", area="-1", size_of_page="7")

    assert _counted(page) == 1


def test_ended_cases_are_not_in_the_usual_list(officer: Any) -> None:
    cases.case(stage=Stage.CLOSED, closed_on=date(2026, 11, 20))
    client = officer()

    assert _counted(client.get("desk.queue")) == 0
    assert _counted(client.get("desk.queue", standing="ended")) == 1


def test_today_shows_what_is_overdue_and_what_waits_for_inspectors(officer: Any) -> None:
    case = cases.case()
    cases.clock(case=case, due_on=LATE)

    page = officer(role=Role.SQUAD_HEAD).get("desk.today")

    assert "超期3天" in page.text
    assert "等指派监察员" in page.text


def test_the_page_of_a_case_says_who_holds_it_by_when_and_why(officer: Any) -> None:
    case = cases.case()
    line = cases.line(case=case, yuan=12_800)
    clock = cases.clock(case=case, start_on=date(2026, 9, 18))
    cases.inspectors(case=case)

    page = officer().get("desk.case", case_id=case.id)
    why = officer().get("cases.why", clock_id=clock.id)

    assert page.h1 == case.employer.name
    assert "2026-12-17 周四" in page.text
    assert line.worker.name in page.text
    assert "12,800.00" in page.text
    assert "60" in why.text


def test_the_next_steps_lead_to_their_pages(officer: Any) -> None:
    case = cases.case()
    cases.line(case=case)
    lead, other = officer(), officer()
    cases.inspectors(case=case, lead=lead.officer)

    page = lead.get("desk.case", case_id=case.id)

    assert "下一步" in page.text
    page.click("核实金额")
    # only the two inspectors of a case investigate it
    assert "核实金额" not in other.get("desk.case", case_id=case.id).text


def test_another_unit_of_the_county_reads_but_is_offered_no_step(officer: Any) -> None:
    case = cases.case()
    client = officer(department=Department.HOUSING)

    page = client.get("desk.case", case_id=case.id)

    assert "下一步" not in page.text


def test_what_waits_for_approval_stands_on_the_page_for_today(officer: Any) -> None:
    case = inspections.case()
    order = inspections.order(case=case)

    page = officer(role=Role.SQUAD_HEAD).get("desk.today")

    assert "等我审批" in page.text
    page = page.click("限期改正指令书").click("审批")
    page.form("documents.approve", paper_id=order.paper_id).submit({})


def test_nobody_is_asked_to_approve_the_own_draft(officer: Any, session: Any) -> None:
    client = officer(role=Role.SQUAD_HEAD)
    documents.paper(by=client.officer)

    assert "等我审批" not in client.get("desk.today").text


def test_what_is_approved_waits_for_the_handler_until_it_is_served(
    officer: Any, session: Any
) -> None:
    client = officer(role=Role.INSPECTOR)
    case = cases.case()
    case.handler_id = client.officer.id
    paper = documents.issued(case=case)
    session.flush()

    page = client.get("desk.today")

    assert "待送达" in page.one("section:has(h2) tbody")
    assert page.has(f"a[href$='/papers/{paper.id}']")


def test_an_approved_claim_waits_for_the_fund_officer(officer: Any) -> None:
    deposits.approved()

    assert "待登记支付" in officer(role=Role.FUND_OFFICER).get("desk.today").text


def test_every_printed_page_says_when_it_was_printed(officer: Any) -> None:
    case = cases.case()

    page = officer().get("desk.case", case_id=case.id)

    assert "2026-" in page.one(".print-line")


@pytest.mark.parametrize(
    ("asked", "words"), [("extension", "期限延期"), ("suspension", "期限中止")]
)
def test_what_is_asked_for_about_a_limit_waits_for_another_persons_approval(
    officer: Any, session: Any, asked: str, words: str
) -> None:
    getattr(cases, asked)()
    head = officer(role=Role.DEPARTMENT_HEAD)

    page = head.get("desk.today")

    assert page.click("延期和中止").h1 == "待批的延期和中止"
    assert page.click(words).has("form")
    elsewhere = officer(role=Role.DEPARTMENT_HEAD, area="371311")
    assert "等我审批" not in elsewhere.get("desk.today").text
