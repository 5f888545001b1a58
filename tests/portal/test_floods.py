"""Much from one address or with one phone: nobody is turned away, honest ones are seen first, and
strangers' phones stay quiet."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import func, select

from casework.doors.portal.rules import bringing
from casework.ground.notices.models import Message
from casework.ground.notices.terms import Notice
from casework.kernel.database import db
from casework.procedure.intake.models.complaints import Complaint
from casework.procedure.intake.rules import flooding
from casework.web import pace
from tests.factories import files
from tests.fixtures.lanes import make_app
from tests.fixtures.pages import PageClient
from tests.portal import evidence, proving, walk

MOST = flooding.MOST_FILED_FROM_AN_ADDRESS_AN_HOUR


def _filed(app: Any, now: Any, number: int, *, address: str = "192.0.2.9", **you: Any) -> Any:
    browser = PageClient(app, now)
    browser._client.environ_base["REMOTE_ADDR"] = address
    me = {"name": "张示例", "no_id": "y", "phone": f"1390000{number:04}", **you}
    return walk.filed(browser, walk.answered(you=me))


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> int:
    """Fewer than in an office, so that a test is done sooner."""
    monkeypatch.setattr(flooding, "MOST_FILED_FROM_AN_ADDRESS_AN_HOUR", 3)
    return 3


def _texts(session: Any) -> int:
    query = select(func.count()).where(Message.notice == Notice.RECEIVED)
    return session.scalar(query) or 0


def test_beyond_a_generous_number_it_is_taken_and_marked_and_no_phone_gets_a_message(
    app: Any, session: Any, now: Any, few: int
) -> None:
    walk.city()
    for number in range(few):
        assert "这一件要先核实" not in _filed(app, now, number).text
    beyond = _filed(app, now, few)

    assert beyond.h1 == "提交成功"
    assert "这一件要先核实" in beyond.text
    assert "这次不发短信" in beyond.text
    marked = session.scalars(select(Complaint.unverified).order_by(Complaint.id)).all()
    assert marked == [False] * few + [True]
    assert _texts(session) == few
    assert "这一件要先核实" not in _filed(app, now, 99, address="192.0.2.10").text


def test_an_ipv6_subscriber_is_one_address(app: Any, session: Any, now: Any, few: int) -> None:
    walk.city()
    for number in range(few + 1):
        _filed(app, now, number, address=f"2001:db8:0:7::{number + 1:x}")

    assert session.scalars(select(Complaint.unverified)).all().count(True) == 1


def test_one_phone_in_many_complaints_is_checked_wherever_they_come_from(
    app: Any, session: Any, now: Any
) -> None:
    walk.city()
    for number in range(flooding.MOST_FILED_WITH_A_PHONE_A_DAY + 1):
        _filed(app, now, 7, address=f"192.0.2.{number}")

    assert session.scalars(select(Complaint.unverified)).all().count(True) == 1
    assert _texts(session) == flooding.MOST_FILED_WITH_A_PHONE_A_DAY


def test_a_tip_is_counted_as_well_and_taken_as_well(
    app: Any, session: Any, now: Any, few: int
) -> None:
    walk.city()
    for _ in range(few + 1):
        browser = PageClient(app, now)
        receipt = walk.filed(
            browser, walk.answered(walk.UNSURE, you={"name": "", "anonymous": "y"})
        )
        assert receipt.h1 == "提交成功"
    assert session.scalars(select(Complaint.unverified)).all().count(True) == 1


def test_at_the_desk_the_marked_ones_come_last(
    app: Any, session: Any, now: Any, officer: Any, few: int
) -> None:
    walk.city()
    for number in range(few + 1):
        _filed(app, now, number)
    _filed(app, now, 99, address="192.0.2.10")
    numbers = session.scalars(
        select(Complaint.register_number).order_by(Complaint.unverified, Complaint.id)
    ).all()

    page = officer(role="clerk").get("intake.desk")

    places = [page.text.rindex(number) for number in numbers]
    assert places == sorted(places)
    assert [tag.text() for tag in page.tree.css(".tag")].count("待核") == 1


def test_who_proves_the_phone_is_marked_no_longer_and_hears_of_it(
    app: Any, session: Any, now: Any, few: int
) -> None:
    walk.city()
    for number in range(few):
        _filed(app, now, number)
    browser = PageClient(app, now)
    browser._client.environ_base["REMOTE_ADDR"] = "192.0.2.9"
    walk.filed(browser)
    code = session.scalars(select(Complaint).where(Complaint.unverified)).one().code
    browser.get("lookup.receipt").form().submit({"code": code, "tail": walk.PHONE[-4:]})
    before = _texts(session)

    proving.prove(browser)

    session.expire_all()
    assert not session.scalars(select(Complaint).where(Complaint.unverified)).all()
    assert _texts(session) == before + 1


@pytest.mark.once("intake.sender")
def test_a_clerk_who_has_checked_it_clears_it_with_a_reason(
    app: Any, session: Any, now: Any, officer: Any, few: int
) -> None:
    walk.city()
    for number in range(few + 2):
        _filed(app, now, number)
    marked = session.scalars(select(Complaint).where(Complaint.unverified)).all()
    first, second = (one.id for one in marked)
    clerk, before = officer(role="clerk"), _texts(session)
    assert "待核 2件" in clerk.get("intake.desk").all(".chip")

    page = clerk.get("intake.complaint", complaint_id=first)
    again = page.form("intake.sender", complaint_id=first).submit({"how": " "}, expect=422)
    assert any("请写怎么核实的" in error for error in again.errors)
    page = again.form("intake.sender", complaint_id=first).submit({"how": "打电话问过，是本人"})

    assert "打电话问过，是本人" in page.one(".timeline")
    assert clerk.officer.name in page.one(".timeline")
    assert not page.has("#sender")
    assert _texts(session) == before + 1
    page = clerk.get("intake.desk", unverified="y")
    assert page.one(".chip-set") == "待核 1件"
    assert [link.attributes["href"] for link in page.tree.css("main tbody th a.num")] == [
        clerk.url("intake.complaint", complaint_id=second)
    ]


def test_what_is_cleared_already_is_not_cleared_again(
    app: Any, session: Any, now: Any, officer: Any, few: int
) -> None:
    walk.city()
    for number in range(few + 1):
        _filed(app, now, number)
    found = session.scalars(select(Complaint).where(Complaint.unverified)).one().id
    clerk = officer(role="clerk")
    form = clerk.get("intake.complaint", complaint_id=found).form(
        "intake.sender", complaint_id=found
    )
    late = clerk.get("intake.complaint", complaint_id=found).form(
        "intake.sender", complaint_id=found
    )
    form.submit({"how": "打电话问过，是本人"})
    texts = _texts(session)

    answer = late.submit({"how": "到工地问过"}, expect=422)

    assert "已经核实过了" in answer.text
    assert "到工地问过" not in answer.all(".timeline")[0]
    assert _texts(session) == texts


def test_kiosks_are_not_counted(
    session: Any, now: Any, client: Any, officer: Any, few: int
) -> None:
    walk.city()
    kiosk = walk.at_kiosk(client, officer)
    for _ in range(few + 2):
        walk.begin(kiosk)
        walk.filed(kiosk, walk.answered(walk.UNSURE))
        kiosk.post("kiosks.done", {}, expect=303)

    assert not any(session.scalars(select(Complaint.unverified)).all())


def test_too_many_files_say_when_to_try_again_and_filing_goes_on(
    app: Any, session: Any, now: Any, client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bringing, "MOST_FILES_OF_AN_ADDRESS_AN_HOUR", 0)
    walk.city()
    page = walk.to_step(client, "evidence")
    answer = evidence.hand_in(page, {"欠条.jpg": files.jpeg()})
    assert "请1小时后再传" in answer.text
    assert walk.to_send(client).form().submit().h1 == "提交成功"


def test_an_address_that_asks_too_fast_is_told_to_wait_and_others_are_not(
    lane: Any, session: Any, now: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pace, "_MOST", ("5 per year",))
    app = make_app(lane.url, serving=True)
    fast, other = app.test_client(), app.test_client()
    fast.environ_base["REMOTE_ADDR"], other.environ_base["REMOTE_ADDR"] = "192.0.2.1", "192.0.2.2"
    answers = [fast.get("/help").status_code for _ in range(5)]

    slow, well, others = fast.get("/help"), fast.get("/healthz"), other.get("/help")
    with app.app_context():
        db.engine.dispose()

    assert (answers, slow.status_code) == ([200] * 5, 429)
    assert int(slow.headers["Retry-After"]) > 0
    assert "操作太快" in slow.text
    assert (well.status_code, others.status_code) == (200, 200)
