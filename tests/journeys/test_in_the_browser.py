"""The main path in Chromium: a worker's phone, then the officers' screens, then the phone again.

Every page on the way is looked at: accessible by axe's rules, and never wider than the screen.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlalchemy import select

from casework.ground.cases.models.case import Case, Line
from casework.ground.documents.models import Paper
from casework.ground.documents.terms.kinds import Kind
from casework.kernel import clock
from casework.kernel.database import db
from casework.kernel.money import Money
from tasks import relay
from tests.fixtures.browser import DESK, PHONE, axe, choose_month, leave
from tests.journeys.office import Office, people
from tests.portal import walk

pytestmark = pytest.mark.slow


_seen: set[str] = set()


def look(page: Any) -> None:
    """What must hold on every page that anybody opens; axe looks at each kind of page once."""
    kind = f"{page.locator('html').get_attribute('lang')} {re.sub('[0-9]+', '', page.url)}"
    if kind not in _seen:
        _seen.add(kind)
        axe(page)
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0, f"{page.url} is {wide} px wider than the screen"


def press(page: Any, words: str) -> None:
    leave(page, page.locator("main").get_by_role("button", name=words).first)
    assert not page.locator(".wrong").count(), page.inner_text("main")


def follow(page: Any, words: str) -> None:
    leave(page, page.get_by_role("link", name=words).first)


def choose(page: Any, value: str) -> None:
    page.click(f"main label:has(input[value='{value}'])")


def go_on(page: Any) -> None:
    look(page)
    leave(page, "main .actions button.btn-primary")


def answered(page: Any, area: str) -> None:
    """The seven questions, from the first page to the look-over."""
    page.fill("#employer", "演示劳务公司")
    choose(page, "labour_company")
    go_on(page)
    choose(page, "building")
    page.select_option("#area", area)
    page.fill("#place", "演示路工地")
    go_on(page)
    choose_month(page, "first", "2026-06")
    choose_month(page, "last", "2026-09")
    go_on(page)
    page.fill("#amount", "一万二千八")
    go_on(page)
    choose(page, "alone")
    go_on(page)
    choose(page, "paper")
    page.fill("#story", "年底说好结清，没有给。")
    go_on(page)
    page.fill("#name", "张示例")
    page.fill("#id_number", walk.ID_NUMBER)
    page.fill("#phone", walk.PHONE)
    go_on(page)


def sent(page: Any) -> str:
    """Looked over and sent: the code on the receipt."""
    look(page)
    leave(page, "main .actions .btn-primary")
    look(page)
    leave(page, "main .actions button.btn-primary")
    look(page)
    return "".join(page.inner_text(".receipt .code").split())


def served(page: Any, *, place: str, receiver: str) -> None:
    page.select_option("#way", "direct")
    page.fill("#on", "2026-11-23")
    page.fill("#place", place)
    page.fill("#receiver", receiver)
    press(page, "保存")


def progress(page: Any, code: str) -> str:
    page.goto("/progress")
    look(page)
    page.fill("#code", code)
    page.fill("#tail", walk.PHONE[-4:])
    leave(page, "main .actions button.btn-primary")
    look(page)
    return str(page.inner_text(".state h2"))


def facts(now: Any) -> None:
    db.session.commit()
    with clock.fixed(now):
        relay.tick()
    db.session.commit()


def only(column: Any, *where: Any) -> int:
    """The one row id there is; nothing stays locked by asking."""
    db.session.rollback()
    found = db.session.scalars(select(column).where(*where)).one()
    db.session.rollback()
    return int(found)


def paper(kind: Kind) -> int:
    return only(Paper.id, Paper.kind == kind)


def test_from_the_phone_to_money_in_the_hand(app, session, browser, officer, now):
    walk.city()
    area = walk.home_area()
    clerk, lead = officer(role="clerk"), officer(role="inspector")
    other, head = officer(role="inspector"), officer(role="squad_head")
    two = str(lead.officer.id), str(other.officer.id)
    session.commit()

    phone = browser.open("/", size=PHONE)
    look(phone)
    phone.goto("/file/who")
    answered(phone, area)
    code = sent(phone)
    assert progress(phone, code) == "已收到"

    desk = browser.open("/desk/", size=DESK, who=clerk)
    look(desk)
    desk.goto("/intake/")
    look(desk)
    follow(desk, "诉〔2026〕")
    look(desk)
    press(desk, "受理")
    look(desk)
    case_id = only(Case.id)

    chief = browser.open(f"/desk/cases/{case_id}", size=DESK, who=head)
    look(chief)
    follow(chief, "指派监察员")
    look(chief)
    chief.select_option("#lead", two[0])
    chief.select_option("#assistant", two[1])
    press(chief, "指派")
    look(chief)

    works = browser.open("/desk/cases?whose=mine", size=DESK, who=lead)
    look(works)
    follow(works, "〔2026〕0001")
    look(works)
    follow(works, "人员与金额")
    follow(works, "核实金额")
    look(works)
    line_id = only(Line.id)
    works.fill(f"#verified_{line_id}", "12800")
    press(works, "保存认定")
    look(works)
    works.goto(f"/inspections/cases/{case_id}/order")
    look(works)
    works.fill("#term_on", "2026-11-30")
    press(works, "拟稿")
    look(works)

    order = paper(Kind.ORDER)
    chief.goto("/papers/waiting")
    look(chief)
    chief.goto(f"/papers/{order}")
    follow(chief, "审批")
    look(chief)
    press(chief, "批准")
    look(chief)
    works.goto(f"/papers/{order}/preview")
    look(works)
    works.goto(f"/papers/{order}")
    press(works, "制发")
    look(works)
    served(works, place="该单位办公室", receiver="该单位负责人")
    look(works)
    facts(now)
    assert progress(phone, code) == "已责令老板付钱"

    works.goto(f"/ledger/cases/{case_id}/pay")
    look(works)
    works.select_option("#source", "employer")
    works.fill("#paid_on", "2026-11-23")
    works.fill("#slip", "回单1")
    works.fill("#total", "12800")
    press(works, "登记")
    look(works)
    follow(works, "确认到账")
    look(works)
    works.select_option("#way", "signature")
    works.fill("#proof", "签字表1")
    press(works, "确认")
    look(works)
    facts(now)
    works.goto(f"/closing/cases/{case_id}/endings")
    look(works)
    works.goto(f"/closing/cases/{case_id}/lines/{line_id}/end")
    look(works)
    works.select_option("#ending", "paid")
    press(works, "办结")
    look(works)
    acceptance = paper(Kind.ACCEPTANCE)
    works.goto(f"/papers/{acceptance}/serve")
    served(works, place="服务中心窗口", receiver="张示例")
    works.goto(f"/closing/cases/{case_id}/close")
    look(works)
    works.fill("#facts_found", "欠薪属实，已经付清。")
    works.fill("#result", "全部付清，结案。")
    press(works, "提请结案")
    look(works)
    chief.goto(f"/closing/cases/{case_id}/approve")
    look(chief)
    press(chief, "批准结案")
    look(chief)
    chief.goto(f"/cases/{case_id}/timeline")
    look(chief)
    chief.goto("/reports/board")
    look(chief)
    assert progress(phone, code) == "已拿到钱"


def test_the_same_pages_in_english(app, session, browser, officer, now):
    walk.city()
    area = walk.home_area()
    head = officer(role="squad_head")
    session.commit()

    phone = browser.open("/?lang=en", size=PHONE)
    look(phone)
    phone.goto("/file/who")
    answered(phone, area)
    code = sent(phone)
    assert progress(phone, code) == "Received"

    chief = browser.open("/desk/?lang=en", size=DESK, who=head)
    look(chief)
    chief.goto("/intake/")
    look(chief)
    follow(chief, "诉〔2026〕")
    look(chief)
    press(chief, "Accept")
    case_id = only(Case.id)
    for path in (f"/desk/cases/{case_id}", "/desk/cases", f"/inspections/cases/{case_id}/lines",
                 f"/papers/cases/{case_id}", f"/ledger/cases/{case_id}/payments",
                 f"/closing/cases/{case_id}/endings", f"/cases/{case_id}/timeline",
                 "/reports/board"):  # fmt: skip
        chief.goto(path)
        look(chief)


def test_a_case_of_31_fits_the_inspectors_phone(app, session, browser, officer, now):
    office = Office(officer, "371302")
    office.file(people(31, Money.yuan(310_000)), employer="演示劳务公司")
    office.accept()
    office.assign()
    office.verify({line.id: "9000" for line in office.lines()}, ground="转账记录")
    office.pay("回单1", total="90000")
    case_id = office.case().id
    session.commit()

    page = browser.open(f"/desk/cases/{case_id}", size=PHONE, who=office.lead)
    look(page)
    for path in (f"/inspections/cases/{case_id}/lines", f"/inspections/cases/{case_id}/verify",
                 f"/papers/cases/{case_id}", f"/ledger/cases/{case_id}/payments",
                 f"/ledger/cases/{case_id}/pay", f"/closing/cases/{case_id}/endings",
                 f"/cases/{case_id}/timeline", "/desk/cases", "/desk/"):  # fmt: skip
        page.goto(path)
        look(page)
