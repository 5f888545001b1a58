"""W25: look up money that waits for me. The name is common, the ID number may be wrong; the amount
is shown only after proof, and asking for it makes one task."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from casework.doors.proving import rules as proving_rules
from casework.ground.cases.models.case import Task
from casework.ground.cases.queries import matters
from casework.ground.ledger import queries as ledger
from casework.ground.ledger.actions import holding
from casework.ground.parties import actions as parties
from casework.kernel.money import Money
from casework.procedure.intake.actions import deciding
from tests.factories import cases as case_factory
from tests.factories import identity, offices
from tests.factories import intake as filing
from tests.factories import ledger as payments
from tests.fixtures.pages import PageClient
from tests.portal import proving, walk

#: Two men of one name, both fictitious; their numbers end differently.
NAME = "王伟（示例）"
MINE, PHONE = "371302200001010017", "13900000164"
HIS, HIS_PHONE = "371302199001010039", "13900000278"
NOTHING = "没有查到等您领的钱。"


def person(now, *, id_number=MINE, phone=PHONE):
    return parties.register_worker(name=NAME, id_number=id_number, phone=phone, now=now)


def held(worker, now, *, yuan=4_000, area=offices.HOME):
    """Paid, returned by the bank, and kept for him; somebody handles the case."""
    case = case_factory.case(area=area)
    case_factory.inspectors(case=case, area=area)
    line = case_factory.line(case=case, worker_id=worker.id, verified=Money.yuan(10_000))
    payments.batch(line=line, yuan=yuan)
    holding.hold_money(
        line, amount=Money.yuan(yuan), reason="银行退票", place="工资专户（演示）",
        by=identity.officer(role="fund_officer", area=area), now=now,
    )  # fmt: skip
    return line


@pytest.fixture
def line(session, now):
    walk.city()
    return held(person(now), now)


def ask(client, *, phone=PHONE, tail=MINE[-6:]):
    return client.get("waiting.money").form().submit({"phone": phone, "tail": tail})


def prove(client, **typed):
    return ask(client, **typed).form().submit({"code": proving.last_code()})


def tasks(session):
    session.expire_all()
    asks = Task.title.contains("等工人确认到账")  # of every payment, until it is confirmed
    return session.scalars(select(Task).where(~asks)).all()


@pytest.mark.once("waiting.money", "waiting.code", "waiting.want")
def test_from_the_home_page_to_the_window_with_the_right_things(client, line, session, officer):
    page = client.get("hall.home").click("查待领工资 用手机号和身份证号查")
    page = page.form().submit({"phone": PHONE, "tail": MINE[-6:]})
    assert "4000" not in page.text
    page = page.form().submit({"code": proving.last_code()})
    assert page.one(".state h2") == "4,000元 （四千元）"
    assert "带身份证和银行卡， 本人去领。" in page.text
    page = page.form("waiting.want").submit()
    assert "已通知监察员， 您要领取。" in page.text
    assert not page.has("form[action^='/money/want']")
    (task,) = tasks(session)
    assert task.officer_id == line.case.handler_id
    handler = officer(role="inspector")
    handler.sign_in(line.case.handler)
    assert task.title in handler.get("desk.today").text
    fund = officer(role="fund_officer")
    assert "本人要领" in fund.get("ledger.held").text


def test_asking_again_is_no_second_task(client, line, session):
    prove(client)
    for _press in range(2):
        client.post("waiting.want", {"line": str(line.id)})
    assert len(tasks(session)) == 1


def test_a_common_name_decides_nothing(client, app, line, now, session):
    other = held(person(now, id_number=HIS, phone=HIS_PHONE), now, yuan=900)
    assert prove(client).all(".state h2") == ["4,000元 （四千元）"]
    his = PageClient(app, now)
    assert prove(his, phone=HIS_PHONE, tail=HIS[-6:]).all(".state h2") == ["900元 （九百元）"]
    page = his.post("waiting.want", {"line": str(line.id)})
    assert "现在没有查到等您领的钱" in page.text
    assert not tasks(session)
    assert other.worker.name == line.worker.name


def test_a_wrong_id_number_and_a_stranger_hear_the_same_as_who_has_no_money(client, app, line, now):
    poor = "13900000399"
    person(now, id_number=HIS, phone=poor)
    said, shown = set(), set()
    for typed in ({"tail": HIS[-6:]}, {"phone": "13900009999"}, {"phone": poor, "tail": HIS[-6:]}):
        one = PageClient(app, now)
        shown.add(ask(one, **typed).text)
        page = one.get("waiting.code").form().submit({"code": proving.last_code()})
        said.add(page.text)
    assert len(said) == len(shown) == 1
    assert NOTHING in said.pop()


def test_no_amount_before_the_proof_and_none_after_it_is_over(client, line, now):
    assert client.get("waiting.found", expect=302).location == "/money"
    assert client.get("waiting.code", expect=302).location == "/money"
    assert client.post("waiting.want", {"line": str(line.id)}, expect=302).location == "/money"
    page = ask(client)
    wrong = page.form().submit({"code": f"{(int(proving.last_code()) + 1) % 10**6:06}"}, expect=422)
    assert wrong.errors
    assert client.get("waiting.found", expect=302).location == "/money"
    prove(client)
    with client.at(now + proving_rules.IDLE_AFTER):
        assert client.get("waiting.found", expect=302).location == "/money"


@pytest.mark.once("waiting.close")
def test_closing_it_ends_the_proof_also_for_a_copied_cookie(client, app, line, now):
    page = prove(client)
    copied = PageClient(app, now)
    for cookie in client.cookies():
        copied._client.set_cookie(cookie["name"], cookie["value"])
    assert copied.get("waiting.found").has(".state")
    page.form("waiting.close").submit()
    assert copied.get("waiting.found", expect=302).location == "/money"


def test_guessing_id_numbers_costs_a_code_each_and_a_phone_gets_few(client, line):
    for number in range(proving_rules.MOST_CODES_OF_A_PHONE_A_DAY):
        ask(client, tail=f"{number:06}")
    typed = {"phone": PHONE, "tail": MINE[-6:]}
    page = client.get("waiting.money").form().submit(typed, expect=422)
    assert any("验证码太多了" in words for words in page.errors)
    assert len(proving.sent()) == proving_rules.MOST_CODES_OF_A_PHONE_A_DAY


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"phone": ""}, "请写手机号"),
        ({"phone": "1390"}, "手机号"),
        ({"tail": ""}, "请写身份证号后6位"),
        ({"tail": "01017"}, "要写身份证号最后6位"),
        ({"tail": "x10017"}, "要写身份证号最后6位"),
        ({"tail": "一二三四五六"}, "要写身份证号最后6位"),
    ],
)
def test_bad_input_is_told_at_its_field_and_sends_nothing(client, line, typed, words):
    given = {"phone": PHONE, "tail": MINE[-6:], **typed}
    page = client.get("waiting.money").form().submit(given, expect=422)
    assert any(words in error for error in page.errors), page.errors
    name = next(iter(typed))
    assert page.attribute(f"#{name}", "value") == typed[name]
    assert not proving.sent()


def test_a_small_x_and_full_width_digits_are_read(client, session, now):
    walk.city()
    held(person(now, id_number="11010519491231002X"), now)
    assert prove(client, tail="３１００２x").has(".state")


def test_one_page_sent_twice_sends_one_code(client, line):
    form = client.get("waiting.money").form()
    for _press in range(2):
        form.submit({"phone": PHONE, "tail": MINE[-6:]})
    assert len(proving.sent()) == 1


def test_what_was_paid_and_not_confirmed_is_told_too(client, session, now):
    walk.city()
    mine = person(now)
    line = case_factory.line(worker_id=mine.id, verified=Money.yuan(10_000))
    payments.batch(line=line, yuan=2_500)
    page = prove(client)
    assert page.one(".state h2") == "2,500元 （二千五百元）"
    assert not page.has("form[action^='/money/want']")


def test_handed_over_is_no_longer_waiting(client, line, now, session):
    holding.want_money(line, now=now)
    fund = identity.officer(role="fund_officer")
    later = now + timedelta(minutes=5)
    holding.hand_over(line, seen=Money.yuan(4_000), proof="收条演1", by=fund, now=later)
    assert NOTHING in prove(client).text
    assert not ledger.held_list(reach=None).rows
    assert [task.done_by for task in tasks(session)] == [fund.id]


def test_money_of_every_county_is_found(client, line, now):
    held(line.worker, now, yuan=300, area=offices.ELSEWHERE)
    assert prove(client).all(".state h2") == ["4,000元 （四千元）", "300元 （三百元）"]


def test_the_page_of_the_matter_says_that_money_lies_there_and_asks_nobody_whether_it_came(
    client, session, now
):
    walk.city()
    made = filing.complaint(claimants=(filing.claimant(id_number=MINE, phone=PHONE),))
    case = deciding.accept(made, by=identity.officer(role="clerk"), now=now)
    (line,) = matters.lines(case.id)
    payments.batch(line=line, yuan=4_000)
    assert "钱到了吗？" in proving.open_matter(client, made.code, PHONE[-4:]).text
    holding.hold_money(
        line, amount=Money.yuan(4_000), reason="银行退票", place="专户（演示）",
        by=identity.officer(role="fund_officer"), now=now,
    )  # fmt: skip
    page = client.get("progress.matter")
    assert "钱到了吗？" not in page.text
    assert "4000" not in page.one("main").replace(made.code, "")
    assert page.has("a[href^='/money']")
    assert prove(client).one(".state h2") == "4,000元 （四千元）"
