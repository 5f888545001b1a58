"""W23, W26, W27: less came than was recorded; a helper files for an old father; messages by day."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from casework.ground.cases.models.case import TimelineEntry
from casework.ground.cases.queries import matters
from casework.ground.documents.terms.kinds import Kind
from casework.ground.ledger.models import Entry
from casework.ground.notices.models import Message
from casework.ground.notices.terms import Delivery, Notice
from casework.kernel import clock, gateway
from casework.kernel.database import db
from casework.kernel.money import Money
from casework.procedure.intake.models.complaints import Complaint, DeskAct
from casework.procedure.intake.terms import Act
from casework.procedure.requests.actions import asking
from tasks import notices as sending
from tests.fixtures import beginnings
from tests.fixtures.browser import DESK, PHONE, axe, leave
from tests.journeys.office import Office
from tests.portal import proving, walk

TOKEN = "a-token-of-the-gateway-0123"
HELPER = {"helper": "李示例", "helper_phone": "13800001234"}


@pytest.fixture(autouse=True)
def token(app) -> Iterator[None]:
    def set_to(value):
        gateway.configure(text_url=None, text_token=None, mail_url=None, sender=None,
                          inbound_token=value)  # fmt: skip

    set_to(TOKEN)
    yield
    set_to(None)


class Phone:
    """The worker's phone: gets what is sent, and answers through the gateway."""

    def __init__(self, client, office, session):
        self.client, self.office, self.session = client, office, session
        self.ids = 0

    def gets(self):
        """What goes out now; the words of the newest message."""
        self.office.relay()
        with clock.fixed(self.office.lead.now):
            sending.tick()
        self.session.expire_all()
        query = select(Message).order_by(Message.id.desc())
        return self.session.scalars(query).first()

    def says(self, text, *, service_id=None, number=walk.PHONE, signed=TOKEN):
        self.ids += 1
        self.client.now = self.office.lead.now
        body = {"id": service_id or f"gw-{self.ids}", "from": number, "text": text}
        answer = self.client.ask(
            "POST", "/notices/inbound", json.dumps(body), content_type="application/json",
            headers={"Authorization": f"Bearer {signed}"},
        )  # fmt: skip
        self.office.relay()
        self.session.expire_all()
        return answer


@pytest.fixture
def matter(client, officer, session):
    return half_paid(client, officer, session)


@beginnings.kept
def half_paid(client, officer, session):
    """A case with one worker who filed by phone: verified, ordered, half of it paid and told."""
    walk.city()
    office = Office(officer, "371302")
    code = walk.code_of(walk.filed(client))
    office.on(date(2026, 11, 23))
    office.accept()
    office.assign()
    [line] = office.lines()
    office.verify({line.id: "12800"})
    office.order(date(2026, 11, 30))
    office.relay()
    office.serve(office.paper(Kind.ORDER))
    office.relay()
    office.pay("回单1", total="6000")
    phone = Phone(client, office, session)
    assert "到了回1，没到或少了回2" in phone.gets().words
    return office, phone, code


def tasks_of(office):
    return matters.open_tasks(office.case().id)


def test_w23_less_came_and_the_inspector_hears_of_it_the_same_day(matter, session):
    office, phone, _code = matter

    phone.says("2")

    [line] = office.lines()
    assert (line.paid, line.confirmed) == (Money.yuan(6000), Money(0))
    assert line.owed == Money.yuan(6800)
    [task] = [one for one in tasks_of(office) if "到手比登记的少" in one.title]
    assert (task.officer_id, task.due_on) == (office.lead.officer.id, date(2026, 11, 23))
    page = office.lead.get("desk.case", case_id=office.case().id)
    assert "到手比登记的少" in page.text
    assert task.title in page.text
    end = office.lead.get("closing.end_line", case_id=line.case_id, line_id=line.id)
    assert end.form().submit({"ending": "paid", "proof": ""}, expect=422).errors


def test_w23_one_confirms_the_part_that_came_and_the_rest_stays_open(matter, session):
    office, phone, _code = matter

    phone.says("收到了", service_id="gw-same")
    phone.says("收到了", service_id="gw-same")

    [line] = office.lines()
    assert (line.confirmed, line.owed) == (Money.yuan(6000), Money.yuan(6800))
    assert tasks_of(office) == []
    page = office.lead.get("ledger.payments", case_id=line.case_id)
    assert "短信回复收到了" in page.text
    assert "工人本人" in page.text


def test_a_forged_answer_confirms_nothing(matter, session):
    office, phone, _code = matter

    answer = phone.says("1", signed="not-the-token-of-the-gateway")

    assert answer.status == 401
    assert office.lines()[0].confirmed == Money(0)


def test_one_before_the_payment_was_taken_back_and_one_after(matter, session):
    office, phone, _code = matter
    case_id = office.case().id
    page = office.lead.get("ledger.payments", case_id=case_id)
    page.click(next(a for a in page.all("main a[href*=reverse]"))).form().submit(
        {"reason": "记错了人"}
    )  # fmt: skip

    phone.says("1")

    assert office.lines()[0].confirmed == Money(0)
    assert [task.title for task in tasks_of(office)] == ["第1人回了短信，看时间线，打电话问"]


def test_who_wants_no_messages_is_called(matter, session):
    office, phone, _code = matter
    phone.says("T")
    office.pay("回单2", total="1000")

    assert phone.gets().state is Delivery.WITHHELD

    case_id = office.case().id
    page = office.lead.get("notices.of_case", case_id=case_id)
    assert "这些人不收短信" in page.text
    assert walk.PHONE not in page.text
    assert any("不收短信" in task.title for task in tasks_of(office))


def test_on_the_page_he_says_the_same_behind_a_code(matter, client, session):
    office, _phone, code = matter
    client.now = office.lead.now
    page = proving.open_matter(client, code, walk.PHONE[-4:])
    assert "6000" not in page.text
    assert "到了回1" in page.text

    client.get("confirming.came", expect=302)
    proving.prove(client)
    page = client.get("confirming.came")
    assert "6,000元 （六千元）" in page.text
    shown = page.form()
    office.pay("回单2", total="100")
    changed = shown.submit({}, expect=422)
    assert "刚才金额有变化" in changed.text
    assert "6,100元" in changed.text
    assert office.lines()[0].confirmed == Money(0)
    page = client.get("confirming.came").form().submit({})

    assert page.h1 == "办理进度"
    [line] = office.lines()
    assert line.confirmed == line.paid == Money.yuan(6100)
    session.expire_all()
    entry = session.scalars(select(Entry).where(Entry.way.is_not(None))).one()
    assert "短信验证过" in entry.proof
    client.get("confirming.came", expect=302)


def test_on_the_page_he_says_how_much_came(matter, client, session):
    office, _phone, code = matter
    client.now = office.lead.now
    proving.open_matter(client, code, walk.PHONE[-4:])
    proving.prove(client)

    wrong = client.get("confirming.less").form().submit({"came": "6000"}, expect=422)
    assert any("没有少" in words for words in wrong.errors)
    assert wrong.attribute("#came", "value") == "6000"
    client.get("confirming.less").form().submit({"came": "四千"})

    [line] = office.lines()
    assert (line.paid, line.confirmed) == (Money.yuan(6000), Money(0))
    session.expire_all()
    heard = session.scalars(select(TimelineEntry).where(TimelineEntry.event == "payment_short"))
    text = heard.one().text
    assert "到了4,000.00元" in text
    assert "差2,000.00元" in text
    # he reads what he said, is not asked again, and somebody has a day for it
    page = client.get("progress.matter")
    assert "您说到了4,000元（四千元），还差2,000元（二千元）。" in page.text
    assert "钱到了吗" not in page.text
    assert all(task.due_on for task in tasks_of(office))
    client.get("confirming.came").form().submit({})
    assert "您说钱没有到齐" not in client.get("progress.matter").text


@pytest.mark.once("confirming.less")
def test_who_has_not_proved_himself_reads_no_amount_of_what_he_said(matter, client):
    office, _phone, code = matter
    client.now = office.lead.now
    proving.open_matter(client, code, walk.PHONE[-4:])
    proving.prove(client)
    client.get("confirming.less").form().submit({"came": "四千"})

    page = proving.open_matter(client, code, walk.PHONE[-4:])

    assert "您说没到，或者少了。" in page.text
    assert "四千" not in page.text


@pytest.mark.once("confirming.came", "proving.code", "proving.prove")
def test_while_money_is_paid_and_not_confirmed_somebody_has_a_day_to_find_out(matter, client):
    office, _phone, code = matter
    client.now = office.lead.now
    [waits] = [task for task in tasks_of(office) if "等工人确认到账" in task.title]
    assert waits.due_on > office.lead.now.date()
    assert waits.done_at is None

    proving.open_matter(client, code, walk.PHONE[-4:])
    proving.prove(client)
    client.get("confirming.came").form().submit({})

    db.session.expire_all()
    assert not [task for task in tasks_of(office) if "等工人确认到账" in task.title]


def test_nobody_else_sees_what_was_sent_to_him(matter, client, session):
    office, _phone, code = matter
    client.now = office.lead.now

    page = proving.open_matter(client, code, walk.PHONE[-4:])

    assert page.text.count("请查银行卡") == 1
    session.expire_all()
    session.scalars(select(Message).where(Message.notice == Notice.PAYMENT)).one().worker_id = None
    session.commit()
    assert "请查银行卡" not in client.get("progress.matter").text


def test_w26_a_helper_files_for_an_old_father_who_takes_over_later(client, officer, session):
    walk.city()
    typed = walk.answered(you={**HELPER, "messages_to": "helper", "no_phone": "y", "phone": ""})

    check = walk.to_step(client, "check", typed)
    assert "李示例" in check.text
    receipt = client.get("portal.send").form().submit()

    assert "短信发给李示例" in receipt.text
    assert "1234" in receipt.text
    complaint = session.scalars(select(Complaint)).one()
    [father] = complaint.claimants
    assert (father.name, father.phone, complaint.helper) == ("张示例", None, "李示例")
    message = session.scalars(select(Message)).one()
    assert message.address == HELPER["helper_phone"]
    assert father.worker.phone_of == "代填人"
    clerk = officer(role="clerk")
    page = clerk.get("intake.complaint", complaint_id=complaint.id)
    assert "代填人" in page.text
    assert "138****1234" in page.text
    code = walk.code_of(receipt)
    assert proving.open_matter(client, code, "1234").h1 == "办理进度"

    wrong = page.form("intake.take_over", complaint_id=complaint.id).submit(
        {"phone": "139", "reason": ""}, expect=422
    )  # fmt: skip
    assert len(wrong.errors) >= 2
    page = clerk.get("intake.complaint", complaint_id=complaint.id)
    page = page.form("intake.take_over", complaint_id=complaint.id).submit(
        {"phone": walk.PHONE, "reason": "本人带身份证到窗口"}
    )  # fmt: skip

    session.expire_all()
    assert "李示例" not in page.text
    assert complaint.code != code
    assert client.get("progress.matter", expect=302).location == "/progress"
    assert client.get("portal.receipt", expect=302).location == "/"
    assert (complaint.helper, complaint.to_helper) == (None, False)
    act = session.scalars(select(DeskAct).where(DeskAct.act == Act.TAKEN_OVER)).one()
    assert (act.reason, act.officer_id) == ("本人带身份证到窗口", clerk.officer.id)
    assert father.worker.phone_of == ""
    page.form("intake.accept", complaint_id=complaint.id).submit()
    session.expire_all()
    told = session.scalars(select(Message).where(Message.notice == Notice.ACCEPTED)).one()
    assert told.address == walk.PHONE


def test_w26_a_new_phone_before_acceptance_is_not_put_back_to_the_helpers(
    client, officer, session
):  # fmt: skip
    walk.city()
    typed = walk.answered(you={**HELPER, "messages_to": "helper", "no_phone": "y", "phone": ""})
    walk.filed(client, typed)
    complaint = session.scalars(select(Complaint)).one()

    asking.change_phone(complaint.claimants[0], phone=walk.PHONE, by=None, now=client.now)
    session.commit()
    clerk = officer(role="clerk")
    page = clerk.get("intake.complaint", complaint_id=complaint.id)
    page.form("intake.accept", complaint_id=complaint.id).submit()

    session.expire_all()
    told = session.scalars(select(Message).where(Message.notice == Notice.ACCEPTED)).one()
    assert told.address == walk.PHONE


@pytest.mark.parametrize(
    ("typed", "field"),
    [({"helper": "李示例"}, "您自己的手机号"), ({"helper_phone": "13800001234"}, "您自己的姓名"),
     ({**HELPER}, "请选短信发给谁"), ({**HELPER, "helper_phone": "138"}, "11位"),
     ({**HELPER, "messages_to": "own", "phone": "", "no_phone": "y"}, "请选“发给我，我转告”")],
)  # fmt: skip
def test_w26_half_a_helper_is_asked_for_the_rest(client, session, typed, field):
    walk.city()
    page = walk.to_step(client, "you")

    page = page.form().submit({**walk.ANSWERS["you"], **typed}, expect=422)

    assert any(field in words for words in page.errors), page.errors
    assert page.has("details[open]")


def test_w26_messages_go_to_the_father_when_he_has_a_phone_of_his_own(client, session):
    walk.city()

    receipt = walk.filed(client, walk.answered(you={**HELPER, "messages_to": "own"}))

    assert "有消息发短信" in receipt.text
    assert "0164" in receipt.text
    assert session.scalars(select(Message)).one().address == walk.PHONE


def test_c8_who_fears_for_his_phone_gets_no_message(client, officer, session):
    walk.city()

    receipt = walk.filed(client, walk.answered(you={"no_messages": "y"}))

    assert "不给您发短信" in receipt.text
    assert session.scalars(select(Message)).one().state is Delivery.WITHHELD
    page = proving.open_matter(client, walk.code_of(receipt), walk.PHONE[-4:])
    assert "您说过不收短信" in page.text


def test_w27_what_happens_at_night_is_told_at_eight_in_one_neutral_message(client, session):
    walk.city()
    client.now = client.now.replace(hour=23, minute=10)

    walk.filed(client)
    with clock.fixed(client.now):
        sending.tick()
    message = session.scalars(select(Message)).one()
    assert message.state is Delivery.WAITING
    morning = (client.now + timedelta(days=1)).replace(hour=8, minute=0, second=1)
    with clock.fixed(morning):
        sending.tick()

    session.expire_all()
    assert (message.state, message.sent_at) == (Delivery.SENT, morning)
    assert len(message.words) <= 70
    for secret in (walk.ID_NUMBER, "12800", "投诉", "演示劳务公司", "张示例"):
        assert secret not in message.words


@pytest.mark.once("inspections.order", "ledger.pay", "notices.answer")
def test_in_a_demo_the_whole_round_is_tried_from_the_mailbox(matter, officer, session):
    office, _phone, _code = matter
    admin = officer(role="administrator")
    admin.now = office.lead.now
    admin.sign_in(admin.officer)
    message = session.scalars(select(Message).where(Message.notice == Notice.PAYMENT)).one()
    page = admin.get("notices.mailbox")

    form = page.form("notices.answer", message_id=message.id)
    form.submit({"text": "1"})
    form.submit({"text": "1"})
    office.relay()

    assert office.lines()[0].confirmed == Money.yuan(6000)
    assert "说钱已到账" in admin.get("notices.mailbox").text


NARROW = {"width": 320, "height": 740}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("size", "query"),
    [(PHONE, ""), (DESK, ""), (NARROW, "?size=largest"), (NARROW, "?lang=en&size=large")],
)
def test_the_pages_about_money_can_be_read_by_everybody(matter, client, browser, size, query):
    office, _phone, code = matter
    client.now = office.lead.now
    proving.sign_in(client, code, walk.PHONE[-4:])

    page = browser.open(f"/progress/matter{query}", size=size, who=client)
    for path in ("/progress/matter", "/progress/money/here", "/progress/money/less"):
        page.goto(path)
        axe(page)
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{path} is {wide} px wider than the screen"
    page.fill("#came", "6000")
    leave(page, "main .btn-primary")
    axe(page)
    assert page.evaluate("document.activeElement.className") == "summary-wrong"


@pytest.mark.slow
def test_what_staff_see_of_messages_is_accessible(matter, officer, browser):
    office, phone, _code = matter
    phone.says("2")
    phone.says("T")
    admin = officer(role="administrator")

    page = browser.open("/notices/", size=DESK, who=admin)
    axe(page)
    page = browser.open(f"/notices/cases/{office.case().id}", size=DESK, who=office.lead)
    axe(page)
