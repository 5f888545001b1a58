"""The pages of investigation, from the assignment to the draft of a decision."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader

from casework.ground.cases.queries import matters
from casework.ground.cases.terms import Part, Stage
from casework.ground.documents.terms.kinds import Kind
from casework.ground.identity.terms import Role
from casework.kernel.money import Money
from casework.procedure.inspections import queries as investigation
from tests.factories import cases, identity, inspections, offices, parties


@pytest.fixture
def work(session, officer):
    """A case with one open line, its lead inspector's browser, and the assistant's."""
    case = cases.case()
    lead, second = officer(role=Role.INSPECTOR), officer(role=Role.INSPECTOR)
    for part, client in ((Part.LEAD, lead), (Part.ASSIST, second)):
        session.add(cases.Assignment(case_id=case.id, officer_id=client.officer.id, part=part,
                                     since_at=case.opened_at))  # fmt: skip
    case.handler_id = lead.officer.id
    line = cases.line(case=case, yuan=800, name="张示例")
    session.commit()
    return case, line, lead, second


@pytest.mark.once("inspections.assign")
def test_a_squad_head_assigns_two_inspectors(session, officer):
    case = cases.case(stage=Stage.FILED)
    one, two = identity.officer(), identity.officer()
    session.commit()
    page = officer(role=Role.SQUAD_HEAD).get("inspections.assign", case_id=case.id)
    page = page.form().submit({"lead": str(one.id), "assistant": str(two.id)})
    assert one.name in page.text
    assert two.name in page.text
    session.expire_all()
    assert (case.stage, case.handler_id) == (Stage.INVESTIGATING, one.id)


def test_one_inspector_twice_is_refused_and_told(session, officer):
    case = cases.case(stage=Stage.FILED)
    one = identity.officer()
    identity.officer()
    session.commit()
    page = officer(role=Role.SQUAD_HEAD).get("inspections.assign", case_id=case.id)
    page = page.form().submit({"lead": str(one.id), "assistant": str(one.id)}, expect=422)
    assert any("两名监察员" in error for error in page.errors)
    assert "依据：《劳动保障监察条例》第十六条" in page.text


def test_only_officers_of_the_holder_are_offered(session, officer):
    case = cases.case(stage=Stage.FILED)
    elsewhere = identity.officer(area=offices.ELSEWHERE)
    identity.officer(), identity.officer()
    session.commit()
    page = officer(role=Role.SQUAD_HEAD).get("inspections.assign", case_id=case.id)
    assert elsewhere.name not in page.text
    page.form().submit({"lead": str(elsewhere.id)}, expect=422)


def test_the_three_columns_are_filled_in_and_shown(work):
    case, line, lead, _ = work
    page = lead.get("inspections.verify", case_id=case.id)
    page = page.form().submit(
        {f"books_{line.id}": "500", f"verified_{line.id}": "七百", f"ground_{line.id}": "打卡66次"}
    )
    assert "打卡66次" in page.text
    assert "700.00" in page.text


def test_a_difference_without_ground_is_marked_at_every_line(work, session):
    case, line, lead, _ = work
    other = cases.line(case=case, yuan=900)
    session.commit()
    page = lead.get("inspections.verify", case_id=case.id)
    page = page.form().submit(
        {f"verified_{line.id}": "700", f"verified_{other.id}": "1"}, expect=422
    )
    assert len([error for error in page.errors if "请写依据" in error]) >= 2
    session.expire_all()
    assert line.verified is None


@pytest.mark.parametrize("wrong", ["-1", "一万零", "12,80", "999999999999", "x" * 300])
def test_a_cell_that_is_no_amount_is_marked_and_kept(work, session, wrong):
    case, line, lead, _ = work
    page = lead.get("inspections.verify", case_id=case.id)
    page = page.form().submit({f"verified_{line.id}": wrong}, expect=422)
    assert page.errors
    assert page.attribute(f"input[name=verified_{line.id}]", "value") == wrong


@pytest.mark.once("inspections.verify")
def test_two_officers_on_one_case_see_both_values_and_lose_nothing(work, session):
    case, line, lead, second = work
    other = cases.line(case=case, yuan=900)
    session.commit()
    mine = lead.get("inspections.verify", case_id=case.id)
    theirs = second.get("inspections.verify", case_id=case.id)
    mine.form().submit(
        {f"verified_{line.id}": "800", f"ground_{line.id}": "三方一致",
         f"verified_{other.id}": "900"}
    )  # fmt: skip
    page = theirs.form().submit(
        {f"verified_{line.id}": "700", f"ground_{line.id}": "工友证言"}, expect=409
    )
    assert "800.00" in page.text
    assert "≠ 700" in page.text
    assert page.attribute(f"input[name=verified_{line.id}]", "value") == "700"
    page.form("inspections.verify", case_id=case.id).submit({})
    session.expire_all()
    assert (line.verified, other.verified) == (Money.yuan(700), Money.yuan(900))
    assert line.ground == "工友证言"


def test_what_is_no_amount_stays_as_it_was_typed_on_an_old_page(work):
    case, line, lead, _second = work
    form = lead.get("inspections.verify", case_id=case.id).form()

    page = form.submit({f"verified_{line.id}": "说不清", "form_version": "0" * 32}, expect=409)

    assert page.attribute(f"input[name=verified_{line.id}]", "value") == "说不清"


def test_an_officer_who_does_not_work_on_the_case_cannot_verify(work, officer):
    case, line, _, _ = work
    page = officer(role=Role.INSPECTOR).get("inspections.verify", case_id=case.id)
    page = page.form().submit({f"verified_{line.id}": "800"}, expect=422)
    assert any("两名监察员" in error for error in page.errors)


def test_an_interview_becomes_a_paper_of_the_file(work):
    case, _, lead, _ = work
    page = lead.get("inspections.interview", case_id=case.id)
    page = page.form().submit({
        "held_on": "2026-11-20", "hours": "9:00至10:00", "place": "演示路1号", "person": "𠮷示例",
        "relation": "worker", "text": "问：欠多少？\n答：八百元。", "read_back": "heard",
        "signed": "given",
    })  # fmt: skip
    assert "询问笔录" in page.text
    kept = investigation.interviews(case.id)[0]
    assert (kept.person, kept.signed) == ("𠮷示例", True)


@pytest.mark.once("inspections.interview")
def test_a_refusal_to_sign_needs_its_reason(work):
    case, _, lead, _ = work
    told = {
        "held_on": "2026-11-20", "hours": "9:00至10:00", "place": "演示路1号", "person": "张示例",
        "relation": "employer", "text": "不知道。", "read_back": "read", "signed": "refused",
    }  # fmt: skip
    page = lead.get("inspections.interview", case_id=case.id)
    page = page.form().submit(told, expect=422)
    assert any("没有签字" in error for error in page.errors)
    page.form("inspections.interview", case_id=case.id).submit({"why_unsigned": "要先问律师"})
    assert "要先问律师" in lead.get("inspections.lines", case_id=case.id).text


def _printed(client, paper_id):
    pdf = client.get("documents.pdf", paper_id=paper_id).content
    return "".join("".join(p.extract_text().split()) for p in PdfReader(BytesIO(pdf)).pages)


def test_a_refused_interview_does_not_print_that_it_agrees(work):
    case, _, lead, second = work
    form = lead.get("inspections.interview", case_id=case.id).form()
    form.submit({
        "held_on": "2026-11-20", "hours": "9:00至10:00", "place": "演示路1号", "person": "张示例",
        "relation": "employer", "text": "不知道。", "read_back": "read", "signed": "refused",
        "why_unsigned": "要先问律师",
    })  # fmt: skip
    text = _printed(lead, investigation.interviews(case.id)[0].paper_id)
    assert "与我所说一致" not in text
    assert "拒绝签字，理由：要先问律师" in text
    for officer in (lead.officer, second.officer):
        assert f"监察员{officer.name}" in text


def test_a_signed_interview_prints_that_it_agrees(work):
    case, _, lead, _ = work
    form = lead.get("inspections.interview", case_id=case.id).form()
    form.submit({
        "held_on": "2026-11-20", "hours": "9:00至10:00", "place": "演示路1号", "person": "张示例",
        "relation": "worker", "text": "不知道。", "read_back": "read", "signed": "given",
    })  # fmt: skip
    text = _printed(lead, investigation.interviews(case.id)[0].paper_id)
    assert "与我所说一致" in text
    assert "拒绝签字" not in text


def test_an_order_is_drafted_for_the_chosen_and_leads_to_its_paper(work, session):
    case, line, lead, _ = work
    line.verified = line.claimed
    other = cases.line(case=case, yuan=900, verified=Money.yuan(900), name="李示例")
    session.commit()
    page = lead.get("inspections.order", case_id=case.id)
    page = page.form().submit({"term_on": "2026-12-02", "lines": [str(other.id)]})
    assert "限期改正指令书" in page.text
    order = investigation.orders(case.id)[0]
    assert (order.amount, order.paper.kind) == (Money.yuan(900), Kind.ORDER)


@pytest.mark.parametrize("day", ["2026-11-23", "2026-02-30", "", "明天"])
def test_a_term_that_is_no_later_day_is_told(work, session, day):
    case, line, lead, _ = work
    line.verified = line.claimed
    session.commit()
    page = lead.get("inspections.order", case_id=case.id)
    page = page.form().submit({"term_on": day}, expect=422)
    assert page.errors
    assert not investigation.orders(case.id)


def test_only_the_agreed_part_is_ticked_when_asked_for(work, session):
    case, line, lead, _ = work
    line.verified = Money.yuan(700)
    other = cases.line(case=case, yuan=900, verified=Money.yuan(900))
    session.commit()
    page = lead.get(f"{lead.url('inspections.order', case_id=case.id)}?only=agreed")
    ticked = [node.attributes["value"] for node in page.tree.css("input[name=lines][checked]")]
    assert ticked == [str(other.id)]


@pytest.mark.once("inspections.finish")
def test_the_investigation_is_finished_with_a_report(work, session):
    case, line, lead, _ = work
    line.verified = line.claimed
    session.commit()
    page = lead.get("inspections.finish", case_id=case.id)
    assert "事实清楚" in page.form().submit({"report": "事实清楚。"}).text


@pytest.mark.once("inspections.decide", "inspections.notice", "inspections.statement")
def test_notice_statement_and_decision_follow_each_other(work, session):
    case, line, lead, _ = work
    line.verified = line.claimed
    session.commit()
    page = lead.get("inspections.notice", case_id=case.id)
    page.form().submit({"kind": "pay", "statement_until": "2026-11-30"})
    decision = investigation.decisions(case.id)[0]
    inspections.send(decision.notice, by=lead.officer)
    ids = {"case_id": case.id, "decision_id": decision.id}
    page = lead.get("inspections.statement", **ids)
    page.form().submit({"statement": "没有钱。", "answer": "不是理由。"})
    page = lead.get("inspections.decide", **ids)
    page = page.form().submit({"term_on": "2026-12-02", "evidence": "工资表\n\n考勤表"})
    assert "行政处理决定书" in page.text
    body = investigation.decisions(case.id)[0].order.paper.body
    assert body.evidence == ("工资表", "考勤表")


def test_paying_first_without_a_general_contractor_is_told(work, session):
    case, line, lead, _ = work
    line.verified = line.claimed
    session.commit()
    page = lead.get("inspections.notice", case_id=case.id)
    page = page.form().submit({"kind": "pay_first", "statement_until": "2026-11-30"}, expect=422)
    assert any("总包" in error for error in page.errors)


def test_another_county_finds_nothing(work, officer):
    case, _, _, _ = work
    stranger = officer(role=Role.SQUAD_HEAD, area=offices.ELSEWHERE)
    for name in ("assign", "lines", "verify", "interview", "order", "notice", "finish"):
        stranger.get(f"inspections.{name}", case_id=case.id, expect=404)


def test_the_page_needs_as_many_queries_for_thirty_lines_as_for_three(work, session, queries):
    case, _, lead, _ = work
    counts = []
    for more in (2, 27):
        for _ in range(more):
            cases.line(case=case, worker_id=parties.worker().id)
        session.commit()
        with queries() as seen:
            lead.get("inspections.lines", case_id=case.id)
        counts.append(len(seen))
    assert counts[0] == counts[1]
    assert matters.lines(case.id)[-1].position == 30


def test_the_day_after_an_unpaid_order_the_next_steps_are_named(work, session):
    case, line, lead, _ = work
    line.verified = line.claimed
    case.stage = Stage.EXPIRED
    session.commit()
    page = lead.get("inspections.lines", case_id=case.id)
    assert "责令支付期满未履行" in page.text
