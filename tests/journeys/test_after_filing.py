"""What a worker does himself after filing, on pages, and what goes wrong on the way: W17, W18, W20,
W24."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from casework.ground.cases.queries import matters
from casework.ground.cases.terms import Ending, Stage
from casework.ground.identity.models import Reading
from casework.ground.notices.models import Message
from casework.ground.notices.terms import Notice
from casework.kernel.identifiers import grouped
from casework.kernel.money import Money
from casework.procedure.intake.actions import receipts
from casework.procedure.intake.models.complaints import Complaint, Draft
from casework.procedure.requests import queries
from casework.procedure.requests.models import WorkerRequest
from casework.procedure.requests.terms import State
from tests.factories import identity
from tests.factories import intake as filing
from tests.factories import requests as factory
from tests.portal import proving, walk

LOCAL = "%Y-%m-%dT%H:%M"


def tail(claimant):
    return claimant.phone[-4:]


@pytest.fixture
def city(session, now):
    walk.city()


# W17


def test_w17_ten_wrong_numbers_then_slower_and_the_same_words_for_everything(
    client, city, session, now
):
    made = filing.complaint()
    other = filing.complaint(claimants=(filing.claimant(name="李示例", phone="13900001111"),))
    asked = client.get("lookup.receipt").form()
    wrong = [(f"{number:016}", "0164") for number in range(8)]
    answers = {
        tuple(asked.submit({"code": code, "tail": end}, expect=422).errors)
        for code, end in [*wrong, (made.code, "1111"), (other.code, "0164")]
    }
    assert len(answers) == 1
    slow = asked.submit({"code": "9" * 16, "tail": "0164"}, expect=429)
    assert any("输错太多次，请1分钟后再试" in words for words in slow.errors)
    assert not slow.has("img")
    assert proving.open_matter(client, made.code, "0164").one(".state h2") == "已收到"


def test_w17_status_holder_and_day_and_nothing_of_the_others(client, city, session, now):
    complaint, case = factory.accepted(3)
    lead = matters.assignments(case.id)
    page = proving.open_matter(client, complaint.code, tail(complaint.claimants[1]))
    assert page.one(".state h2") == "正在查"
    assert all(one.officer.name in page.text for one in lead.values())
    assert page.has(".state .num")
    everything = page.html
    for person in complaint.claimants:
        assert person.name not in everything
        assert person.phone not in everything
    words = page.text.replace(grouped(complaint.code), "")  # its four digits may be any number
    for amount in ("1001", "1002", "1003", "3006", "1,00"):
        assert amount not in words


@pytest.mark.once("acting.withdraw")
def test_w17_of_another_mans_request_nothing_is_seen(client, city, app, session, now):
    complaint, _ = factory.accepted(2)
    me, other = complaint.claimants
    proving.sign_in(client, complaint.code, tail(me))
    client.get("acting.withdraw").form().submit({"words": "我自己的原因"}, button="确定撤回")
    stranger = type(client)(app, now)
    page = proving.open_matter(stranger, complaint.code, tail(other))
    assert "撤回" not in page.one(".state")
    assert "您要撤回" not in page.text
    assert "我自己的原因" not in page.html


# W18


def test_w18_a_lost_receipt_is_found_by_id_card_and_the_old_number_is_dead_everywhere(
    client, officer, city, session, now
):
    walk.filed(client)
    complaint = session.scalars(select(Complaint)).one()
    old = complaint.code
    thief = type(client)(client.app, now)
    proving.sign_in(thief, old, walk.PHONE[-4:])
    clerk = officer(role="clerk")
    found = clerk.get("intake.find").form().submit(
        {"id_number": walk.ID_NUMBER, "reason": "本人带身份证到窗口"}, expect=200
    )  # fmt: skip
    page = found.click(complaint.register_number)
    page.form("intake.reissue", complaint_id=complaint.id).submit({"reason": "回执和手机都丢了"})
    session.expire_all()
    new = complaint.code
    assert new != old
    read = session.scalars(select(Reading).where(Reading.what == "find_by_id_number")).one()
    assert read.reason == "本人带身份证到窗口"
    assert new in clerk.get("intake.receipt", complaint_id=complaint.id).text.replace(" ", "")
    # an opened and proven matter, the receipt page of the browser that filed, the draft
    assert thief.get("progress.matter", expect=302).location == "/progress"
    assert thief.get("acting.withdraw", expect=302).location == "/progress/prove"
    assert thief.get("proving.prove", expect=302).location == "/progress"
    assert client.get("portal.receipt", expect=302).location == "/"
    assert proving_errors(client, old)
    assert session.scalars(select(Draft)).one().code == new
    assert proving.open_matter(client, new, walk.PHONE[-4:]).h1 == "办理进度"


def proving_errors(client, code):
    asked = client.get("lookup.receipt").form()
    return asked.submit({"code": code, "tail": walk.PHONE[-4:]}, expect=422).errors


def test_w18_without_a_reason_nothing_is_found_or_issued(officer, city, session, now):
    made = filing.complaint(claimants=(filing.claimant(id_number=walk.ID_NUMBER),))
    code = made.code
    clerk = officer(role="clerk")
    assert clerk.get("intake.find").form().submit(
        {"id_number": walk.ID_NUMBER, "reason": ""}, expect=422
    ).errors  # fmt: skip
    page = clerk.get("intake.complaint", complaint_id=made.id)
    page.form("intake.reissue", complaint_id=made.id).submit({"reason": ""}, expect=422)
    session.expire_all()
    assert made.code == code


@pytest.mark.once("requests.enter")
def test_w18_a_new_phone_is_entered_at_the_counter_and_opens_the_matter(
    client, officer, city, session, now
):
    made = filing.complaint()
    clerk = officer(role="clerk")
    page = clerk.get("intake.complaint", complaint_id=made.id).click("张示例")
    form = page.click("换手机号").form()
    assert form.submit({"phone": "13911112222", "checked": ""}, expect=422).errors
    form.submit({"phone": "13911112222", "checked": "看了身份证原件"})
    assert proving.open_matter(client, made.code, "2222").h1 == "办理进度"
    assert session.scalars(select(Reading).where(Reading.what == "entered_for_worker")).one()


# W20


@pytest.mark.once("requests.request_page")
def test_w20_one_of_forty_withdraws_after_a_call_and_all_the_others_stay(
    client, officer, city, session, now
):
    complaint, case = factory.accepted(40)
    me = complaint.claimants[6]
    total = case.claimed
    assert client.get("acting.withdraw", expect=302).location == "/progress/prove"
    proving.open_matter(client, complaint.code, tail(me))
    client.get("acting.withdraw", expect=302)
    page = proving.prove(client)
    assert page.url.startswith("/progress/withdraw")
    assert "有人逼您撤吗？可以不撤。" in page.text.replace(" ", "")
    assert page.has("a[href='tel:12333']")
    for _ in range(3):
        page = client.get("acting.withdraw").form().submit({}, button="确定撤回")
    assert "监察员会打电话问您" in page.text.replace(" ", "")
    session.expire_all()
    assert queries.line_of(me).ending is None
    inspector = officer(role="inspector")
    assert "等着办1件" in inspector.get("desk.today").text
    row = session.scalars(select(WorkerRequest)).one()
    page = inspector.get("requests.waiting").click("撤回 1")
    assert me.phone not in page.html
    page = page.form("requests.phone", request_id=row.id).submit()
    assert me.phone in page.html
    call = page.form("requests.request_page", request_id=row.id)
    empty = call.submit({"called": "", "said": "", "outcome": ""}, expect=422)
    assert len(empty.errors) >= 3
    future = (now + timedelta(hours=1)).strftime(LOCAL)
    assert call.submit({"called": future, "said": "撤", "outcome": "withdraw"}, expect=422).errors
    call.submit({"called": now.strftime(LOCAL), "said": "说愿意撤", "outcome": "withdraw"})
    session.expire_all()
    ended = [line for line in matters.lines(case.id) if line.ending is not None]
    assert [(line.worker_id, line.ending) for line in ended] == [(me.worker_id, Ending.WITHDRAWN)]
    assert case.claimed == total
    assert "您撤回了" in client.get("progress.matter").text


def test_w20_he_says_on_the_phone_that_somebody_forces_him(client, officer, city, session, now):
    complaint, case = factory.accepted(2)
    proving.sign_in(client, complaint.code, tail(complaint.claimants[0]))
    client.get("acting.withdraw").form().submit({"words": "工头让我撤"}, button="确定撤回")
    row = session.scalars(select(WorkerRequest)).one()
    inspector = officer(role="inspector")
    page = inspector.get("requests.request_page", request_id=row.id)
    page.form("requests.request_page", request_id=row.id).submit(
        {"called": now.strftime(LOCAL), "said": "是工头逼的，不撤", "outcome": "keep"}
    )
    session.expire_all()
    assert row.state is State.CANCELLED
    assert not [line for line in matters.lines(case.id) if line.ending is not None]
    assert "没有撤回" in client.get("progress.matter").text


def test_w20_a_representative_cannot_withdraw_for_others(client, city, session, now):
    """There is no page for it: the address, a claimant in the form, all lead to his own line."""
    complaint, case = factory.accepted(3)
    proving.sign_in(client, complaint.code, tail(complaint.claimants[0]))
    form = client.get("acting.withdraw").form()
    assert not {"claimant_id", "line_id", "all"} & form.names
    client.post("acting.withdraw", {**form.values, "claimant_id": complaint.claimants[1].id,
                                    "all": "1"})  # fmt: skip
    row = session.scalars(select(WorkerRequest)).one()
    assert row.claimant_id == complaint.claimants[0].id
    assert len(matters.open_tasks(case.id)) == 1


def test_w20_an_officer_of_another_county_finds_no_such_request(officer, city, session, now):
    row = factory.request()
    other = officer(role="inspector", area="371311")
    other.get("requests.request_page", request_id=row.id, expect=404)
    assert not other.get("requests.waiting").has("tbody")


# W24


def test_w24_whoever_brings_files_after_closing_finds_the_page_that_reopens(
    client, city, session, now
):
    complaint, _case = factory.closed()
    with client.at(now + timedelta(days=20)):
        proving.sign_in(client, complaint.code, tail(complaint.claimants[0]))
        page = client.get("acting.more_evidence")
        assert not page.has("input[type=file]")
        assert page.click("没解决，让案子重开").h1 == "没解决"
    with client.at(now + timedelta(days=40)):
        proving.sign_in(client, complaint.code, tail(complaint.claimants[0]))
        page = client.get("acting.more_evidence")
        assert not page.has("main a[href^='/progress/unsolved']")
        assert "请带身份证到窗口办。" in page.text.replace(" ", "")


@pytest.mark.once("acting.unsolved")
def test_w24_not_solved_after_twenty_days_five_times_is_one_reopening(
    client, officer, city, session, now
):
    complaint, case = factory.closed(2)
    number = case.number
    later = now + timedelta(days=20)
    with client.at(later):
        page = proving.sign_in(client, complaint.code, tail(complaint.claimants[0]))
        assert "没解决" in page.text
        form = client.get("acting.unsolved").form()
        for _ in range(5):
            page = form.submit({"words": "钱没到"})
        assert "案件已重新办理" in page.text
        assert page.one(".state h2") == "正在查"
        assert "已接着办" in page.text
        assert "办好了" not in page.text
    session.expire_all()
    assert (case.number, case.stage) == (number, Stage.INVESTIGATING)
    assert len(queries.reopenings(case.id)) == 1
    assert len([t for t in matters.open_tasks(case.id) if "重开" in t.title]) == 1
    supervisor = officer(role="county_supervisor")
    with supervisor.at(later):
        assert "案件重开" in supervisor.get("desk.case", case_id=case.id).text
        assert "重开" in supervisor.get("desk.queue").one("tbody")


def test_w24_after_forty_days_the_counter_is_told_with_its_address(client, city, session, now):
    complaint, case = factory.closed()
    with client.at(now + timedelta(days=40)):
        proving.sign_in(client, complaint.code, tail(complaint.claimants[0]))
        page = client.get("acting.unsolved")
        assert page.h1 == "到窗口说"
        assert page.has(".contact a[href^='tel:']")
        assert client.post("acting.unsolved", expect=422).errors
    session.expire_all()
    assert case.stage is Stage.CLOSED


@pytest.mark.once("acting.satisfied")
def test_satisfaction_is_asked_after_closing_and_supervisors_see_it(
    client, officer, city, session, now
):
    complaint, case = factory.closed()
    proving.sign_in(client, complaint.code, tail(complaint.claimants[0]))
    form = client.get("acting.satisfied").form()
    assert form.submit({"words": "太慢"}, expect=422).errors
    form.submit({"grade": "discontent", "words": "太慢"})
    form = client.get("acting.satisfied").form()
    form.submit({"grade": "fair", "words": "<b>还差我一点</b>"})
    session.expire_all()
    seen = officer(role="county_supervisor").get("desk.case", case_id=case.id)
    assert "一般 1" in seen.text
    assert "一般：<b>还差我一点</b>" in seen.text
    callouts = officer(role="clerk").get("desk.case", case_id=case.id).all(".callout")
    assert not [words for words in callouts if "工人评价" in words]


# correcting and a new phone, by page


def test_he_corrects_the_amount_and_reads_the_answer(client, officer, city, session, now):
    complaint, case = factory.accepted(1)
    proving.sign_in(client, complaint.code, tail(complaint.claimants[0]))
    page = client.get("acting.correct")
    assert "1,001元" in page.text
    form = client.get("acting.correct_one", about="amount").form()
    for wrong in ("", "-5", "0", "很多"):
        assert form.submit({"amount": wrong}, expect=422).errors
    form.submit({"amount": "一万二"})
    row = session.scalars(select(WorkerRequest)).one()
    page = officer(role="inspector").get("requests.request_page", request_id=row.id)
    page.form("requests.request_page", request_id=row.id).submit(
        {"answer": "账册对上了，改了"}, button="按本人要求更正"
    )
    session.expire_all()
    assert matters.lines(case.id)[0].claimed == Money.yuan(12000)
    assert "账册对上了，改了" in client.get("progress.matter").text


def test_months_are_read_back_as_on_the_other_pages(client, city):
    proving.sign_in(client, walk.code_of(walk.filed(client)), walk.PHONE[-4:])
    assert "2026年6月 – 2026年9月" in client.get("acting.correct").text


def test_months_in_the_wrong_order_or_in_the_future_are_told_at_the_field(client, city, session):
    complaint, _ = factory.accepted(1)
    proving.sign_in(client, complaint.code, tail(complaint.claimants[0]))
    form = client.get("acting.correct_one", about="months").form()
    for first, last in (("2026-09", "2026-06"), ("2026-12", ""), ("", "2026-06")):
        assert form.submit({"first": first, "last": last}, expect=422).errors


@pytest.mark.once("acting.phone_code")
def test_a_new_phone_is_proved_before_it_counts(client, city, session, now):
    made = filing.complaint()
    proving.sign_in(client, made.code, "0164")
    assert client.get("acting.phone").form().submit({"phone": "12345"}, expect=422).errors
    client.get("acting.phone").form().submit({"phone": "13911112222"})
    assert proving.sent()[-1].address == "13911112222"
    wrong = f"{(int(proving.last_code()) + 1) % 1_000_000:06}"
    assert client.get("acting.phone_code").form().submit({"code": wrong}, expect=422).errors
    session.expire_all()
    assert made.claimants[0].phone == "13900000164"
    client.get("acting.phone_code").form().submit({"code": proving.last_code()})
    session.expire_all()
    assert made.claimants[0].phone == "13911112222"
    told = session.scalars(select(Message).where(Message.notice == Notice.PHONE_CHANGED)).one()
    assert told.address == "13900000164"


def test_the_code_for_a_new_phone_is_no_proof_of_the_person(client, city, app, session, now):
    """Who has only the receipt cannot ask for a code to a phone of his own."""
    made = filing.complaint()
    proving.open_matter(client, made.code, "0164")
    page = client.post("acting.phone", {"phone": "13911112222"}, expect=409)
    assert page.attribute("main a.act", "href").startswith("/progress/prove")
    assert "13911112222" in page.text
    assert not proving.sent()


def test_a_tip_has_nothing_to_withdraw(client, city, session, now):
    made = filing.complaint(confidential=True)
    page = proving.open_matter(client, made.code, "0164")
    assert "撤回" not in page.text
    client.get("acting.withdraw", expect=302)


def test_a_receipt_of_the_office_is_not_reissued_by_the_worker(client, city, session, now):
    made = filing.complaint()
    by = identity.officer()
    assert receipts.reissue_receipt(made, reason="窗口", by=by, now=now) == made.code
