"""Tips: sealed apart, opened with a reason and a log, read by few, turned into a complaint. W21."""

from __future__ import annotations

import io

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from casework.ground.cases.actions import people as case_people
from casework.ground.cases.models.case import Line
from casework.ground.cases.models.evidence import Evidence
from casework.ground.cases.queries import matters
from casework.ground.identity.models import Reading
from casework.ground.identity.terms import Deed
from casework.ground.notices.models import Message
from casework.ground.parties.models import Worker
from casework.kernel import crypto, vault
from casework.kernel.money import Money
from casework.procedure.intake.actions import evidence, tips
from casework.procedure.intake.models.complaints import Claimant, Complaint, DeskAct
from casework.procedure.intake.models.tips import Tipster
from casework.procedure.intake.queries import tips as tip_queries
from casework.procedure.intake.rules import tips as tip_rules
from casework.procedure.intake.terms import Act, Kind, OpeningGround, State
from tests.factories import files, groups, identity, offices
from tests.factories import intake as factory
from tests.journeys import office
from tests.portal import walk

#: A valid number of somebody else.
OTHER = office.people(1, Money.yuan(1))[0].id_number
WHY = "核实举报的工地和时间对不对"


@pytest.fixture
def tip(session, now):
    walk.city()
    person = factory.claimant(id_number=walk.ID_NUMBER)
    return factory.complaint(
        confidential=True, claimants=(person,), story="包工头把钱拿走了", phone_of="演示表姐"
    )


def opening(browser, tip, *, ground="verify", reason=WHY, expect=200):
    page = browser.get("intake.open_tip", complaint_id=tip.id)
    return page.form().submit({"ground": ground, "reason": reason}, expect=expect)


def readings(session):
    return list(session.scalars(select(Reading).where(Reading.what == Deed.OPENED_TIP.value)))


def test_who_gave_a_tip_stands_apart_and_nowhere_else(tip, session):
    row = session.scalars(select(Tipster)).one()
    assert (row.name, row.phone, row.phone_of) == ("张示例", "13900000164", "演示表姐")
    assert row.id_number_index != crypto.blind("claimant.id_number", walk.ID_NUMBER)
    assert tip.phone_of == ""
    assert not session.scalars(select(Claimant)).all()
    assert not session.scalars(select(Worker)).all()


@pytest.mark.once("intake.find", unclaimed=True)
def test_a_search_for_workers_never_finds_a_tipster(tip, officer):
    clerk = officer(role="clerk")
    found = clerk.get("intake.find").form()
    page = found.submit({"id_number": walk.ID_NUMBER, "reason": "本人来补回执"}, expect=200)
    assert tip.register_number not in page.text


@pytest.mark.once("intake.open_tip")
def test_the_identity_is_shown_in_one_answer_only_and_logged(tip, officer, session):
    inspector = officer(role="inspector")
    shown = opening(inspector, tip)
    assert "张示例" in shown.text
    assert walk.ID_NUMBER in shown.text
    assert shown.headers["Cache-Control"] == "no-store"
    assert "张示例" not in shown.title
    again = inspector.get("intake.open_tip", complaint_id=tip.id)
    assert "张示例" not in again.text
    one = readings(session)[0]
    assert (one.officer_id, one.subject_id) == (inspector.officer.id, tip.id)
    assert one.reason == f"核实举报的事：{WHY}"


@pytest.mark.parametrize(
    ("ground", "reason"),
    [("", WHY), ("verify", ""), ("verify", "看看"), ("verify", "看　　　　　　　　看")],
)
def test_without_a_full_reason_nothing_is_shown_or_logged(tip, officer, session, ground, reason):
    page = opening(officer(role="inspector"), tip, ground=ground, reason=reason, expect=422)
    assert page.errors
    assert "张示例" not in page.text
    assert not readings(session)


def test_the_reason_is_judged_by_the_rule_too():
    with pytest.raises(tip_rules.OpeningReasonNeeded):
        tip_rules.check_opening(None, WHY)
    with pytest.raises(tip_rules.OpeningReasonNeeded):
        tip_rules.check_opening(OpeningGround.VERIFY, "一二三四五六七八九")
    tip_rules.check_opening(OpeningGround.VERIFY, "一二三四五六七八九十")


def test_without_a_log_there_is_no_data(tip, officer, session, app):
    """The log cannot be written: the request fails, and nothing has been read out."""
    inspector = officer(role="inspector")
    page = inspector.get("intake.open_tip", complaint_id=tip.id)
    session.execute(text("ALTER TABLE reading RENAME TO reading_away"))
    session.commit()
    shown = ""
    try:
        shown = page.form().submit({"ground": "verify", "reason": WHY}, expect=503).text
    except DatabaseError:
        pass
    finally:
        session.rollback()
        session.execute(text("ALTER TABLE reading_away RENAME TO reading"))
        session.commit()
    assert "张示例" not in shown
    assert not readings(session)


def test_nobody_changes_who_has_looked(tip, officer, session):
    opening(officer(role="inspector"), tip)
    session.commit()
    for words in ("UPDATE reading SET reason = ''", "DELETE FROM reading"):
        with pytest.raises(DatabaseError):
            session.execute(text(words))
        session.rollback()


@pytest.mark.parametrize("role", ["clerk", "department_head", "county_supervisor", "fund_officer"])
def test_without_the_right_nobody_opens_a_tip(tip, officer, role):
    officer(role=role).get("intake.open_tip", complaint_id=tip.id, expect=403)


def test_another_countys_inspector_finds_no_tip(tip, officer):
    offices.unit(area_code=offices.ELSEWHERE)
    other = officer(role="inspector", area=offices.ELSEWHERE)
    other.get("intake.open_tip", complaint_id=tip.id, expect=404)
    head = officer(role="squad_head", area=offices.ELSEWHERE)
    opening(officer(role="inspector"), tip)
    assert tip.register_number not in head.get("intake.openings").text


def test_the_auditor_knows_in_one_click_who_opened_it(tip, officer):
    inspector = officer(role="inspector")
    opening(inspector, tip)
    page = officer(role="auditor").get("identity.readings").click("举报人身份查看记录")
    assert tip.register_number in page.text
    assert inspector.officer.name in page.text
    assert WHY in page.text


def test_the_squad_head_knows_in_two_clicks(tip, officer):
    inspector = officer(role="inspector")
    opening(inspector, tip)
    page = officer(role="squad_head").get("identity.home", expect=302).follow()
    page = page.click("投诉登记").click("举报人身份查看记录")
    assert inspector.officer.name in page.text


def accepted(officer, tip):
    clerk = officer(role="clerk")
    page = clerk.get("intake.complaint", complaint_id=tip.id)
    page.form("intake.accept", complaint_id=tip.id).submit()
    return clerk


def test_an_accepted_tip_is_a_case_without_his_line(tip, officer, session):
    accepted(officer, tip)
    session.refresh(tip)
    assert tip.case_id is not None
    assert not session.scalars(select(Line)).all()


def test_the_story_is_for_those_who_work_on_it(tip, officer, session, now):
    lead, assistant = officer(role="inspector"), officer(role="inspector")
    clerk = accepted(officer, tip)
    session.refresh(tip)
    case_people.assign(matters.any_case(tip.case_id), lead=lead.officer,
                 assistant=assistant.officer, by=None, now=now)  # fmt: skip
    session.commit()

    def reads(browser):
        page = browser.get("intake.complaint", complaint_id=tip.id)
        return "包工头把钱拿走了" in page.text

    assert reads(lead)
    assert reads(assistant)
    assert reads(officer(role="squad_head"))
    assert not reads(clerk)
    assert not reads(officer(role="inspector"))
    assert not reads(officer(role="principal_head"))
    assert not reads(officer(role="county_supervisor"))


def test_nobody_writes_to_a_tipster_unless_he_asked(session, now):
    walk.city()
    factory.complaint(confidential=True)
    assert not session.scalars(select(Message)).all()
    factory.complaint(confidential=True, told=True)
    message = session.scalars(select(Message)).one()
    assert (message.worker_id, message.complaint_id, message.case_id) == (None, None, None)
    assert "举报" not in message.words
    assert "演示劳务公司" not in message.words


PERSON = {"name": "张示例", "id_number": walk.ID_NUMBER, "phone": "13900000164"}


def at_counter(officer, tip, expect=None, **typed):
    page = officer(role="clerk").get("intake.stand_up", complaint_id=tip.id)
    return page.form().submit({**PERSON, **typed}, expect=expect)


def test_a_tipster_stands_up_at_the_counter_by_his_id_number(tip, officer, session):
    at_counter(officer, tip, amount="8000")
    session.refresh(tip)
    assert tip.kind is Kind.COMPLAINT
    claimant = session.scalars(select(Claimant)).one()
    assert (claimant.name, claimant.amount) == ("张示例", Money.yuan(8000))
    assert claimant.worker_id is not None
    assert not session.scalars(select(Tipster)).all()
    assert session.scalars(select(DeskAct).where(DeskAct.act == Act.NAMED)).one()
    assert "identity" not in tip.gaps


@pytest.mark.parametrize("many", [1, 2])
def test_his_files_are_no_secret_once_nobody_is_sealed(session, now, many):
    walk.city()
    people = tuple(groups.workmate(n) for n in range(1, many + 1))
    tip = factory.complaint(confidential=True, claimants=people)
    photo = vault.take_in("欠条.jpg", io.BytesIO(files.jpeg()))
    evidence.hand_in(tip, [photo], batch="", by=identity.officer(), now=now)
    tips.stand_up(tip, people[0], now=now)
    kept = session.scalars(select(Evidence)).one()
    assert kept.confidential is (many > 1)


def test_or_by_his_receipt_where_he_left_no_name(officer, session, now):
    walk.city()
    tip = factory.complaint(claimants=())
    page = at_counter(officer, tip, code="0000 0000 0000 0000", expect=422)
    assert any("对不上" in words for words in page.errors)
    at_counter(officer, tip, code=tip.code)
    session.refresh(tip)
    assert tip.kind is Kind.COMPLAINT


@pytest.mark.once("intake.stand_up")
def test_after_acceptance_he_gets_his_line(tip, officer, session):
    accepted(officer, tip)
    at_counter(officer, tip, amount="8000")
    line = session.scalars(select(Line)).one()
    assert line.claimed == Money.yuan(8000)


def test_an_answered_tip_cannot_be_turned(tip, officer, session):
    tip.state = State.REFUSED
    session.commit()
    page = at_counter(officer, tip, expect=422)
    assert any("重新投诉" in words for words in page.errors)


def seen_by_code(client, code, tail=""):
    return client.get("lookup.receipt").form().submit({"code": code, "tail": tail})


@pytest.mark.once("lookup.receipt", "progress.stand_up")
def test_by_its_code_the_tipster_turns_it_into_a_complaint(tip, client, session):
    matter = seen_by_code(client, tip.code, "0164")
    form = matter.click("想要回自己的工资").form()
    wrong = form.submit({**PERSON, "id_number": OTHER}, expect=422)
    assert any("窗口" in words for words in wrong.errors)
    session.refresh(tip)
    assert tip.kind is Kind.TIP
    done = wrong.form().submit({**PERSON, "amount": "一万二"})
    assert "真名" in done.text
    session.refresh(tip)
    assert tip.kind is Kind.COMPLAINT
    client.get("progress.stand_up", expect=302)


def test_a_tip_without_a_name_opens_by_its_code_alone(client, session, now):
    walk.city()
    tip = factory.complaint(claimants=())
    matter = seen_by_code(client, tip.code)
    assert "想要回自己的工资" in matter.text
    matter.click("想要回自己的工资").form().submit(PERSON)
    session.refresh(tip)
    assert tip.kind is Kind.COMPLAINT


def test_the_code_of_a_tip_alone_opens_nothing_where_a_phone_was_left(tip, client):
    page = client.get("lookup.receipt").form().submit({"code": tip.code, "tail": ""}, expect=422)
    assert page.errors


def test_filing_confidentially_by_phone_says_what_is_different(client, session, now):
    walk.city()
    page = client.get("hall.home")
    page = client.get("hall.secret")
    assert "文书上没有您的名字" in page.text
    page = page.click("保密举报，不说姓名")
    answers = walk.answered()
    for step, values in answers.items():
        given = {**values, "told": "y"} if step == "you" else values
        page = page.form().submit(given)
    receipt = client.get("portal.send").form().submit()
    assert "保密" in receipt.text
    made = session.scalars(select(Complaint)).one()
    assert made.kind is Kind.TIP
    assert tip_queries.tipsters(made.id)[0].told


def test_whoever_changes_his_mind_on_the_first_page_files_with_his_name(client, session, now):
    walk.city()
    client.get("hall.secret").click("保密举报，不说姓名").form().submit(walk.ANSWERS["who"])
    page = client.get("hall.secret").click("用真名投诉")
    assert "保密举报" not in page.one("main")
    for values in walk.answered().values():
        page = page.form().submit(values)
    client.get("portal.send").form().submit()
    assert session.scalars(select(Complaint)).one().kind is Kind.COMPLAINT


def test_a_complaint_without_a_name_is_a_tip_and_the_page_says_so(client, session, now):
    walk.city()
    answers = walk.answered(you={"name": "", "id_number": "", "phone": "", "anonymous": "y"})
    check = walk.to_step(client, "check", answers)
    assert "按举报办" in check.text
    assert check.click("有什么不一样").h1 == "不想让老板知道？"
