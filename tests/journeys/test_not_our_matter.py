"""Not for labour inspection: where to go, on paper and on the page; the papers follow. W22."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from casework.ground.cases.models.clocks import Clock
from casework.ground.cases.terms import ClockState
from casework.ground.documents.models import Paper
from casework.ground.documents.terms.kinds import Kind as PaperKind
from casework.ground.offices import actions
from casework.ground.offices import queries as places
from casework.ground.offices.models import ReceivingBody
from casework.ground.offices.terms import BodyKind
from casework.kernel.database import db
from casework.procedure.intake.models.complaints import DeskAct
from casework.procedure.intake.rules import elsewhere
from casework.procedure.intake.terms import Act, State
from tests.factories import intake as factory
from tests.portal import walk

PLACE = {"address": "演示路8号3楼", "phone": "0539-0000008"}


@pytest.fixture
def complaint(session, now):
    """A dispute about a commission, told to the wage inspection."""
    walk.city()
    return factory.complaint(story="提成没有给")


@pytest.fixture
def body(session, complaint):
    made = db.session.scalars(
        select(ReceivingBody).where(
            ReceivingBody.area_id == complaint.area_id, ReceivingBody.kind == BodyKind.ARBITRATION
        )
    ).one_or_none() or ReceivingBody(area_id=complaint.area_id, kind=BodyKind.ARBITRATION)
    made.name_zh, made.name_en = "演示一区仲裁委员会", "Demo District One arbitration commission"
    made.address, made.phone, made.confirmed = "", "", False
    db.session.add(made)
    db.session.commit()
    return made


@pytest.fixture
def clerk(officer):
    return officer(role="clerk")


def decide(clerk, complaint, verb, typed, expect=None):
    page = clerk.get("intake.complaint", complaint_id=complaint.id)
    return page.form(f"intake.{verb}", complaint_id=complaint.id).submit(typed, expect=expect)


def pdf(clerk, kind):
    paper = db.session.scalars(select(Paper).where(Paper.kind == kind)).one()
    content = clerk.get("documents.pdf", paper_id=paper.id).content
    sheets = PdfReader(BytesIO(content)).pages
    return "".join("".join(sheet.extract_text() for sheet in sheets).split())


def test_an_address_that_nobody_has_confirmed_is_not_sent_out(clerk, complaint, body):
    page = clerk.get("intake.complaint", complaint_id=complaint.id)
    assert "演示一区仲裁委员会（地址电话待确认）" in page.text
    typed = {"body": str(body.id), "reason": "提成争议，请申请仲裁"}
    refused = decide(clerk, complaint, "transfer", typed, expect=422)
    assert any("地址和电话" in words for words in refused.errors)


def test_the_letter_and_the_workers_page_say_where_to_go(clerk, client, complaint, body, session):
    page = decide(clerk, complaint, "transfer",
                  {"body": str(body.id), "reason": "提成争议，请申请仲裁", **PLACE})  # fmt: skip
    letter = pdf(clerk, PaperKind.REDIRECT)
    for words in ("演示一区仲裁委员会", "演示路8号3楼", "0539-0000008", "请申请仲裁"):
        assert words in letter
    acc = session.scalars(select(Clock).where(Clock.rule == "ACC")).one()
    assert (acc.state, acc.due_on) == (ClockState.MET, date(2026, 11, 30))
    matter = client.get("lookup.receipt").form().submit({"code": complaint.code, "tail": "0164"})
    for words in ("去哪儿办", "演示一区仲裁委员会", "演示路8号3楼", "0539-0000008"):
        assert words in matter.text
    assert "内部期限" in page.text


@pytest.mark.once("intake.passed_on")
def test_the_papers_follow_within_the_internal_limit_and_who_took_them_is_kept(
    clerk, complaint, body, session
):
    decide(clerk, complaint, "transfer",
           {"body": str(body.id), "reason": "提成争议", **PLACE})  # fmt: skip
    running = session.scalars(select(Clock).where(Clock.rule == elsewhere.PASS_ON)).one()
    assert (running.start_on, running.due_on) == (date(2026, 11, 23), date(2026, 11, 24))
    decide(clerk, complaint, "passed_on", {"taker": ""}, expect=422)
    page = decide(clerk, complaint, "passed_on", {"taker": "立案窗口演示甲"})
    session.refresh(running)
    assert running.state is ClockState.MET
    act = session.scalars(select(DeskAct).where(DeskAct.act == Act.PASSED_ON)).one()
    assert act.reason == "立案窗口演示甲"
    assert not page.has("form[action$='/passed-on']")


def test_a_body_that_is_confirmed_needs_no_typing(clerk, complaint, body, session):
    body.address, body.phone, body.confirmed = "演示路9号", "0539-0000009", True
    session.commit()
    decide(clerk, complaint, "transfer", {"body": str(body.id), "reason": "提成争议"})
    assert "演示路9号" in pdf(clerk, PaperKind.REDIRECT)


@pytest.mark.parametrize("ground", ["compensation", "social_insurance"])
def test_nobody_is_refused_for_others_without_hearing_who(clerk, complaint, body, session, ground):
    typed = {"ground": ground, "reason": "不归劳动监察管"}
    page = decide(clerk, complaint, "refuse", typed, expect=422)
    assert any("转给哪个机关" in words for words in page.errors)
    session.refresh(complaint)
    assert complaint.state is State.RECEIVED
    decide(clerk, complaint, "refuse", {**typed, "body": str(body.id), **PLACE})
    letter = pdf(clerk, PaperKind.REFUSAL)
    assert "演示一区仲裁委员会" in letter
    assert "演示路8号3楼" in letter


def test_what_was_not_sent_on_is_not_handed_over(clerk, complaint):
    clerk.post(
        "intake.passed_on", {"taker": "演示甲"}, complaint_id=complaint.id, expect=422
    )  # fmt: skip


def test_the_seed_names_every_kind_in_every_area_and_confirms_none(session, now):
    actions.load_seed(now=now)
    areas = places.handling_areas()
    assert len(areas) == 16
    for area in areas:
        bodies = places.bodies(area.id)
        assert {one.kind for one in bodies} == set(BodyKind)
        assert not any(one.confirmed for one in bodies)
