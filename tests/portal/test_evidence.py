"""Page 6: files are taken, named when they are not, taken back, and filed with the complaint."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest
from sqlalchemy import select

from casework.ground.cases.models.evidence import CustodyEntry, Evidence
from casework.kernel import clock, vault
from casework.kernel.terms import Missing
from casework.procedure.intake.models.complaints import Complaint, Draft
from tasks import intake, relay
from tests.factories import files
from tests.portal import proving, walk
from tests.portal.evidence import hand_in


@pytest.fixture
def page(client):
    """Page 6, everything before it answered."""
    walk.city()
    return walk.to_step(client, "evidence")


def test_each_kind_that_is_taken_is_listed(page, session):
    answer = hand_in(page, dict(list(files.all_good().items())[:10]))
    assert answer.status == 200
    assert answer.all(".files b") == list(files.all_good())[:10]
    assert len(session.scalars(select(Evidence)).all()) == 10


def test_good_ones_stay_bad_ones_are_named_and_the_rest_of_the_form_is_kept(page):
    brought = {"好的.jpg": files.jpeg(), "空的.jpg": b"", "程序.jpg": b"MZ" + bytes(900)}
    answer = hand_in(page, brought, kinds=["paper"], story="没有给钱")
    assert answer.status == 422
    assert answer.all(".files b") == ["好的.jpg"]
    assert "“空的.jpg”是空的" in answer.one(".chooser .wrong")
    assert "“程序.jpg”不是照片、录音或PDF，打不开" in answer.one(".chooser .wrong")
    assert "没有给钱" in answer.one("textarea")
    assert answer.has("input[value=paper][checked]")


def test_more_than_ten_at_once_are_named(page):
    answer = hand_in(page, {f"第{n}张.jpg": files.jpeg() for n in range(1, 13)})
    assert len(answer.all(".files b")) == 10
    assert "“第11张.jpg”没有收" in answer.one(".chooser .wrong")
    assert "“第12张.jpg”没有收" in answer.one(".chooser .wrong")


def test_more_than_thirty_do_not_fit(page):
    for turn in range(3):
        page = hand_in(page, {f"{turn}-{n}.jpg": files.jpeg() for n in range(10)})
    answer = hand_in(page, {"又一张.jpg": files.jpeg()})
    assert len(answer.all(".files b")) == 30
    assert "已经有30个了" in answer.one(".chooser .wrong")


def test_the_same_file_twice_is_one(page, session):
    photo = files.jpeg()
    hand_in(page, {"一.jpg": photo})
    answer = hand_in(page, {"同一张.jpg": photo})
    assert answer.all(".files b") == ["一.jpg"]
    assert "只留一份" in answer.text
    assert len(session.scalars(select(Evidence)).all()) == 1


def test_a_file_taken_back_is_gone_from_the_storage_too(page, session, now):
    answer = hand_in(page, {"一.jpg": files.jpeg(), "二.jpg": files.jpeg()})
    row = session.scalars(select(Evidence).order_by(Evidence.id)).first()
    key, secret, row_id = row.file_key, row.secret, row.id
    values = {**answer.form().values, "remove": str(row_id)}
    answer = answer.client.ask("POST", answer.form().url, values)
    assert answer.all(".files b") == ["二.jpg"]
    relay.tick()
    with pytest.raises(Missing):
        vault.opened(key, secret)


def test_nobody_takes_back_what_is_not_his(page, session, app, now):
    hand_in(page, {"一.jpg": files.jpeg()})
    row_id = session.scalars(select(Evidence.id)).one()
    other = type(page.client)(app, now)
    elsewhere = walk.to_step(other, "evidence")
    other.ask("POST", elsewhere.url, {**elsewhere.form().values, "remove": str(row_id)})
    assert session.scalars(select(Evidence.id)).all() == [row_id]


def test_the_receipt_and_the_sheet_show_each_hash(client, page, session):
    photo = files.jpeg()
    hand_in(page, {"考勤.jpg": photo}, button=None, kinds=["photo"])
    client.get("portal.you").form().submit(walk.ANSWERS["you"])
    receipt = client.get("portal.send").form().submit()
    digest = hashlib.sha256(photo).hexdigest()
    short = f"{digest[:4]} {digest[4:8]}"
    assert short in receipt.text
    assert "考勤.jpg" in receipt.text
    assert short in client.get("portal.sheet").text
    row = session.scalars(select(Evidence)).one()
    assert (row.sha256, row.draft_id) == (digest, None)
    assert len(session.scalars(select(CustodyEntry)).all()) == 2


def test_files_of_a_draft_left_alone_are_dropped_after_three_days(page, session, now):
    hand_in(page, {"一.jpg": files.jpeg()})
    key = session.scalars(select(Evidence)).one().file_key
    with clock.fixed(now + timedelta(hours=71)):
        intake.tick()
    assert session.scalars(select(Evidence)).all()
    with clock.fixed(now + timedelta(hours=73)):
        intake.tick()
        relay.tick()
    assert not session.scalars(select(Evidence)).all()
    assert session.scalars(select(Draft)).all()
    with pytest.raises(Missing):
        vault.opened(key, "00" * 32)


def test_a_file_that_came_later_is_kept_as_long_as_the_page_says(page, session, now):
    page.client.now = later = now + timedelta(hours=71)
    answer = hand_in(page, {"一.jpg": files.jpeg()})
    assert "11月29日" in answer.text
    for hours, kept in ((2, 1), (71, 1), (73, 0)):
        with clock.fixed(later + timedelta(hours=hours)):
            intake.tick()
        assert len(session.scalars(select(Evidence)).all()) == kept


def test_the_page_says_no_later_day_because_it_is_looked_at_again(page, now):
    answer = hand_in(page, {"一.jpg": files.jpeg()})
    assert "11月26日" in answer.text
    page.client.now = now + timedelta(hours=50)
    assert "11月26日" in page.client.get("portal.evidence").text


def _of_size(client, url, size):
    """A request that says it brings so much; the rest is never read."""
    return client.ask("POST", url, b"", content_type="multipart/form-data; boundary=x",
                      environ_overrides={"CONTENT_LENGTH": str(size)})  # fmt: skip


def test_a_body_too_large_to_be_read_is_answered_in_words_on_the_same_page(page):
    answer = _of_size(page.client, page.url, 400 * 1024 * 1024)
    assert answer.status == 413
    assert "一次传的太多太大" in answer.text
    assert answer.h1 == "您有什么凭据？"


def test_an_ordinary_form_takes_no_files(client):
    walk.city()
    assert _of_size(client, "/file/who", 9_000_000).status == 413


def test_a_file_answers_what_was_answered_with_none(client, session, officer):
    """On page 6 first 没有, then files: the look-over, the receipt and the officer's page."""
    walk.city()
    walk.to_step(client, "check", walk.answered(evidence={"kinds": ["none"], "story": ""}))
    hand_in(client.get("portal.evidence"), {"合同.jpg": files.jpeg(), "欠条.jpg": files.jpeg()})

    row = next(text for text in client.get("portal.check").all("dl > div") if "凭据" in text)
    assert "已上传" in row
    assert "没有" not in row
    receipt = client.get("portal.send").form().submit()
    assert "手里没有凭据" not in receipt.text
    session.expire_all()
    complaint = session.scalars(select(Complaint)).one()
    assert (complaint.evidence, complaint.gaps) == ("", "")
    office = officer(role="clerk").get("intake.complaint", complaint_id=complaint.id)
    assert "已上传" in office.text
    assert "手里没有凭据" not in office.text


def test_who_has_handed_in_a_file_need_tick_nothing(page):
    page = hand_in(page, {"合同.jpg": files.jpeg()})
    assert page.form().submit({"kinds": [], "story": ""}).h1 == "您的姓名和电话"


def test_files_that_come_after_filing_close_the_gap_too(client, session):
    walk.city()
    receipt = walk.filed(client, walk.answered(evidence={"kinds": ["none"]}))
    assert "手里没有凭据" in receipt.text
    proving.sign_in(client, walk.code_of(receipt), walk.PHONE[-4:])
    hand_in(client.get("acting.more_evidence"), {"欠条.jpg": files.jpeg()}, button="sent")
    session.expire_all()
    complaint = session.scalars(select(Complaint)).one()
    assert (complaint.evidence, complaint.gaps) == ("", "")
