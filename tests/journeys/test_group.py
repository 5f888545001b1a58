"""W15: forty of one site. One files, prints the code, and the others join from their phones."""

from __future__ import annotations

from sqlalchemy import func, select

from casework.ground.cases.models.case import Case, Line
from casework.ground.cases.terms import Stage
from casework.ground.notices.models import Message
from casework.kernel.money import Money
from casework.procedure.groups.models import Joining
from casework.procedure.intake.models.complaints import Claimant, Complaint
from tests.joining import mates
from tests.portal import walk

PEOPLE = 40
FEN = 123_45


def number(session, model):
    return session.scalar(select(func.count()).select_from(model))


def amount_of(turn):
    """Odd amounts, so that a fen lost anywhere shows."""
    return Money(900_000 + turn * FEN)


def join(client, code, turn):
    typed = mates.typed(turn, how_much={"amount": amount_of(turn).short})
    phone = mates.another_phone(client)
    return phone, mates.to_send(phone, code, typed).form().submit()


def test_forty_workmates_are_forty_lines_to_the_fen(client, officer, session):
    walk.city()
    answers = walk.answered(how_many={"choice": "together", "number": str(PEOPLE)})
    page = mates.opened(client, answers)
    code = mates.digits(client.get("joining.group_sheet"))
    assert mates.digits(page) == code

    # the first half joins while the complaint waits for acceptance
    half = PEOPLE // 2
    receipts = {turn: join(client, code, turn) for turn in range(1, half)}
    codes = {walk.code_of(receipt) for _phone, receipt in receipts.values()}
    assert len(codes) == half - 1
    complaint = session.scalars(select(Complaint)).one()
    assert (complaint.people, len(client.get("joining.group").all(".mates li"))) == (PEOPLE, half)

    # the same person once more: the same words whoever asks, and no second line
    again = mates.to_send(mates.another_phone(client), code, mates.typed(3))
    assert "您已经在里面了" in again.form().submit(expect=422).text
    assert number(session, Claimant) == half

    # somebody guesses: slower after ten wrong codes; who has the right one still comes in
    guesser = mates.another_phone(client)
    wrong = [f"{n:06}" for n in range(0, 990_000, 90_000) if f"{n:06}" != code][:10]
    for guess in wrong:
        guesser.get("joining.join").form().submit({"code": guess}, expect=422)
    slow = guesser.get("joining.join").form().submit({"code": wrong[0]}, expect=429)
    assert "输错太多次，请1分钟后再试" in slow.text
    assert guesser.get("joining.join").form().submit({"code": code}).h1 == "您也被这家欠工资吗？"

    # the sixth representative is refused with the article
    options = client.get("joining.group").tree.css("#claimant option")
    choices = [one.attributes["value"] for one in options if one.attributes["value"]]
    for choice in choices[:4]:
        client.post("joining.group", {"verb": "ask", "claimant": choice})
    sixth = client.post("joining.group", {"verb": "ask", "claimant": choices[4]}, expect=422)
    assert "代表最多5人" in sixth.text
    assert "第十二条" in sixth.text

    # accepted; the other half comes into the open case, by the QR code
    clerk = officer(role="clerk")
    page = clerk.get("intake.complaint", complaint_id=complaint.id)
    page.form("intake.accept", complaint_id=complaint.id).submit()
    token = session.scalars(select(Joining)).first().group.token
    for turn in range(half, PEOPLE):
        phone = mates.another_phone(client)
        phone.get("joining.join_by_token", token=token, expect=302)
        page = phone.get("joining.join_name")
        typed = mates.typed(turn, how_much={"amount": amount_of(turn).short})
        for values in typed.values():
            page = page.form().submit(values)
        assert page.form().submit().h1 == "已加入"

    session.expire_all()
    case, lines = session.scalars(select(Case)).one(), session.scalars(select(Line)).all()
    total = Money.total([Money.yuan(12800), *(amount_of(turn) for turn in range(1, PEOPLE))])
    assert len({line.worker_id for line in lines}) == len(lines) == case.people == PEOPLE
    assert Money.total(line.claimed for line in lines) == case.claimed == total
    assert session.scalars(select(Complaint)).one().amount == total
    assert number(session, Message) >= PEOPLE

    # each sees his own line, and nothing of the others
    phone, receipt = receipts[7]
    matter = mates.opened_again(phone, walk.code_of(receipt), "0007")
    assert matter.one(".state h2") == "正在查"
    for secret in ("张示例", "李示例8", amount_of(7).short, case.claimed.plain):
        assert secret not in matter.text

    # after the case is closed one is led to a complaint of his own, tied to this one
    case.stage, case.closed_on = Stage.CLOSED, client.now.date()
    session.commit()
    late = mates.another_phone(client)
    late.get("joining.join_by_token", token=token, expect=302)
    over = late.get("joining.join_start")
    assert over.h1 == "这一件不能再加人了"
    assert over.form("joining.join_new").submit().h1 == "欠的是哪几个月？"
