"""Officers are reminded once on each working day, in office hours, of what is theirs."""

from __future__ import annotations

import threading
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from casework.ground.cases.models.case import Case
from casework.ground.cases.terms import Subject
from casework.ground.identity.terms import Role
from casework.ground.notices.models import Digest, Message
from casework.ground.notices.terms import Channel, Delivery
from casework.kernel import clock, gateway
from casework.kernel.days import at
from tasks import clocks, notices
from tests.factories import cases, identity
from tests.factories.notices import message as made_message
from tests.fixtures.mail import MailBox

pytestmark = pytest.mark.both

MONDAY = date(2026, 11, 23)
MAKE_UP_SATURDAY = date(2026, 10, 10)
HOLIDAY = date(2026, 10, 5)
SUNDAY = date(2026, 11, 22)


def _inspector(*due: date) -> Any:
    """An inspector with a case that has limits which end on these days."""
    officer = identity.officer()
    case = cases.case(handler_id=officer.id)
    for day in due:
        cases.clock(case=case, start_on=day - timedelta(days=30), due_on=day)
    return officer


def _tick(day: date, hour: int = 8, minute: int = 30) -> int:
    with clock.fixed(at(day, hour, minute)):
        return notices.digest()


def _digests(session: Any) -> list[tuple[int, date, int, int, int]]:
    rows = session.scalars(select(Digest).order_by(Digest.id))
    return [(row.officer_id, row.told_on, row.overdue, row.soon, row.warned) for row in rows]


def test_the_reminder_counts_what_is_overdue_what_ends_soon_and_what_was_warned_of(
    session: Any,
) -> None:
    officer = _inspector(date(2026, 11, 20), MONDAY, date(2026, 11, 26), date(2026, 11, 27))
    session.commit()
    with clock.fixed(at(MONDAY, 6)):
        clocks.tick()

    _tick(MONDAY)

    [(who, day, overdue, soon, warned)] = _digests(session)
    assert (who, day, overdue, soon) == (officer.id, MONDAY, 1, 2)
    assert warned >= 3


@pytest.mark.parametrize(
    ("day", "hour", "minute", "number"),
    [
        (MONDAY, 8, 29, 0),
        (MONDAY, 8, 30, 1),
        (MONDAY, 11, 0, 1),
        (MONDAY, 18, 0, 0),
        (MAKE_UP_SATURDAY, 8, 30, 1),
        (HOLIDAY, 8, 30, 0),
        (SUNDAY, 8, 30, 0),
    ],
    ids=["early", "on time", "after an outage", "office closed", "make-up", "holiday", "Sunday"],
)
def test_officers_are_reminded_in_office_hours_of_working_days(
    session: Any, day: date, hour: int, minute: int, number: int
) -> None:
    _inspector(day - timedelta(days=1))
    session.commit()

    assert _tick(day, hour, minute) == number
    assert len(_digests(session)) == number


def test_a_day_has_one_reminder_however_often_it_is_tried(session: Any) -> None:
    _inspector(date(2026, 11, 20))
    session.commit()

    assert [_tick(MONDAY, hour, 45) for hour in (8, 9, 11, 17)] == [1, 0, 0, 0]
    assert _tick(MONDAY + timedelta(days=1)) == 1


def test_an_outage_until_eleven_is_caught_up_once_and_says_when(session: Any) -> None:
    _inspector(date(2026, 11, 20))
    session.commit()

    _tick(MONDAY, 11, 0)
    _tick(MONDAY, 11, 5)

    assert session.scalars(select(Digest.made_at)).all() == [at(MONDAY, 11)]


def test_two_ticks_at_once_remind_once(app: Any, session: Any) -> None:
    officers = [_inspector(date(2026, 11, 20)).id for _ in range(5)]
    session.commit()
    gate = threading.Barrier(2)

    def tick() -> None:
        with app.app_context():
            gate.wait()
            _tick(MONDAY)

    rivals = [threading.Thread(target=tick) for _ in range(2)]
    for rival in rivals:
        rival.start()
    for rival in rivals:
        rival.join()

    assert sorted(row[0] for row in _digests(session)) == sorted(officers)


def test_only_what_was_warned_of_since_the_last_reminder_is_new(session: Any) -> None:
    _inspector(date(2026, 11, 24))
    session.commit()
    with clock.fixed(at(MONDAY, 6)):
        clocks.tick()

    _tick(MONDAY)
    _tick(MONDAY + timedelta(days=1))

    assert [row[4] for row in _digests(session)] == [1, 0]


def test_who_has_nothing_due_is_not_reminded(session: Any) -> None:
    _inspector(date(2026, 12, 31))
    identity.officer()
    session.commit()

    _tick(MONDAY)

    assert _digests(session) == []


def test_the_squad_head_is_reminded_of_the_whole_squad_and_of_no_other_county(session: Any) -> None:
    inspector = _inspector(date(2026, 11, 20))
    head = identity.officer(role=Role.SQUAD_HEAD)
    identity.officer(role=Role.SQUAD_HEAD, area="371311")
    session.commit()

    _tick(MONDAY)

    assert {row[0] for row in _digests(session)} == {inspector.id, head.id}


def test_a_met_limit_and_a_replay_remind_nobody(session: Any, now: datetime) -> None:
    officer = identity.officer()
    case = cases.case(handler_id=officer.id, muted=True)
    cases.clock(case=case, due_on=date(2026, 11, 20))
    session.commit()

    _tick(MONDAY)

    assert _digests(session) == []


def test_the_reminder_stands_on_the_page_for_today(officer: Any, session: Any) -> None:
    client = officer(role=Role.INSPECTOR)
    case = cases.case(handler_id=client.officer.id)
    cases.clock(case=case, due_on=date(2026, 11, 20))
    session.commit()
    assert "今天的提醒" not in client.get("desk.today").text

    _tick(MONDAY)

    page = client.get("desk.today")
    assert "今天的提醒" in page.text
    assert page.click("已超期1项").h1


class _MailServer:
    """Settings of a mail server on the loopback, put back afterwards."""

    def __init__(self, url: str | None):
        self.url = url

    def __enter__(self) -> None:
        gateway.configure(text_url=None, text_token=None, mail_url=self.url, sender="a@b.example")

    def __exit__(self, *_: object) -> None:
        gateway.configure(text_url=None, text_token=None, mail_url=None, sender=None)


def _mail_of(session: Any) -> list[Message]:
    return list(session.scalars(select(Message).where(Message.channel == Channel.MAIL)))


def _send(day: date = MONDAY, hour: int = 9, minute: int = 0) -> None:
    with clock.fixed(at(day, hour, minute)):
        notices.tick()


def test_an_officer_with_an_address_gets_the_reminder_by_mail_once(
    session: Any, mail_server: Any
) -> None:
    officer = _inspector(date(2026, 11, 20), MONDAY)
    case = session.scalars(select(Case)).one()
    officer.email = "zhang@office.example"
    _inspector(date(2026, 11, 20))
    session.commit()

    with _MailServer(f"smtp://127.0.0.1:{mail_server.server_address[1]}"):
        for hour in (8, 9, 11):
            _tick(MONDAY, hour, 45)
            _send(MONDAY, hour, 46)

    [mail] = _mail_of(session)
    assert (mail.state, mail.address) == (Delivery.SENT, "zhang@office.example")
    assert mail.words == (
        "今天的提醒：已超期1项，3个工作日内到期1项，新预警0项。请登录系统，看“今天要做”。"
    )
    letters = [line for line in MailBox.seen if line.upper().startswith("RCPT TO")]
    assert letters == ["RCPT TO:<zhang@office.example>"] or len(letters) == 1
    said = mail.words + "".join(MailBox.seen)
    for secret in (case.number, case.employer.name, officer.name, "元"):
        assert secret not in said


def test_mail_that_fails_holds_up_no_text_message(session: Any) -> None:
    for _ in range(3):
        _inspector(date(2026, 11, 20)).email = "zhang@office.example"
    session.commit()
    _tick(MONDAY)
    text = made_message(not_before_at=at(MONDAY, 8))
    session.commit()

    with _MailServer("smtp://127.0.0.1:9"):
        _send()

    session.expire_all()
    assert text.state is Delivery.SENT
    assert sorted(mail.tries for mail in _mail_of(session)) == [0, 0, 1]
    assert len(_digests(session)) == 3
    _send(MONDAY, 9, 30)
    assert {mail.state for mail in _mail_of(session)} == {Delivery.SENT}


def test_who_supervises_and_who_keeps_the_money_is_reminded_too(session: Any) -> None:
    _inspector(date(2026, 11, 20))
    heads = (Role.SQUAD_HEAD, Role.DEPARTMENT_HEAD, Role.PRINCIPAL_HEAD, Role.COUNTY_SUPERVISOR)
    leading = {identity.officer(role=role).id for role in heads}
    keeper = identity.officer(role=Role.FUND_OFFICER)
    cases.clock(rule="BOND-FILL", start_on=date(2026, 11, 2)).subject_kind = Subject.CLAIM
    session.commit()

    _tick(MONDAY)

    assert leading | {keeper.id} <= {row[0] for row in _digests(session)}


@pytest.mark.parametrize("role", [r for r in Role if r not in (Role.AUDITOR, Role.ADMINISTRATOR)])
def test_every_role_with_reminders_sees_them_on_its_page(
    officer: Any, session: Any, now: datetime, role: Role
) -> None:
    client = officer(role=role)
    session.add(Digest(officer_id=client.officer.id, told_on=MONDAY, overdue=2, soon=1, warned=0,
                       made_at=now))  # fmt: skip
    session.commit()

    for lang, words in (("zh", "今天的提醒"), ("en", "reminder")):
        assert words in client.get("desk.today", lang=lang).text


def test_a_reminder_that_was_held_up_over_night_is_not_sent_any_more(
    session: Any, mail_server: Any
) -> None:
    _inspector(date(2026, 11, 20)).email = "zhang@office.example"
    session.commit()
    _tick(MONDAY)

    with _MailServer(f"smtp://127.0.0.1:{mail_server.server_address[1]}"):
        _send(date(2026, 11, 24), 8, 31)

    [mail] = _mail_of(session)
    assert mail.state is Delivery.FAILED
    assert MailBox.seen == []
