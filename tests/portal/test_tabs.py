"""Two people at one computer, each in a tab of the same browser: nothing is mixed."""

from __future__ import annotations

import json

from sqlalchemy import select

from casework.ground.notices.models import Message
from casework.procedure.intake.models.complaints import Complaint, Draft
from tests.factories import groups
from tests.joining import mates
from tests.portal import proving, walk

ANOTHER = {
    "who": {"employer": "另一家演示饭店", "kind": "sole_trader"},
    "where": {"industry": "service"},
    "you": {"name": "李示例", "id_number": groups.id_number(1), "phone": "13953900165"},
}


def open_apart(client):
    """A tab that begins at the first page of the site."""
    return client.get("hall.home").click("我要投诉欠薪 一步一问， 可以听着填")


def test_two_complaints_filled_in_turn_by_turn_stay_two(client, session):
    walk.city()
    first, second = walk.answered(), walk.answered(**ANOTHER)
    pages = {"one": open_apart(client), "two": open_apart(client)}
    for step in first:
        pages["one"] = pages["one"].form().submit(first[step])
        pages["two"] = pages["two"].form().submit(second[step])

    for page in pages.values():
        page.click("都对，继续").form().submit()

    filed = session.scalars(select(Complaint).order_by(Complaint.id)).all()
    assert [one.employer_text for one in filed] == ["演示劳务公司", "另一家演示饭店"]
    assert [one.claimants[0].name for one in filed] == ["张示例", "李示例"]


def test_a_draft_opened_by_its_number_leaves_the_other_tab_alone(client, session):
    walk.city()
    page = walk.to_step(mates.another_phone(client), "how_many")
    elsewhere = session.scalars(select(Draft)).one().code
    mine = walk.to_step(client, "how_many")

    opened = client.get("lookup.receipt").form().submit({"code": elsewhere, "tail": ""})
    assert opened.h1 == page.h1
    mine.form().submit({"choice": "together", "number": "7"})

    drafts = session.scalars(select(Draft).order_by(Draft.id)).all()
    answered = ["how_many" in json.loads(draft.answers) for draft in drafts]
    assert answered == [False, True]


def test_two_matters_open_in_two_tabs_stay_two(client, session):
    walk.city()
    receipts = [walk.filed(mates.another_phone(client), walk.answered(**more))
                for more in ({}, ANOTHER)]  # fmt: skip
    codes = [walk.code_of(receipt) for receipt in receipts]
    first = proving.open_matter(client, codes[0], walk.PHONE[-4:])
    second = proving.open_matter(client, codes[1], "0165")

    for page, code in ((first, codes[0]), (second, codes[1])):
        again = client.get(page.url)
        assert f"{code[:4]} {code[4:8]}" in again.text


def test_the_handle_of_a_tab_is_nothing_that_opens_anything(client, session):
    walk.city()
    page = walk.filed(client)
    code = walk.code_of(page)
    assert "tab=" in page.url
    assert code not in page.url
    stranger = mates.another_phone(client)
    assert stranger.get(page.url, expect=302).location == "/"
    assert session.scalars(select(Message)).all()


def test_who_has_left_a_matter_has_closed_it_for_every_copy_of_the_cookie(client):
    walk.city()
    code = walk.code_of(walk.filed(client))
    opened = proving.open_matter(client, code, walk.PHONE[-4:])
    copy = client._client.get_cookie("casework").value

    opened.form("progress.seen").submit()
    client._client.set_cookie("casework", copy)

    assert client.get(opened.url, expect=302).location == "/progress"
