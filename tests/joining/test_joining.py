"""扫码同案 page by page: what a workmate sees, what a stranger does not, and who guesses."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from casework.doors.proving import actions as tries
from casework.doors.proving.models import WrongCode
from casework.ground.cases.models.evidence import Evidence
from casework.kernel.money import Money
from casework.procedure.groups.actions import joining as intake_joining
from casework.procedure.groups.models import Group, Joining
from casework.procedure.groups.terms import JoinWay
from casework.procedure.intake.actions import deciding, receipts
from casework.procedure.intake.models.complaints import Claimant, Complaint, ComplaintLink, Draft
from casework.procedure.intake.queries import complaints
from tests.factories import files, groups, identity
from tests.joining import mates
from tests.portal import evidence, proving, walk


def number(session, model):
    return session.scalar(select(func.count()).select_from(model))


@pytest.fixture
def code(client, session):
    """Six digits of a group that its representative has just opened."""
    walk.city()
    return mates.digits(mates.opened(client))


@pytest.fixture
def mate(client):
    return mates.another_phone(client)


def test_the_door_names_the_boss_and_the_place_and_nobody_else(mate, code, session):
    page = mates.at_the_door(mate, code)
    assert "演示劳务公司" in page.text
    assert "演示路工地" in page.text
    for secret in ("张示例", "12800", "3人", walk.PHONE, walk.ID_NUMBER):
        assert secret not in page.html


def test_without_a_code_nothing_is_told(mate, code):
    for endpoint in ("joining.join_start", "joining.join_name", "joining.join_send"):
        assert mate.get(endpoint, expect=302).location == "/join"
    assert "演示" not in mate.get("joining.join").text.replace("这是演示", "")


def test_the_qr_code_leads_to_the_same_door(mate, code, session):
    group = session.scalars(select(Group)).one()
    assert mate.get("joining.join_by_token", token=group.token, expect=302).location == "/joining"
    mates.joined(mate, code, 1)
    assert session.scalars(select(Joining.way)).one() is JoinWay.CODE


def test_scanning_keeps_the_way_in_which_he_came(mate, code, session):
    token = session.scalars(select(Group)).one().token
    mate.get("joining.join_by_token", token=token, expect=302)
    page = mate.get("joining.join_name")
    for values in mates.typed(1).values():
        page = page.form().submit(values)
    page.form().submit()
    assert session.scalars(select(Joining.way)).one() is JoinWay.QR


def test_five_short_pages_end_on_a_receipt_of_his_own(mate, code, session):
    receipt = mates.joined(mate, code, 1)
    assert receipt.h1 == "已加入"
    own = walk.code_of(receipt)
    complaint = session.scalars(select(Complaint)).one()
    assert own != complaint.code
    assert "9,000元" in receipt.text
    for secret in ("张示例", "12800", "21800", complaint.code[:4] + " "):
        assert secret not in receipt.text
    assert (complaint.people, complaint.amount) == (3, Money.yuan(21800))
    assert "9,000元" in mate.get("joining.joined_sheet").text


def test_each_receipt_opens_only_its_own_line(client, mate, code, session):
    own = walk.code_of(mates.joined(mate, code, 1))
    filed = session.scalars(select(Complaint)).one().code
    matter = mates.opened_again(mate, own, "0001")
    assert matter.h1 == "办理进度"
    assert f"{own[:4]} {own[4:8]}" in matter.text
    assert filed[:4] not in matter.text
    assert not matter.has(".invite")
    wrong = mates.another_phone(client).get("lookup.receipt").form()
    assert wrong.submit({"code": filed, "tail": "0001"}, expect=422).errors
    assert wrong.submit({"code": own, "tail": walk.PHONE[-4:]}, expect=422).errors


def test_sending_the_nine_pages_gives_a_workmate_no_receipt_of_the_first(mate, code, session):
    mates.joined(mate, code, 1)
    mate.post("portal.send", {"digest": ""}, expect=404)
    assert mate.get("portal.receipt", expect=302).location == "/joined"


def test_a_new_receipt_of_a_workmate_closes_what_his_old_one_opened(mate, code, session, now):
    own = walk.code_of(mates.joined(mate, code, 1))
    mates.opened_again(mate, own, "0001")
    joining = session.scalars(select(Joining)).one()
    intake_joining.reissue_joined_receipt(joining, by=identity.officer(), now=now)
    assert mate.get("progress.matter", expect=302).location == "/progress"


def test_the_first_receipt_can_be_replaced_when_workmates_have_joined(mate, code, session, now):
    mates.joined(mate, code, 1)
    complaint = session.scalars(select(Complaint)).one()
    mine = complaints.find_draft(complaint.code)
    new = receipts.reissue_receipt(complaint, reason="回执丢了", by=identity.officer(), now=now)
    assert mine.code == new


def test_files_brought_after_filing_stand_on_no_receipt(client, mate, code, session, now):
    own = walk.code_of(mates.joined(mate, code, 1))
    mate.now = now + timedelta(minutes=1)
    proving.sign_in(mate, own, "0001")
    evidence.hand_in(mate.get("acting.more_evidence"), {"李示例.jpg": files.jpeg()}, button=None)
    assert session.scalars(select(Evidence)).one().name == "李示例.jpg"
    assert "李示例" not in client.get("portal.receipt").text


def test_what_is_missing_is_said_at_its_field_and_what_was_typed_stays(mate, code):
    mates.at_the_door(mate, code)
    page = mate.get("joining.join_name").form().submit({"name": "李示例"}, expect=422)
    assert page.errors[-1] == "请写身份证号，记不清就打勾"
    assert page.attribute("#name", "value") == "李示例"
    page = page.form().submit({"no_id": "y"})
    page = page.form().submit({"first": "2027-01"}, expect=422)
    assert "还没有到" in page.errors[-1]


def test_the_amount_is_worked_out_with_the_helper(mate, code):
    mates.at_the_door(mate, code)
    page = mate.get("joining.join_name")
    for values in list(mates.typed(1).values())[:2]:
        page = page.form().submit(values)
    page = page.form().submit(
        {"stretches-0-rate": "280", "stretches-0-number": "46"}, button="计算", expect=200
    )
    assert "12,880元" in page.text
    assert "12,880元" in page.form().submit().text


def test_nothing_remembered_is_an_answer_too(mate, code, session):
    unsure = {"name": {"name": "李示例", "no_id": "y"}, "how_long": {"unsure": "y"},
              "how_much": {"unsure": "y"}, "phone": {"no_phone": "y"}}  # fmt: skip
    receipt = mates.to_send(mate, code, unsure).form().submit()
    assert "记不清" in receipt.text
    assert session.scalars(select(Complaint)).one().amount == Money.yuan(12800)


def test_a_number_that_is_inside_is_answered_like_any_other(client, mate, code, session):
    first = mates.joined(mate, code, 1)
    before = session.scalars(select(Complaint.people)).one()
    again = mates.another_phone(client)
    other = {"name": {"name": "别名示例"}, "how_much": {"amount": "1"},
             "phone": {"phone": "13711112222"}}  # fmt: skip
    page = mates.to_send(again, code, mates.typed(1, **other)).form().submit()
    assert page.h1 == first.h1 == "已加入"
    for secret in ("李示例1", "9,000", "尾号0001"):
        assert secret not in page.html
    opened = proving.open_matter(again, walk.code_of(page), "2222")
    assert opened.h1 == "办理进度"
    assert "撤回了" not in opened.text
    assert session.scalars(select(Complaint.people)).one() == before


def test_going_back_after_joining_shows_the_receipt_and_joins_nobody(mate, code, session):
    mates.joined(mate, code, 1)
    for endpoint in ("joining.join_name", "joining.join_send", "portal.receipt"):
        assert mate.get(endpoint, expect=302).location == "/joined"
    assert number(session, Claimant) == 2


@pytest.mark.once(
    "joining.join",
    "joining.join_name",
    "joining.join_how_long",
    "joining.join_how_much",
    "joining.join_phone",
    "joining.join_send",
    "joining.join_next",
)
def test_one_phone_serves_several_workmates_one_after_the_other(mate, code, session):
    receipt = mates.joined(mate, code, 1)
    page = receipt.form("joining.join_next").submit().click("是这家，我也加入")
    assert "李示例1" not in page.html
    for values in mates.typed(2).values():
        page = page.form().submit(values)
    assert walk.code_of(page.form().submit()) != walk.code_of(receipt)
    assert number(session, Claimant) == 3


def test_a_draft_of_a_workmate_goes_on_on_another_phone(client, mate, code, session):
    mates.at_the_door(mate, code)
    mate.get("joining.join_name").form().submit(mates.typed(1)["name"])
    begun = session.scalars(select(Draft).where(Draft.complaint_id.is_(None))).one().code
    page = mates.opened_again(mates.another_phone(client), begun, "")
    assert page.h1 == "欠的是哪几个月？"
    assert "第2步，共5步" in page.text


def _wrong_codes(code):
    """Codes of nobody, each in another part of the codes."""
    return [one for n in range(10, 95, 3) if (one := f"{n:02}0000")[:2] != code[:2]]


def test_ten_wrong_codes_slow_who_types_them_and_a_right_one_still_opens(client, mate, code):
    wrong = _wrong_codes(code)
    for guess in wrong[:10]:
        page = mate.get("joining.join").form().submit({"code": guess}, expect=422)
        assert "没有找到" in page.text
    slow = mate.get("joining.join").form().submit({"code": wrong[10]}, expect=429)
    assert "输错太多次，请1分钟后再试" in slow.text
    assert int(slow.headers["Retry-After"]) <= 60
    assert mate.get("joining.join").form().submit({"code": code}).h1 == "您也被这家欠工资吗？"
    again = mate.get("joining.join").form().submit({"code": wrong[11]}, expect=422)
    assert "没有找到" in again.text


def test_a_part_of_the_codes_in_which_twenty_were_wrong_is_locked_for_a_day(client, code):
    start = code[:2]
    wrong = [f"{start}{n:04}" for n in range(40) if f"{start}{n:04}" != code]
    later = client.now
    for place, guess in enumerate(wrong[:20]):
        later += timedelta(minutes=16)
        from_address(client, f"192.0.2.{place}", guess, now=later)
    locked = from_address(client, "192.0.2.99", code, now=later + timedelta(hours=23), expect=429)
    assert "输错太多次，请1小时后再试" in locked or "请60分钟后再试" in locked
    assert "演示劳务" not in locked
    mate = mates.another_phone(client)
    with mate.at(later + timedelta(hours=25)):
        assert mate.get("joining.join").form().submit({"code": code}).h1 == "您也被这家欠工资吗？"


def test_guessing_from_many_addresses_is_slowed_by_the_part_of_the_codes(client, code, session):
    start = code[:2]
    guesses = [f"{start}{n:04}" for n in range(20) if f"{start}{n:04}" != code][:10]
    for place, guess in enumerate(guesses):
        page = from_address(client, f"192.0.2.{place}", guess)
        assert "没有找到" in page
    assert "输错太多次" in from_address(client, "192.0.2.99", code, expect=429)
    token = session.scalars(select(Group)).one().token
    scanned = mates.another_phone(client)
    assert scanned.get("joining.join_by_token", token=token, expect=302).location == "/joining"


def from_address(client, address, code, *, now=None, expect=422):
    browser = mates.another_phone(client)
    browser._client.environ_base["REMOTE_ADDR"] = address
    with browser.at(now or client.now):
        return browser.get("joining.join").form().submit({"code": code}, expect=expect).text


def test_no_code_stands_in_the_counters_in_clear(mate, code, session):
    mate.get("joining.join").form().submit({"code": "654321"}, expect=422)
    kept = session.execute(select(WrongCode.key, WrongCode.failures)).all()
    assert sorted(row.failures for row in kept if row.failures) == [1, 1]
    assert not any("6543" in row.key for row in kept)


def test_a_renewed_code_leads_nowhere_and_what_was_typed_is_kept(client, mate, code, session):
    page = mates.to_send(mate, code, mates.typed(1))
    old_token = session.scalars(select(Group)).one().token
    fresh = client.post("joining.group", {"verb": "renew"})
    refused = page.form().submit(expect=422)
    assert "加入码已更换" in refused.text
    assert mate.get("joining.join_by_token", token=old_token, expect=302).location == "/join"
    assert "没有找到" in mate.get("joining.join").form().submit({"code": code}, expect=422).text
    mates.at_the_door(mate, mates.digits(fresh))
    assert "李示例1" in mate.get("joining.join_send").text
    assert mate.get("joining.join_send").form().submit().h1 == "已加入"


@pytest.mark.once("joining.group", "joining.join_new")
def test_too_late_leads_to_a_new_complaint_tied_to_the_first(client, mate, code, officer, session):
    client.post("joining.group", {"verb": "close"})
    page = mates.at_the_door(mate, code)
    assert page.h1 == "这一件不能再加人了"
    page = page.form("joining.join_new").submit()
    assert page.h1 == "欠的是哪几个月？"
    answers = walk.answered(you={"name": "李示例", "id_number": groups.id_number(1),
                                 "phone": "13700000001"})  # fmt: skip
    for step in ("how_long", "how_much", "how_many", "evidence", "you"):
        page = page.form().submit(answers[step])
    mate.get("portal.send").form().submit()
    first, second = session.scalars(select(Complaint).order_by(Complaint.id)).all()
    assert (second.employer_text, second.place) == (first.employer_text, first.place)
    link = session.scalars(select(ComplaintLink)).one()
    assert (link.complaint_id, link.follows_id) == (second.id, first.id)
    clerk = officer(role="clerk")
    assert second.register_number in clerk.get("intake.complaint", complaint_id=first.id).text
    assert first.register_number in clerk.get("intake.complaint", complaint_id=second.id).text


def test_the_last_day_passes_and_nobody_joins_any_more(mate, code):
    with mate.at(mate.now + timedelta(days=31)):
        assert mates.at_the_door(mate, code).h1 == "这一件不能再加人了"


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", "'; DROP TABLE claimant; --", "𠮷野示例", "O'Neill %s"]
)
def test_a_hostile_name_is_shown_as_it_is(client, code, officer, name, session):
    mate = mates.another_phone(client)
    receipt = mates.joined(mate, code, 1, name={"name": name})
    assert name in receipt.text
    assert name in client.get("joining.group").text
    complaint = session.scalars(select(Complaint)).one()
    page = officer(role="clerk").get("intake.complaint", complaint_id=complaint.id)
    assert name in page.text


def test_a_name_is_kept_without_marks_that_turn_the_reading_direction(mate, code):
    mates.at_the_door(mate, code)
    turned = {"name": "abc\u202ecba", "no_id": "y"}
    mate.get("joining.join_name").form().submit(turned)
    assert mate.get("joining.join_name").attribute("#name", "value") == "abccba"


def test_joining_a_case_that_is_open_already_shows_that_it_is_worked_on(client, code, session):
    complaint = session.scalars(select(Complaint)).one()
    deciding.accept(complaint, by=None, now=client.now)
    mate = mates.another_phone(client)
    receipt = mates.joined(mate, code, 1)
    assert "这一件已经在办" in receipt.text
    matter = mates.opened_again(mate, walk.code_of(receipt), "0001")
    assert matter.one(".state h2") == "正在查"


def test_counters_are_forgotten_once_they_make_nobody_wait(mate, code, session, now):
    mate.get("joining.join").form().submit({"code": "654321"}, expect=422)
    assert tries.forget_old_tries(now=now + timedelta(hours=11)) == 0
    tries.forget_old_tries(now=now + timedelta(hours=13))
    assert number(session, WrongCode) == 0
