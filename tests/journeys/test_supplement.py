"""补正: what was missing comes by phone, in words or at the counter, or does not come at all."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from casework.ground.cases.models.clocks import Clock
from casework.ground.cases.terms import ClockState
from casework.kernel import clock
from casework.kernel.database import db
from casework.procedure.escalation.models import Item
from casework.procedure.intake.models.complaints import DeskAct
from casework.procedure.intake.terms import Act, State
from tasks import clocks, relay
from tests.factories import files
from tests.factories import intake as factory
from tests.portal import proving, walk
from tests.portal.evidence import files as named
from tests.portal.evidence import hand_in

UNTIL = date(2026, 12, 4)
CAME = "材料已到，待审查是否齐全"
LATE = "补正期满未交，待决定"


@pytest.fixture
def clerk(officer, session, now):
    walk.city()
    return officer(role="clerk")


@pytest.fixture
def asked(clerk, session):
    """Asked for two things by 4 December."""
    complaint = factory.complaint()
    session.commit()
    page = clerk.get("intake.complaint", complaint_id=complaint.id)
    page.form("intake.supplement", complaint_id=complaint.id).submit(
        {"wanted": "工资条\n老板的电话", "until": UNTIL.isoformat()}
    )
    session.expire_all()
    return complaint


def _clocks(complaint):
    query = select(Clock).where(Clock.subject_id == complaint.id).order_by(Clock.id)
    found = db.session.scalars(query.execution_options(populate_existing=True)).all()
    return {one.rule: one for one in found if one.state is ClockState.RUNNING}


def _came(complaint, now: datetime) -> None:
    """Waiting for acceptance again, for five working days from now; nothing else runs."""
    db.session.expire_all()
    assert complaint.state is State.RECEIVED
    running = _clocks(complaint)
    assert list(running) == ["ACC"]
    assert (running["ACC"].start_on, running["ACC"].length) == (now.date(), 5)


def test_the_last_day_to_bring_what_is_missing_is_a_limit(asked):
    running = _clocks(asked)
    assert list(running) == ["SUPP"]
    assert running["SUPP"].due_on == UNTIL


def test_the_worker_reads_the_last_day_and_is_not_told_to_press_the_office(client, asked, now):
    proving.open_matter(client, asked.code, "0164")
    page = client.get("progress.matter")
    assert "最晚补齐的日子" in page.text
    assert "12月4日" in page.text
    assert client.get("progress.why_mine").status == 200
    after = datetime.combine(UNTIL + timedelta(days=1), now.timetz())
    with client.at(after):
        late = proving.open_matter(client, asked.code, "0164")
        assert "最晚补齐的日子" in late.text
        assert "催办" not in late.text


def test_files_by_phone_begin_the_limit_anew_and_the_officer_sees_it_today(
    client, clerk, asked, session, now
):
    later = now + timedelta(days=2)
    with client.at(later), clerk.at(later):
        clerk.sign_in(clerk.officer)
        proving.sign_in(client, asked.code, "0164")
        hand_in(client.get("acting.more_evidence"), {"工资条.jpg": files.jpeg()}, button=None)

        _came(asked, later)
        assert CAME in clerk.get("desk.today").text
        assert "材料已到" in clerk.get("intake.desk").text
        act = session.scalars(select(DeskAct).order_by(DeskAct.id.desc())).first()
        assert (act.act, act.officer_id) == (Act.SUPPLEMENT_RECEIVED, None)
        page = clerk.get("intake.complaint", complaint_id=asked.id)
        page.form("intake.accept", complaint_id=asked.id).submit()
        assert CAME not in clerk.get("desk.today").text
    session.expire_all()
    assert not [rule for rule in _clocks(asked) if rule in ("ACC", "SUPP")]


@pytest.mark.once("acting.more_evidence")
def test_a_few_words_by_phone_are_enough_where_words_were_missing(
    client, clerk, asked, session, now
):
    proving.sign_in(client, asked.code, "0164")
    page = client.get("acting.more_evidence")
    refused = page.form().submit({"words": ""}, expect=422)
    assert any("或者写几句话" in words for words in refused.errors)
    page.form().submit({"words": "老板电话13800000000，姓王"})

    _came(asked, now)
    assert "老板电话13800000000，姓王" in clerk.get(
        "intake.complaint", complaint_id=asked.id
    ).text  # fmt: skip


def test_a_correction_says_what_was_missing_too(client, asked, session, now):
    proving.sign_in(client, asked.code, "0164")
    client.get("acting.correct_one", about="employer").form().submit({"text": "真正的公司"})
    _came(asked, now)


def test_files_at_the_counter_are_alike(clerk, asked, now):
    page = clerk.get("intake.complaint", complaint_id=asked.id)
    form = page.form("intake.add_evidence", complaint_id=asked.id)
    clerk.ask("POST", form.url, {**form.values, "files": named(**{"工资条.jpg": files.jpeg()})})
    _came(asked, now)


def test_what_does_not_come_is_decided_by_somebody_and_goes_up(officer, clerk, asked, session, now):
    after = datetime.combine(UNTIL + timedelta(days=3), now.timetz())
    assert LATE not in clerk.get("desk.today").text
    with clock.fixed(after):
        session.commit()
        clocks.tick()
        clocks.tick()
        relay.tick()
    with clerk.at(after):
        clerk.sign_in(clerk.officer)
        page = clerk.get("desk.today")
        assert LATE in page.text
        session.expire_all()
        item = session.scalars(select(Item)).one()
        assert (item.rule, item.complaint.id) == ("SUPP", asked.id)

        page = page.click(f"{LATE} 1")
        refused = page.form("intake.refuse", complaint_id=asked.id)
        refused.submit({"ground": "no_harm", "reason": "补正期限内没有说明被投诉单位。"})
        assert LATE not in clerk.get("desk.today").text
    with clock.fixed(after):
        session.commit()
        relay.tick()
    session.expire_all()
    assert session.scalars(select(Item)).one().resolved_at is not None


def test_what_comes_after_the_last_day_is_taken_all_the_same(client, asked, session, now):
    late = datetime.combine(UNTIL + timedelta(days=3), now.timetz())
    with client.at(late):
        proving.sign_in(client, asked.code, "0164")
        hand_in(client.get("acting.more_evidence"), {"工资条.jpg": files.jpeg()}, button=None)
        _came(asked, late)
