"""A worker files alone on the phone, without an account: W1 to W5 and on to the case."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from casework.ground.cases.models.case import Case, Line
from casework.kernel.money import Money
from casework.procedure.intake.models.complaints import Complaint
from tests.portal import walk


def test_nine_pages_lead_to_a_receipt_an_acceptance_and_a_case(client, officer, session):
    walk.city()
    receipt = walk.filed(client)
    assert receipt.h1 == "提交成功"
    assert "12,800元" in receipt.text
    assert "一万二千八百元" in receipt.text
    assert "最晚这一天告诉您受不受理" in receipt.text
    complaint = session.scalars(select(Complaint)).one()

    clerk = officer(role="clerk")
    desk = clerk.get("intake.desk")
    assert complaint.register_number in desk.text
    opened = clerk.get("intake.complaint", complaint_id=complaint.id)
    after = opened.form("intake.accept", complaint_id=complaint.id).submit()
    assert "已受理" in after.text

    case = session.scalars(select(Case)).one()
    line = session.scalars(select(Line)).one()
    assert case.employer.name == "演示劳务公司"
    assert (line.worker.name, line.claimed) == ("张示例", Money.yuan(12800))
    assert line.complaint_id == complaint.id


def test_the_worker_sees_how_far_it_is_by_code_and_phone(client, session):
    walk.city()
    code = walk.code_of(walk.filed(client))
    page = client.get("lookup.receipt").form().submit(
        {"code": code, "tail": walk.PHONE[-4:]}
    )  # fmt: skip
    assert page.h1 == "办理进度"
    assert page.one(".state h2") == "已收到"
    assert "12800" not in page.text


def test_everything_unsure_is_taken_with_its_gaps(client, session):
    walk.city()
    receipt = walk.filed(client, walk.answered(walk.UNSURE))
    for gap in ("没有身份证号", "没有电话", "时间记不清", "金额记不清", "人数记不清"):
        assert gap in receipt.text
    complaint = session.scalars(select(Complaint)).one()
    assert complaint.employer_text == "老王工地"
    assert complaint.amount is None


def test_the_same_sending_again_shows_the_same_receipt(client, session):
    walk.city()
    page = walk.to_send(client)
    form = page.form()
    codes = {walk.code_of(form.submit()) for _ in range(5)}
    assert len(codes) == 1
    assert session.scalar(select(func.count()).select_from(Complaint)) == 1


def test_going_back_after_sending_shows_the_number_and_files_nothing(client, session):
    walk.city()
    code = walk.code_of(walk.filed(client))
    for endpoint in ("portal.you", "portal.check", "portal.send", "portal.who"):
        page = client.get(endpoint)
        assert page.h1 == "提交成功"
        assert " ".join(code[i : i + 4] for i in range(0, 16, 4)) in page.text
    assert session.scalar(select(func.count()).select_from(Complaint)) == 1


@pytest.mark.parametrize(("told", "goes"), [("", "不发短信"), ("y", "您自己的手机")])
def test_the_look_over_of_a_tip_says_whether_messages_come(client, told, goes):
    walk.city()
    answers = walk.answered(you={"told": told} if told else {})
    page = client.get("hall.secret").click("保密举报，不说姓名")
    for values in answers.values():
        page = page.form().submit(values)
    row = next(text for text in page.all("dl > div") if "短信发给谁" in text)
    assert goes in row
    other = "您自己的手机" if goes == "不发短信" else "不发短信"
    assert other not in row
