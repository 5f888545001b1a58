"""The administrator's pages, the auditor's log, and the bar above all pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from casework.ground.identity import queries
from casework.ground.identity.actions import readings
from casework.ground.identity.models import Officer, Reading
from casework.ground.identity.terms import AccountState, Deed, Role
from casework.kernel import clock, pulse
from tests.conftest import NOW
from tests.factories import identity, offices
from tests.fixtures.pages import PageClient

GOOD = "今天的河水流过我家门前的石桥"
Sign = Callable[..., PageClient]


def _filled(**given: str) -> dict[str, str]:
    unit = queries.find_officer_by_login("nobody") or offices.unit()
    return {"name": "张示例", "role": "inspector", "unit_id": str(unit.id), "card_number": "",
            "phone": "", **given}  # fmt: skip


@pytest.mark.once("identity.first_password", "identity.new_officer")
def test_a_newcomer_is_made_invited_and_signs_in(officer: Sign, client: PageClient) -> None:
    admin = officer(role=Role.ADMINISTRATOR)
    form = admin.get("identity.new_officer").form("identity.new_officer")

    made = form.submit({"login": "lanshan.77", **_filled()})
    assert "待首次登录" in made.text
    key = made.form(made.url + "/invite").submit(expect=200).one("dd strong")

    form = client.get("identity.first_password").form()
    typed = {"login": "lanshan.77", "key": key, "password": GOOD, "again": GOOD}
    assert form.submit(typed).status == 200


def test_an_invitation_that_is_reloaded_is_the_same_invitation(
    officer: Sign, client: PageClient
) -> None:
    admin, person = officer(role=Role.ADMINISTRATOR), identity.officer()
    form = admin.get("identity.officer", officer_id=person.id).form(
        "identity.invite", officer_id=person.id
    )
    key = form.submit(expect=200).one("dd strong")

    reloaded = form.submit(expect=200)

    assert reloaded.one("dd strong") == key
    first = client.get("identity.first_password").form()
    typed = {"login": person.login, "key": key, "password": GOOD, "again": GOOD}
    assert first.submit(typed).status == 200


def test_the_key_is_shown_once(officer: Sign) -> None:
    admin, person = officer(role=Role.ADMINISTRATOR), identity.officer()
    page = admin.get("identity.officer", officer_id=person.id)
    key = admin.post("identity.invite", officer_id=person.id, expect=200).one("dd strong")

    again = admin.get("identity.officer", officer_id=person.id)

    assert len(key) == 23
    assert key not in page.html
    assert key not in again.html
    assert "还没用" in again.text


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"login": "a"}, "工号用3到40个"),
        ({"login": "<script>"}, "工号用3到40个"),
        ({"name": ""}, "请填姓名"),
        ({"name": "张" * 61}, "最多写60个字"),
        ({"role": "king"}, "请在列出的里面选一个"),
        ({"role": ""}, "请选角色"),
        ({"unit_id": ""}, "请选单位"),
        ({"role": "auditor"}, "只能在市级单位"),
    ],
)
def test_a_wrong_account_says_what_to_change(
    officer: Sign, session: Any, given: dict[str, str], said: str
) -> None:
    form = officer(role=Role.ADMINISTRATOR).get("identity.new_officer").form("identity.new_officer")

    page = form.submit({"login": "lanshan.77", **_filled(), **given}, expect=422)

    assert any(said in error for error in page.errors)
    assert queries.find_officer_by_login("lanshan.77") is None


def test_what_is_missing_is_listed_in_the_order_of_the_page(officer: Sign) -> None:
    form = officer(role=Role.ADMINISTRATOR).get("identity.new_officer").form("identity.new_officer")
    page = form.submit({}, expect=422)
    marked = [link.attributes["href"] for link in page.tree.css(".summary-wrong a")]
    assert marked == ["#login", "#name", "#role", "#unit_id"]


@pytest.mark.parametrize("unit_id", ["7", "x", "-1", "9" * 30, "1 OR 1=1"])
def test_a_unit_that_was_not_offered_is_refused(officer: Sign, unit_id: str) -> None:
    form = officer(role=Role.ADMINISTRATOR).get("identity.new_officer").form("identity.new_officer")
    form.submit({"login": "lanshan.77", **_filled(unit_id=unit_id)}, expect=422)


def test_a_login_that_is_taken_is_told(officer: Sign) -> None:
    taken = identity.officer(login="lanshan.77")
    form = officer(role=Role.ADMINISTRATOR).get("identity.new_officer").form("identity.new_officer")

    page = form.submit({"login": taken.login.upper(), **_filled(name="李示例")}, expect=422)

    assert any("已经有人用了" in error for error in page.errors)
    assert page.attribute("#name", "value") == "李示例"


def test_a_rare_name_is_kept_and_markup_is_only_text(officer: Sign) -> None:
    name = "𠮷·<script>alert(1)</script>"
    person = identity.officer(name=name)

    page = officer(role=Role.ADMINISTRATOR).get("identity.officer", officer_id=person.id)

    assert page.h1 == name


def test_moving_an_officer_shows_in_the_log(officer: Sign) -> None:
    admin, person = officer(role=Role.ADMINISTRATOR), identity.officer()
    form = admin.get("identity.officer", officer_id=person.id).form(
        "identity.officer", officer_id=person.id
    )

    page = form.submit({"role": "clerk"})

    assert "监察员 → 窗口人员" in page.text
    log = officer(role=Role.AUDITOR).get("identity.readings")
    assert "监察员 → 窗口人员" in log.text
    assert admin.officer.login in log.text


def test_two_administrators_see_both_values(officer: Sign) -> None:
    one, other = officer(role=Role.ADMINISTRATOR), officer(role=Role.ADMINISTRATOR)
    person = identity.officer(phone="0539-800 0001")
    shown = [who.get("identity.officer", officer_id=person.id) for who in (one, other)]
    forms = [page.form("identity.officer", officer_id=person.id) for page in shown]

    forms[0].submit({"phone": "0539-800 0002"})
    late = forms[1].submit({"phone": "0539-800 0003"}, expect=409)

    assert "0539-800 0002" in late.text
    assert "0539-800 0003" in late.text
    late.form("identity.officer", officer_id=person.id).submit()
    assert queries.officer(person.id).phone == "0539-800 0003"


def test_nobody_disables_oneself(officer: Sign) -> None:
    admin = officer(role=Role.ADMINISTRATOR)
    identity.officer(role=Role.ADMINISTRATOR)
    admin.get("identity.officer", officer_id=admin.officer.id)

    page = admin.post("identity.disable", officer_id=admin.officer.id, expect=409)

    assert "另一位管理员" in page.text
    admin.get("identity.officers")


def test_a_field_that_the_form_does_not_have_changes_nothing(officer: Sign, session: Any) -> None:
    admin, person = officer(role=Role.ADMINISTRATOR), identity.officer()
    form = admin.get("identity.officer", officer_id=person.id).form(
        "identity.officer", officer_id=person.id
    )
    before = (person.login, person.password_hash, person.is_demo)
    smuggled = {
        "login": "other",
        "password_hash": "x",
        "is_demo": "1",
        "state": "disabled",
        "id": "1",
    }

    admin.post("identity.officer", {**form.values, **smuggled}, officer_id=person.id)

    session.expire_all()
    again = session.get(Officer, person.id)
    assert (again.login, again.password_hash, again.is_demo) == before
    assert again.state is AccountState.ACTIVE


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_only_the_administrator_sees_officers(officer: Sign, role: Role) -> None:
    client, person = officer(role=role), identity.officer()
    for endpoint in ("identity.officers", "identity.new_officer"):
        client.get(endpoint, expect=403)
    client.get("identity.officer", officer_id=person.id, expect=403)


def test_an_officer_who_does_not_exist_is_not_found(officer: Sign) -> None:
    admin = officer(role=Role.ADMINISTRATOR)
    admin.get("identity.officer", officer_id=7, expect=404)
    admin.get("/officers/" + "9" * 40, expect=404)


def test_the_list_is_narrowed_and_paged(officer: Sign) -> None:
    admin = officer(role=Role.ADMINISTRATOR)
    for number in range(60):
        identity.officer(name=f"张示{number:02}")
    identity.officer(area=offices.ELSEWHERE, name="李例一")

    first = admin.get("identity.officers")
    second = first.click("下一页")

    names = first.all("tbody th") + second.all("tbody th")
    assert len(names) == len(set(names)) == 62
    area = offices.area(code=offices.ELSEWHERE)
    assert admin.get("identity.officers", query={"area": area.id}).all("tbody th") == ["李例一"]
    assert admin.get("identity.officers", query={"q": "例"}).all("tbody th") == ["李例一"]
    assert "未找到人员" in admin.get("identity.officers", query={"q": "%_"}).text


@pytest.mark.parametrize(
    "query",
    [{"area": "x"}, {"area": "9" * 40}, {"department": "army"}, {"after": "zzz"}, {"after": "7"},
     {"q": "\x00"}, {"q": "𠮷" * 500}, {"after": "9" * 19}],
)  # fmt: skip
def test_odd_filters_are_no_error(officer: Sign, query: dict[str, str]) -> None:
    officer(role=Role.ADMINISTRATOR).get("identity.officers", query=query)


def test_the_list_costs_the_same_for_two_and_for_fifty(officer: Sign, queries: Any) -> None:
    admin = officer(role=Role.ADMINISTRATOR)
    admin.get("identity.officers")
    with queries() as few:
        admin.get("identity.officers")
    for _ in range(48):
        identity.officer()
    admin.get("identity.officers")
    with queries() as many:
        admin.get("identity.officers")
    assert len(many) == len(few), many.listing


def _read_something(
    person: Officer, *, what: Deed = Deed.UNMASKED_ID, reason: str = "核对"
) -> None:
    readings.log_reading(
        what=what, subject_kind="worker", subject_id=42, reason=reason, address="10.0.0.9",
        by=person, now=NOW,
    )  # fmt: skip


def test_the_auditor_finds_who_read_what(officer: Sign) -> None:
    one, other = identity.officer(), identity.officer()
    _read_something(one, reason="核对银行卡")
    _read_something(other, what=Deed.OPENED_TIP, reason="回访举报人")
    auditor = officer(role=Role.AUDITOR)

    everything = auditor.get("identity.readings").text
    by_person = auditor.get("identity.readings", query={"login": one.login}).text
    by_deed = auditor.get("identity.readings", query={"what": "opened_tip"}).text
    later = auditor.get("identity.readings", query={"since": "2026-11-24"}).text
    same_day = auditor.get(
        "identity.readings", query={"since": "2026-11-23", "until": "2026-11-23"}
    ).text

    assert "核对银行卡" in everything
    assert "回访举报人" in everything
    assert "回访举报人" not in by_person
    assert "核对银行卡" not in by_deed
    assert "没有记录" in later
    assert "核对银行卡" in same_day


def test_the_log_is_paged_newest_first(officer: Sign) -> None:
    person = identity.officer()
    for number in range(55):
        _read_something(person, reason=f"理由{number:02}")

    first = officer(role=Role.AUDITOR).get("identity.readings")
    second = first.click("下一页")

    assert "理由54" in first.text
    assert "理由54" not in second.text
    assert "理由00" in second.text


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.AUDITOR])
def test_only_the_auditor_reads_the_log(officer: Sign, role: Role) -> None:
    officer(role=role).get("identity.readings", expect=403)


def test_the_auditor_changes_no_account(officer: Sign, session: Any) -> None:
    auditor, person = officer(role=Role.AUDITOR), identity.officer()
    auditor.get("identity.readings")
    for endpoint in ("identity.disable", "identity.invite", "identity.enable"):
        auditor.post(endpoint, officer_id=person.id, expect=403)
    assert not session.scalars(select(Reading)).all()


@pytest.mark.parametrize("role", list(Role))
def test_the_bar_holds_only_doors_that_open(officer: Sign, role: Role) -> None:
    client = officer(role=role)
    page = client.get("identity.account")
    doors = [a.attributes["href"] for a in page.tree.css("header.bar nav a")]
    assert doors
    for door in doors:
        client.get(door)


def test_a_background_that_is_silent_is_told_to_officers(officer: Sign, session: Any) -> None:
    client = officer()
    assert "后台已停止" in client.get("identity.account").text

    pulse.beat("tasks", now=clock.now())

    assert "后台已停止" not in client.get("identity.account").text


def test_strangers_see_no_bar(client: PageClient) -> None:
    page = client.get("identity.sign_in")
    assert not page.has("header.bar")
    assert "后台已停止" not in page.text


@pytest.mark.parametrize(
    "query",
    [{"login": "\x00"}, {"what": "nothing"}, {"since": "yesterday"}, {"until": "9999-99-99"},
     {"login": "𠮷" * 300}, {"after": "x"}],
)  # fmt: skip
def test_odd_filters_of_the_log_are_no_error(officer: Sign, query: dict[str, str]) -> None:
    officer(role=Role.AUDITOR).get("identity.readings", query=query)


def test_an_officer_gives_an_address_and_takes_it_back(officer: Sign, session: Any) -> None:
    client = officer(role=Role.INSPECTOR)
    person = queries.officer(client.officer.id)
    page = client.get("identity.account").click("更改 邮箱")

    wrong = page.form("identity.mail").submit({"email": "zhang@office"}, expect=422)
    assert "name@example.com" in wrong.text
    assert wrong.attribute("[name=email]", "value") == "zhang@office"
    page.form("identity.mail").submit({"email": "zhang@office.example"})

    session.expire_all()
    assert person.email == "zhang@office.example"
    assert b"zhang" not in person.email_sealed
    assert "zhang@office.example" in client.get("identity.account").text
    client.get("identity.mail").form("identity.mail").submit({"email": ""})
    session.expire_all()
    assert person.email is None


def test_the_administrator_writes_an_address_down_and_the_log_does_not(
    officer: Sign, session: Any
) -> None:
    person = identity.officer()
    page = officer(role=Role.ADMINISTRATOR).get("identity.officer", officer_id=person.id)

    form = page.form("identity.officer", officer_id=person.id)
    form.submit({"email": "zhang@office.example"})

    session.expire_all()
    assert queries.officer(person.id).email == "zhang@office.example"
    reasons = session.scalars(select(Reading.reason)).all()
    assert "邮箱" in reasons
    assert not any("zhang@" in reason for reason in reasons)
