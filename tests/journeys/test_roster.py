"""A roster by Excel at the counter: forty rows, and everything that goes wrong. W16, B7."""

from __future__ import annotations

import io
from datetime import date

import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy import select

from casework.ground.cases.models.case import Line
from casework.ground.notices.models import Message
from casework.ground.notices.terms import Notice
from casework.kernel import sheets
from casework.kernel.days import local
from casework.kernel.money import Money
from casework.procedure.intake.models.complaints import Claimant, DeskAct
from casework.procedure.intake.terms import Act, Kind
from tests.factories import intake as factory
from tests.factories import offices
from tests.journeys.office import people
from tests.portal import proving, walk

HEADINGS = ["姓名", "身份证号", "手机号", "从", "到", "金额", "工种"]


@pytest.fixture
def complaint(session, now):
    walk.city()
    return factory.complaint(claimants=(), amount=None, people=None)


@pytest.fixture
def clerk(officer):
    return officer(role="clerk")


def workers(number):
    return [
        [p.name, p.id_number, p.phone, "2026-06", "2026-09", float(p.amount.plain.replace(",", ""))]
        for p in people(number, Money.yuan(1000 * number))
    ]


def workbook(rows, *, headings=HEADINGS, merged=""):
    book = Workbook()
    for row in ([headings] if headings else []) + rows:
        book.active.append(row)
    if merged:
        book.active.merge_cells(merged)
    target = io.BytesIO()
    book.save(target)
    target.seek(0)
    return target


def send(clerk, complaint, content, *, name="名单.xlsx", expect=200):
    form = clerk.get("rosters.roster", complaint_id=complaint.id).form()
    return form.submit({"sheet": (content, name)}, expect=expect)


def paste(clerk, complaint, text, expect=200):
    form = clerk.get("rosters.roster", complaint_id=complaint.id).form()
    return form.submit({"pasted": text}, expect=expect)


def claimants(session):
    return list(session.scalars(select(Claimant).order_by(Claimant.position)))


def test_forty_rows_in_one_go(clerk, complaint, session):
    page = send(clerk, complaint, workbook(workers(40)))
    assert "可以导入40人" in page.text
    assert not claimants(session)
    page = page.form().submit({}, button="导入这40人")
    assert len(claimants(session)) == 40
    session.refresh(complaint)
    assert (complaint.kind, complaint.people, complaint.amount) == (
        Kind.COMPLAINT, 40, Money.yuan(40_000),
    )  # fmt: skip
    page.form("intake.accept", complaint_id=complaint.id).submit()
    lines = list(session.scalars(select(Line)))
    assert len(lines) == 40
    assert lines[0].from_month == date(2026, 6, 1)


def test_bad_rows_are_listed_with_reasons_and_mended_in_the_page(clerk, complaint, session):
    rows = workers(5)
    rows[1][1] = "123"
    rows[2][0] = "=cmd|' /C calc'!A0"
    rows[3][5] = "-5"
    page = send(clerk, complaint, workbook(rows))
    assert "可以导入2人，待改正3人" in page.text
    said = " ".join(page.errors)
    for words in ("身份证号应是18位，您填了3位", "表格里没有存结果", "金额要大于零"):
        assert words in said
    assert page.attribute("[name='row3-id_number']", "value") == "123"
    mended = page.form().submit(
        {"row3-id_number": "", "row4-name": "李示例", "row5-amount": "一万二"},
        button="改好了，重新核对", expect=200,
    )  # fmt: skip
    assert "可以导入5人，待改正0人" in mended.text
    assert not claimants(session)
    mended.form().submit({}, button="导入这5人")
    assert [one.name for one in claimants(session)][2] == "李示例"
    assert claimants(session)[3].amount == Money.yuan(12000)


def test_the_good_rows_are_taken_while_the_bad_ones_stay(clerk, complaint, session):
    rows = workers(4)
    rows[2][2] = "1390"
    page = send(clerk, complaint, workbook(rows))
    left = page.form().submit({}, button="导入这3人", expect=200)
    assert len(claimants(session)) == 3
    assert "可以导入0人，待改正1人" in left.text
    assert left.has("[name='row4-phone']")
    done = left.form().submit({"row4-phone": "13900000009"}, button="改好了，重新核对", expect=200)
    done.form().submit({}, button="导入这1人")
    assert len(claimants(session)) == 4


def test_pressed_twice_it_is_taken_once(clerk, complaint, session):
    rows = [["张示例", "", "", "2026-06", "2026-09", 100.0]]
    form = send(clerk, complaint, workbook(rows)).form()
    form.submit({}, button="导入这1人")
    form.submit({}, button="导入这1人")
    assert len(claimants(session)) == 1


def test_text_that_begins_like_a_formula_is_shown_and_not_taken(clerk, complaint, session):
    page = paste(clerk, complaint, "姓名\t金额\n=cmd|' /C calc'!A0\t100\n＋1\t5")
    assert "可以导入0人，待改正2人" in page.text
    assert any("像公式" in words for words in page.errors)
    assert page.attribute("[name='row2-name']", "value") == "=cmd|' /C calc'!A0"


def test_merged_cells_are_named(clerk, complaint):
    rows = workers(3)
    page = send(clerk, complaint, workbook(rows, merged="F2:F4"))
    assert sum("合并单元格" in words for words in page.errors) >= 1
    assert "可以导入1人，待改正2人" in page.text


def test_an_id_number_as_a_number_has_lost_its_end(clerk, complaint):
    rows = workers(2)
    rows[0][1] = int(rows[0][1][:17]) * 10
    page = send(clerk, complaint, workbook(rows))
    assert any("后几位已丢失" in words for words in page.errors)


def test_headings_below_the_last_row_are_none(clerk, complaint):
    page = send(clerk, complaint, workbook(workers(2)))
    again = page.form().submit({"head": "9999"}, button="改好了，重新核对", expect=200)
    assert "可以导入2人" in again.text


def test_unknown_headings_are_asked_for(clerk, complaint, session):
    rows = [[row[0], row[5], "备用"] for row in workers(2)]
    page = send(clerk, complaint, workbook(rows, headings=["谁", "多少钱", "说明"]))
    assert "没有识别出表头" in page.text
    assert not page.has("button[name=take]")
    chosen = page.form().submit(
        {"columns-0": "name", "columns-1": "amount"}, button="改好了，重新核对", expect=200
    )
    # the unknown headings look like a row: its amount is none
    assert "可以导入2人，待改正1人" in chosen.text
    chosen.form().submit({}, button="导入这2人", expect=200)
    assert [one.amount for one in claimants(session)] == [Money.yuan(1000)] * 2


def test_other_orders_titles_serials_full_width_and_sums_are_understood(clerk, complaint, session):
    text = (
        "某工地农民工工资表\n\n"
        "序号\t欠薪金额（元）\t起始月份\t截止月份\t联系电话\t身份证号码\t工人姓名\n"
        "1\t１２，８００\t46174\t2026年9月\t１３９００００００９９\t130503670401001\t张示例\n"
        "\t12800\t\t\t\t\t合计\n"
    )
    page = paste(clerk, complaint, text)
    assert "可以导入1人，待改正0人" in page.text
    page.form().submit({}, button="导入这1人")
    one = claimants(session)[0]
    assert (one.amount, one.from_month, one.to_month) == (
        Money.yuan(12800), date(2026, 6, 1), date(2026, 9, 1),
    )  # fmt: skip
    assert one.id_number == "130503196704010016"
    assert one.phone == "13900000099"


def test_other_months_of_the_same_person_are_a_second_claim(clerk, complaint, session):
    row = workers(1)[0]
    later = [*row]
    later[3], later[4] = "2026-10", "2026-10"
    page = send(clerk, complaint, workbook([row, later]))
    page.form().submit({}, button="导入这2人")
    session.expire_all()
    rows = claimants(session)
    assert len(rows) == 2
    assert rows[0].worker_id == rows[1].worker_id
    assert (complaint.people, complaint.amount) == (1, rows[0].amount + rows[1].amount)


def test_the_same_row_twice_is_one_claim(clerk, complaint, session):
    rows = workers(2)
    page = send(clerk, complaint, workbook([*rows, rows[0]]))
    assert "可以导入2人，待改正0人，重复1人" in page.text
    assert "和第2行一样" in page.text
    page.form().submit({}, button="导入这2人")
    again = send(clerk, complaint, workbook(rows))
    assert "重复2人" in again.text
    assert len(claimants(session)) == 2


def test_another_list_may_follow_from_the_same_page(clerk, complaint, session):
    form = clerk.get("rosters.roster", complaint_id=complaint.id).form()
    form.submit({"sheet": (workbook(workers(3)), "旧名单.xlsx")}, expect=200)
    page = form.submit({"sheet": (workbook(workers(2)), "新名单.xlsx")}, expect=200)
    assert "可以导入2人" in page.text


def test_a_list_from_an_old_page_is_looked_at_all_the_same(clerk, complaint, session):
    form = clerk.get("rosters.roster", complaint_id=complaint.id).form()
    old = {"sheet": (workbook(workers(3)), "名单.xlsx"), "form_version": "0" * 32}
    assert "可以导入3人" in form.submit(old, expect=200).text
    assert not claimants(session)


@pytest.mark.once("rosters.roster", "rosters.undo_roster")
def test_a_list_just_taken_is_taken_out_again(clerk, complaint, session):
    url = clerk.url("rosters.roster", complaint_id=complaint.id)
    page = clerk.ask("POST", url, {"sheet": (workbook(workers(3)), "名单.xlsx")})
    page = page.form().submit({}, button="导入这3人")
    page.form("rosters.undo_roster", complaint_id=complaint.id).submit()
    assert not claimants(session)
    session.refresh(complaint)
    assert complaint.people is None
    acts = [act.act for act in session.scalars(select(DeskAct).order_by(DeskAct.id))]
    assert acts[-2:] == [Act.ROSTER_ADDED, Act.ROSTER_REMOVED]


def test_everybody_of_a_list_gets_the_number_by_day_and_it_opens_his_own_line(
    clerk, complaint, session, client
):
    rows = workers(3)
    rows[2][2] = ""
    late = clerk.now.replace(hour=21)
    with clerk.at(late):
        page = send(clerk, complaint, workbook(rows)).form().submit({}, button="导入这3人")
    told = session.scalars(select(Message).order_by(Message.id)).all()
    assert [m.notice for m in told] == [Notice.ENTERED] * 2
    assert {m.address for m in told} == {row[2] for row in rows[:2]}
    assert all("最晚11月30日" in m.words and "元" not in m.words for m in told)
    assert {local(m.not_before_at).hour for m in told} == {8}
    number = told[1].secret
    assert number in told[1].told
    assert number not in told[1].words
    with client.at(late):
        assert proving.open_matter(client, number, rows[1][2][-4:]).h1 == "办理进度"
    page.form("rosters.undo_roster", complaint_id=complaint.id).submit()
    session.expire_all()
    assert session.scalars(select(Message)).all() == []


def test_after_acceptance_no_list_comes_in_or_goes_out(clerk, complaint, session):
    preview = send(clerk, complaint, workbook(workers(2)))
    page = preview.form().submit({}, button="导入这2人")
    undo = page.form("rosters.undo_roster", complaint_id=complaint.id)
    page.form("intake.accept", complaint_id=complaint.id).submit()
    undo.submit(expect=409)
    late = send(clerk, complaint, workbook(workers(3)))
    late = late.form().submit({}, button="导入这1人", expect=422)
    assert any("不能再用名单" in words for words in late.errors)
    assert len(claimants(session)) == 2


def test_a_confidential_tip_takes_no_list(clerk, session, now):
    walk.city()
    tip = factory.complaint(confidential=True)
    page = send(clerk, tip, workbook(workers(1)))
    page = page.form().submit({}, button="导入这1人", expect=422)
    assert any("先改为投诉" in words for words in page.errors)
    assert not claimants(session)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "请选一个文件"), (b"not a sheet", "打不开这个文件"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 99, "旧的.xls"),
    ],
    ids=["nothing", "no sheet", "an old one"],
)  # fmt: skip
def test_what_cannot_be_read_is_told_at_its_field(clerk, complaint, content, words):
    page = send(clerk, complaint, io.BytesIO(content), name="a.xls" if content else "", expect=422)
    assert any(words in said for said in page.errors)


def test_ten_thousand_rows_are_told_the_limit(clerk, complaint):
    rows = [["张示例", "", "", "", "", 1]] * 10_000
    page = send(clerk, complaint, workbook(rows), expect=422)
    assert any("2000行" in words for words in page.errors)


def test_the_template_itself_reads_as_nobody(clerk, complaint):
    content = clerk.get("rosters.roster_template").content
    assert load_workbook(io.BytesIO(content)).active["A1"].value == "姓名"
    page = send(clerk, complaint, io.BytesIO(content))
    assert "共0人" in page.text


def test_a_strange_countys_clerk_finds_no_complaint(officer, complaint):
    offices.unit(area_code=offices.ELSEWHERE)
    other = officer(role="clerk", area=offices.ELSEWHERE)
    other.get("rosters.roster", complaint_id=complaint.id, expect=404)


def test_months_as_people_write_them_are_read_or_asked_and_never_lost(clerk, complaint, session):
    text = (
        "姓名\t从\t到\t金额\n"
        "甲示例\t2026年6月\t2026年8月\t100\n"
        "乙示例\t２０２６年６月份\t26年8月\t100\n"
        "丙示例\t2026/6\t26.08\t100\n"
        "丁示例\t8月\t2026-09\t100\n"
        "戊示例\t2026.1\t2026-11\t100\n"
        "己示例\t6-8月\t\t100\n"
        "合计\t\t\t600\n"
    )
    page = paste(clerk, complaint, text)
    assert "可以导入3人，待改正3人" in page.text
    assert [said for said in page.errors if "没有写年份" in said]
    assert [said for said in page.errors if "1月还是10月" in said]
    assert page.attribute("[name='row5-from_month']", "value") == "8月"
    assert page.attribute("[name='row5-from_month']", "type") == "text"
    assert "第8行 合计行" in page.text
    page.form().submit({}, button="导入这3人", expect=200)
    assert {(one.from_month, one.to_month) for one in claimants(session)} == {
        (date(2026, 6, 1), date(2026, 8, 1))
    }


@pytest.mark.parametrize(
    "months",
    ["2026年6月至8月", "2026年6-8月", "2026.6-2026.8", "26年6月～26年8月", "2026-06至2026-08"],
)
def test_both_months_in_one_column_are_parted(clerk, complaint, session, months):
    page = paste(clerk, complaint, f"姓名\t欠薪月份\t金额\n张示例\t{months}\t100\n")
    assert "可以导入1人，待改正0人" in page.text
    page.form().submit({}, button="导入这1人")
    [one] = claimants(session)
    assert (one.from_month, one.to_month) == (date(2026, 6, 1), date(2026, 8, 1))


def test_a_formula_without_its_value_is_named_and_not_an_empty_amount(clerk, complaint, session):
    rows = workers(3)
    rows[1][5] = "=1000*9"
    page = send(clerk, complaint, workbook(rows))
    assert "可以导入2人，待改正1人" in page.text
    assert any("没有存结果" in said for said in page.errors)
    assert page.attribute("[name='row3-amount']", "value") == sheets.NO_VALUE
    done = page.form().submit({"row3-amount": "9000"}, button="改好了，重新核对", expect=200)
    done.form().submit({}, button="导入这3人")
    assert {one.amount for one in claimants(session)} == {Money.yuan(1000), Money.yuan(9000)}


def test_of_several_columns_of_pay_the_one_that_is_owed_is_taken(clerk, complaint, session):
    text = (
        "姓名\t日工资\t出勤天数\t应发工资\t已借支\t欠付工资\n"
        "张示例\t280\t46\t12880\t2000\t10880\n"
        "合计\t\t46\t12880\t2000\t10880\n"
    )
    page = paste(clerk, complaint, text)
    assert "可以导入1人，待改正0人" in page.text
    assert "没有识别出来：日工资，出勤天数，应发工资，已借支" in page.text
    page.form().submit({}, button="导入这1人")
    assert [one.amount for one in claimants(session)] == [Money.yuan(10_880)]
