"""Page 6 in Chromium: files go up piece by piece, a photo is shrunk on wish, and axe is content."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from casework.ground.cases.models.evidence import Evidence
from tests.factories import files
from tests.factories import intake as factory
from tests.fixtures.browser import axe, leave
from tests.portal import proving, walk

pytestmark = pytest.mark.slow


def test_files_go_up_by_themselves_and_a_photo_is_shrunk_on_wish(browser, client, session):
    walk.city()
    walk.to_step(client, "evidence")
    session.commit()
    page = browser.open("/file/evidence", who=client)
    photo = {"name": "大的.jpg", "mimeType": "image/jpeg", "buffer": files.large_jpeg(2)}
    empty = {"name": "空的.jpg", "mimeType": "image/jpeg", "buffer": b""}
    page.set_input_files("#files", [photo, empty])
    page.wait_for_selector(".files b")
    assert "“空的.jpg”是空的" in page.inner_text("[data-progress]")
    page.check("#shrink")
    wide = files.jpeg(4000, 3000)
    page.set_input_files("#files", [{**photo, "name": "宽的.jpg", "buffer": wide + bytes(900_000)}])
    page.wait_for_selector(".files li:nth-child(2)")
    axe(page)
    session.expire_all()
    rows = session.scalars(select(Evidence).order_by(Evidence.id)).all()
    assert [row.shrunk for row in rows] == [False, True]
    assert rows[0].size == len(photo["buffer"])


def test_who_chooses_more_while_some_are_on_their_way_loses_none(browser, client, session):
    walk.city()
    walk.to_step(client, "evidence")
    session.commit()
    page = browser.open("/file/evidence", who=client)
    first, second = (
        {"name": f"{name}.jpg", "mimeType": "image/jpeg", "buffer": files.jpeg()}
        for name in ("一", "二")
    )
    held = []

    def hold(route):
        held.append(route)

    page.route("**/file/evidence/piece*", hold, times=1)
    with page.expect_request("**/file/evidence/piece*"):
        page.set_input_files("#files", [first])
    page.set_input_files("#files", [second])
    held[0].continue_()
    page.wait_for_selector(".files li:nth-child(2)")
    session.expire_all()
    rows = session.scalars(select(Evidence).order_by(Evidence.id)).all()
    assert [row.name for row in rows] == ["一.jpg", "二.jpg"]


def test_what_was_wrong_goes_when_a_file_has_come_and_what_is_refused_looks_so(
    browser, client, session, now
):
    walk.city()
    complaint = factory.complaint()
    session.commit()
    proving.sign_in(client, complaint.code, "0164")
    page = browser.open("/progress/matter/evidence", who=client)
    leave(page, "main button.btn-primary")
    assert page.locator(".field-wrong, .summary-wrong").count() == 2
    page.set_input_files("#files", [{"name": "一.txt", "mimeType": "text/plain", "buffer": b"a"}])
    page.wait_for_selector("[data-progress].wrong")
    assert page.locator(".field-wrong, .summary-wrong").count() == 2
    photo = {"name": "一.jpg", "mimeType": "image/jpeg", "buffer": files.jpeg()}
    page.set_input_files("#files", [photo])
    page.wait_for_selector(".files b")
    assert not page.locator(".wrong, .field-wrong, .summary-wrong").count()
    axe(page)
