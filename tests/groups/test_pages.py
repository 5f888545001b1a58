"""The group on the officers' pages: code, people, hints, and what the counter may do."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from casework.ground.identity.models import Reading
from casework.kernel.money import Money
from casework.procedure.groups.models import Group, Joining
from casework.procedure.groups.terms import GroupState, JoinWay
from casework.procedure.intake.actions import deciding
from tests.factories import groups, intake, offices
from tests.joining import mates


@pytest.fixture
def complaint(session, now):
    return intake.complaint()


@pytest.fixture
def clerk(officer):
    return officer(role="clerk")


def page_of(reader, complaint):
    return reader.get("intake.complaint", complaint_id=complaint.id)


def press(reader, complaint, verb):
    page = page_of(reader, complaint)
    return page.form(f"groups.{verb}_group", complaint_id=complaint.id).submit()


@pytest.mark.once(
    "groups.open_group", "groups.close_group", "groups.renew_group", "groups.reopen_group"
)
def test_the_counter_opens_closes_and_renews_the_code(complaint, clerk, session):
    page = press(clerk, complaint, "open")
    assert "代表 张示例" in page.text
    code = session.scalars(select(Group)).one().code
    assert mates.digits(clerk.get("groups.group_sheet", complaint_id=complaint.id)) == code
    assert "已停止加入" in press(clerk, complaint, "close").text
    press(clerk, complaint, "reopen")
    press(clerk, complaint, "renew")
    group = session.scalars(select(Group).execution_options(populate_existing=True)).one()
    assert (group.state, group.issue) == (GroupState.OPEN, 2)
    assert group.code != code
    assert "换了加入码" in page_of(clerk, complaint).text


def test_who_joined_when_and_how_and_what_to_look_at(complaint, clerk, session, now):
    group = groups.group(complaint)
    groups.joining(group, groups.workmate(1, phone="13700000009"))
    deciding.accept(complaint, by=None, now=now)
    late = now.replace(minute=30)
    groups.joining(group, groups.workmate(2, phone="13700000009"), way=JoinWay.CODE, now=late)
    groups.joining(group, groups.workmate(3, id_number=None), now=late)
    session.scalars(select(Joining)).first().unchecked = True
    session.commit()
    page = page_of(clerk, complaint)
    rows = [row for row in page.all("tr") if "打印回执" in row]
    assert [row.split()[0] for row in rows] == ["李示例1", "李示例2", "李示例3"]
    assert "2026-11-23 10:00 扫码 未核对 同号" in rows[0]
    assert "2026-11-23 10:30 加入码 同号 受理后" in rows[1]
    assert "受理后 无证号" in rows[2]
    assert "未核对 1人 同一个手机号 2人 受理以后加入 2人 没有身份证号 1人" in page.text


@pytest.mark.once("groups.add_workmate")
def test_somebody_without_a_phone_joins_at_the_counter(complaint, clerk, session):
    press(clerk, complaint, "open")
    form = clerk.get("groups.add_workmate", complaint_id=complaint.id).form()
    typed = {"name": "李示例", "id_number": groups.id_number(1), "amount": "一万二"}
    receipt = form.submit(typed)
    joined = session.scalars(select(Joining)).one()
    assert joined.way is JoinWay.COUNTER
    assert f"{joined.code[:4]} {joined.code[4:8]}" in receipt.text
    assert "12,000元" in receipt.text
    assert "24800" not in receipt.text
    assert joined.group.complaint.amount == Money.yuan(24800)
    again = clerk.get("groups.add_workmate", complaint_id=complaint.id).form()
    refused = again.submit(typed, expect=422)
    assert "已经在里面了" in refused.text
    assert refused.attribute("#name", "value") == "李示例"


@pytest.mark.once("groups.reissue_joined")
def test_a_lost_receipt_of_a_workmate_is_replaced_with_a_logged_reason(complaint, clerk, session):
    joined = groups.joining(groups.group(complaint))
    claimant_id, old = joined.claimant_id, joined.code
    page = clerk.get("groups.joined_receipt", claimant_id=claimant_id)
    form = page.form("groups.reissue_joined", claimant_id=claimant_id)
    assert form.submit({"reason": ""}, expect=422).errors
    assert old[:4] in page.text
    form.submit({"reason": "回执丢了，本人到窗口"})
    session.expire_all()
    assert session.scalars(select(Joining)).one().code != old
    assert session.scalars(select(Reading.reason)).one() == "回执丢了，本人到窗口"
    both = form.submit({"reason": "第二次写的理由"}, expect=409)
    assert "回执丢了，本人到窗口" in both.text
    assert "第二次写的理由" in both.text


@pytest.mark.once("groups.mark_representative")
def test_five_are_entered_and_the_sixth_is_refused_with_the_article(complaint, clerk, session):
    group = groups.group(complaint)
    people = [groups.joining(group).claimant_id for _ in range(5)]
    endpoint = "groups.mark_representative"
    for one in people[:4]:
        form = page_of(clerk, complaint).form(endpoint, complaint_id=complaint.id)
        form.submit({"claimant": str(one)})
    form = page_of(clerk, complaint).form(endpoint, complaint_id=complaint.id)
    refused = form.submit({"claimant": str(people[4])}, expect=422)
    assert any("代表最多5人" in words and "第十二条" in words for words in refused.errors)


def test_a_tip_has_no_panel_and_a_reader_sees_masked_names(complaint, officer, session):
    tip = intake.complaint(claimants=(), confidential=True)
    clerk = officer(role="clerk")
    assert "集体投诉" not in page_of(clerk, tip).text
    clerk.post("groups.open_group", {}, complaint_id=tip.id, expect=422)
    groups.joining(groups.group(complaint), groups.workmate(1))
    reader = officer(role="department_head")
    page = page_of(reader, complaint)
    assert "李示例1" not in page.text
    assert "李***" in page.text
    assert not page.has("form[action$='/group/close']")


def test_another_county_opens_shuts_and_reads_nothing(complaint, officer, session):
    joined = groups.joining(groups.group(complaint))
    claimant_id = joined.claimant_id
    stranger = officer(role="clerk", area=offices.ELSEWHERE)
    for verb in ("open_group", "close_group", "renew_group", "mark_representative"):
        stranger.post(f"groups.{verb}", {}, complaint_id=complaint.id, expect=404)
    for endpoint in ("groups.group_sheet", "groups.add_workmate", "intake.complaint"):
        stranger.get(endpoint, complaint_id=complaint.id, expect=404)
    stranger.get("groups.joined_receipt", claimant_id=claimant_id, expect=404)
    stranger.post("groups.reissue_joined", {"reason": "x"}, claimant_id=claimant_id, expect=404)
    assert session.scalars(select(Group.state)).one() is GroupState.OPEN


def test_the_page_of_the_case_shows_its_groups(complaint, officer, session, now):
    group = groups.group(complaint)
    groups.joining(group)
    case = deciding.accept(complaint, by=None, now=now)
    groups.joining(group)
    session.commit()
    page = officer(role="inspector").get("desk.case", case_id=case.id)
    [row] = [row for row in page.all("tr") if complaint.register_number in row]
    assert row.split()[1:] == ["可以加入", "12-23", "周三", "2", "张示例"]


def test_the_panel_asks_the_database_a_fixed_number_of_times(complaint, clerk, session, queries):
    group = groups.group(complaint)
    counts = []
    for size in (1, 8):
        while len(session.scalars(select(Joining)).all()) < size:
            groups.joining(group)
        session.commit()
        session.expire_all()
        with queries() as seen:
            page_of(clerk, complaint)
        counts.append(len(seen))
    assert counts[0] == counts[1], seen.listing
