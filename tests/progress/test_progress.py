"""办到哪一步: who may see what, and how those who guess are slowed down. W13, W17."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from casework.doors.proving.models import WrongCode
from casework.ground.cases.actions import pauses
from casework.ground.cases.queries import clocks, matters
from casework.ground.cases.terms import Subject, SuspensionGround
from casework.ground.ledger.actions import confirming, entries
from casework.ground.ledger.terms import Source, Way
from casework.kernel import clock
from casework.kernel.days import local
from casework.kernel.money import Money
from casework.procedure.intake.actions import deciding
from casework.procedure.intake.models.complaints import Complaint, Draft
from casework.procedure.intake.terms import Elsewhere, Ground
from tasks import intake as tasks
from tests.factories import identity
from tests.factories import intake as factory
from tests.factories.approvals import shown
from tests.fixtures.pages import PageClient
from tests.portal import walk


def look(client, code, tail, *, expect=None):
    return client.get("lookup.receipt").form().submit({"code": code, "tail": tail}, expect=expect)


@pytest.fixture
def complaint(session, now):
    walk.city()
    return factory.complaint()


def test_number_and_phone_show_the_state_the_holder_and_the_day(client, complaint):
    page = look(client, complaint.code, "0164")
    assert page.one(".state h2") == "已收到"
    assert "11月30日（周一）" in page.text
    assert "12800" not in page.text
    assert "张示例" not in page.text


def test_who_has_said_that_all_came_reads_that_it_is_being_checked(client, complaint, now):
    by = identity.officer()
    case = deciding.accept(complaint, by=by, now=now)
    [line] = matters.lines(case.id)
    line.verified = Money.yuan(100)
    entries.record_payment(case, source=Source.EMPLOYER, slip="演示1", paid_on=now.date(),
                          total=Money.yuan(100), by=by, now=now)  # fmt: skip
    for come in (Money.yuan(99), Money.yuan(1)):
        page = look(client, complaint.code, "0164")
        assert "您确认钱已到齐" not in page.text
        confirming.confirm(line, amount=come, way=Way.SIGNATURE, proof="签字", by=by, now=now)
    assert "您确认钱已到齐" in look(client, complaint.code, "0164").text


def test_who_was_refused_reads_on_no_step_that_he_was_paid_or_checked(client, complaint, now):
    place = Elsewhere("演示仲裁委", "演示路1号", "0539-0000001")
    deciding.refuse(complaint, ground=Ground.COMPENSATION, reason="赔偿争议", place=place,
                  by=identity.officer(), now=now)  # fmt: skip
    page = look(client, complaint.code, "0164")
    assert page.one(".track [aria-current=step] b") == "办结（没拿到钱）"
    assert "已拿到钱" not in page.text
    assert "已查清" not in page.text
    assert len(page.all(".track .passed")) == 1
    assert "补材料" not in page.text


def test_a_tipster_is_asked_for_no_files_that_he_could_not_send(client, session, now):
    walk.city()
    tip = factory.complaint(confidential=True)
    page = look(client, tip.code, "0164")
    assert "想要回自己的工资" in page.text
    assert "补材料" not in page.text


def test_the_number_is_read_in_groups_and_in_full_width(client, complaint):
    code = complaint.code
    spaced = " ".join(code[i : i + 4] for i in range(0, 16, 4))
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in code)
    assert look(client, spaced, "0164").h1 == "办理进度"
    assert look(client, wide, "０１６４").h1 == "办理进度"


def test_a_wrong_phone_and_an_unknown_number_get_the_same_answer(client, complaint):
    wrong = look(client, complaint.code, "9999", expect=422)
    unknown = look(client, "1" * 16, "0164", expect=422)
    empty = look(client, complaint.code, "", expect=422)
    assert wrong.errors == unknown.errors == empty.errors


def _guess(client, times, *, first=0):
    for number in range(first, first + times):
        page = look(client, f"{number:016}", "0000", expect=422)
    return page


def test_unknown_numbers_slow_whoever_tries_and_nobody_else(client, complaint, app):
    _guess(client, 10)
    slow = look(client, "8" * 16, "0000", expect=429)
    assert any("输错太多次，请1分钟后再试（" in words for words in slow.errors)
    assert 0 < int(slow.headers["Retry-After"]) <= 60

    neighbour = PageClient(app, client.now)
    assert look(neighbour, complaint.code, "0164").h1 == "办理进度"


def test_a_busy_address_never_waits_longer_than_a_minute_and_a_right_code_ends_it(
    client, complaint
):
    _guess(client, 10)
    for number in range(40):
        page = look(client, f"{number + 100:016}", "0000", expect=429)
    assert int(page.headers["Retry-After"]) <= 60
    assert look(client, complaint.code, "0164").h1 == "办理进度"
    assert "没有查到" in look(client, "7" * 16, "0000", expect=422).text


def test_wrong_tails_make_their_own_number_wait_everywhere_and_no_other(
    client, complaint, app, session
):
    for tail in range(5):
        look(client, complaint.code, f"{tail:04}", expect=422)
    elsewhere = PageClient(app, client.now)
    elsewhere._client.environ_base["REMOTE_ADDR"] = "192.0.2.77"
    slow = look(elsewhere, complaint.code, "0164", expect=429)
    at = local(client.now + timedelta(seconds=30))
    assert any(f"请1分钟后再试（{at:%H:%M}以后）" in words for words in slow.errors)
    assert slow.headers["Retry-After"] == "30"
    assert session.scalar(select(func.max(WrongCode.failures))) == 5
    other = factory.complaint(claimants=(factory.claimant(phone="13900001234"),))
    session.commit()
    assert look(elsewhere, other.code, "1234").h1 == "办理进度"


def test_the_wait_of_a_number_grows_to_a_quarter_of_an_hour_and_a_right_tail_ends_it(
    client, complaint, app
):
    for tail in range(5):
        look(client, complaint.code, f"{tail:04}", expect=422)
    later = client.now
    for _ in range(8):
        later += timedelta(minutes=15)
        with client.at(later):
            look(client, complaint.code, "9999", expect=422)
    with client.at(later):
        slow = look(client, complaint.code, "0164", expect=429)
    assert slow.headers["Retry-After"] == str(15 * 60)
    with client.at(later + timedelta(minutes=15)):
        assert look(client, complaint.code, "0164").h1 == "办理进度"
        fresh = PageClient(app, client.now)
        for tail in range(5):
            look(fresh, complaint.code, f"{tail:04}", expect=422)


def test_who_has_opened_a_number_before_gets_in_while_others_guess_at_it(client, complaint, app):
    owner, guesser = PageClient(app, client.now), client
    look(owner, complaint.code, "0164")
    for tail in range(5):
        look(guesser, complaint.code, f"{tail:04}", expect=422)
    look(guesser, complaint.code, "0164", expect=429)

    assert look(owner, complaint.code, "0164").h1 == "办理进度"


def test_a_browser_that_is_known_by_a_number_may_not_guess_at_it_for_ever(client, complaint):
    look(client, complaint.code, "0164")
    for tail in range(5):
        look(client, complaint.code, f"{tail:04}", expect=422)
    look(client, complaint.code, "0005", expect=429)


def test_whoever_has_just_filed_is_known_by_the_number(client, app):
    walk.city()
    code = walk.code_of(walk.filed(client))
    guesser = PageClient(app, client.now)
    for tail in range(5):
        look(guesser, code, f"{tail:04}", expect=422)

    assert look(client, code, walk.PHONE[-4:]).h1 == "办理进度"


def test_the_counter_passes(client, complaint, officer):
    for tail in range(5):
        look(client, complaint.code, f"{tail:04}", expect=422)
    clerk = officer(role="clerk")
    assert look(clerk, complaint.code, "0164").h1 == "办理进度"


def test_a_proof_that_is_made_up_opens_nothing(client, complaint, app):
    for tail in range(5):
        look(client, complaint.code, f"{tail:04}", expect=422)
    forger = PageClient(app, client.now)
    forger._client.set_cookie("casework-opened", "eyJicm93c2VyIjoiYSIsImNvZGVzIjpbXX0.bm8")
    look(forger, complaint.code, "0164", expect=429)


def test_the_page_says_how_long_in_english_too(client, complaint):
    _guess(client, 10)
    with client.at(client.now):
        page = client.get("lookup.receipt", query={"lang": "en"})
    slow = page.form().submit({"code": "8" * 16, "tail": "0000"}, expect=429)
    assert any("Please try again in 1 minute" in words for words in slow.errors)


def test_no_number_stands_in_the_counters_in_clear(client, complaint, session):
    look(client, "1234567890123456", "0000", expect=422)
    keys = session.scalars(select(WrongCode.key)).all()
    assert len(keys) == 2
    assert not any("1234567890123456" in key or "127.0.0.1" in key for key in keys)


def test_the_page_closes_in_this_browser_when_asked_and_after_a_while(client, complaint):
    page = look(client, complaint.code, "0164")
    page.form("progress.seen").submit()
    assert client.get("progress.matter", expect=302).location == "/progress"
    look(client, complaint.code, "0164")
    with client.at(client.now + timedelta(hours=3)):
        assert client.get("progress.matter", expect=302).location == "/progress"


def test_each_of_a_group_opens_only_his_own_line(client, session, now):
    walk.city()
    officer = identity.officer()
    mine = factory.claimant(name="李示例", phone="13900001111", amount=Money.yuan(5))
    made = factory.complaint(claimants=(factory.claimant(), mine), people=2)
    deciding.accept(made, by=None, now=clock.now())
    page = look(client, made.code, "1111")
    assert page.one(".state h2") == "正在查"
    assert "张示例" not in page.text
    assert officer.name not in page.text


def test_the_state_follows_the_case_and_names_the_inspectors(client, officer, complaint, session):
    clerk = officer(role="clerk")
    clerk.get("intake.complaint", complaint_id=complaint.id).form(
        "intake.accept", complaint_id=complaint.id
    ).submit()
    page = look(client, complaint.code, "0164")
    assert page.one(".state h2") == "正在查"
    assert "最晚查清的日子" in page.text
    assert page.has("a.why")
    why = client.get(page.attribute("a.why", "href"))
    assert why.h1 == "为什么是这天"


def test_the_progress_page_asks_the_database_a_fixed_number_of_times(client, session, queries, now):
    walk.city()
    counts = []
    for size in (1, 6):
        people = tuple(
            factory.claimant(name=f"示例{n}", phone=f"1390000{size}{n:03}") for n in range(size)
        )
        made = factory.complaint(claimants=people, people=size)
        deciding.accept(made, by=None, now=clock.now())
        look(client, made.code, people[0].phone[-4:])
        with queries() as seen:
            client.get("progress.matter")
        counts.append(len(seen))
    assert counts[0] == counts[1], seen.listing
    assert counts[0] <= 22, seen.listing


def test_a_draft_goes_on_on_another_phone_by_its_number(client, app, session, now):
    walk.city()
    walk.to_step(client, "how_many")
    code = session.scalars(select(Draft)).one().code
    other = type(client)(app, now)
    page = look(other, code, "")
    assert page.h1 == "有几个人被欠薪？"
    page = page.form().submit(walk.ANSWERS["how_many"])
    page.form().submit(walk.ANSWERS["evidence"])
    assert "演示劳务公司" not in other.get("portal.you").text


def test_a_draft_with_a_phone_opens_only_with_its_tail(client, app, session, now):
    walk.city()
    walk.to_send(client)
    code = session.scalars(select(Draft)).one().code
    other = type(client)(app, now)
    assert look(other, code, "", expect=422).errors
    assert look(other, code, walk.PHONE[-4:]).h1 == "看一遍，对不对？"


def test_an_old_draft_is_gone_after_thirty_days(client, session, now):
    walk.city()
    walk.to_step(client, "how_many")
    code = session.scalars(select(Draft)).one().code
    later = client.now + timedelta(days=31)
    with client.at(later):
        assert look(client, code, "", expect=422).errors
    with clock.fixed(later):
        assert tasks.tick() == 1
    session.commit()
    assert not session.scalars(select(Draft)).all()


def test_a_lost_receipt_is_found_at_the_counter_and_the_old_number_dies(
    client, officer, session, now
):
    walk.city()
    made = factory.complaint(claimants=(factory.claimant(id_number=walk.ID_NUMBER),))
    old = made.code
    clerk = officer(role="clerk")
    found = clerk.get("intake.find").form().submit(
        {"id_number": walk.ID_NUMBER, "reason": "本人到窗口"}, expect=200
    )  # fmt: skip
    page = found.click(made.register_number)
    page.form("intake.reissue", complaint_id=made.id).submit({"reason": "回执丢了"})
    new = session.scalars(select(Complaint)).one().code
    assert new != old
    assert look(client, old, "0164", expect=422).errors
    assert look(client, new, "0164").h1 == "办理进度"


def test_the_worker_reads_why_the_day_is_that_day_also_when_the_limit_stood_still(
    client, complaint, session, now
):
    look(client, complaint.code, "0164")
    case = deciding.accept(complaint, by=None, now=now)
    running = clocks.find_running_clock(Subject.CASE, case.id, "INV")
    asked = pauses.ask_suspension(
        running.id, ground=SuspensionGround.FORCE_MAJEURE, from_on=running.start_on
        + timedelta(days=1), paper="演示通知", by=identity.officer(),
        now=now + timedelta(days=1),
    )  # fmt: skip
    head = identity.officer(role="department_head")
    pauses.decide_suspension(
        asked.id, seen=shown(asked.id), approve=True, by=head, now=now + timedelta(days=1)
    )
    session.commit()

    page = client.get("progress.matter").click("为什么是这天")

    assert page.h1 == "为什么是这天"
    assert "不可抗力" in page.text


def test_without_an_opened_matter_there_is_no_day_to_explain(client, complaint):
    client.get("progress.why_mine", expect=302)
