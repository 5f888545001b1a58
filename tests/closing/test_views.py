"""The pages of endings: what is missing is listed with its links, and another person closes."""

from __future__ import annotations

import pytest

from casework.ground.cases.actions import tasks
from casework.ground.cases.queries import matters
from casework.ground.cases.terms import Stage
from casework.ground.identity.terms import Role
from casework.ground.ledger.actions.confirming import confirm
from casework.ground.ledger.terms import Way
from casework.kernel.money import Money
from casework.procedure.closing import queries as closings
from tests.factories import inspections, ledger, offices


@pytest.fixture
def work(session, officer):
    """A case of one line, an inspector's browser, a squad head's."""
    case = inspections.case()
    session.commit()
    return case, officer(role=Role.INSPECTOR), officer(role=Role.SQUAD_HEAD)


def _paid(case, now):
    line = matters.lines(case.id)[0]
    ledger.batch(line=line, yuan=10_000)
    confirm(line, amount=Money.yuan(10_000), way=Way.BANK, by=None, now=now)
    return line


def _propose(case, inspector):
    page = inspector.get("closing.close", case_id=case.id)
    return page.form().submit({"facts_found": "已全部付清。", "result": "付清结案。"})


def test_a_case_that_is_not_ready_shows_what_is_missing_with_links(work, session, now):
    case, inspector, _ = work
    order = inspections.order(case=case)
    tasks.add_task(case, title="核对银行流水", officer=None, due_on=None, by=None, now=now)
    session.commit()
    page = inspector.get("closing.close", case_id=case.id)
    links = {node.attributes["href"] for node in page.tree.css("main li a")}
    line = matters.lines(case.id)[0]
    assert inspector.url("closing.end_line", case_id=case.id, line_id=line.id) in links
    assert inspector.url("documents.paper", paper_id=order.paper_id) in links
    assert not page.has("main form")
    facts = {"facts_found": "…", "result": "…"}
    page = inspector.post("closing.close", facts, case_id=case.id, expect=422)
    assert any("核对银行流水" in error for error in page.errors)


@pytest.mark.once("closing.approve", "closing.close", "closing.end_line", "closing.reopen")
def test_from_the_money_in_the_hand_to_the_closed_case(work, session, now):
    case, inspector, head = work
    line = _paid(case, now)
    page = inspector.get("closing.end_line", case_id=case.id, line_id=line.id)
    page = page.form().submit({"ending": "paid"})
    assert "已足额付清" in page.text
    assert "待审批" in _propose(case, inspector).text
    page = head.get("closing.approve", case_id=case.id).form().submit({}, button="approve")
    assert "已批准结案" in page.text
    session.expire_all()
    assert case.stage is Stage.CLOSED
    page = head.get("closing.reopen", case_id=case.id)
    page.form().submit({"reason": "工人说钱没到"})
    session.expire_all()
    assert case.stage is Stage.INVESTIGATING


@pytest.mark.once("closing.end_paid")
def test_who_ends_what_a_colleague_has_ended_reads_that_it_changed(work, session, now):
    case, inspector, head = work
    line = _paid(case, now)
    session.commit()
    late = head.get("closing.end_paid", case_id=case.id).form()
    chosen = {"lines": [str(line.id)]}
    inspector.get("closing.end_paid", case_id=case.id).form().submit(chosen, expect=200)
    page = late.submit(chosen, expect=409)
    assert "别人改过同一份记录" in page.text


def test_a_line_that_is_not_confirmed_does_not_end_as_paid(work, session):
    case, inspector, _ = work
    line = matters.lines(case.id)[0]
    ledger.batch(line=line, yuan=10_000)
    session.commit()
    page = inspector.get("closing.end_line", case_id=case.id, line_id=line.id)
    page = page.form().submit({"ending": "paid"}, expect=422)
    assert any("确认到账" in error for error in page.errors)


def test_nobody_approves_the_own_closing(work, session, now):
    case, inspector, head = work
    line = _paid(case, now)
    page = inspector.get("closing.end_line", case_id=case.id, line_id=line.id)
    page.form().submit({"ending": "paid"})
    _propose(case, head)
    page = head.get("closing.approve", case_id=case.id)
    page = page.form().submit({}, button="approve", expect=422)
    assert any("自己提请" in error for error in page.errors)
    session.expire_all()
    assert case.stage is Stage.INVESTIGATING


def test_a_proposal_goes_back_with_a_reason(work, session, now):
    case, inspector, head = work
    line = _paid(case, now)
    inspector.get("closing.end_line", case_id=case.id, line_id=line.id).form().submit(
        {"ending": "paid"}
    )
    _propose(case, inspector)
    page = head.get("closing.approve", case_id=case.id)
    assert page.form().submit({}, button="back", expect=422).errors
    page = head.get("closing.approve", case_id=case.id)
    page.form().submit({"reason": "补送达回证"}, button="back")
    assert closings.find_closing(case.id) is None


@pytest.mark.once("closing.reopen_line")
def test_three_tries_then_a_worker_counts_as_unreachable(work):
    case, inspector, _ = work
    line = matters.lines(case.id)[0]
    ids = {"case_id": case.id, "line_id": line.id}
    for note in ("停机", "没人接", "搬走了"):
        page = inspector.get("closing.reach", **ids)
        page = page.form().submit({"way": "call", "note": note})
    assert "联系过3次" in page.text
    page = inspector.get("closing.end_line", **ids)
    page.form().submit({"ending": "unreachable", "proof": "通话记录"})
    page = inspector.get("closing.reopen_line", **ids)
    assert "未办结" in page.form().submit({"reason": "本人来了"}).text


@pytest.mark.parametrize("wrong", [{"ending": ""}, {"ending": "gone"}, {"ending": "settled"}])
def test_an_ending_without_word_or_proof_is_told(work, wrong):
    case, inspector, _ = work
    line = matters.lines(case.id)[0]
    page = inspector.get("closing.end_line", case_id=case.id, line_id=line.id)
    assert page.form().submit(wrong, expect=422).errors


def test_there_is_nothing_to_approve_before_a_proposal(work):
    case, _, head = work
    head.get("closing.approve", case_id=case.id, expect=404)


def test_another_county_finds_nothing(work, officer):
    case, _, _ = work
    stranger = officer(role=Role.SQUAD_HEAD, area=offices.ELSEWHERE)
    for name in ("endings", "close", "approve", "reopen"):
        stranger.get(f"closing.{name}", case_id=case.id, expect=404)
