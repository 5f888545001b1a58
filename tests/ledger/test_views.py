"""The pages of money, as an inspector uses them."""

from __future__ import annotations

import pytest

from casework.ground.identity.terms import Role
from casework.ground.ledger import queries as entries_of
from casework.kernel.money import Money
from tests.factories import cases, ledger, offices

SLIP = {"source": "employer", "paid_on": "2026-11-20", "slip": "回单88"}


@pytest.fixture
def inspector(officer):
    return officer(role=Role.INSPECTOR)


def _pay(inspector, case, *, expect=None, **values):
    page = inspector.get("ledger.pay", case_id=case.id)
    return page.form().submit({**SLIP, **values}, expect=expect)


def test_a_total_is_spread_and_shown(session, inspector):
    case = cases.case()
    for yuan in (600, 300, 100):
        cases.line(case=case, verified=Money.yuan(yuan), yuan=yuan)
    page = _pay(inspector, case, total="五百")
    assert "回单88" in page.text
    assert [row.amount for row in entries_of.entries(case.id)] == [
        Money.yuan(50), Money.yuan(150), Money.yuan(300)
    ]  # fmt: skip


def test_the_same_slip_twice_is_refused_at_its_field(session, inspector):
    case = cases.case()
    cases.line(case=case, verified=Money.yuan(900))
    _pay(inspector, case, total="300")
    page = _pay(inspector, case, total="300", expect=422)
    assert any("回单88已经登记过" in error for error in page.errors)


def test_a_slip_without_a_sum_is_told_with_all_else_that_is_missing(session, inspector):
    case = cases.case()
    cases.line(case=case, verified=Money.yuan(900))
    page = inspector.get("ledger.pay", case_id=case.id).form().submit({}, expect=422)
    marked = {link.attributes["href"] for link in page.tree.css(".summary-wrong a")}
    assert marked == {"#source", "#paid_on", "#slip", "#total"}


def test_a_total_that_is_not_the_sum_of_its_parts_is_told(session, inspector):
    case = cases.case()
    line = cases.line(case=case, verified=Money.yuan(900))
    page = _pay(inspector, case, total="300", **{f"amount_{line.id}": "200"}, expect=422)
    assert any("对不上" in error for error in page.errors)
    assert not entries_of.entries(case.id)


@pytest.mark.parametrize(
    "wrong",
    [
        {"total": "-5"}, {"total": "abc"}, {"total": "999999999999"}, {"total": "0"},
        {"total": "1", "slip": ""}, {"total": "1", "slip": "长" * 61},
        {"total": "1", "paid_on": "2026-11-31"}, {"total": "1", "paid_on": "2026-11-24"},
        {"total": "1", "source": "nobody"}, {"total": "1", "slip": "\x00"},
        {"total": "901"}, {"total": "1", "source": "deposit"}, {"total": "1", "slip": "\u202e"},
    ],
)  # fmt: skip
def test_wrong_input_is_told_and_nothing_is_recorded(session, inspector, wrong):
    case = cases.case()
    cases.line(case=case, verified=Money.yuan(900))
    page = _pay(inspector, case, **wrong, expect=422)
    assert page.errors
    assert not entries_of.entries(case.id)


def test_a_name_with_markup_and_a_rare_character_is_shown_as_it_is(session, inspector):
    case = cases.case()
    cases.line(case=case, verified=Money.yuan(900), name="𠮷<script>alert(1)</script>")
    page = _pay(inspector, case, total="300")
    assert "𠮷<script>alert(1)</script>" in page.text


@pytest.mark.once("ledger.confirm")
def test_less_in_hand_is_confirmed_as_the_worker_says(session, inspector):
    line = cases.line(verified=Money.yuan(5000))
    ledger.batch(line=line)
    page = inspector.get("ledger.confirm", case_id=line.case_id, line_id=line.id)
    page = page.form().submit({"amount": "800", "way": "call", "proof": "11月23日10点"})
    assert "800.00" in page.text
    session.expire_all()
    assert line.confirmed == Money.yuan(800)


def test_a_reversal_needs_a_reason_and_marks_the_entry(session, inspector):
    line = cases.line(verified=Money.yuan(5000))
    entry = ledger.entry(line=line)
    page = inspector.get("ledger.reverse", case_id=line.case_id, entry_id=entry.id)
    assert page.form().submit({"reason": " "}, expect=422).errors
    page = inspector.get("ledger.reverse", case_id=line.case_id, entry_id=entry.id)
    assert "已冲正" in page.form().submit({"reason": "记到别人名下"}).text


def test_a_reader_without_the_right_sees_the_money_and_no_buttons(session, officer):
    line = cases.line(verified=Money.yuan(5000))
    ledger.batch(line=line)
    page = officer(role=Role.CLERK).get("ledger.payments", case_id=line.case_id)
    assert "1,000.00" in page.text
    assert "冲正" not in page.text.replace("只加不改，记错了就冲正", "")


def test_another_county_finds_nothing(session, officer):
    line = cases.line(verified=Money.yuan(5000))
    stranger = officer(role=Role.INSPECTOR, area=offices.ELSEWHERE)
    for endpoint in ("ledger.payments", "ledger.pay"):
        stranger.get(endpoint, case_id=line.case_id, expect=404)


def test_a_line_of_another_case_is_not_there(session, inspector):
    line, other = cases.line(), cases.line()
    inspector.get("ledger.confirm", case_id=line.case_id, line_id=other.id, expect=404)


def test_the_page_needs_as_many_queries_for_thirty_lines_as_for_three(session, inspector, queries):
    counts = []
    for people in (3, 30):
        case = cases.case()
        for _ in range(people):
            ledger.batch(line=cases.line(case=case, verified=Money.yuan(5000)))
        session.commit()
        with queries() as seen:
            inspector.get("ledger.payments", case_id=case.id)
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_a_case_in_which_nobody_is_left_takes_no_slip(session, inspector):
    case = cases.case()
    page = inspector.get("ledger.pay", case_id=case.id)
    assert "每个人都办结了" in page.text
    stale = inspector.post("ledger.pay", {**SLIP, "total": "1"}, case_id=case.id, expect=409)
    assert SLIP["slip"] in stale.text
    assert not entries_of.entries(case.id)
