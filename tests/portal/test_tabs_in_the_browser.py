"""Two tabs of one browser, two people: each goes on with his own, in Chromium."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from casework.procedure.intake.models.complaints import Complaint
from tests.factories import groups
from tests.portal import walk

FIRST = {"employer": "演示劳务公司", "name": "张示例", "phone": "13953900164", "id": walk.ID_NUMBER}
SECOND = {
    "employer": "另一家演示饭店", "name": "李示例", "phone": "13953900165",
    "id": groups.id_number(1),
}  # fmt: skip


def _steps(page: Any, person: dict[str, str], area: str) -> list[Any]:
    """What one of them does, a page at a time."""

    def onward() -> None:
        page.locator("main form button.btn-primary").last.click()
        page.wait_for_load_state()

    def who() -> None:
        page.goto(page.url.split("/file")[0].split("?")[0])
        page.get_by_role("link", name="我要投诉欠薪").click()
        page.fill("#employer", person["employer"])
        onward()

    def where() -> None:
        page.locator("label.choice").first.click()
        page.select_option("#area", area)
        onward()

    def tick(css: str) -> Any:
        return lambda: (page.locator(css).check(), onward())

    def you() -> None:
        page.fill("#name", person["name"])
        page.fill("#id_number", person["id"])
        page.fill("#phone", person["phone"])
        onward()

    def send() -> None:
        page.locator("main a.btn-primary").click()
        onward()

    return [who, where, tick("#unsure"), tick("#unsure"), tick("input[value=alone]"),
            tick("input[value=none]"), you, send]  # fmt: skip


def test_two_people_fill_in_turn_by_turn(browser: Any, session: Any) -> None:
    walk.city()
    area = walk.home_area()
    session.commit()
    one = browser.open("/")
    two = one.context.new_page()
    two.goto(one.url)

    for mine, yours in zip(_steps(one, FIRST, area), _steps(two, SECOND, area), strict=True):
        mine()
        yours()

    assert one.locator("h1").inner_text() == two.locator("h1").inner_text() == "提交成功"
    session.expire_all()
    filed = session.scalars(select(Complaint).order_by(Complaint.id)).all()
    assert [complaint.employer_text for complaint in filed] == [
        FIRST["employer"], SECOND["employer"],
    ]  # fmt: skip
    assert [complaint.claimants[0].name for complaint in filed] == ["张示例", "李示例"]


def test_what_was_done_keeps_each_date_on_one_line(browser: Any, client: Any, session: Any) -> None:
    walk.city()
    code = walk.code_of(walk.filed(client))
    session.commit()
    page = browser.open("/progress", size={"width": 360, "height": 740})
    page.fill("#code", code)
    page.fill("#tail", walk.PHONE[-4:])
    page.locator("main form button.btn-primary").click()
    dates = page.locator(".told time")
    assert dates.count() >= 1
    for date in dates.all():
        height = date.evaluate("e => e.getClientRects().length")
        assert height == 1
