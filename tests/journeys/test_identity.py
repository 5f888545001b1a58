"""Somebody uses another's ID number, by every door: the other keeps phone, messages and money."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from casework.ground.cases.models.case import Case, Line, Task
from casework.ground.ledger import queries as ledger
from casework.ground.notices.actions import answering
from casework.ground.notices.models import Message
from casework.ground.notices.terms import Inbound, Notice
from casework.ground.parties import queries as people
from casework.ground.parties.terms import PhoneWay
from casework.kernel.money import Money
from casework.procedure.intake.actions import deciding
from casework.procedure.intake.models.complaints import Claimant, Complaint
from casework.procedure.intake.models.identities import IdentityDoubt
from casework.procedure.intake.terms import Helper, Verdict
from casework.procedure.rosters import actions as roster
from tests.factories import groups, offices
from tests.factories import intake as factory
from tests.journeys.office import Office
from tests.portal import proving, walk

OWNER = {"name": "张示例", "id_number": walk.ID_NUMBER, "phone": walk.PHONE}
THIEF_PHONE = "13700007777"
#: Whoever has the number, and perhaps the name, but not the phone.
STRANGER = {"name": "张示例", "id_number": walk.ID_NUMBER, "phone": THIEF_PHONE}


@pytest.fixture
def office(officer, session, now):
    walk.city()
    return Office(officer, offices.HOME)


@pytest.fixture
def victim(office, session):
    """Filed and accepted: his line in the case."""
    complaint = factory.complaint(claimants=(factory.claimant(**OWNER, amount=Money.yuan(8_000)),),
                                  amount=Money.yuan(8_000))  # fmt: skip
    deciding.accept(complaint, by=None, now=office.lead.now)
    session.commit()
    office.assign()
    return session.scalars(select(Line)).one()


def _by_phone(office, client, case):
    return walk.filed(client, walk.answered(
        you=STRANGER, how_much={"amount": "6000"}))  # fmt: skip


def _by_counter(office, client, case):
    typed = {"employer": "另一家公司", "workers-0-name": "张示例", "workers-0-phone": THIEF_PHONE,
             "workers-0-id_number": walk.ID_NUMBER, "workers-0-amount": "6000"}  # fmt: skip
    form = office.clerk.get("counter.new").form()
    looked = form.submit(typed, button="查重", expect=200)
    looked.form().submit({"reason": "说是一件事"}, button=f"join-case-{case.id}")


def _by_joining(office, client, case):
    complaint = factory.complaint(claimants=(factory.claimant(name="李示例"),))
    deciding.accept(complaint, join=case, by=None, now=office.lead.now)
    groups.joining(groups.group(complaint), groups.workmate(1, **STRANGER))


def _by_roster(office, client, case):
    complaint = factory.complaint(claimants=(factory.claimant(name="李示例"),))
    people_in_it = (factory.claimant(**STRANGER, amount=Money.yuan(6_000)),)
    roster.add_roster(complaint, people_in_it, by=office.clerk.officer, now=office.lead.now)


def _by_helper(office, client, case):
    """He says that he files for the owner, whose phone he knows, and gets the messages himself."""
    helper = Helper("王示例", THIEF_PHONE, gets_messages=True)
    factory.complaint(claimants=(factory.claimant(**OWNER),), helper=helper)


def _accept_all(office, session):
    session.commit()
    session.expire_all()
    case = session.scalars(select(Case)).first()
    for complaint in session.scalars(select(Complaint).where(Complaint.case_id.is_(None))).all():
        deciding.accept(complaint, join=case, by=None, now=office.lead.now)
    session.commit()
    session.expire_all()


@pytest.mark.parametrize("door", [_by_phone, _by_counter, _by_joining, _by_roster, _by_helper])
def test_by_no_door_is_a_known_workers_phone_taken_over(door, office, client, session, victim):
    door(office, client, victim.case)
    _accept_all(office, session)

    owner = people.find_worker_by_id_number(walk.ID_NUMBER)
    assert owner.phone == walk.PHONE
    line = session.get(Line, victim.id)
    assert (line.worker_id, line.claimed) == (owner.id, Money.yuan(8_000))
    doubt = session.scalars(select(IdentityDoubt)).one()
    assert (doubt.worker_id, doubt.verdict) == (owner.id, None)
    assert doubt.claimant.worker_id != owner.id
    assert session.scalars(select(Task).where(Task.title.contains("身份待核"))).first()
    # neither of the two is told anything of the other
    to_owner = [m for m in session.scalars(select(Message)) if m.address == walk.PHONE]
    assert {m.worker_id for m in to_owner} == {owner.id}
    assert not [m for m in to_owner if m.notice is Notice.PHONE_CHANGED]


def test_the_owners_messages_and_money_stay_with_the_owner(office, client, session, victim):
    _by_phone(office, client, victim.case)
    _accept_all(office, session)
    office.verify({victim.id: "8000"})
    office.pay("单1", total="8000")
    office.relay()

    told = session.scalars(select(Message).where(Message.notice == Notice.PAYMENT)).all()
    assert [message.address for message in told] == [walk.PHONE]
    told[0].state, told[0].tried_at = told[0].state.SENT, office.lead.now
    session.commit()
    for sender, waits in ((THIEF_PHONE, True), (walk.PHONE, False)):
        said = Inbound(f"id-{sender}", sender, "1", office.lead.now + timedelta(minutes=1))
        answering.keep_reply(said, now=office.lead.now)
        office.relay()
        session.expire_all()
        assert bool(ledger.waiting(session.get(Line, victim.id))) is waits, sender


def test_the_strangers_receipt_opens_his_own_complaint_alone(office, client, session, victim):
    receipt = _by_phone(office, client, victim.case)
    code = walk.code_of(receipt)
    _accept_all(office, session)
    office.verify({victim.id: "8000"})
    office.pay("单1", total="8000")
    session.commit()

    browser = type(client)(client.app, office.lead.now)
    page = proving.sign_in(browser, code, THIEF_PHONE[-4:])
    assert proving.sent()[-1].address == THIEF_PHONE
    assert "8,000" not in page.text
    # there is nothing of the owner's to confirm
    assert not browser.get("progress.matter").has("a[href*='money']")


def test_the_officer_says_that_it_is_the_same_person(office, client, session, victim):
    receipt = _by_phone(office, client, victim.case)
    code = walk.code_of(receipt)
    _accept_all(office, session)
    browser = type(client)(client.app, office.lead.now)
    proving.sign_in(browser, code, THIEF_PHONE[-4:])
    assert browser.get("acting.withdraw").h1
    session.commit()

    assert "身份待核1人" in office.clerk.get("desk.today").text
    page = office.clerk.get("intake.desk").click("张** 1")
    for words in ("张示例", "139****0164", "137****7777", "不一样"):
        assert words in page.text, words
    assert THIEF_PHONE not in page.html
    refused = page.form().submit({"verdict": "same", "reason": ""}, expect=422)
    assert any("证件" in words for words in refused.errors)
    page.form().submit({"verdict": "same", "reason": "带身份证原件到窗口，换了手机"})

    session.expire_all()
    owner = people.find_worker_by_id_number(walk.ID_NUMBER)
    line = session.get(Line, victim.id)
    assert line.claimed == Money.yuan(14_000)
    assert owner.phone == walk.PHONE
    assert session.scalars(select(IdentityDoubt)).one().verdict is Verdict.SAME
    assert not session.scalars(
        select(Task).where(Task.title.contains("身份待核"), Task.done_at.is_(None))
    ).first()
    # what he proved with another phone opens nothing any more
    assert browser.get("acting.withdraw", expect=302).location == "/progress/prove"


def test_of_a_name_on_file_only_what_agrees_is_shown(office, session, victim):
    factory.complaint(claimants=(factory.claimant(**{**STRANGER, "name": "张示范"}),))
    session.commit()
    page = office.clerk.get("intake.desk").click("张** 1")
    assert page.all("table tr:first-child td") == ["张示*", "张示范 不一样"]
    assert "张示例" not in page.text


@pytest.mark.once("intake.identity", "portal.where", "portal.who", "portal.you")
def test_the_officer_says_that_it_is_somebody_else(office, client, session, victim):
    _by_phone(office, client, victim.case)
    _accept_all(office, session)
    doubt = session.scalars(select(IdentityDoubt)).one()
    page = office.clerk.get("intake.identity", complaint_id=doubt.claimant.complaint_id,
                            doubt_id=doubt.id)  # fmt: skip
    page.form().submit({"verdict": "other", "reason": "身份证号抄错了，看过原件"})

    session.expire_all()
    lines = session.scalars(select(Line).order_by(Line.position)).all()
    assert [line.claimed for line in lines] == [Money.yuan(8_000), Money.yuan(6_000)]
    assert lines[1].worker.phone == THIEF_PHONE
    assert lines[1].worker.id_number is None


def test_before_acceptance_too_and_then_it_goes_where_it_belongs(office, client, session, victim):
    _by_phone(office, client, victim.case)
    session.commit()
    complaint = session.scalars(select(Complaint).order_by(Complaint.id.desc())).first()
    page = office.clerk.get("intake.complaint", complaint_id=complaint.id)
    page.click("和档案里的人核对").form().submit(
        {"verdict": "same", "reason": "带身份证原件到窗口"}
    )
    _accept_all(office, session)

    assert session.get(Line, victim.id).claimed == Money.yuan(14_000)
    assert len(session.scalars(select(Line)).all()) == 1


def test_a_correction_while_nobody_has_decided_stays_his_own(office, client, session, victim):
    receipt = _by_phone(office, client, victim.case)
    code = walk.code_of(receipt)
    _accept_all(office, session)
    browser = type(client)(client.app, office.lead.now)
    proving.sign_in(browser, code, THIEF_PHONE[-4:])
    browser.get("acting.correct_one", about="amount").form().submit({"amount": "9999"})

    session.expire_all()
    assert session.get(Line, victim.id).claimed == Money.yuan(8_000)
    mine = session.scalars(select(Claimant).order_by(Claimant.id.desc())).first()
    assert mine.amount == Money.yuan(9_999)


def test_a_phone_changes_at_the_counter_with_a_reason_and_the_old_one_is_told(
    office, session, victim
):
    person = session.scalars(select(Claimant)).one()
    page = office.clerk.get("requests.enter", complaint_id=person.complaint_id,
                            claimant_id=person.id, act="phone")  # fmt: skip
    page.form().submit({"phone": "13600006666", "checked": ""}, expect=422)
    page.form().submit({"phone": "13600006666", "checked": "看了身份证原件"})

    session.expire_all()
    worker = session.get(Line, victim.id).worker
    kept = people.phone_changes(worker.id)[0]
    assert worker.phone == "13600006666"
    assert (kept.old, kept.new, kept.way) == (walk.PHONE, "13600006666", PhoneWay.COUNTER)
    assert (kept.reason, kept.changed_by) == ("看了身份证原件", office.clerk.officer.id)
    told = session.scalars(select(Message).where(Message.notice == Notice.PHONE_CHANGED)).one()
    assert told.address == walk.PHONE


def test_a_phone_changes_on_the_page_only_by_the_old_one(office, client, session, victim):
    person = session.scalars(select(Claimant)).one()
    code = person.complaint.code
    session.commit()
    proving.sign_in(client, code, walk.PHONE[-4:])
    assert proving.sent()[-1].address == walk.PHONE
    client.get("acting.phone").form().submit({"phone": "13600006666"})
    client.get("acting.phone_code").form().submit({"code": proving.last_code()})

    session.expire_all()
    worker = session.get(Line, victim.id).worker
    kept = people.phone_changes(worker.id)[0]
    assert (worker.phone, kept.old, kept.way) == ("13600006666", walk.PHONE, PhoneWay.CODE)
    # the proof was of the number that is gone
    assert client.get("acting.phone", expect=302).location == "/progress/prove"


def test_whoever_takes_over_at_the_counter_is_reached_and_the_old_number_told(office, session, now):
    complaint = factory.complaint(
        claimants=(factory.claimant(**OWNER),), phone_of="工友王示例"
    )  # fmt: skip
    session.commit()
    page = office.clerk.get("intake.complaint", complaint_id=complaint.id)
    page.form("intake.take_over", complaint_id=complaint.id).submit(
        {"phone": "13600006666", "reason": "本人带身份证到窗口"}
    )
    session.expire_all()
    worker = complaint.claimants[0].worker
    kept = people.phone_changes(worker.id)[0]
    assert (worker.phone, kept.old, kept.old_of) == ("13600006666", walk.PHONE, "工友王示例")
    told = session.scalars(select(Message).where(Message.notice == Notice.PHONE_CHANGED)).one()
    assert told.address == walk.PHONE
