"""Wrong and hostile input at the nine pages: clear words or exact keeping, never an error page."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import func, select

from casework.kernel.money import Money
from casework.procedure.intake.models.complaints import Claimant, Complaint
from tests.portal import walk


def at(client, step, **more):
    walk.city()
    return walk.to_step(client, step, walk.answered(**more))


def only(session):
    return session.scalars(select(Complaint)).one()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (walk.ID_NUMBER[:17], "身份证号应是18位，您填了17位"),
        (walk.ID_NUMBER[:17] + "1", "身份证号有一位不对"),
        ("37130220000132001X", "出生日期不对"),
        ("三七一三", "身份证号应是18位，您填了4位"),
    ],
)
def test_a_wrong_id_number_is_explained_and_kept(client, typed, said):
    page = at(client, "you").form().submit({**walk.ANSWERS["you"], "id_number": typed}, expect=422)
    assert page.title.startswith("错误：")
    assert "有1处要改" in page.text
    assert any(said in words for words in page.errors)
    assert page.attribute("#id_number", "value") == typed
    assert page.attribute("#name", "value") == "张示例"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("11010519491231002x", "11010519491231002X"),
        ("３７１３０２２０００ ０１０１００１７", walk.ID_NUMBER),
        ("110105491231002", "11010519491231002X"),
        (" 371302 20000101 0017 ", walk.ID_NUMBER),
    ],
)
def test_an_id_number_in_another_spelling_is_understood(client, session, typed, kept):
    walk.city()
    walk.filed(client, walk.answered(you={"id_number": typed}))
    assert session.scalars(select(Claimant)).one().id_number == kept


@pytest.mark.parametrize(
    ("typed", "fen"),
    [
        ("一万二", 1_200_000), ("1.2万", 1_200_000), ("12,800", 1_280_000),
        ("１２８００", 1_280_000), ("12800.55", 1_280_055), ("一万二千八百元五角", 1_280_050),
    ],
)  # fmt: skip
def test_an_amount_is_understood_read_back_and_kept_to_the_fen(client, session, typed, fen):
    page = at(client, "how_much").form().submit({"amount": typed})
    assert Money(fen).spoken in page.text
    for step in ("how_many", "evidence", "you"):
        page = page.form().submit(walk.ANSWERS[step])
    client.get("portal.send").form().submit()
    assert only(session).amount == Money(fen)


@pytest.mark.parametrize(
    "typed", ["-5", "999999999999", "0", "很多", "12.345.6", "1e5", "<script>"]
)
def test_an_amount_that_cannot_be_is_asked_again(client, typed):
    page = at(client, "how_much").form().submit({"amount": typed}, expect=422)
    assert page.errors
    assert page.attribute("#amount", "value") == typed


def test_an_end_before_the_start_and_a_future_month_are_explained(client):
    page = at(client, "how_long")
    backwards = page.form().submit({"first": "2026-09", "last": "2026-06"}, expect=422)
    assert any("结束月份在开始月份前面" in words for words in backwards.errors)
    future = page.form().submit({"first": "2027-01", "last": "2027-02"}, expect=422)
    assert any("还没有到" in words for words in future.errors)


def test_three_years_ago_is_warned_of_and_taken(client, session):
    page = at(client, "how_long").form().submit({"first": "2023-06", "last": "2023-09"})
    assert "欠了两年多" in page.text
    assert "仲裁" in page.text
    for step in ("how_much", "how_many", "evidence", "you"):
        page = page.form().submit(walk.ANSWERS[step])
    assert "欠了两年多" in page.text
    client.get("portal.send").form().submit()
    assert only(session).past_two_years
    assert only(session).to_month == date(2023, 9, 1)


def test_a_story_of_20_000_characters_is_told_its_length_and_kept(client):
    story = "欠" * 20_000
    page = at(client, "evidence").form().submit({"kinds": "none", "story": story}, expect=422)
    assert any("最多写10000个字，您写了20000个" in words for words in page.errors)
    assert page.one("#story") == story


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>", "'; DROP TABLE complaint; --", "𠮷野家 🙂 ·",
        "=cmd|' /C calc'!A0", "第一行\n第二行",
    ],
)  # fmt: skip
def test_hostile_and_rare_text_is_kept_exactly_and_shown_inert(client, officer, session, text):
    walk.city()
    walk.filed(client, walk.answered(evidence={"story": text}, you={"name": "𠮷示例"}))
    complaint = only(session)
    assert complaint.story == text
    page = officer(role="clerk").get("intake.complaint", complaint_id=complaint.id)
    assert not page.has("main script")
    assert "𠮷示例" in page.text
    assert " ".join(text.split()) in page.text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\x00b", "ab"), ("\u202egnp.exe", "gnp.exe"), ("\u2066王\u2069某", "王某"),
        ("张\u200b三\u200d丰\ufeff", "张三丰"), ("演\u00ad示", "演示"), ("李\u00a0某", "李 某"),
        ("𠮷野·家", "𠮷野·家"), ("葛\U000e0100城", "葛\U000e0100城"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
        ("王　某", "王　某"), ("甲\u2028乙", "甲\n乙"),
    ],
)  # fmt: skip
def test_what_nobody_can_see_is_left_out_without_a_word(client, session, typed, kept):
    walk.city()
    walk.filed(client, walk.answered(evidence={"story": typed}))
    assert only(session).story == kept


def test_a_name_of_marks_that_nobody_can_see_is_no_name(client):
    page = at(client, "who").form().submit({"employer": "\u200b\u2066\u2069"}, expect=422)
    assert "请写谁欠您的钱，写不全也行" in page.errors


def test_what_is_no_text_is_refused_at_the_field(client):
    page = at(client, "evidence").form().submit({"kinds": "none", "story": "\ufffd"}, expect=422)
    assert any("认不出的字符" in words for words in page.errors)


def test_a_key_that_no_database_can_hold_is_refused(client, session):
    walk.city()
    page = walk.to_send(client).form().submit({"form_key": "\0" * 20}, expect=409)
    assert page.is_page
    assert session.scalar(select(func.count()).select_from(Complaint)) == 0


def test_a_lone_surrogate_never_breaks_a_page(client):
    body = "kinds=none&story=%ED%A0%80"
    page = at(client, "evidence")
    token = page.attribute("main input[name=csrf_token]", "value")
    answer = client._client.post(
        "/file/evidence", data=f"{body}&csrf_token={token}",
        content_type="application/x-www-form-urlencoded",
    )  # fmt: skip
    assert answer.status_code in (302, 409, 422)


def test_the_name_of_the_employer_is_needed(client):
    walk.city()
    page = client.get("portal.who").form().submit({"employer": "  "}, expect=422)
    assert page.errors
    assert client.get("portal.where", expect=302).follow().h1 == "谁欠您的钱？"


def test_a_changed_body_under_the_same_key_is_told_not_swallowed(client, session):
    walk.city()
    form = walk.to_send(client).form()
    form.submit()
    page = form.submit({"digest": "0" * 64}, expect=409)
    assert "内容不一样" in page.text
    assert session.scalar(select(func.count()).select_from(Complaint)) == 1


def test_answers_changed_in_another_window_are_looked_over_again(client, session):
    walk.city()
    form = walk.to_send(client).form()
    client.get("portal.how_much").form().submit({"amount": "99"})
    page = form.submit(expect=422)
    assert any("再看一遍" in words for words in page.errors)
    assert session.scalar(select(func.count()).select_from(Complaint)) == 0


def test_garbage_choices_never_break_a_page(client):
    page = at(client, "where")
    wrong = {"industry": "moon", "area": "999999999999999999999999"}
    assert page.form().submit(wrong, expect=422).errors
    page = page.form().submit({"industry": "unknown", "area": walk.home_area()})
    page = page.form().submit({"first": "6月", "last": ""}, expect=422)
    assert page.errors


def test_a_name_that_no_paper_can_print_is_refused_where_it_is_typed(client):
    page = at(client, "who").form().submit({"employer": "演示🙂公司"}, expect=422)
    assert "🙂印不出来，请改成文字" in page.errors
    assert page.attribute("#employer", "value") == "演示🙂公司"
    assert page.form().submit({"employer": "演示𠮷野（™）公司·"}).h1 != page.h1


def test_a_month_is_two_selects_and_a_half_of_it_is_asked_for_at_its_field(client):
    page = at(client, "how_long")
    assert len(page.tree.css("select[name=first]")) == 2

    page = page.form().submit({"first": ["2025", ""], "last": ["2026", "09"]}, expect=422)

    assert any("请把年和月都选上" in error for error in page.errors)
    assert page.attribute("#first option[selected]", "value") == "2025"
    assert not page.has("#first-month option[selected]")
    assert page.attribute("#last-month option[selected]", "value") == "09"
