"""A clerk files for somebody at the window: what may be the same, a helper, files, a list.

I1, A2, B1, B3.
"""

from __future__ import annotations

import io
from datetime import date

import pytest
from sqlalchemy import select

from casework.ground.cases.models.case import Line
from casework.ground.cases.models.evidence import Evidence
from casework.ground.notices.models import Message
from casework.procedure.intake.actions import deciding
from casework.procedure.intake.models.complaints import Claimant, Complaint, Draft
from casework.procedure.intake.queries import complaints
from casework.procedure.intake.terms import Act, Kind, State
from tests.factories import files, groups
from tests.factories import intake as factory
from tests.journeys.test_roster import workbook, workers
from tests.portal import walk

TYPED = {
    "employer": "演示劳务公司", "project": "演示花园", "from_month": "2026-06",
    "to_month": "2026-09", "workers-0-name": "李示例", "workers-0-phone": "13800001111",
    "workers-0-amount": "9000",
}  # fmt: skip


@pytest.fixture
def clerk(officer, session):
    walk.city()
    return officer(role="clerk")


def earlier(**values):
    given = {"project": "演示花园", "from_month": date(2026, 5, 1), "to_month": date(2026, 8, 1)}
    return factory.complaint(**{**given, **values})


def looked(clerk, **typed):
    """The form filled in, with what is like it beside it."""
    form = clerk.get("counter.new").form()
    return form.submit({**TYPED, **typed}, button="查重", expect=200).form()


def newest(session):
    session.expire_all()
    return session.scalars(select(Complaint).order_by(Complaint.id.desc())).first()


def test_what_is_very_much_alike_has_to_be_decided_and_nothing_typed_is_lost(clerk, session):
    there = earlier()
    session.commit()
    page = clerk.get("counter.new").form().submit({**TYPED, "story": "一直没给"}, expect=422)
    assert any("请在“可能是同一件事”里选" in words for words in page.errors)
    assert newest(session).id == there.id
    assert page.attribute("#workers-0-name", "value") == "李示例"
    assert page.one("#story") == "一直没给"
    said = page.one(".alike")
    for words in (
        there.register_number,
        "1人",
        "2026年5月",
        "同一个单位",
        "同一个工地",
        "月份重叠",
    ):
        assert words in said.replace(" ", ""), words


def test_linked_in_one_press(clerk, session):
    there = earlier()
    session.commit()
    page = looked(clerk).submit({"reason": "同班组"}, button=f"link-complaint-{there.id}")
    made = newest(session)
    assert made.id != there.id
    assert page.url == f"/intake/{made.id}/receipt"
    kept = complaints.decision(made.id, Act.LINKED)
    assert kept.reason == f"{there.register_number}　同一个单位、同一个工地、月份重叠　同班组"
    shown = clerk.get("intake.complaint", complaint_id=there.id)
    assert made.register_number in shown.text
    shown.form("intake.accept", complaint_id=there.id).submit()
    assert newest(session).state is State.RECEIVED


@pytest.mark.once("counter.new")
def test_the_receipt_says_what_an_amount_in_words_was_read_as(clerk):
    """It stands on the sheet that follows, not on some later page; and is not printed."""
    receipt = clerk.get("counter.new").form().submit({**TYPED, "workers-0-amount": "七千二"})
    assert "7,200" in receipt.one(".no-print .callout")
    assert "7,200" not in clerk.get("counter.new").text


def test_joined_to_a_complaint_they_come_into_one_case(clerk, session):
    there = earlier()
    session.commit()
    looked(clerk).submit(button=f"join-complaint-{there.id}")
    page = clerk.get("intake.complaint", complaint_id=there.id)
    page.form("intake.accept", complaint_id=there.id).submit()
    made = newest(session)
    assert made.state is State.ACCEPTED
    assert made.case_id == session.get(Complaint, there.id).case_id
    assert len(session.scalars(select(Line)).all()) == 2


def test_joined_to_a_case_it_is_in_it_at_once(clerk, session, now):
    case = deciding.accept(earlier(), by=None, now=now)
    session.commit()
    looked(clerk).submit(button=f"join-case-{case.id}")
    made = newest(session)
    assert (made.state, made.case_id) == (State.ACCEPTED, case.id)


@pytest.mark.parametrize("ground", ["months", "site", "people", "employer"])
def test_kept_apart_with_its_reason(clerk, session, ground):
    there = earlier()
    session.commit()
    looked(clerk).submit(button=f"apart-{ground}")
    kept = complaints.decision(newest(session).id, Act.KEPT_APART)
    assert kept.reason.startswith(f"{there.register_number}　")


def test_the_same_person_is_found_whoever_the_boss_is_and_a_tipster_never(clerk, session):
    number = groups.id_number(1)
    mine = factory.claimant(name="李示例", id_number=number)
    factory.complaint(employer="别的示例公司", claimants=(mine,))
    other = groups.id_number(2)
    factory.complaint(employer="密报示例公司", confidential=True,
                      claimants=(factory.claimant(id_number=other),))  # fmt: skip
    session.commit()
    form = clerk.get("counter.new").form()
    page = form.submit({**TYPED, "workers-0-id_number": number}, expect=422)
    assert "同一个人" in page.one(".alike")
    form = clerk.get("counter.new").form()
    assert form.submit({**TYPED, "workers-0-id_number": other}).url.endswith("/receipt")


def test_other_months_or_another_site_are_shown_and_ask_nothing(clerk, session):
    earlier()
    session.commit()
    for typed in ({"from_month": "2026-10", "to_month": "2026-10"}, {"project": "另一个工地"}):
        look = clerk.get("counter.new").form().submit(
            {**TYPED, **typed}, button="查重", expect=200
        )  # fmt: skip
        assert look.has(".alike li:not(.sure)")
        assert clerk.get("counter.new").form().submit({**TYPED, **typed}).url.endswith("/receipt")


def test_beside_the_form_it_follows_what_is_typed(clerk, session):
    there = earlier()
    session.commit()
    form = clerk.get("counter.new").form()
    answer = clerk.ask("POST", "/intake/new/same", {**form.values, **TYPED})
    assert there.register_number in answer.html


def test_what_was_chosen_and_is_closed_meanwhile_is_said(clerk, session):
    there = earlier()
    session.commit()
    form = looked(clerk)
    there.state = State.WITHDRAWN
    session.commit()
    page = form.submit(button=f"join-complaint-{there.id}", expect=422)
    assert any("请重选" in words for words in page.errors)


def test_a_helper_gets_the_messages_and_half_a_helper_is_asked_for_the_rest(clerk, session):
    form = clerk.get("counter.new").form()
    page = form.submit({**TYPED, "helper": "张示例", "workers-0-phone": ""}, expect=422)
    said = " ".join(page.errors)
    assert "请写代填人的手机号" in said
    assert "请勾选这一项" in said
    form.submit({**TYPED, "helper": "张示例", "helper_phone": "13900002222", "to_helper": "y"})
    made = newest(session)
    assert (made.helper, made.to_helper) == ("张示例", True)
    assert session.scalars(select(Message)).one().address == "13900002222"


def test_a_tipster_is_written_to_only_if_he_wants(clerk, session):
    tip = {**TYPED, "confidential": "y"}
    clerk.get("counter.new").form().submit(tip)
    assert session.scalars(select(Message)).all() == []
    clerk.get("counter.new").form().submit({**tip, "told": "y", "employer": "又一家示例公司"})
    assert newest(session).kind is Kind.TIP
    assert session.scalars(select(Message)).one().address == "13800001111"


def test_files_stay_over_an_error_and_are_filed_with_it(clerk, session):
    form = clerk.get("counter.new").form()
    photo = (io.BytesIO(files.png()), "欠条.png")
    page = form.submit({**TYPED, "employer": "", "files": photo}, expect=422)
    assert "欠条.png" in page.one(".kept")
    page = page.form().submit({"employer": "演示劳务公司", "files": (io.BytesIO(b"MZ"), "坏.exe")},
                              expect=422)  # fmt: skip
    assert any("“坏.exe”" in words for words in page.errors)
    page.form().submit({})
    made = newest(session)
    row = session.scalars(select(Evidence)).one()
    assert (row.complaint_id, row.draft_id, row.name) == (made.id, None, "欠条.png")
    assert session.scalars(select(Draft)).one().complaint_id == made.id


def test_an_old_page_keeps_what_was_typed_and_the_file(clerk, session):
    form = clerk.get("counter.new").form()
    photo = (io.BytesIO(files.png()), "欠条.png")
    old = {"form_version": "0" * 32, "files": photo}

    page = form.submit({**TYPED, "story": "一直没给", **old}, expect=409)

    assert page.one("#story") == "一直没给"
    assert "欠条.png" in page.one(".kept")
    page.form().submit({})
    assert session.scalars(select(Evidence)).one().complaint_id == newest(session).id


def test_a_kept_file_is_taken_out_again(clerk, session):
    form = clerk.get("counter.new").form()
    photo = (io.BytesIO(files.png()), "欠条.png")
    page = form.submit({**TYPED, "employer": "", "files": photo}, expect=422)
    page = page.form().submit({"employer": "演示劳务公司"}, button="去掉", expect=200)
    assert not page.has(".kept")
    assert session.scalars(select(Evidence)).all() == []


def test_a_list_is_read_into_the_table_and_filed_when_it_was_looked_at(clerk, session):
    rows = workers(14)
    rows[3][1], rows[5][0] = "123", "=cmd|x"
    typed = {**TYPED, "sheet": (workbook(rows), "名单.xlsx")}
    page = clerk.get("counter.new").form().submit(typed, expect=422)
    assert page.attribute("#workers-0-name", "value") == "李示例"
    assert page.attribute("#workers-14-name", "value") == rows[13][0]
    said = " ".join(page.errors)
    assert "您填了3位" in said
    assert "表格里没有存结果" in said
    assert session.scalars(select(Complaint)).all() == []
    page.form().submit({"workers-4-id_number": "", "workers-6-name": "孙示例"})
    assert len(session.scalars(select(Claimant)).all()) == 15


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"no sheet", "打不开这个文件"),
        (workbook([["一", "二"]], headings=["甲", "乙"]).getvalue(), "没有识别出哪一列是姓名"),
    ],
)
def test_a_list_that_cannot_be_read_is_said_and_the_rest_is_kept(clerk, session, content, words):
    typed = {**TYPED, "sheet": (io.BytesIO(content), "名单.xlsx")}
    page = clerk.get("counter.new").form().submit(typed, expect=422)
    assert any(words in said for said in page.errors)
    assert page.attribute("#employer", "value") == "演示劳务公司"


def test_a_repeat_of_the_same_form_is_the_same_receipt(clerk, session):
    form = clerk.get("counter.new").form()
    first = form.submit(TYPED)
    assert form.submit(TYPED).url == first.url
    assert len(session.scalars(select(Complaint)).all()) == 1


def test_months_of_a_list_stay_in_the_form_and_what_is_not_read_is_named(clerk, session):
    """A browser shows a month in one way of writing alone, and drops any other without a word."""
    headings = ["姓名", "从", "到", "金额", "备用"]
    rows = [
        ["张示例", "2026年6月", "2026年8月", 1000.0, "一"],
        ["李示例", "2026年6月", "8月", "=500*4", "二"],
        ["合计", "", "", 3000.0, ""],
    ]
    typed = {**TYPED, "sheet": (workbook(rows, headings=headings), "名单.xlsx")}
    page = clerk.get("counter.new").form().submit(typed, button="导入名单", expect=422)

    assert page.attribute("#workers-1-to_month option[selected]", "value") == "2026"
    assert page.attribute("#workers-1-to_month-month option[selected]", "value") == "08"
    assert page.attribute("#workers-2-to_month", "value") == "8月"
    assert page.attribute("#workers-2-to_month", "type") == "text"
    for words in ("第3行 到哪个月：没有写年份", "第3行 欠薪（元）：这一格是公式", "第4行 合计行",
                  "没有识别出的列：备用"):  # fmt: skip
        assert words in page.text

    page.form().submit({"workers-2-to_month": "2026-08", "workers-2-amount": "2000"})
    people = session.scalars(select(Claimant).order_by(Claimant.position)).all()
    assert [one.to_month for one in people[1:]] == [date(2026, 8, 1)] * 2
