"""Officers and evidence: what they see, what they take, and what the log says of it."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from sqlalchemy import select

from casework.ground.cases.actions import evidence
from casework.ground.cases.models.case import Assignment
from casework.ground.cases.models.evidence import Evidence
from casework.ground.cases.queries import evidence as evidence_queries
from casework.ground.cases.queries import matters
from casework.ground.cases.terms import Event, Part
from casework.ground.identity import queries as identity
from casework.kernel import vault
from casework.procedure.intake.actions import deciding
from casework.procedure.intake.actions import evidence as evidence_actions
from tasks import evidence as task
from tests.factories import cases, files, offices
from tests.factories import intake as complaints

PHOTO = files.jpeg(3000, 1500, turned=6, gps=True)


@pytest.fixture
def case(session):
    made = cases.case()
    session.commit()
    return made


def bring(client, target, named, more=None, **values):
    given = [(io.BytesIO(content), name) for name, content in named.items()]
    return client.ask("POST", client.url(target, **values), {**(more or {}), "files": given})


def row_of(session):
    session.expire_all()
    return session.scalars(select(Evidence).order_by(Evidence.id.desc())).first()


def log_of(row):
    return [
        (line.what, line.reason) for line in identity.readings(subject=("evidence", row.id)).rows
    ]


def test_a_file_from_an_old_page_is_kept_and_the_officer_is_told(case, officer, session):
    lead, old = officer(role="inspector"), {"form_version": "0" * 32}

    answer = bring(lead, "cases.add_evidence", {"一.jpg": PHOTO}, old, case_id=case.id)

    assert answer.status == 409
    assert answer.errors
    assert answer.all("tbody th a") == ["一.jpg"]


@pytest.mark.once("cases.original", unclaimed=True)
def test_an_original_is_asked_for_with_a_reason(case, officer, session):
    lead = officer(role="inspector")
    bring(lead, "cases.add_evidence", {"一.jpg": PHOTO}, case_id=case.id)
    form = lead.get("cases.file", evidence_id=row_of(session).id).form("cases.original")
    assert form.submit({"reason": "核对"}, expect=200).content == PHOTO


def test_an_officer_adds_files_and_the_timeline_says_so_once(case, officer, session):
    lead = officer(role="inspector")
    answer = bring(
        lead, "cases.add_evidence", {"一.jpg": PHOTO, "二.pdf": files.pdf()}, case_id=case.id
    )
    assert answer.status == 302
    page = answer.follow()
    assert page.all("tbody th a") == ["一.jpg", "二.pdf"]
    assert page.one(".tabs [aria-current]") == "证据 2"
    said = [e for e in matters.timeline(case.id) if e.event == Event.EVIDENCE_ADDED]
    assert len(said) == 1
    assert "一.jpg" not in said[0].text


def test_bad_files_are_named_and_good_ones_stay(case, officer):
    answer = bring(officer(role="inspector"), "cases.add_evidence",
                   {"一.jpg": PHOTO, "../../病毒.exe": b"MZ"}, case_id=case.id)  # fmt: skip
    assert answer.status == 422
    assert "“病毒.exe”" in " ".join(answer.errors)
    assert answer.all("tbody th a") == ["一.jpg"]


@pytest.mark.parametrize("drawn_before", [True, False])
def test_the_copy_is_shown_in_the_page_and_the_original_is_byte_identical(
    case, officer, session, drawn_before
):
    lead = officer(role="inspector")
    bring(lead, "cases.add_evidence", {"考勤.jpg": PHOTO}, case_id=case.id)
    if drawn_before:
        task.tick()
    row = row_of(session)
    copy = lead.ask("GET", lead.url("cases.copy", evidence_id=row.id))
    picture = Image.open(io.BytesIO(copy.content))
    assert picture.size == (1000, 2000)
    assert not dict(picture.getexif())
    assert copy.headers["Content-Disposition"].startswith("inline")
    page = lead.get("cases.file", evidence_id=row.id)
    refused = page.form("cases.original", evidence_id=row.id).submit({"reason": ""}, expect=422)
    assert "请写明理由" in refused.text
    original = page.form("cases.original", evidence_id=row.id).submit(
        {"reason": "核对"}, expect=200
    )
    assert original.content == PHOTO
    assert original.headers["Content-Disposition"].startswith("attachment")
    assert log_of(row) == [("opened_file", "核对"), ("opened_file", "")]


def test_a_file_that_is_served_can_do_nothing(case, officer, session):
    lead = officer(role="inspector")
    bring(lead, "cases.add_evidence", {'坏"名;\r\n.jpg': PHOTO}, case_id=case.id)
    row = row_of(session)
    for answer in (
        lead.ask("GET", lead.url("cases.copy", evidence_id=row.id)),
        lead.ask("POST", lead.url("cases.original", evidence_id=row.id), {"reason": "核对"}),
    ):
        assert answer.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.type == "image/jpeg"
        assert (
            '"' not in answer.headers["Content-Disposition"].split('filename="')[1].split('";')[0]
        )


def test_a_player_may_ask_for_a_part_and_is_logged_once(case, officer, session):
    lead = officer(role="inspector")
    sound = files.mp3(400)
    bring(lead, "cases.add_evidence", {"录音.mp3": sound}, case_id=case.id)
    row = row_of(session)
    url = lead.url("cases.copy", evidence_id=row.id)
    assert lead.ask("GET", url).content == sound
    part = lead.ask("GET", url, headers={"Range": "bytes=1000-1999"})
    assert (part.status, part.content) == (206, sound[1000:2000])
    assert len(log_of(row)) == 1
    assert lead.get("cases.evidence", case_id=case.id).has("audio[controls]")


@pytest.mark.parametrize("part", ["bytes=1-", "bytes=-10"])
def test_who_asks_for_a_later_part_first_is_logged_too(case, officer, session, part):
    lead = officer(role="inspector")
    bring(lead, "cases.add_evidence", {"一.jpg": PHOTO}, case_id=case.id)
    row = row_of(session)
    url = lead.url("cases.copy", evidence_id=row.id)
    for _again in range(2):
        assert lead.ask("GET", url, headers={"Range": part}).status == 206
    assert len(log_of(row)) == 1
    assert officer(role="inspector").ask("GET", url, headers={"Range": part}).status == 206
    assert len(log_of(row)) == 2


def test_another_county_gets_the_same_404_as_for_nothing(case, officer, session):
    bring(officer(role="inspector"), "cases.add_evidence", {"一.jpg": PHOTO}, case_id=case.id)
    row, other = row_of(session), officer(role="inspector", area=offices.ELSEWHERE)
    for endpoint, method in (("file", "GET"), ("copy", "GET"), ("custody", "GET"),
                             ("original", "POST")):  # fmt: skip
        there = other.ask(
            method, other.url(f"cases.{endpoint}", evidence_id=row.id), {"reason": "x"}
        )
        nothing = other.ask(method, other.url(f"cases.{endpoint}", evidence_id=7), {"reason": "x"})
        assert there.status == nothing.status == 404
        assert there.text == nothing.text
    assert not log_of(row)


@pytest.fixture
def tip(session, now):
    """A tip with a photo and a recording, accepted."""
    found = complaints.complaint(confidential=True)
    arrived = [vault.take_in("张示例的考勤.jpg", io.BytesIO(PHOTO)),
               vault.take_in("张示例说.mp3", io.BytesIO(files.mp3()))]  # fmt: skip
    evidence_actions.hand_in(found, arrived, batch="tip", by=None, now=now)
    case = deciding.accept(found, by=None, now=now)
    session.commit()
    return case


@pytest.mark.parametrize("role", ["fund_officer", "clerk", "inspector", "city_supervisor"])
def test_who_does_not_work_on_a_tip_is_only_told_how_many_files_it_has(tip, officer, session, role):
    cases.evidence(case=tip)
    somebody = officer(role=role)
    page = somebody.get("cases.evidence", case_id=tip.id)
    assert "还有2个举报材料封存" in page.text
    assert len(page.all("tbody th a")) == 1
    assert not page.has("audio")
    of_tip = session.scalars(select(Evidence).where(Evidence.confidential)).all()
    for row in of_tip:
        for endpoint, method in (("file", "GET"), ("copy", "GET"), ("custody", "GET"),
                                 ("original", "POST")):  # fmt: skip
            url = somebody.url(f"cases.{endpoint}", evidence_id=row.id)
            assert somebody.ask(method, url, {"reason": "看"}).status == 404
        assert log_of(row) == []


def test_who_leads_the_case_sees_pictures_of_a_tip_and_no_name(tip, officer, session):
    head = officer(role="department_head")
    page = head.get("cases.evidence", case_id=tip.id)
    assert "张示例" not in page.html
    assert page.all("tbody th a") == ["举报材料1.jpg", "举报材料2.mp3"]
    assert not page.has("audio")
    picture, sound = evidence_queries.files_of_complaint(row_of(session).complaint_id)
    assert head.ask("GET", head.url("cases.copy", evidence_id=picture.id)).status == 200
    assert head.ask("GET", head.url("cases.copy", evidence_id=sound.id)).status == 404
    answer = head.ask("POST", head.url("cases.original", evidence_id=picture.id), {"reason": "看"})
    assert answer.status == 404


def on_the_case(case, officer, session):
    lead = officer(role="inspector")
    session.add(Assignment(case_id=case.id, officer_id=lead.officer.id, part=Part.LEAD,
                           since_at=case.opened_at))  # fmt: skip
    session.commit()
    return lead


def test_who_may_open_tips_takes_its_files_under_a_neutral_name(tip, officer, session):
    lead = on_the_case(tip, officer, session)
    row = row_of(session)
    answer = lead.ask("POST", lead.url("cases.original", evidence_id=row.id), {"reason": "听录音"})
    assert answer.content == files.mp3()
    assert "%E4%B8%BE%E6%8A%A5" in answer.headers["Content-Disposition"]
    assert log_of(row) == [("opened_file", "听录音")]


def test_the_custody_goes_from_hand_to_hand_and_is_never_changed(tip, officer, session):
    lead, row = on_the_case(tip, officer, session), row_of(session)
    sheet = lead.get("cases.custody", evidence_id=row.id)
    assert sheet.all("tbody th") == ["交来", "归入案件"]
    assert row.sha256 in sheet.text
    entry = evidence_queries.custody(row.id)[0]
    entry.note = "改过"
    with pytest.raises(Exception, match="never changed"):
        session.flush()
    session.rollback()


def test_the_same_file_with_two_complaints_of_a_case_is_shown_once(session, now):
    first, second = complaints.complaint(), complaints.complaint()
    for found in (first, second):
        one = vault.take_in("工资条.jpg", io.BytesIO(PHOTO))
        evidence_actions.hand_in(found, [one], batch=str(found.id), by=None, now=now)
    case = deciding.accept(first, by=None, now=now)
    deciding.accept(second, join=case, by=None, now=now)
    session.commit()
    shown = evidence_queries.files(actions_folder(case))
    assert len(shown) == 1
    later = evidence_queries.files_of_complaint(second.id)[0]
    assert later.same_as_id == shown[0].id


def actions_folder(case):
    from casework.ground.cases.terms import Folder

    return Folder(case_id=case.id)


def test_a_file_handed_in_stays(session, now, case):
    row = cases.evidence(case=case)
    evidence.drop_file(row, now=now)
    assert session.get(Evidence, row.id) is not None
