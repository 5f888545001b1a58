"""The counter's form in Chromium: by the keyboard alone, with what is alike beside it."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select

from casework.procedure.intake.models.complaints import Complaint
from casework.procedure.intake.queries import complaints
from casework.procedure.intake.terms import Act
from tests.factories import intake
from tests.fixtures.browser import DESK, axe
from tests.portal import walk


def test_a_clerk_files_with_the_keyboard_alone(browser: Any, officer: Any, session: Any) -> None:
    walk.city()
    there = intake.complaint(project="演示花园", from_month=date(2026, 5, 1)).register_number
    session.commit()
    page = browser.open("/intake/new", size=DESK, who=officer(role="clerk"))
    keys = page.keyboard
    page.focus("#employer")
    keys.type("演示劳务公司")
    for _ in range(4):
        keys.press("Tab")
    keys.type("演示花园")
    keys.press("Tab")
    alike = page.locator("#alike li.sure")
    alike.wait_for()
    assert there in alike.inner_text()
    axe(page)

    page.focus("#employer")
    keys.press("Enter")  # looks, and files nothing
    page.wait_for_load_state()
    assert page.locator("h1").inner_text() == "登记投诉"
    assert page.input_value("#project") == "演示花园"

    page.focus("#story")
    button = page.locator("#alike button", has_text="关联")
    for _ in range(12):
        keys.press("Tab")
        if button.evaluate("node => node === document.activeElement"):
            break
    keys.press("Enter")
    page.wait_for_url("**/receipt*")
    session.expire_all()
    made = session.scalars(select(Complaint).order_by(Complaint.id.desc())).first()
    assert complaints.decision(made.id, Act.LINKED) is not None
