"""What a worker answers by text message: "1" is the money in his hand, once and never too much."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from casework.ground.cases.models.case import Line, Task, TimelineEntry
from casework.ground.cases.queries import matters
from casework.ground.cases.terms import Ending, InspectorsAssigned
from casework.ground.ledger import queries as ledger_queries
from casework.ground.ledger.actions import confirming, reversing
from casework.ground.ledger.models import Entry
from casework.ground.ledger.terms import Kind, PaymentRecorded, Way
from casework.ground.notices import queries, rules
from casework.ground.notices.actions import answering, hearing, sending
from casework.ground.notices.models import Message, QuietNumber, Reply
from casework.ground.notices.terms import Delivery, Inbound, Meaning, ReplyKept
from casework.kernel.database import db
from casework.kernel.money import Money
from tests.factories import cases, identity, parties
from tests.factories import ledger as slips

PHONE = "13912345678"
_ids = count(1)


def line_of(phone: str = PHONE, *, case: Any = None, yuan: int = 3000) -> Line:
    """A verified line of a worker with this phone, in a case that somebody handles."""
    worker = parties.worker()
    parties.reach(worker, phone)
    case = case or cases.case()
    if case.handler_id is None:
        cases.inspectors(case=case)
    return cases.line(case=case, worker_id=worker.id, yuan=yuan, verified=Money.yuan(yuan))


def paid(line: Line, now: datetime, *, yuan: int = 1000) -> Message:
    """Money came, he was told, and the message has gone out."""
    slip = slips.batch(line=line, yuan=yuan, now=now)
    hearing.paid(PaymentRecorded(line.case_id, slip.id, [line.id]), now=now)
    query = select(Message).where(Message.batch_id == slip.id, Message.worker_id == line.worker_id)
    message = db.session.scalars(query).one()
    sending.take(message.id, now=now)
    message.state = Delivery.SENT
    db.session.flush()
    return message


def says(text: str, now: datetime, *, phone: str = PHONE, service_id: str = "",
         at: datetime | None = None) -> Reply:  # fmt: skip
    """The answer comes in and is read, twice, as every reaction may be."""
    given_id = service_id or f"gw-{next(_ids)}"
    answering.keep_reply(Inbound(given_id, phone, text, at), now=now)
    reply = db.session.scalars(select(Reply).where(Reply.service_id == given_id)).one()
    for _ in range(2):
        hearing.reply_kept(ReplyKept(reply.id), now=now)
    return reply


def confirmed(line: Line) -> Money:
    db.session.flush()
    db.session.expire_all()
    return line.confirmed


def tasks(line: Line) -> list[Task]:
    asked = "等工人确认到账"  # of every payment, until it is confirmed
    return [one for one in matters.open_tasks(line.case_id) if asked not in one.title]


@pytest.mark.parametrize("text", ["1", "１", "1.", " 1 ", "收到", "收到了。", "钱到了"])
def test_one_means_the_money_is_here(session: Any, now: datetime, text: str) -> None:
    line = line_of()
    paid(line, now)

    says(text, now)

    assert confirmed(line) == Money.yuan(1000)
    entry = session.scalars(select(Entry).where(Entry.kind == Kind.CONFIRMATION)).one()
    assert (entry.way, entry.officer_id) == (Way.SMS, None)
    assert "2026年11月23日10:00" in entry.proof
    assert tasks(line) == []


def test_an_answer_from_a_helpers_phone_says_whose_phone_it_was(
    session: Any, now: datetime
) -> None:
    line = line_of()
    parties.reach(line.worker, PHONE, of="代填人")
    paid(line, now)
    says("1", now)
    entry = session.scalars(select(Entry).where(Entry.kind == Kind.CONFIRMATION)).one()
    assert entry.proof.endswith("手机不是本人的，是代填人的")
    parties.reach(line.worker, PHONE)
    paid(line, now + timedelta(hours=1))
    says("1", now + timedelta(hours=2))
    entry = session.scalars(
        select(Entry).where(Entry.kind == Kind.CONFIRMATION).order_by(Entry.id.desc())
    ).first()
    assert "不是本人" not in entry.proof


def test_the_same_answer_brought_twice_counts_once(session: Any, now: datetime) -> None:
    line = line_of()
    paid(line, now)

    for _ in range(3):
        says("1", now, service_id="gw-same")

    assert confirmed(line) == Money.yuan(1000)
    assert session.scalar(select(func.count(Reply.id))) == 1


def test_one_said_twice_confirms_once(session: Any, now: datetime) -> None:
    line = line_of()
    paid(line, now)
    paid(line, now + timedelta(minutes=1))

    says("1", now + timedelta(hours=1))
    says("1", now + timedelta(hours=2))

    assert confirmed(line) == Money.yuan(1000)
    assert [task.title for task in tasks(line)] == ["第1人回了短信，看时间线，打电话问"]


def test_one_confirms_what_the_message_told_of_and_nothing_later(
    session: Any, now: datetime
) -> None:
    line = line_of()
    paid(line, now, yuan=1000)
    paid(line, now + timedelta(hours=3), yuan=500)

    says("1", now + timedelta(hours=4), at=now + timedelta(hours=1))

    assert confirmed(line) == Money.yuan(1000)


def test_a_payment_that_was_taken_back_is_never_confirmed(session: Any, now: datetime) -> None:
    line = line_of()
    message = paid(line, now)
    [entry] = [e for e in ledger_queries.entries(line.case_id) if e.batch_id == message.batch_id]
    reversing.reverse(entry, reason="记错了人", by=identity.officer(), now=now)

    says("1", now + timedelta(hours=1))

    assert confirmed(line) == Money(0)
    assert tasks(line)


def test_a_payment_that_was_taken_back_does_not_stand_for_another(
    session: Any, now: datetime
) -> None:
    line = line_of()
    message = paid(line, now)
    [entry] = ledger_queries.entries(line.case_id)
    reversing.reverse(entry, reason="记错了单子", by=identity.officer(), now=now)
    slips.batch(line=line, yuan=1000, now=now + timedelta(minutes=5))

    says("1", now + timedelta(hours=1))

    assert message.state is Delivery.SENT
    assert confirmed(line) == Money(0)


def test_one_when_nothing_was_paid_confirms_nothing_and_somebody_calls(
    session: Any, now: datetime
) -> None:
    line = line_of()
    hearing.assigned(InspectorsAssigned(line.case_id, []), now=now)
    [message] = queries.of_case(line.case_id).rows
    sending.take(message.id, now=now)

    says("1", now + timedelta(minutes=1))

    assert confirmed(line) == Money(0)
    [task] = tasks(line)
    assert (task.officer_id, task.due_on) == (line.case.handler_id, now.date())


def test_a_stranger_is_answered_like_everybody_and_nothing_happens(
    session: Any, now: datetime
) -> None:
    line = line_of()
    paid(line, now)

    for text in ("1", "2", "你是谁"):
        says(text, now, phone="13888888888")

    assert confirmed(line) == Money(0)
    assert tasks(line) == []


def test_a_phone_of_two_workers_confirms_for_neither(session: Any, now: datetime) -> None:
    line = line_of()
    other = line_of(case=line.case)
    paid(line, now)

    says("1", now)

    assert confirmed(line) == confirmed(other) == Money(0)
    [task] = tasks(line)
    assert "几个人共用" in task.title


def test_a_worker_who_was_written_down_twice_is_one_person(session: Any, now: datetime) -> None:
    line = line_of()
    parties.reach(parties.worker(), PHONE)
    paid(line, now)

    says("1", now)

    assert confirmed(line) == Money.yuan(1000)


def test_an_answer_from_his_new_number_answers_nothing_sent_to_the_old_one(
    session: Any, now: datetime
) -> None:
    line = line_of()
    paid(line, now)
    parties.reach(line.worker, "13900001111")

    says("1", now, phone="13900001111")
    says("1", now, phone=PHONE)

    assert confirmed(line) == Money(0)


@pytest.mark.parametrize("text", ["2", "没收到", "少了", "没到账"])
def test_two_means_not_here_or_less_and_reaches_the_handler_today(
    session: Any, now: datetime, text: str
) -> None:
    line = line_of()
    paid(line, now)

    says(text, now + timedelta(hours=13))

    assert confirmed(line) == Money(0)
    assert line.paid == Money.yuan(1000)
    [task] = tasks(line)
    assert (task.title, task.due_on) == ("第1人到手比登记的少，今天核对", now.date())
    assert task.officer_id == line.case.handler_id
    entry = session.scalars(select(TimelineEntry).where(
        TimelineEntry.event == "payment_short")).one()  # fmt: skip
    assert "差1000.00元" in entry.text.replace(",", "")


def test_less_said_again_is_written_down_again_and_stays_one_task(
    session: Any, now: datetime
) -> None:
    line = line_of()
    paid(line, now)

    for text in ("2", "没收到", "2"):
        says(text, now)

    assert len(tasks(line)) == 1


def test_money_that_came_after_he_had_said_no_is_confirmed(session: Any, now: datetime) -> None:
    line = line_of()
    paid(line, now)

    says("2", now)
    says("1", now + timedelta(days=1))

    assert confirmed(line) == Money.yuan(1000)


def test_somebody_calls_when_the_bank_has_confirmed_already(session: Any, now: datetime) -> None:
    line = line_of()
    paid(line, now)
    confirming.confirm(line, amount=Money.yuan(400), way=Way.BANK, by=identity.officer(), now=now)

    says("1", now)

    assert confirmed(line) == Money.yuan(400)
    assert tasks(line)


def test_a_line_that_has_ended_takes_no_answer(session: Any, now: datetime) -> None:
    line = line_of()
    paid(line, now)
    line.ending, line.ended_on = Ending.SETTLED, now.date()

    says("1", now)
    says("2", now)

    assert confirmed(line) == Money(0)


@pytest.mark.parametrize("text", ["T", "td", "退订", "ＴＤ"])
def test_no_more_messages_to_a_number_that_says_so(session: Any, now: datetime, text: str) -> None:
    line = line_of()
    waiting = paid(line, now)
    later = slips.batch(line=line, yuan=10)
    waiting.state = Delivery.WAITING

    says(text, now)
    hearing.paid(PaymentRecorded(line.case_id, later.id, [line.id]), now=now)
    taken = sending.take(waiting.id, now=now)

    assert taken is None
    states = [message.state for message in queries.of_case(line.case_id).rows]
    assert states == [Delivery.WITHHELD, Delivery.WITHHELD]
    titles = [task.title for task in tasks(line)]
    assert len(titles) == 2
    assert all("第1人不收短信，请打电话告诉他" in title for title in titles)


def test_messages_come_again_when_he_wants_them(session: Any, now: datetime) -> None:
    line = line_of()
    paid(line, now)
    says("T", now)

    says("HF", now + timedelta(hours=1))
    message = paid(line, now + timedelta(hours=2))

    assert message.state is Delivery.SENT
    assert session.scalar(select(func.count(QuietNumber.id))) == 0


def test_everything_else_is_written_down_and_one_task_asks_to_call(
    session: Any, now: datetime
) -> None:
    line = line_of()
    paid(line, now)

    for text in ("钱啥时候给", "到了？", "<b>喂</b>"):
        says(text, now)

    assert len(tasks(line)) == 1
    said = select(TimelineEntry).where(TimelineEntry.event == "answered")
    heard = session.scalars(said.order_by(TimelineEntry.id))
    assert [entry.text for entry in heard] == ["钱啥时候给", "到了？", "<b>喂</b>"]


def test_neither_the_words_nor_the_number_stand_in_the_database_in_clear(
    session: Any, now: datetime
) -> None:
    reply = says("我在工地三号棚", now)

    assert "三号棚".encode() not in reply.text_sealed
    assert PHONE.encode() not in reply.sender_sealed
    assert PHONE not in reply.sender_index


def test_what_the_service_says_of_the_hour_is_believed_only_when_likely(now: datetime) -> None:
    assert rules.said_at(now - timedelta(hours=1), now=now) == now - timedelta(hours=1)
    for claimed in (None, now + timedelta(days=1), now - timedelta(days=40)):
        assert rules.said_at(claimed, now=now) == now


@pytest.mark.parametrize("text", ["", "11", "没", "收到?", "收到通知书", "21", "一"])
def test_half_an_answer_is_no_answer(text: str) -> None:
    assert rules.meaning(text) is Meaning.OTHER


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["pay", "1", "2", "1 again", "reverse", "by hand", "T", "HF", "?"]),
        st.integers(1, 900),
    ),
    max_size=12,
)


@settings(max_examples=15, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@given(steps=STEPS)
def test_whatever_is_answered_nothing_is_confirmed_that_was_not_paid(
    session: Any, now: datetime, steps: list[tuple[str, int]]
) -> None:
    """Confirmed ≤ paid ≤ verified, and the line agrees with its entries, after every step."""
    walk = _Walk(line_of(f"139{next(_ids):08}", yuan=1000))
    for number, (step, yuan) in enumerate(steps):
        walk.take(step, yuan, now + timedelta(minutes=number))
        session.flush()
        session.refresh(walk.line)
        line = walk.line
        assert Money(0) <= line.confirmed <= line.paid <= line.verified
        assert ledger_queries.sums([line.id])[line.id] == (line.paid, line.confirmed)


class _Walk:
    """One line through a random sequence of payments, answers and corrections."""

    def __init__(self, line: Line):
        self.line = line
        self.phone = line.worker.phone
        self.handler = identity.officer()

    def take(self, step: str, yuan: int, now: datetime) -> None:
        by_hand = {"pay": self._pay, "reverse": self._reverse, "by hand": self._confirm}
        if step in by_hand:
            by_hand[step](Money.yuan(yuan), now)
        elif step == "1 again":
            says("1", now, phone=self.phone, service_id=f"again-{self.phone}")
        else:
            says(step, now, phone=self.phone)

    def _pay(self, amount: Money, now: datetime) -> None:
        if not self.line.owed:
            return
        part = {self.line.id: min(amount, self.line.owed)}
        slip = slips.batch(line=self.line, amounts=part, now=now)
        hearing.paid(PaymentRecorded(self.line.case_id, slip.id, [self.line.id]), now=now)
        for message_id in queries.due("messages", now=now, limit=50):
            sending.take(message_id, now=now)

    def _reverse(self, _amount: Money, now: datetime) -> None:
        entries = ledger_queries.entries(self.line.case_id)
        undone = {entry.reverses_id for entry in entries}
        free = self.line.paid - self.line.confirmed
        for entry in entries:
            if entry.kind is Kind.PAYMENT and entry.id not in undone and entry.amount <= free:
                reversing.reverse(entry, reason="演示", by=self.handler, now=now)
                return

    def _confirm(self, amount: Money, now: datetime) -> None:
        waiting = self.line.paid - self.line.confirmed
        if waiting:
            confirming.confirm(
                self.line, amount=min(amount, waiting), way=Way.CALL, by=self.handler, now=now
            )
