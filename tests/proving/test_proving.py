"""先证明是您: a code to the phone on file, how long it counts, and what closes it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from casework.doors.proving import actions as proving_actions
from casework.doors.proving import queries as proving_queries
from casework.doors.proving import rules as proving_rules
from casework.doors.proving.models import OneTimeCode
from casework.doors.proving.terms import Seeing
from casework.doors.proving.views import proven_seeing
from casework.doors.waiting import queries as waiting
from casework.ground.notices.actions import sending as sending_actions
from casework.ground.notices.terms import Delivery
from casework.kernel import clock
from casework.kernel.allowances import Allowance
from casework.procedure.intake.actions import receipts
from casework.procedure.intake.models.complaints import Complaint, Draft
from tasks import notices as sending
from tasks import proving as tasks
from tests.factories import identity
from tests.factories import intake as factory
from tests.fixtures.pages import PageClient
from tests.portal import proving, walk

TAIL = "0164"


@pytest.fixture
def complaint(session, now):
    walk.city()
    return factory.complaint()


def is_proven(app, client, at=None):
    """Whether this browser counts as proven, asked as a view asks."""
    with (
        app.test_request_context(
            headers={"Cookie": "; ".join(f"{c['name']}={c['value']}" for c in client.cookies())}
        ),
        clock.fixed(at or client.now),
    ):
        return proven_seeing(clock.now()) is not None


def test_the_code_in_the_message_proves_the_person(app, client, complaint):
    proving.open_matter(client, complaint.code, TAIL)
    assert not is_proven(app, client)
    page = proving.prove(client)
    assert page.h1 == "办理进度"
    assert is_proven(app, client)


def test_spaces_and_full_width_digits_are_read(app, client, complaint):
    proving.open_matter(client, complaint.code, TAIL)
    client.get("proving.prove").form().submit()
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in proving.last_code())
    client.get("proving.code").form().submit({"code": f" {wide[:3]} {wide[3:]}"})
    assert is_proven(app, client)


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "１２３", "<script>"])
def test_what_is_no_code_is_told_at_the_field_and_costs_no_try(client, complaint, session, typed):
    proving.open_matter(client, complaint.code, TAIL)
    client.get("proving.prove").form().submit()
    page = client.get("proving.code").form().submit({"code": typed}, expect=422)
    assert page.errors
    assert session.scalars(select(OneTimeCode.tries)).one() == 0


def test_a_wrong_an_old_and_a_used_code_get_the_same_answer(app, client, complaint, now):
    proving.open_matter(client, complaint.code, TAIL)
    client.get("proving.prove").form().submit()
    right = proving.last_code()
    wrong = client.get("proving.code").form().submit({"code": wrong_for(right)}, expect=422)
    with client.at(now + proving_rules.CODE_LIVES):
        old = client.get("proving.code").form().submit({"code": right}, expect=422)
    client.get("proving.code").form().submit({"code": right})
    other = type(client)(app, now)
    proving.open_matter(other, complaint.code, TAIL)
    used = other.get("proving.code").form().submit({"code": right}, expect=422)
    assert wrong.errors == old.errors == used.errors
    assert not is_proven(app, other)


def wrong_for(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06}"


def test_after_five_wrong_codes_the_right_one_is_too_late(app, client, complaint):
    proving.open_matter(client, complaint.code, TAIL)
    client.get("proving.prove").form().submit()
    right = proving.last_code()
    for _ in range(proving_rules.MOST_TRIES):
        client.get("proving.code").form().submit({"code": wrong_for(right)}, expect=422)
    client.get("proving.code").form().submit({"code": right}, expect=422)
    assert not is_proven(app, client)


def test_an_idle_browser_is_forgotten_after_half_an_hour(app, client, complaint, now):
    proving.sign_in(client, complaint.code, TAIL)
    assert is_proven(app, client, now + timedelta(minutes=29, seconds=59))
    assert not is_proven(app, client, now + timedelta(minutes=30))


def test_a_busy_browser_is_forgotten_after_two_hours(app, client, complaint, now):
    proving.sign_in(client, complaint.code, TAIL)
    for minutes in (25, 50, 75, 100, 119):
        with client.at(now + timedelta(minutes=minutes)):
            client.get("progress.matter")
    assert is_proven(app, client, now + timedelta(minutes=119, seconds=59))
    assert not is_proven(app, client, now + timedelta(hours=2))


def test_closing_the_matter_ends_the_proof_also_for_a_copied_cookie(app, client, complaint, now):
    proving.sign_in(client, complaint.code, TAIL)
    copied = type(client)(app, now)
    for cookie in client.cookies():
        copied._client.set_cookie(cookie["name"], cookie["value"])
    client.get("progress.matter").form("progress.seen").submit()
    assert not is_proven(app, client)
    assert not is_proven(app, copied)


def test_a_new_receipt_closes_what_the_old_one_opened(app, client, complaint, session):
    proving.sign_in(client, complaint.code, TAIL)
    session.refresh(complaint)
    receipts.reissue_receipt(complaint, reason="回执丢了", by=identity.officer(), now=client.now)
    assert client.get("progress.matter", expect=302).location == "/progress"
    assert not is_proven(app, client)


def test_the_browser_that_filed_does_not_learn_the_new_number(client, session, now):
    walk.city()
    sending_page = walk.to_send(client).form()
    sending_page.submit()
    draft = session.scalars(select(Draft)).one()
    complaint = session.scalars(select(Complaint)).one()
    new = receipts.reissue_receipt(complaint, reason="手机丢了", by=identity.officer(), now=now)
    session.commit()
    answer = client.post("portal.send", sending_page.values, expect=302)
    assert new not in answer.text.replace(" ", "")
    assert client.get("portal.receipt", expect=302).location == "/"
    assert draft.code == new


def test_without_a_phone_the_pages_say_the_same_and_nothing_is_sent(client, session, now):
    walk.city()
    made = factory.complaint()
    proving.open_matter(client, made.code, TAIL)
    with_phone = client.get("proving.prove").form().submit().text
    made.claimants[0].phone = None
    made.claimants[0].worker.phone = None
    session.commit()
    without = client.get("proving.prove").form().submit().text
    assert without == with_phone
    assert len(proving.sent()) == 1


def test_a_phone_gets_five_codes_a_day(client, complaint, session, now):
    proving.open_matter(client, complaint.code, TAIL)
    for _ in range(proving_rules.MOST_CODES_OF_A_PHONE_A_DAY):
        client.get("proving.prove").form().submit()
    refused = client.get("proving.prove").form().submit(expect=422)
    assert any("今天给这个手机发的验证码太多了" in words for words in refused.errors)
    assert len(proving.sent()) == proving_rules.MOST_CODES_OF_A_PHONE_A_DAY
    with client.at(now + timedelta(days=1)):
        proving.open_matter(client, complaint.code, TAIL)
        client.get("proving.prove").form().submit()


def test_an_address_gets_twenty_codes_an_hour(app, session, now):
    walk.city()
    phones = [f"1390000{n:04}" for n in range(proving_rules.MOST_CODES_OF_AN_ADDRESS_AN_HOUR + 1)]
    people = tuple(factory.claimant(name=f"示例{n}", phone=p) for n, p in enumerate(phones))
    made = factory.complaint(claimants=people, people=len(people))
    for phone in phones[:-1]:
        one = PageClient(app, now)
        proving.open_matter(one, made.code, phone[-4:])
        one.get("proving.prove").form().submit()
    last = PageClient(app, now)
    proving.open_matter(last, made.code, phones[-1][-4:])
    assert last.get("proving.prove").form().submit(expect=422).errors
    with last.at(now + timedelta(hours=1)):
        proving.open_matter(last, made.code, phones[-1][-4:])
        last.get("proving.prove").form().submit()


def test_one_page_sent_twice_sends_one_code(client, complaint):
    proving.open_matter(client, complaint.code, TAIL)
    form = client.get("proving.prove").form()
    form.submit()
    form.submit()
    assert len(proving.sent()) == 1


def test_neither_digits_nor_phone_stand_in_the_tables_in_clear(client, complaint, session):
    proving.open_matter(client, complaint.code, TAIL)
    client.get("proving.prove").form().submit()
    code = proving.last_code()
    row = session.scalars(select(OneTimeCode)).one()
    asked = session.scalars(select(Allowance.key)).all()
    message = proving.sent()[0]
    kept = [row.code_index, row.token_index, *asked, message.words, message.key]
    assert not any(code in str(text) or "13900000164" in str(text) for text in kept)
    assert code.encode() not in message.secret_sealed


def test_the_code_leaves_at_once_at_any_hour_and_not_when_it_is_too_late(client, complaint, now):
    with client.at(now.replace(hour=23)):
        proving.open_matter(client, complaint.code, TAIL)
        client.get("proving.prove").form().submit()
        letter = sending_actions.take(proving.sent()[0].id, now=client.now)
        assert proving.last_code() in letter.words
        assert len(letter.words) <= 70
        client.get("proving.prove").form().submit()
    assert sending_actions.take(proving.sent()[1].id, now=now.replace(hour=23, minute=5)) is None
    assert proving.sent()[1].state is Delivery.FAILED


def test_the_task_sends_it(client, complaint):
    proving.open_matter(client, complaint.code, TAIL)
    client.get("proving.prove").form().submit()
    sending.tick()
    assert proving.sent()[0].state is Delivery.SENT


def test_the_proof_of_one_matter_is_none_of_another(app, client, complaint, session):
    other = factory.complaint(claimants=(factory.claimant(name="李示例", phone="13900001111"),))
    proving.sign_in(client, complaint.code, TAIL)
    proving.open_matter(client, other.code, "1111")
    assert not is_proven(app, client)


def test_old_codes_and_counters_are_wiped(client, complaint, session, now):
    proving.open_matter(client, complaint.code, TAIL)
    client.get("proving.prove").form().submit()
    assert proving_actions.forget_old_codes(now=now + timedelta(days=1)) == 0
    assert proving_actions.forget_old_codes(now=now + timedelta(days=3)) == 1
    with clock.fixed(now + timedelta(days=3)):
        tasks.tick()
    assert not session.scalars(select(Allowance)).all()


def test_those_without_a_phone_are_told_which_window(client, complaint):
    proving.open_matter(client, complaint.code, TAIL)
    page = client.get("proving.prove")
    assert page.has(".contact")
    assert "带身份证到窗口" in page.text


def test_without_an_opened_matter_nothing_is_sent(client, session, now):
    assert client.get("proving.prove", expect=302).location == "/progress"
    assert client.get("proving.code", expect=302).location == "/progress"
    assert client.post("proving.prove", expect=302).location == "/progress"
    assert not proving.sent()


def test_a_proof_holds_for_two_hours_whatever_the_browser_says(now):
    last = now + proving_rules.PROOF_HOLDS - timedelta(seconds=1)
    assert proving_rules.holds(now, now=last)
    assert not proving_rules.holds(now, now=now + proving_rules.PROOF_HOLDS)
    assert not proving_rules.holds(None, now=now)


def test_a_token_proves_the_one_line_for_which_the_code_was_sent(session, now):
    walk.city()
    people = (factory.claimant(), factory.claimant(name="李示例", phone="13900001111"))
    made, other = factory.complaint(claimants=people, people=2), factory.complaint()
    mine, mates = (
        Seeing(made.id, one.id, now + proving_rules.STAYS_OPEN) for one in made.claimants
    )
    elsewhere = Seeing(other.id, other.claimants[0].id, now + proving_rules.STAYS_OPEN)
    proving_actions.send_code(mine, token="page", address="127.0.0.1", now=now)
    code = proving.last_code()
    proof = proving_actions.enter_code(mine.purpose, token="page", code=code, now=now)
    token = proving_actions.renew_token(proof, now=now)
    assert proving_queries.is_proven(mine, token, now=now)
    assert not proving_queries.is_proven(mates, token, now=now)
    assert not proving_queries.is_proven(elsewhere, token, now=now)


def test_a_code_is_looked_at_once_even_where_its_token_is_still_known(session, now):
    walk.city()
    made = factory.complaint()
    mine = Seeing(made.id, made.claimants[0].id, now + proving_rules.STAYS_OPEN)
    proving_actions.send_code(
        mine, token="page", address="127.0.0.1", new_phone="13911112222", now=now
    )
    code = proving.last_code()
    assert proving_actions.enter_code(mine.purpose, token="page", code=code, now=now) is not None
    assert proving_actions.enter_code(mine.purpose, token="page", code=code, now=now) is None


def test_a_code_opens_only_what_it_was_sent_for(session, now):
    walk.city()
    people = (factory.claimant(), factory.claimant(name="李示例", phone="13900001111"))
    made = factory.complaint(claimants=people, people=2)
    mine, mates = (
        Seeing(made.id, one.id, now + proving_rules.STAYS_OPEN) for one in made.claimants
    )
    proving_actions.send_code(mine, token="page", address="127.0.0.1", now=now)
    code = proving.last_code()
    elsewhere = waiting.purpose_of(factory.claimant().phone, "010017")
    for purpose in (mates.purpose, "wipe:1", elsewhere):
        assert proving_actions.enter_code(purpose, token="page", code=code, now=now) is None
    assert proving_actions.enter_code(mine.purpose, token="page", code=code, now=now) is not None
