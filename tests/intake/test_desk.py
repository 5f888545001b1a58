"""The desk on pages: accept, refuse, supplement, send on, tips, the counter. I1, I2, W18, W21."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from casework.ground.cases.models.case import Case, Line
from casework.ground.cases.models.clocks import Clock
from casework.ground.cases.terms import ClockState
from casework.ground.documents.models import Paper
from casework.ground.documents.terms.kinds import Kind as PaperKind
from casework.ground.documents.terms.kinds import State as PaperState
from casework.ground.notices.models import Message
from casework.ground.notices.terms import Notice
from casework.ground.parties.models import Worker
from casework.kernel.facts import Fact
from casework.kernel.money import Money
from casework.procedure.intake.actions import deciding
from casework.procedure.intake.models.complaints import Claimant, Complaint, DeskAct
from casework.procedure.intake.terms import Act, Kind, State
from casework.procedure.requests.actions.asking import ask_withdrawal
from tests.factories import identity, offices
from tests.factories import intake as factory
from tests.portal import walk

PLACE = {"receiver": "演示仲裁委", "address": "演示路1号", "phone": "0539-0000001"}


@pytest.fixture
def complaint(session, now):
    walk.city()
    return factory.complaint()


@pytest.fixture
def clerk(officer):
    return officer(role="clerk")


def page_of(clerk, complaint):
    return clerk.get("intake.complaint", complaint_id=complaint.id)


def decide(clerk, complaint, verb, data=None, *, expect=None):
    form = page_of(clerk, complaint).form(f"intake.{verb}", complaint_id=complaint.id)
    return form.submit(data or {}, expect=expect)


def clocks(session, complaint):
    query = select(Clock).where(Clock.subject_id == complaint.id).order_by(Clock.id)
    return list(session.scalars(query))


def kinds_of_paper(session):
    return [(p.kind, p.state) for p in session.scalars(select(Paper))]


def facts(session):
    return [fact.kind for fact in session.scalars(select(Fact).order_by(Fact.id))]


def test_the_limit_runs_from_the_day_it_came(complaint, session):
    clock = clocks(session, complaint)[0]
    assert (clock.rule, clock.start_on, clock.due_on) == (
        "ACC", date(2026, 11, 23), date(2026, 11, 30),
    )  # fmt: skip


def test_accepting_files_a_case_prints_a_notice_and_meets_the_limit(clerk, complaint, session):
    decide(clerk, complaint, "accept")
    case = session.scalars(select(Case)).one()
    line = session.scalars(select(Line)).one()
    assert complaint.case_id == case.id
    assert (line.claimed, line.worker_id) == (Money.yuan(12800), complaint.worker_id)
    assert [c.state for c in clocks(session, complaint)] == [ClockState.MET]
    assert kinds_of_paper(session) == [(PaperKind.ACCEPTANCE, PaperState.ISSUED)]
    assert "ComplaintAccepted" in facts(session)
    assert len(session.scalars(select(Worker)).all()) == 1


def test_a_refusal_without_an_article_is_refused(clerk, complaint, session):
    page = decide(clerk, complaint, "refuse", {"reason": "太久了"}, expect=422)
    assert any("依据" in words for words in page.errors)
    page = decide(clerk, complaint, "refuse", {"ground": "time_barred"}, expect=422)
    assert any("理由" in words for words in page.errors)
    session.refresh(complaint)
    assert complaint.state is State.RECEIVED


def test_a_refusal_has_ground_article_reason_and_letter(clerk, complaint, session):
    decide(clerk, complaint, "refuse", {"ground": "compensation", "reason": "赔偿争议", **PLACE})
    act = session.scalars(select(DeskAct).where(DeskAct.act == Act.REFUSED)).one()
    assert "第二十一条" in act.article
    assert act.reason == "赔偿争议"
    assert act.paper_id
    assert kinds_of_paper(session) == [(PaperKind.REFUSAL, PaperState.ISSUED)]


@pytest.mark.once("intake.supplemented")
def test_the_limit_stops_while_something_is_missing_and_begins_anew(clerk, complaint, session):
    decide(clerk, complaint, "supplement", {"wanted": "身份证\n合同", "until": "2026-12-04"})
    stopped, his_day = clocks(session, complaint)
    assert (stopped.state, his_day.state) == (ClockState.CANCELLED, ClockState.RUNNING)
    assert (his_day.rule, his_day.due_on) == ("SUPP", date(2026, 12, 4))
    desk = clerk.get("intake.desk")
    assert "待工人补正" in desk.text
    with clerk.at(clerk.now.replace(day=25)):
        decide(clerk, complaint, "supplemented", {"note": "合同复印件"})
    _, his_day, running = clocks(session, complaint)
    assert his_day.state is ClockState.MET
    assert (running.state, running.start_on) == (ClockState.RUNNING, date(2026, 11, 25))


def test_who_is_asked_again_for_something_is_told_again(session, complaint, now):
    clerk = identity.officer(role="clerk")
    for day in (1, 8):
        until = date(2026, 12, day)
        at = now + timedelta(days=day)
        deciding.ask_supplement(complaint, wanted="合同", until=until, by=clerk, now=at)
        deciding.supplement_received(complaint, note="合同", by=clerk, now=at)
    told = select(Message.words).where(Message.notice == Notice.SUPPLEMENT).order_by(Message.id)
    first, second = session.scalars(told)
    assert "12月1日" in first
    assert "12月8日" in second


def test_a_term_to_supplement_lies_ahead(clerk, complaint):
    page = decide(
        clerk, complaint, "supplement", {"wanted": "合同", "until": "2026-11-23"}, expect=422
    )
    assert any("晚于今天" in words for words in page.errors)


def test_a_complaint_of_others_is_sent_on_with_a_letter(clerk, complaint, session):
    decide(clerk, complaint, "transfer", {"reason": "带上身份证", **PLACE})
    session.refresh(complaint)
    assert complaint.state is State.TRANSFERRED
    assert kinds_of_paper(session) == [(PaperKind.REDIRECT, PaperState.ISSUED)]
    assert not page_of(clerk, complaint).has("form[action$='/accept']")


def test_two_clerks_decide_once(officer, clerk, complaint, session):
    other = page_of(officer(role="clerk"), complaint)
    decide(clerk, complaint, "accept")
    form = other.form("intake.refuse", complaint_id=complaint.id)
    page = form.submit({"ground": "time_barred", "reason": "太久"}, expect=422)
    assert any("现在不能办这一步" in words for words in page.errors)
    assert len(session.scalars(select(Case)).all()) == 1


def test_on_a_page_without_the_form_its_fields_are_not_to_blame(officer, clerk, complaint):
    other = page_of(officer(role="clerk"), complaint)
    decide(clerk, complaint, "accept")
    form = other.form("intake.refuse", complaint_id=complaint.id)
    page = form.submit({"ground": "social_insurance", "reason": "社保"}, expect=409)
    words = "这一步没有办 情况已经有变化，这一步现在不能办。您填的没有保存。"
    assert page.one(".summary-wrong") == words
    assert not page.has(".summary-wrong a")
    assert "社保" in page.one(".conflict")


def test_who_is_sent_elsewhere_must_be_told_where_at_the_field_that_is_empty(clerk, complaint):
    wrong = {"ground": "social_insurance", "reason": "社保"}
    for given, field in (
        ({}, "receiver"),
        ({"receiver": "演示中心"}, "address"),
        ({"receiver": "演示中心", "address": "演示路1号"}, "phone"),
    ):
        page = decide(clerk, complaint, "refuse", {**wrong, **given}, expect=422)
        assert page.attribute(".summary-wrong a", "href") == f"#refuse-{field}"


def test_another_countys_clerk_finds_nothing(officer, complaint):
    offices.unit(area_code=offices.ELSEWHERE)
    other = officer(role="clerk", area=offices.ELSEWHERE)
    other.get("intake.complaint", complaint_id=complaint.id, expect=404)
    other.get("intake.complaint", complaint_id=1, expect=404)
    assert complaint.register_number not in other.get("intake.desk").text


def test_a_worker_is_told_in_words_without_amount_or_employer(complaint, session):
    message = session.scalars(select(Message)).one()
    assert "演示劳务公司" not in message.words
    assert "12800" not in message.words


def test_a_tip_tells_nobody_prints_nothing_and_shows_nobody(officer, session, now):
    walk.city()
    tip = factory.complaint(confidential=True)
    assert tip.kind is Kind.TIP
    assert not session.scalars(select(Message)).all()
    assert not session.scalars(select(Worker)).all()
    clerk = officer(role="clerk")
    page = page_of(clerk, tip)
    assert "张示例" not in page.text
    clerk.get("intake.open_tip", complaint_id=tip.id, expect=403)
    clerk.post("intake.open_tip", {"reason": "想看看是谁举报的"}, complaint_id=tip.id, expect=403)
    decide(clerk, tip, "accept")
    assert not session.scalars(select(Line)).all()
    assert not kinds_of_paper(session)


def counter(clerk, data, *, expect=None, button=None):
    return clerk.get("counter.new").form().submit(data, expect=expect, button=button)


TWO = {
    "employer": "演示公司", "industry": "building",
    "workers-0-name": "张示例", "workers-0-id_number": walk.ID_NUMBER,
    "workers-0-phone": "13900000164", "workers-0-amount": "一万二",
    "workers-1-name": "李示例", "workers-1-amount": "3,000.50",
    "workers-1-from_month": "2026-06", "workers-1-to_month": "2026-09",
}  # fmt: skip


def test_the_counter_files_for_several_workers(clerk, session, now):
    walk.city()
    session.commit()
    receipt = counter(clerk, TWO)
    made = session.scalars(select(Complaint)).one()
    assert receipt.h1 == "欠薪投诉回执"
    assert made.register_number in receipt.text
    assert (made.people, made.amount) == (2, Money(1_500_050))
    decide(clerk, made, "accept")
    assert [line.claimed for line in session.scalars(select(Line).order_by(Line.position))] == [
        Money.yuan(12000), Money(300_050),
    ]  # fmt: skip


def test_one_wrong_row_is_marked_and_nothing_is_lost(clerk, session, now):
    walk.city()
    page = counter(clerk, {**TWO, "workers-1-amount": "-5", "workers-1-name": ""}, expect=422)
    assert any("这一行没有姓名" in words for words in page.errors)
    assert page.attribute("#workers-0-name", "value") == "张示例"
    assert not session.scalars(select(Complaint)).all()


def test_every_wrong_thing_is_counted_months_of_rows_too(clerk, session, now):
    walk.city()
    wrong = {**TWO, "employer": "演示🙂公司", "workers-1-from_month": "2026-10"}
    page = counter(clerk, wrong, expect=422)
    assert "有2处要改" in page.text
    assert any("🙂印不出来" in words for words in page.errors)
    page = counter(clerk, {**TWO, "workers-1-from_month": "2026-10"}, expect=422)
    assert "有1处要改" in page.text


def test_the_panel_shows_what_is_open_and_acceptance_joins_it(clerk, session, now):
    walk.city()
    first = factory.complaint(employer="演示公司")
    decide(clerk, first, "accept")
    case = session.scalars(select(Case)).one()
    looked = counter(clerk, TWO, button="查重", expect=200)
    assert case.number in looked.text
    looked.form().submit({}, button="link-case-" + str(case.id))
    second = session.scalars(select(Complaint).order_by(Complaint.id.desc())).first()
    decide(clerk, second, "accept", {"join": str(case.id)})
    session.refresh(second)
    assert second.case_id == case.id
    assert len(session.scalars(select(Case)).all()) == 1
    assert len(session.scalars(select(Line)).all()) == 3


def test_the_desk_asks_the_database_a_fixed_number_of_times(clerk, session, queries, now):
    walk.city()
    counts = []
    for number in (1, 4):
        for _ in range(number):
            factory.complaint(received_on=date(2026, 11, 23))
        session.commit()
        with queries() as seen:
            clerk.get("intake.desk")
        counts.append(len(seen))
    assert counts[0] == counts[1], seen.listing


def test_personal_data_of_a_complaint_is_sealed_in_its_rows(complaint, session):
    row = session.scalars(select(Claimant)).one()
    for sealed in (row.name_sealed, row.phone_sealed, complaint.code_sealed):
        assert b"\xe5\xbc\xa0" not in bytes(sealed)
        assert b"13900000164" not in bytes(sealed)


def test_register_numbers_run_on_within_a_county_and_year(session, now):
    walk.city()
    numbers = [factory.complaint().register_number for _ in range(3)]
    assert [number[-6:] for number in numbers] == ["00001号", "00002号", "00003号"]


def test_a_refusal_in_a_zone_names_the_government_of_the_city(officer, session, now):
    walk.city()
    clerk, refused = officer(role="clerk", area="LY-JK"), factory.complaint(area="LY-JK")
    decide(clerk, refused, "refuse", {"ground": "compensation", "reason": "赔偿争议", **PLACE})
    paper = session.scalars(select(Paper)).one()
    told = "".join(paper.body.remedies)
    assert "可以向临沂市人民政府申请行政复议" in told
    assert "开发区" not in told


def test_who_is_made_to_withdraw_is_seen_where_the_complaint_is_accepted(clerk, complaint, now):
    words = "老板逼我撤的"
    ask_withdrawal(complaint.claimants[0], words=words, by=None, now=now)
    page = page_of(clerk, complaint)
    assert "工人有请求在等" in page.text
    assert words in page.text
    assert "先打电话问本人" in page.text
    assert page.click("去办这个请求").h1


def test_without_a_request_nothing_is_said_of_one(clerk, complaint):
    assert "工人有请求在等" not in page_of(clerk, complaint).text


@pytest.mark.parametrize("page", ["intake.complaint", "intake.receipt"])
def test_a_letter_prints_the_day_on_which_it_came(clerk, session, page):
    walk.city()
    late = factory.complaint(received_on=date(2025, 12, 30))
    page = clerk.get(page, complaint_id=late.id)
    assert "2025-12-30" in page.text
    assert "2026-11-23" in page.text.split("2025-12-30")[1].split("登记")[0]
