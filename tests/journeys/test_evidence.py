"""W9 and W19: photos from the phone with the complaint, and more of them later."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from casework.ground.cases.models.case import Task, TimelineEntry
from casework.ground.cases.models.evidence import Evidence
from casework.ground.cases.terms import Event
from casework.procedure.intake.models.complaints import Complaint
from tests.factories import files
from tests.journeys.office import Office
from tests.portal import proving, walk
from tests.portal.evidence import hand_in


@pytest.fixture
def filed(client):
    """Sent with a photo from an iPhone and one of fifteen megabytes."""
    walk.city()
    page = walk.to_step(client, "evidence")
    brought = {"苹果.heic": files.heic(), "大的.jpg": files.large_jpeg(15), "空的.jpg": b"",
               "程序.jpg": b"MZ" + bytes(900)}  # fmt: skip
    brought |= {f"第{n}张.jpg": files.jpeg() for n in range(1, 9)}
    refused = hand_in(page, brought, button=None, kinds=["paper", "photo"], story="没有给钱")
    assert refused.status == 422
    assert len(refused.all(".files b")) == 10
    named = refused.one(".chooser .wrong")
    assert "“空的.jpg”是空的" in named
    assert "“程序.jpg”不是照片、录音或PDF，打不开" in named
    assert "没有给钱" in refused.one("textarea")
    refused.form().submit({"kinds": ["paper", "photo"]})
    client.get("portal.you").form().submit(walk.ANSWERS["you"])
    return client.get("portal.send").form().submit()


def more(client, named):
    """The page for adding, and what it answers."""
    return hand_in(client.get("acting.more_evidence"), named, button=None)


def told(session):
    session.expire_all()
    entries = select(TimelineEntry).where(TimelineEntry.event == Event.EVIDENCE_HANDED_IN)
    return len(session.scalars(entries).all()), len(session.scalars(select(Task)).all())


def test_photos_go_with_the_complaint_and_more_of_them_follow(client, officer, session, filed):
    code = walk.code_of(filed)
    assert filed.all(".files b")[:2] == ["苹果.heic", "大的.jpg"]
    office = Office(officer, "371302")
    office.on(date(2026, 11, 23))
    complaint = session.scalars(select(Complaint)).one()
    desk = office.clerk.get("intake.complaint", complaint_id=complaint.id)
    assert len(desk.all(".file-row")) == 10

    # before he has proved himself he is asked to, and then comes to the page he wanted
    proving.open_matter(client, code, walk.PHONE[-4:])
    assert client.get("acting.more_evidence", expect=302).location.endswith("/progress/prove")
    assert proving.prove(client).h1 == "补材料"

    # a supplement is asked for: the page says what, and the clerk sees at once that it came
    ask = desk.form("intake.supplement", complaint_id=complaint.id)
    ask.submit({"wanted": "工资条\n合同", "until": "2026-12-01"})
    assert client.get("progress.matter").has("a.btn-primary[href^='/progress/matter/evidence']")
    assert client.get("acting.more_evidence").all(".wanted li") == ["工资条", "合同"]
    client.now += timedelta(minutes=1)
    assert more(client, {"工资条.jpg": files.jpeg()}).status == 302
    assert "材料已到" in office.clerk.get("intake.desk").text
    seen = office.clerk.get("intake.complaint", complaint_id=complaint.id)
    assert "工资条.jpg" in seen.text

    # in the case the handler hears of each batch once
    office.accept()
    office.assign()
    before = told(session)
    page = client.get("acting.more_evidence")
    for photo in (files.jpeg(), files.jpeg()):
        hand_in(page, {"又一张.jpg": photo}, button=None)
    assert told(session) == (before[0] + 1, before[1] + 1)
    more(client, {"再一张.jpg": files.jpeg()})
    assert told(session) == (before[0] + 2, before[1] + 2)
    assert len(office.lead.get("cases.evidence", case_id=office.case().id).all(".file-row")) == 14


def test_after_closing_he_is_told_how_it_is_reopened(client, officer, session, filed):
    code = walk.code_of(filed)
    office = Office(officer, "371302")
    office.on(date(2026, 11, 23))
    complaint = session.scalars(select(Complaint)).one()
    proving.sign_in(client, code, walk.PHONE[-4:])
    page = client.get("acting.more_evidence")
    desk = office.clerk.get("intake.complaint", complaint_id=complaint.id)
    desk.form("intake.refuse", complaint_id=complaint.id).submit(
        {"ground": "out_of_scope", "reason": "不属于监察范围。"}
    )
    late = hand_in(page, {"晚了.jpg": files.jpeg()}, button=None)
    assert late.status == 422
    assert "已经办结" in late.text
    assert not late.has("input[type=file]")
    told = client.get("acting.more_evidence")
    assert "请带身份证到窗口办。" in told.text.replace(" ", "")
    assert not told.has("main a[href^='/progress/unsolved'], main a[href='tel:12333'].btn-primary")
    assert len(session.scalars(select(Evidence)).all()) == 10
