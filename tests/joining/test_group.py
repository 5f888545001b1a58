"""请工友加入: the representative's page, his sheet, and those who speak beside him."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from casework.kernel import clock
from casework.procedure.groups.models import Group
from casework.procedure.groups.terms import GroupState
from casework.procedure.intake.actions import deciding
from casework.procedure.intake.models.complaints import Complaint
from tests.factories import groups
from tests.joining import mates
from tests.portal import walk


@pytest.fixture
def page(client, session):
    """The representative's page of a group that he has just opened from his receipt."""
    walk.city()
    return mates.opened(client)


@pytest.mark.once("joining.open_group")
def test_the_code_is_opened_from_the_receipt_and_from_the_matter(client, session):
    walk.city()
    receipt = walk.filed(client)
    other = mates.another_phone(client)
    matter = mates.opened_again(other, walk.code_of(receipt), walk.PHONE[-4:])
    first = mates.digits(matter.form("joining.open_group").submit())
    assert mates.digits(receipt.form("joining.open_group").submit()) == first
    assert mates.opened_again(other, walk.code_of(receipt), walk.PHONE[-4:]).click(
        "看工友加入了没有"
    ).h1 == "请工友加入"  # fmt: skip


def test_a_tip_offers_no_code(client, session):
    walk.city()
    receipt = walk.filed(client, walk.answered(you={"anonymous": "y"}))
    assert not receipt.has(".invite")
    client.post("joining.open_group", {"receipt": 1}, expect=404)


def test_names_and_what_is_missing_but_no_amount_number_or_phone(client, page, session):
    code = mates.digits(page)
    mates.joined(mates.another_phone(client), code, 1)
    unsure = {"name": {"name": "王示例", "no_id": "y"}, "how_long": {"unsure": "y"},
              "how_much": {"unsure": "y"}, "phone": {"phone": "13700000002"}}  # fmt: skip
    mates.to_send(mates.another_phone(client), code, unsure).form().submit()
    page = client.get("joining.group")
    shown = [" ".join(words.split()) for words in page.all(".mates li")]
    assert shown == [
        "张示例 当代表 身份证 有 月份 有 金额 有", "李示例1 身份证 有 月份 有 金额 有",
        "王示例 缺身份证 缺月份 缺金额",
    ]  # fmt: skip
    for secret in ("12800", "9000", "13700000002", walk.PHONE, walk.ID_NUMBER,
                   groups.id_number(1)):  # fmt: skip
        assert secret not in page.html


def test_the_sheet_has_everything_but_an_amount_and_the_boss(client, page):
    sheet = client.get("joining.group_sheet")
    assert mates.digits(sheet) == mates.digits(page)
    for told in ("身份证", "12月23日", "12333", "/join"):
        assert told in sheet.text
    for secret in ("演示劳务公司", "张示例", "12800", "演示路"):
        assert secret not in sheet.html
    named = sheet.form("/group/sheet").submit({"employer": "1"})
    assert "演示劳务公司" in named.text
    assert "12800" not in named.html


def test_joining_is_closed_opened_again_and_the_code_renewed(client, page, session):
    code = mates.digits(page)
    closed = client.post("joining.group", {"verb": "close"})
    assert not closed.has("p.six")
    assert session.scalars(select(Group.state)).one() is GroupState.CLOSED
    again = client.post("joining.group", {"verb": "reopen"})
    assert mates.digits(again) == code
    assert mates.digits(client.post("joining.group", {"verb": "renew"})) != code


def test_closing_twice_from_two_windows_is_said_in_words(client, page):
    client.post("joining.group", {"verb": "close"})
    answer = client.post("joining.group", {"verb": "close"}, expect=422)
    assert "别人已经办过了" in answer.text


def asked(client, page, code, number):
    """A workmate joins and is asked to speak; his own phone and his receipt's code."""
    phone = mates.another_phone(client)
    own = walk.code_of(mates.joined(phone, code, number))
    return phone, own, ask(client, f"李示例{number}")


def ask(client, name):
    """The representative asks the workmate of this name to speak for the group too."""
    options = client.get("joining.group").tree.css("#claimant option")
    choice = next(one.attributes["value"] for one in options if one.text() == name)
    return client.post("joining.group", {"verb": "ask", "claimant": choice})


@pytest.mark.once("joining.answer_as_representative")
def test_a_workmate_who_is_asked_says_yes_by_his_own_receipt(client, page, session):
    code = mates.digits(page)
    phone, own, after = asked(client, page, code, 1)
    assert "等对方答应" in after.text
    matter = mates.opened_again(phone, own, "0001")
    assert "工友请您当代表" in matter.text
    phone.get("joining.group", expect=404)
    yes = next(f for f in matter.tree.css("form") if "accept" in (f.html or ""))
    assert yes is not None
    phone.post("joining.answer_as_representative", {"verb": "accept"})
    mine = phone.get("joining.group")
    assert mates.digits(mine) == code
    assert mine.all(".mates .tag") == ["当代表", "当代表"]


def test_a_workmate_who_says_no_gives_the_place_back(client, page, session):
    phone, own, _after = asked(client, page, mates.digits(page), 1)
    mates.opened_again(phone, own, "0001")
    phone.post("joining.answer_as_representative", {"verb": "decline"})
    assert not phone.get("progress.matter").has(".invite")
    assert "等对方答应" not in client.get("joining.group").text


def test_representation_is_handed_on_and_never_given_up_alone(client, page, session):
    refused = client.post("joining.group", {"verb": "resign"}, expect=422)
    assert "唯一的代表" in refused.text
    phone, own, _after = asked(client, page, mates.digits(page), 1)
    mates.opened_again(phone, own, "0001")
    phone.post("joining.answer_as_representative", {"verb": "accept"})
    client.post("joining.group", {"verb": "resign"})
    client.get("joining.group", expect=404)
    assert phone.get("joining.group").all(".mates .tag") == ["当代表"]


def test_a_stranger_and_a_workmate_see_no_list(client, page, session):
    stranger = mates.another_phone(client)
    assert stranger.get("joining.group", expect=302).location == "/progress"
    for endpoint in ("joining.answer_as_representative", "joining.open_group"):
        stranger.post(endpoint, expect=404)
    stranger.get("joining.group_sheet", expect=404)
    mate = mates.another_phone(client)
    own = walk.code_of(mates.joined(mate, mates.digits(page), 1))
    mates.opened_again(mate, own, "0001")
    mate.get("joining.group", expect=404)
    mate.get("joining.group_sheet", expect=404)
    mate.post("joining.group", {"verb": "renew"}, expect=404)


def test_the_page_asks_the_database_a_fixed_number_of_times(client, page, session, queries):
    group = session.scalars(select(Group)).one()
    counts = []
    for size in (2, 9):
        while len(session.scalars(select(Complaint)).one().claimants) < size:
            groups.joining(group)
            session.expire_all()
        session.commit()
        with queries() as seen:
            client.get("joining.group")
        counts.append(len(seen))
    assert counts[0] == counts[1], seen.listing
    assert counts[0] <= 9, seen.listing


def test_the_group_stays_when_the_complaint_becomes_a_case(client, page, session):
    deciding.accept(session.scalars(select(Complaint)).one(), by=None, now=clock.now())
    session.commit()
    assert client.get("joining.group").has("p.six")


def test_the_receipt_of_him_who_filed_never_shows_the_sum_of_all(client, page, officer, session):
    mates.joined(mates.another_phone(client), mates.digits(page), 1)
    complaint = session.scalars(select(Complaint)).one()
    clerk = officer(role="clerk")
    for receipt in (client.get("portal.receipt"), client.get("portal.sheet"),
                    clerk.get("intake.receipt", complaint_id=complaint.id)):  # fmt: skip
        assert "12,800元" in receipt.text
        assert "21800" not in receipt.html
