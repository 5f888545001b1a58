"""The pages of papers: reading, drafting, approving, issuing, serving."""

from __future__ import annotations

import io
from typing import Any

import pytest
from pypdf import PdfReader

from casework.ground.cases.terms import Ending
from casework.ground.documents import actions
from casework.ground.documents import queries as papers
from casework.ground.documents.terms.bodies.investigation import OrderBody
from casework.ground.documents.terms.kinds import Kind, State, Way
from casework.ground.identity.terms import Role
from casework.kernel.money import Money
from tests.factories import cases, documents, identity, offices


def test_the_papers_of_a_case_stand_in_a_table(officer: Any) -> None:
    case = cases.case()
    paper = documents.issued(case=case)

    page = officer().get("documents.papers", case_id=case.id)

    assert paper.number in page.text
    assert "未送达" in page.text


def test_an_inspector_starts_a_paper_with_what_the_case_knows(officer: Any, session: Any) -> None:
    case = cases.case()
    cases.line(case=case, yuan=8_000)
    page = officer().get("documents.new", case_id=case.id)

    page = page.form("documents.new", case_id=case.id).submit({"kind": Kind.FILING.value})

    paper = papers.papers(case.id)[0]
    assert (paper.body.party, paper.body.people) == (case.employer.name, 1)
    assert paper.body.amount == Money.yuan(8_000)
    assert page.form("documents.revise", paper_id=paper.id)


def test_workers_of_a_paper_are_those_whose_lines_are_open(session: Any) -> None:
    case = cases.case()
    cases.line(case=case, name="𠮷示例", verified=Money.yuan(9_000))
    cases.line(case=case, ending=Ending.WITHDRAWN, ended_on=case.filed_on)

    rows = papers.worker_rows(case)

    assert [(row.name, row.owed) for row in rows] == [("𠮷示例", Money.yuan(9_000))]


def test_blanks_stand_out_in_the_preview(officer: Any, session: Any) -> None:
    paper = documents.paper(content=OrderBody(addressee="演示建筑公司"))

    page = officer().get("documents.paper", paper_id=paper.id)

    assert page.text.count("空缺，待填") == 12


def test_two_who_change_one_draft_see_both_and_the_second_can_still_save(
    officer: Any, session: Any
) -> None:
    paper = documents.paper(content=documents.order("张示例"))
    first, second = (
        who.get("documents.revise", paper_id=paper.id).form("documents.revise", paper_id=paper.id)
        for who in (officer(), officer())
    )
    first.submit({"facts": "第一个人写的"})

    page = second.submit({"facts": "第二个人写的"}, expect=409)

    assert "第一个人写的" in page.text
    assert "第二个人写的" in page.text
    page.form("documents.revise", paper_id=paper.id).submit({"facts": "两个人商量好的"})
    session.expire_all()
    assert paper.body.facts == "两个人商量好的"


def test_a_draft_is_changed_and_the_list_of_workers_stays(officer: Any, session: Any) -> None:
    paper = documents.paper(content=documents.order("张示例"))
    page = officer().get("documents.revise", paper_id=paper.id)

    page.form("documents.revise", paper_id=paper.id).submit(
        {"way": "现金当面点清", "effects": "甲\n\n乙", "amount": "一千"}
    )

    body = papers.any_paper(paper.id).body
    assert (body.way, body.effects, len(body.workers)) == ("现金当面点清", ("甲", "乙"), 1)


def test_a_stale_form_overwrites_nothing(officer: Any, session: Any) -> None:
    paper = documents.paper(content=documents.order("张示例"))
    first, second = officer(), officer()
    forms = [
        clerk.get("documents.revise", paper_id=paper.id).form("documents.revise", paper_id=paper.id)
        for clerk in (first, second)
    ]
    forms[0].submit({"way": "转账"})

    forms[1].submit({"way": "现金"}, expect=409)

    assert papers.any_paper(paper.id).body.way == "转账"


@pytest.mark.once("documents.issue", "documents.serve")
def test_an_order_goes_from_draft_to_service_through_its_pages(officer: Any, session: Any) -> None:
    inspector, head = officer(), officer(role="squad_head")
    paper = documents.paper(by=inspector.officer)

    page = inspector.get("documents.paper", paper_id=paper.id)
    assert not page.has("a[href$='/approve']")
    approval = head.get("documents.approve", paper_id=paper.id)
    approval.form("documents.approve", paper_id=paper.id).submit({"opinion": "同意制发。"})
    page = inspector.get("documents.paper", paper_id=paper.id)
    page = page.form("documents.issue", paper_id=paper.id).submit({})
    page = page.form("documents.serve", paper_id=paper.id).submit(
        {"way": Way.DIRECT.value, "on": "2026-11-23", "place": "演示路1号", "receiver": "钱示例"}
    )

    served = papers.any_paper(paper.id)
    assert (served.state, served.number[-7:]) == (State.SERVED, "〕第0001号")
    assert "钱示例" in page.text


def test_what_was_rewritten_since_it_was_read_is_not_issued(officer: Any, session: Any) -> None:
    inspector = officer()
    paper = documents.paper(kind=Kind.INQUIRY, by=inspector.officer)
    seen = inspector.get("documents.paper", paper_id=paper.id)
    actions.revise(paper, body=documents.body(Kind.INQUIRY, addressee="别家公司"),
                   by=identity.officer(), now=inspector.now)  # fmt: skip
    session.commit()
    button = seen.form("documents.issue", paper_id=paper.id)

    button.submit({}, expect=409)

    assert papers.any_paper(paper.id).state is State.DRAFTED
    button.submit({"shown": None}, expect=409)
    assert papers.any_paper(paper.id).state is State.DRAFTED
    page = inspector.get("documents.paper", paper_id=paper.id)
    page.form("documents.issue", paper_id=paper.id).submit({})
    session.expire_all()
    assert papers.any_paper(paper.id).state is State.ISSUED


def test_service_without_its_proof_marks_the_field(officer: Any, session: Any) -> None:
    paper = documents.issued()
    page = officer().get("documents.serve", paper_id=paper.id)

    page = page.form("documents.serve", paper_id=paper.id).submit(
        {"way": Way.POST.value, "on": "2026-11-23", "place": "演示路1号"}, expect=422
    )

    assert "单号" in " ".join(page.errors)


def test_all_that_a_way_of_service_lacks_is_said_at_its_own_field(
    officer: Any, session: Any
) -> None:
    paper = documents.issued()
    page = officer().get("documents.serve", paper_id=paper.id)

    page = page.form("documents.serve", paper_id=paper.id).submit(
        {"way": Way.DIRECT.value, "on": "2026-11-23"}, expect=422
    )

    assert "地点或地址" in page.one("#place-error")
    assert "收件人" in page.one("#receiver-error")


def test_a_draft_says_whose_approval_it_waits_for(officer: Any, session: Any) -> None:
    paper = documents.paper()

    assert "草稿等监察大队负责人" in officer().get("documents.paper", paper_id=paper.id).text


def test_the_pdf_is_a_download_with_its_number_as_name(officer: Any, session: Any) -> None:
    paper = documents.issued(content=documents.order("𠮷示例"))

    answer = officer().get("documents.pdf", paper_id=paper.id)

    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    assert "𠮷示例" in text
    assert answer.content == papers.printed(papers.any_paper(paper.id))
    disposition = answer.headers["Content-Disposition"]
    assert disposition.startswith(f'attachment; filename="paper-{paper.id}.pdf"')
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_draft_pdf_says_that_it_is_one(officer: Any, session: Any) -> None:
    paper = documents.paper()

    answer = officer().get("documents.pdf", paper_id=paper.id)

    assert "草稿" in PdfReader(io.BytesIO(answer.content)).pages[0].extract_text()


def test_a_void_paper_keeps_its_page_and_says_why(officer: Any, session: Any) -> None:
    paper = documents.issued()
    page = officer(role="squad_head").get("documents.void", paper_id=paper.id)

    page = page.form("documents.void", paper_id=paper.id).submit({"reason": "名称写错"})

    assert "名称写错" in page.text
    assert "已作废" in page.text


def test_an_inspector_cannot_approve_an_order(officer: Any, session: Any) -> None:
    paper = documents.paper()

    officer().get("documents.approve", paper_id=paper.id, expect=403)


def test_a_paper_of_another_county_is_the_same_404_as_none(officer: Any, session: Any) -> None:
    paper = documents.paper(area=offices.ELSEWHERE)
    reader = officer(role=Role.DEPARTMENT_HEAD.value)

    for endpoint in ("documents.paper", "documents.pdf", "documents.approve"):
        reader.get(endpoint, paper_id=paper.id, expect=404)


def test_a_head_sees_what_waits_for_him(officer: Any, session: Any) -> None:
    paper = documents.paper()
    documents.paper(area=offices.ELSEWHERE)

    page = officer(role="squad_head").get("documents.waiting")

    links = page.all("tbody a")
    assert len(links) == 1
    assert str(paper.id) in page.attribute("tbody a", "href")


def test_bank_accounts_stay_covered_on_the_page(officer: Any, session: Any) -> None:
    content = documents.body(Kind.DEPOSIT_PAYMENT)
    account = content.payees[0].account
    paper = documents.paper(kind=Kind.DEPOSIT_PAYMENT, content=content)

    page = officer().get("documents.paper", paper_id=paper.id)

    assert account not in page.text


def test_the_pages_of_a_draft_can_be_looked_at(officer: Any, session: Any) -> None:
    paper = documents.paper()

    page = officer().get("documents.preview", paper_id=paper.id)

    assert len(page.all("img[src^='data:image/png']")) == 2


def test_an_empty_record_of_service_is_printed_to_be_signed(officer: Any, session: Any) -> None:
    paper = documents.issued()

    answer = officer().get("documents.blank_return", paper_id=paper.id)

    text = PdfReader(io.BytesIO(answer.content)).pages[0].extract_text()
    assert paper.number in text
    assert "草稿" not in text


def test_the_list_of_papers_asks_the_same_for_many_as_for_one(
    officer: Any, session: Any, queries: Any
) -> None:
    case, many = cases.case(), cases.case()
    documents.issued(case=case)
    for _ in range(5):
        documents.issued(case=many)
    reader = officer()
    reader.get("documents.papers", case_id=case.id)  # a process reads the law once
    with queries() as for_one:
        reader.get("documents.papers", case_id=case.id)

    with queries() as for_many:
        reader.get("documents.papers", case_id=many.id)

    assert len(for_one) == len(for_many), for_many.listing


def test_a_paper_that_belongs_to_a_step_is_not_approved_by_itself(
    officer: Any, session: Any
) -> None:
    paper = documents.paper(kind=Kind.CLOSING_APPROVAL)

    officer(role="squad_head").get("documents.approve", paper_id=paper.id, expect=409)


def test_an_amount_of_nothing_is_shown_as_an_amount(officer: Any, session: Any) -> None:
    content = documents.body(Kind.CLOSING_APPROVAL, paid=Money(0))
    paper = documents.paper(kind=Kind.CLOSING_APPROVAL, content=content)

    page = officer().get("documents.paper", paper_id=paper.id)

    assert "0.00元" in page.text.replace(" ", "")
    assert "零元整" in page.text
