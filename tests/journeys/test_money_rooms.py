"""The rooms where money waits, page by page: a deposit, the emergency fund, a referral."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import select

from casework.ground.cases.queries import clocks as clock_queries
from casework.ground.cases.queries import matters
from casework.ground.cases.terms import Subject
from casework.ground.statute.actions import changes
from casework.ground.statute.terms.words import EntryKind
from casework.kernel import clock
from casework.kernel.database import db
from casework.kernel.days import at
from casework.kernel.money import Money
from casework.procedure.advances import queries as fund_queries
from casework.procedure.advances.models import Advance
from casework.procedure.advances.terms import AdvanceState
from casework.procedure.deposits import queries as deposit_queries
from casework.procedure.deposits.models import Claim, Deposit
from casework.procedure.deposits.terms import ClaimState, DepositKind
from casework.procedure.referrals.models import Referral
from casework.procedure.referrals.terms import ReferralState
from tasks import clocks, relay
from tests.conftest import NOW
from tests.factories import advances, deposits, identity, inspections, offices, referrals, statute
from tests.factories.approvals import shown

LATER = deposits.LATER
TODAY = LATER.date().isoformat()


def _later(client: Any, who: Any = None) -> Any:
    """On the day after every term ran out; as the officer given, else as its own."""
    client.now = LATER
    client.sign_in(who or client.officer)
    return client


def _only(model: Any) -> Any:
    return db.session.scalars(select(model).execution_options(populate_existing=True)).one()


def _relay() -> None:
    db.session.commit()
    with clock.fixed(LATER):
        relay.tick()


def _running(subject: Subject, row: Any) -> set[str]:
    return {one.rule for one in clock_queries.running_clocks(subject, row.id)}


@pytest.fixture
def fund(officer):
    return _later(officer(role="fund_officer"))


@pytest.fixture
def head(officer):
    return _later(officer(role="department_head"))


@pytest.fixture
def chief(officer):
    return _later(officer(role="principal_head"))


@pytest.fixture
def lead(officer):
    """Signs in as the lead inspector of a case."""
    return lambda case: _later(officer(role="inspector"), inspections.lead(case))


def _claim(fund: Any, case: Any) -> Claim:
    fund.get("deposits.claim", case_id=case.id).form().submit(_the_deposit())
    return _only(Claim)


def _the_deposit() -> dict[str, str]:
    """The choice of the only deposit there is."""
    return {"deposit": str(_only(Deposit).id)}


def _serve(inspector: Any, paper_id: int) -> None:
    given = {"way": "direct", "on": TODAY, "place": "演示银行营业部", "receiver": "赵演示"}
    inspector.get("documents.serve", paper_id=paper_id).form().submit(given)
    _relay()


@pytest.mark.once("deposits.approve", "deposits.claim", "deposits.pay", "deposits.top_up")
def test_a_deposit_pays_the_worker_and_is_filled_up_again(session, fund, head, lead):
    case = deposits.case()
    deposit = deposits.deposit(case=case)
    claim = _claim(fund, case)
    assert "待审批" in fund.get("deposits.claim_sheet", claim_id=claim.id).text
    assert not fund.page.has("main a.btn-primary")

    page = head.get("deposits.claim_sheet", claim_id=claim.id).click("审批")
    page.form().submit(button="approve")
    _serve(lead(case), _only(Claim).paper_id)
    assert _running(Subject.CLAIM, claim) == {"BOND-PAY"}

    page = fund.get("deposits.claim_sheet", claim_id=claim.id).click("登记银行支付")
    page = page.form().submit({"paid_on": TODAY, "slip": "银演1"})
    assert _running(Subject.CLAIM, claim) == {"BOND-FILL"}
    assert deposit_queries.balance(deposit.id) == Money.yuan(40_000)
    assert matters.lines(case.id)[0].paid == Money.yuan(10_000)

    given = {"on": TODAY, "proof": "演示凭证1", "amount": "4000"}
    page = page.click("登记补足").form().submit(given)
    page = page.click("登记补足")
    assert page.attribute("#amount", "value") == "6000"
    assert page.form().submit({**given, "amount": "6000.01"}, expect=422).errors
    page.form().submit({**given, "amount": "6000"})
    assert (_only(Claim).state, _running(Subject.CLAIM, claim)) == (ClaimState.RESTORED, set())
    assert deposit_queries.balance(deposit.id) == Money.yuan(50_000)


def test_a_guarantee_that_ended_is_refused_at_its_field(session, fund):
    case = deposits.case()
    deposits.deposit(case=case, kind=DepositKind.GUARANTEE, expires_on=inspections.TERM)
    page = fund.get("deposits.claim", case_id=case.id)
    page = page.form().submit(_the_deposit(), expect=422)
    assert page.has("#deposit-error")
    assert any("2026-12-02已经到期" in words for words in page.errors)


@pytest.mark.parametrize(
    ("typed", "words"),
    [("10000.01", "最多10,000.00元"), ("-1", "金额"), ("一点", "看不懂"), ("", "至少给一个人")],
)
def test_a_claim_over_a_wrong_amount_keeps_what_was_typed(session, fund, typed, words):
    case = deposits.case()
    deposits.deposit(case=case)
    name = f"amount_{matters.lines(case.id)[0].id}"
    page = fund.get("deposits.claim", case_id=case.id)
    assert page.one(".tabs [aria-current]") == "资金"
    page = page.form().submit({**_the_deposit(), name: typed}, expect=422)
    assert any(words in error for error in page.errors)
    assert page.attribute(f"#{name}", "value") == typed


def test_more_than_the_deposit_holds_is_refused_in_words(session, fund):
    case = deposits.case()
    deposits.deposit(case=case, yuan=9_999)
    page = fund.get("deposits.claim", case_id=case.id).form().submit(_the_deposit(), expect=422)
    assert any("9,999.00元" in error for error in page.errors)


def test_a_deposit_of_another_project_cannot_be_slipped_in(session, fund):
    case = deposits.case()
    deposits.deposit(case=case)
    other = deposits.deposit()
    page = fund.get("deposits.claim", case_id=case.id)
    page = page.form().submit({"deposit": str(other.id)}, expect=422)
    assert "请在列出的里面选一个" in page.errors[-1]


def test_a_claim_goes_back_with_a_reason_only(session, fund, head):
    claim = _claim(fund, _with_deposit())
    page = head.get("deposits.approve", claim_id=claim.id)
    page = page.form().submit({"reason": " "}, button="back", expect=422)
    assert any("请写明理由" in error for error in page.errors)
    page = page.form().submit({"reason": "名单少一人"}, button="back")
    assert "名单少一人" in page.text
    assert _only(Claim).state is ClaimState.RETURNED


def test_a_worker_without_a_card_gets_one_from_the_claim(session, fund):
    case = _with_deposit()
    line = matters.lines(case.id)[0]
    line.worker.card = None
    page = fund.get("deposits.claim", case_id=case.id)
    assert (
        f"{line.worker.name}还没有登记工资卡" in page.form().submit(_the_deposit(), expect=422).text
    )
    form = page.click(f"登记工资卡 {line.worker.name}").form()
    assert form.submit({"card": "6222021234567890127"}, expect=422).has("#card-error")
    form.submit({"card": deposits.CARD})
    assert _claim(fund, case).state is ClaimState.PREPARED


@pytest.mark.once("deposits.withdraw")
def test_what_was_asked_for_is_taken_back_by_who_asked(session, fund):
    claim = _claim(fund, _with_deposit())
    page = fund.get("deposits.claim_sheet", claim_id=claim.id)
    page.form("deposits.withdraw", claim_id=claim.id).submit()
    assert _only(Claim).state is ClaimState.WITHDRAWN


def test_a_bank_that_says_nothing_reaches_the_head(session, head, lead):
    """Five workdays after the notice came (65号文)."""
    claim = deposits.approved()
    _serve(lead(claim.case), claim.paper_id)
    _sweep(at(date(2026, 12, 14), 9))
    assert "银行支付到12-11 周五，没有办到" in _at_noon(head, date(2026, 12, 14)).text


def _sweep(instant: datetime) -> None:
    db.session.commit()
    with clock.fixed(instant):
        clocks.tick()
        relay.tick()


def _at_noon(client: Any, day: date) -> Any:
    client.now = at(day, 12)
    client.sign_in(client.officer)
    page = client.get("escalation.queue")
    assert page.one(".tabs a[aria-current]") == "大队 1"
    return page


def _with_deposit(area: str = offices.HOME) -> Any:
    case = deposits.case(area=area)
    deposits.deposit(case=case, area=area)
    return case


def test_who_prepared_a_claim_does_not_find_its_approval(session, head):
    claim = deposits.claim(by=head.officer)
    assert not head.get("deposits.claim_sheet", claim_id=claim.id).has("main a.btn-primary")
    page = head.get("deposits.approve", claim_id=claim.id)
    page = page.form().submit(button="approve", expect=422)
    assert any("自己提请" in error for error in page.errors)
    assert _only(Claim).state is ClaimState.PREPARED


def test_the_bank_paid_on_a_day_to_come_is_refused_at_its_field(session, fund):
    claim = deposits.approved()
    page = fund.get("deposits.pay", claim_id=claim.id)
    page = page.form().submit({"paid_on": "2026-12-05", "slip": "银演1"}, expect=422)
    assert page.has("#paid_on-error"), page.errors
    name = f"amount_{matters.lines(claim.case_id)[0].id}"
    given = {"paid_on": TODAY, "slip": "银演1", name: "10000.01"}
    page = page.form().submit(given, expect=422)
    assert page.has(f"#{name}-error"), page.errors


@pytest.mark.parametrize("page", ["claim_sheet", "approve", "pay", "top_up"])
def test_a_claim_of_another_county_is_not_there(session, fund, head, page):
    claim = deposits.approved(area=offices.ELSEWHERE)
    who = head if page == "approve" else fund
    who.get(f"deposits.{page}", claim_id=claim.id, expect=404)


def _open_fund(fund: Any, yuan: str) -> None:
    page = fund.get("advances.fund").click("登记期初金额")
    page.form().submit({"amount": yuan, "on": TODAY, "note": "演财〔2026〕1号"})


_WHY = {"reason": "老板联系不上，工人没有饭钱。", "recovery_plan": "向单位追偿。"}


def _advance(fund: Any, case: Any, amount: str = "10000") -> Any:
    name = f"amount_{matters.lines(case.id)[0].id}"
    page = fund.get("advances.prepare", case_id=case.id)
    return page.form().submit({name: amount, **_WHY})


@pytest.mark.once(
    "advances.prepare", "advances.approve", "advances.pay", "advances.recover", "advances.hand_back"
)
def test_the_fund_is_opened_advances_and_gets_its_money_back(session, fund, chief):
    assert "还没有登记应急周转金" in fund.get("advances.fund").text
    _open_fund(fund, "100000")
    case = advances.case()
    page = _advance(fund, case)
    assert not page.has("main a.btn-primary")

    page = chief.get("advances.advance", advance_id=_only(Advance).id).click("审批")
    page = page.form().submit({}, button="approve", expect=422)
    assert page.has("#cap_reason-error"), page.errors
    page.form().submit({"cap_reason": "按当地办法"}, button="approve")

    page = fund.get("advances.advance", advance_id=_only(Advance).id).click("登记发放")
    page = page.form().submit({"paid_on": TODAY, "slip": "垫演1"})
    made = _only(Advance)
    assert (made.state, fund_queries.balance(made.account_id)) == (
        AdvanceState.PAID, Money.yuan(90_000)
    )  # fmt: skip

    line = matters.lines(case.id)[0]
    given = {"to": "worker", "amount": "4000", "paid_on": TODAY, "slip": "企演1"}
    form = page.click("登记单位付款").form()
    assert form.submit(given, expect=422).has("#line-error")
    page = form.submit({**given, "line": str(line.id)})
    page = page.click("登记工人交回").form().submit({"on": TODAY, "slip": "退演1"})
    page = page.click("登记单位付款").form().submit({
        "to": "fund", "line": "0", "amount": "6000", "paid_on": TODAY, "slip": "企演2",
    })  # fmt: skip
    made = _only(Advance)
    assert (made.state, fund_queries.balance(made.account_id)) == (
        AdvanceState.RECOVERED, Money.yuan(100_000)
    )  # fmt: skip
    assert matters.lines(case.id)[0].paid == Money.yuan(10_000)
    assert page.all("main table")[-1].count("演") >= 3


def test_a_deposit_with_money_is_passed_by_for_a_reason_only(session, fund, chief):
    case = _with_deposit()
    _open_fund(fund, "100000")
    assert "50,000.00元，应当先动用保证金" in fund.get("advances.prepare", case_id=case.id).text
    _advance(fund, case)
    page = chief.get("advances.approve", advance_id=_only(Advance).id)
    page = page.form().submit({"cap_reason": "按当地办法"}, button="approve", expect=422)
    assert page.has("#override_reason-error"), page.errors
    page = page.form().submit({"override_reason": "银行来不及"}, button="approve")
    assert "银行来不及" in page.text


@pytest.mark.parametrize(
    ("typed", "words"), [("10000.01", "最多10,000.00元"), ("-1", "金额"), ("长", "看不懂")]
)
def test_an_advance_of_a_wrong_amount_is_refused_at_its_field(session, fund, typed, words):
    _open_fund(fund, "100000")
    case = advances.case()
    name = f"amount_{matters.lines(case.id)[0].id}"
    page = fund.get("advances.prepare", case_id=case.id)
    page = page.form().submit({name: typed, **_WHY}, expect=422)
    assert page.has(f"#{name}-error")
    assert any(words in error for error in page.errors)


def test_a_fund_that_is_too_small_advances_nothing(session, fund):
    _open_fund(fund, "9999")
    case = advances.case()
    name = f"amount_{matters.lines(case.id)[0].id}"
    page = fund.get("advances.prepare", case_id=case.id)
    page = page.form().submit({name: "10000", **_WHY}, expect=422)
    assert any("9,999.00元" in error for error in page.errors)


def test_what_the_fund_advanced_is_not_taken_from_the_employer_as_wages_again(session, lead):
    case = advances.case()
    line = matters.lines(case.id)[0]
    advances.paid(case=case, amounts={line.id: Money.yuan(6_000)})
    page = lead(case).get("ledger.pay", case_id=case.id)
    given = {"source": "employer", "paid_on": TODAY, "slip": "企演9", "total": "10000"}
    page = page.form().submit(given, expect=422)
    assert any("最多还能登记4,000.00元" in error for error in page.errors)
    page.form().submit({**given, "total": "4000"})
    assert matters.lines(case.id)[0].paid == Money.yuan(10_000)


def test_a_confirmed_cap_is_the_most_and_asks_for_no_reason(session, fund, chief):
    made = statute.proposal(
        entry_kind=EntryKind.FIGURE, code="advance.cap", old_value=None, new_value="8000",
        article="演示办法3", effective_on=date(2026, 12, 1),
    )  # fmt: skip
    changes.approve_figure(
        made.id, seen=shown(made.id), by=identity.officer(role="city_supervisor"), now=NOW
    )
    _open_fund(fund, "100000")
    case = advances.case()
    name = f"amount_{matters.lines(case.id)[0].id}"
    page = fund.get("advances.prepare", case_id=case.id)
    page = page.form().submit({name: "8000.01", **_WHY}, expect=422)
    assert page.has(f"#{name}-error")
    assert any("超过每人垫付上限8,000.00元" in error for error in page.errors)
    page.form().submit({name: "8000"})
    page = chief.get("advances.approve", advance_id=_only(Advance).id)
    assert not page.has("#cap_reason")
    page.form().submit(button="approve")
    assert _only(Advance).state is AdvanceState.APPROVED


def test_who_prepared_an_advance_does_not_approve_it(session, chief):
    made = advances.advance(by=chief.officer)
    page = chief.get("advances.approve", advance_id=made.id)
    page = page.form().submit({"cap_reason": "演"}, button="approve", expect=422)
    assert any("自己提请" in error for error in page.errors)


@pytest.mark.parametrize("page", ["advance", "approve", "pay", "recover", "hand_back"])
def test_an_advance_of_another_county_is_not_there(session, fund, chief, page):
    made = advances.paid(area=offices.ELSEWHERE)
    who = chief if page == "approve" else fund
    who.get(f"advances.{page}", advance_id=made.id, expect=404)


_REPORT = {
    "fled": "电话停机，11月20日上门无人，照片3张", "report": "建议移送。",
    "receiver": "演示区公安分局", "copied_to": "演示区人民检察院",
}  # fmt: skip


def _step(inspector: Any, step: str) -> Any:
    page = inspector.get("referrals.step", referral_id=_only(Referral).id)
    return page.form().submit({"step": step, "on": TODAY, "note": "演公〔2026〕1号"})


@pytest.mark.once("referrals.prepare", "referrals.decide", "referrals.send", "referrals.step")
def test_a_file_goes_to_the_police_who_refuse_and_are_asked_again(session, lead, chief):
    case = referrals.case()
    inspector = lead(case)
    page = inspector.get("referrals.case", case_id=case.id).click("提请移送公安")
    page.form().submit(_REPORT)
    made = _only(Referral)
    assert _running(Subject.REFERRAL, made) == {"CR-APP"}

    page = chief.get("referrals.decide", referral_id=made.id)
    assert "照片3张" in page.text
    page.form().submit(button="approve")
    page = inspector.get("referrals.referral", referral_id=made.id).click("登记公安签收")
    page.form().submit({"on": TODAY, "place": "演示区公安分局", "signed_by": "王演示"})
    assert _running(Subject.REFERRAL, made) == {"CR-REV"}

    page = _step(inspector, "turn_down")
    assert _running(Subject.REFERRAL, made) == {"CR-REC"}
    page = page.click("登记答复")
    steps = ["请选择", "提请公安复议", "维持不立案或者不再提请"]
    assert page.all("select[name=step] option") == steps
    bad = page.form().submit({"step": "reconsider", "on": "2026-12-05", "note": "演"}, expect=422)
    assert bad.has("#on-error")
    _step(inspector, "reconsider")
    _step(inspector, "file")
    _step(inspector, "hand_over")
    made = _only(Referral)
    assert (made.state, _running(Subject.REFERRAL, made)) == (ReferralState.HANDED_OVER, set())


def test_the_head_who_does_not_refer_says_why(session, chief):
    made = referrals.referral()
    page = chief.get("referrals.decide", referral_id=made.id)
    page = page.form().submit({}, button="refuse", expect=422)
    assert page.has("#reason-error"), page.errors
    page = page.form().submit({"reason": "已付清大部分"}, button="refuse")
    assert "已付清大部分" in page.text
    assert _only(Referral).state is ReferralState.REFUSED


def test_a_head_who_does_nothing_for_three_days_is_over_the_limit(session, chief):
    """国务院令310号第5条: three days for the decision."""
    made = referrals.referral()
    _sweep(at(date(2026, 12, 9), 9))
    assert "移送审批到12-07 周一，没有办到" in _at_noon(chief, date(2026, 12, 9)).text
    chief.get("referrals.decide", referral_id=made.id).form().submit(button="approve")
    assert _only(Referral).state is ReferralState.APPROVED


def test_a_report_without_its_words_keeps_the_evidence(session, lead):
    case = referrals.case()
    page = lead(case).get("referrals.prepare", case_id=case.id)
    page = page.form().submit({**_REPORT, "report": ""}, expect=422)
    assert page.has("#report-error")
    assert page.attribute("#fled", "value") == _REPORT["fled"]


def test_without_a_served_order_the_file_stays(session, chief):
    made = referrals.referral(case=inspections.case())
    page = chief.get("referrals.decide", referral_id=made.id)
    page = page.form().submit(button="approve", expect=422)
    assert any("已经送达的限期改正指令书" in error for error in page.errors)


def test_a_step_that_was_not_offered_is_refused(session, lead):
    made = referrals.sent()
    page = lead(made.case).get("referrals.step", referral_id=made.id)
    given = {"step": "hand_over", "on": TODAY, "note": "演"}
    page = page.form().submit(given, expect=422)
    assert any("请在列出的里面选一个" in error for error in page.errors)


@pytest.mark.parametrize("page", ["referral", "decide", "send", "step"])
def test_a_referral_of_another_county_is_not_there(session, officer, chief, page):
    made = referrals.sent(area=offices.ELSEWHERE)
    who = chief if page == "decide" else _later(officer(role="inspector"), identity.officer())
    who.get(f"referrals.{page}", referral_id=made.id, expect=404)
