"""A kiosk: one worker after the other, and nothing of the last one; also without any script."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from casework.doors.kiosks import rules as kiosks
from casework.doors.kiosks.models import Kiosk, Visit
from casework.doors.kiosks.terms import Leaving
from casework.kernel import clock
from casework.procedure.calls.models import WindowCall
from casework.procedure.calls.terms import Wish
from casework.procedure.intake.models.complaints import Complaint, Draft
from casework.procedure.intake.terms import Channel
from tasks import kiosks as tasks
from tests.factories import offices
from tests.fixtures.pages import PageClient
from tests.joining import mates
from tests.portal import walk
from tests.portal.walk import at_kiosk, begin

PERSONAL = (walk.PHONE, walk.ID_NUMBER, "张示例", "演示劳务公司")
WITHIN, AFTER = kiosks.WIPE_AFTER - timedelta(seconds=1), kiosks.WIPE_AFTER + timedelta(seconds=1)
#: Pages on which something of a person could stand.
WHERE_HE_WAS = ("/", "/file/who", "/file/you", "/file/check", "/file/send", "/receipt",
                "/receipt/sheet", "/progress/matter", "/progress/why", "/kiosk/phone",
                "/kiosk/not-printed")  # fmt: skip


def count(session, model):
    return session.scalar(select(func.count()).select_from(model))


def the(session, model):
    session.expire_all()
    return session.scalars(select(model)).one()


@pytest.fixture
def kiosk(client, officer, session):
    """A machine that a clerk has made a kiosk, at its first screen."""
    walk.city()
    return at_kiosk(client, officer)


def later(client, by):
    client.now = client.now + by
    return client


def landed(answer):
    """The page to which a browser would be led."""
    while answer.location:
        answer = answer.client.ask("GET", answer.location)
    return answer


def nothing_of_him(client, texts=PERSONAL):
    for path in WHERE_HE_WAS:
        answer = client.ask("GET", path)
        found = landed(answer)
        seen = [text for text in texts if text in found.html]
        assert not seen, f"{path} shows {seen}"
        assert answer.headers["Cache-Control"] == "no-store"


def test_a_clerk_makes_a_machine_a_kiosk_and_is_signed_out(kiosk, session):
    made = the(session, Kiosk)
    assert made.centre.name_zh == offices.centre().name_zh
    assert kiosk.ask("GET", "/intake/").location.startswith("/sign-in")
    assert kiosk.get("kiosks.start").has("html[data-kiosk]")


def test_only_an_officer_of_the_centre_may(client, officer, session):
    walk.city()
    centre, elsewhere = offices.centre(), offices.centre(area_code=offices.ELSEWHERE)
    assert client.ask("GET", f"/kiosk/{centre.id}").location.startswith("/sign-in")
    assert officer(role="auditor").ask("GET", f"/kiosk/{centre.id}").status == 403
    clerk = officer(role="clerk")
    assert clerk.ask("GET", f"/kiosk/{elsewhere.id}").status == 404
    listed = clerk.get("kiosks.kiosks").text
    assert centre.name_zh in listed
    assert elsewhere.name_zh not in listed


def test_the_first_screen_asks_for_size_and_sound(kiosk):
    for path in ("/", "/file/who", "/progress", "/help"):
        assert kiosk.ask("GET", path).location == "/kiosk/start"
    page = begin(kiosk, size="largest", sound="on")
    assert page.attribute("html", "data-size") == "largest"
    assert page.attribute("html", "data-sound") == "on"
    begin(kiosk.get("hall.home").form("all-done").submit().client, sound="off")
    assert not kiosk.get("hall.home").has("html[data-sound]")


def test_elsewhere_there_is_no_kiosk(client):
    assert not client.get("hall.home").has("html[data-kiosk]")
    for path in ("/kiosk/start", "/kiosk/here", "/kiosk/still", "/kiosk/phone"):
        assert client.ask("GET", path).status == 404


def test_every_page_says_i_am_done_and_no_field_is_filled_by_the_browser(kiosk):
    begin(kiosk)
    names = ("hall.home", "hall.help", "hall.centres", "lookup.receipt")
    pages = [kiosk.get(name) for name in names]
    pages.append(kiosk.ask("GET", "/nowhere"))
    pages += [walk.to_step(kiosk, step) for step in [*walk.ANSWERS, "check"]]
    for page in pages:
        assert page.form("all-done")
        fields = "input[type=text], input[type=tel], input[type=month], select, textarea"
        for field in page.tree.css(f"main :is({fields})"):
            assert field.attributes.get("autocomplete") == "off", field.html


@pytest.mark.once("kiosks.done", "kiosks.start")
def test_done_forgets_the_draft_and_the_session_at_once(kiosk, session):
    begin(kiosk)
    walk.to_step(kiosk, "check")
    assert count(session, Draft) == 1
    answer = kiosk.post("kiosks.done", {}, expect=303)
    assert answer.location == "/kiosk/start"
    assert "cache" in answer.headers["Clear-Site-Data"]
    assert count(session, Draft) == 0
    visit = the(session, Visit)
    assert visit.ended_how is Leaving.DONE
    nothing_of_him(kiosk)
    begin(kiosk)
    nothing_of_him(kiosk)


def test_what_was_handed_in_stays_and_says_kiosk(kiosk, session):
    begin(kiosk)
    code = walk.code_of(walk.filed(kiosk))
    kiosk.post("kiosks.done", {}, expect=303)
    complaint = the(session, Complaint)
    assert complaint.channel is Channel.KIOSK
    assert complaint.centre_id == offices.centre().id
    begin(kiosk)
    nothing_of_him(kiosk, (*PERSONAL, code[:4] + " " + code[4:8], complaint.register_number))


@pytest.mark.parametrize("path", ["/file/you", "/file/check", "/"])
def test_who_walked_away_is_forgotten_by_the_server(kiosk, session, path):
    begin(kiosk)
    walk.to_step(kiosk, "check")
    answer = later(kiosk, AFTER).ask("GET", path)
    assert (answer.status, answer.location) == (303, "/kiosk/start")
    assert count(session, Draft) == 0
    assert the(session, Visit).ended_how is Leaving.IDLE
    begin(kiosk)
    nothing_of_him(kiosk)


def test_what_he_typed_last_is_not_kept_either(kiosk, session):
    begin(kiosk)
    form = walk.to_step(kiosk, "you").form()
    later(kiosk, AFTER)
    answer = kiosk.post(form.url, {**form.values, "name": "张示例", "no_id": "y", "no_phone": "y"},
                        expect=303)  # fmt: skip
    assert answer.location == "/kiosk/start"
    assert count(session, Draft) == 0


def test_who_goes_on_in_time_loses_nothing(kiosk, session):
    begin(kiosk)
    walk.to_step(kiosk, "check")
    for _ in range(3):
        later(kiosk, WITHIN).get("portal.check")
    kiosk.ask("GET", "/kiosk/here")
    assert "张示例" in later(kiosk, WITHIN).get("portal.check").text


def test_looking_whether_it_is_over_is_no_sign_of_somebody(kiosk):
    begin(kiosk)
    assert later(kiosk, WITHIN).ask("GET", "/kiosk/still").status == 204
    assert later(kiosk, timedelta(seconds=2)).ask("GET", "/kiosk/still").location == "/kiosk/start"


def test_an_opened_matter_is_closed_too(kiosk, session):
    begin(kiosk)
    code = walk.code_of(walk.filed(kiosk))
    kiosk.get("lookup.receipt").form().submit({"code": code, "tail": walk.PHONE[-4:]})
    assert kiosk.ask("GET", "/progress/matter").status == 200
    assert later(kiosk, AFTER).ask("GET", "/progress/matter").location == "/kiosk/start"
    begin(kiosk)
    assert kiosk.ask("GET", "/progress/matter").location == "/progress"


@pytest.mark.parametrize("taken", ["the session", "the machine too"])
def test_a_session_that_was_copied_is_worth_nothing_afterwards(kiosk, app, session, taken):
    begin(kiosk)
    code = walk.code_of(walk.filed(kiosk))
    thief = PageClient(app, kiosk.now)
    for cookie in kiosk.cookies():
        if taken == "the machine too" or cookie["name"] == app.config["SESSION_COOKIE_NAME"]:
            thief._client.set_cookie(cookie["name"], cookie["value"])
    assert "演示劳务公司" in thief.get("portal.receipt").html
    kiosk.post("kiosks.done", {}, expect=303)
    nothing_of_him(thief, (*PERSONAL, code[:4] + " " + code[4:8]))


def forgotten(at):
    with clock.fixed(at):
        return tasks.tick()


def test_where_nobody_comes_after_him_the_background_forgets_him(kiosk, session):
    begin(kiosk)
    walk.to_step(kiosk, "check")
    assert forgotten(kiosk.now + WITHIN) == 0
    assert forgotten(kiosk.now + AFTER) == 1
    assert count(session, Draft) == 0
    assert forgotten(kiosk.now + AFTER) == 0


def test_the_log_of_a_visit_holds_nothing_about_anybody(kiosk, session):
    begin(kiosk)
    walk.to_step(kiosk, "check")
    kiosk.post("kiosks.done", {}, expect=303)
    visit = the(session, Visit)
    kept = {column.name for column in Visit.__table__.columns}
    assert kept == {"id", "kiosk_id", "began_at", "seen_at", "ended_at", "ended_how"}
    assert visit.ended_at == kiosk.now


def test_the_draft_goes_on_with_the_own_phone(kiosk, app, session):
    begin(kiosk)
    walk.to_step(kiosk, "check")
    page = kiosk.get("kiosks.phone")
    code = "".join(page.one(".receipt .code").split())
    phone = PageClient(app, kiosk.now)
    asked = phone.get("lookup.receipt", query={"code": code})
    there = asked.form().submit({"tail": walk.PHONE[-4:]})
    assert "张示例" in there.text
    assert kiosk.ask("GET", "/kiosk/still").location == "/kiosk/start"
    assert the(session, Visit).ended_how is Leaving.MOVED
    forgotten(kiosk.now + AFTER)
    assert count(session, Draft) == 1
    begin(kiosk)
    nothing_of_him(kiosk)


@pytest.mark.once("kiosks.moved")
def test_who_has_it_on_his_phone_may_say_so(kiosk, session):
    begin(kiosk)
    walk.to_step(kiosk, "check")
    page = kiosk.get("kiosks.phone").form("kiosks.moved").submit()
    assert page.url == "/kiosk/start"
    assert count(session, Draft) == 1


def test_a_draft_from_elsewhere_outlives_the_kiosk(kiosk, app, session):
    home = PageClient(app, kiosk.now)
    walk.to_step(home, "check")
    code = the(session, Draft).code
    begin(later(kiosk, timedelta(minutes=5)))
    form = kiosk.get("lookup.receipt").form()
    assert "张示例" in form.submit({"code": code, "tail": walk.PHONE[-4:]}).text
    kiosk.post("kiosks.done", {}, expect=303)
    assert count(session, Draft) == 1
    assert "张示例" in home.get("portal.check").text


def test_what_was_answered_before_the_first_page_is_forgotten_too(kiosk, session):
    begin(kiosk)
    kiosk.get("precheck.topic").form().submit({"topic": "wages"})
    assert count(session, Draft) == 1
    kiosk.post("kiosks.done", {}, expect=303)
    assert count(session, Draft) == 0


@pytest.mark.once("calls.answer_call", "kiosks.ring")
def test_the_window_hears_who_rings_until_somebody_answers(kiosk, officer, session):
    begin(kiosk)
    page = kiosk.get("hall.help").form("kiosks.ring").submit()
    assert page.url == "/help"
    assert "已通知工作人员" in page.text
    page.form("kiosks.ring").submit()
    assert count(session, WindowCall) == 1
    other = officer(role="clerk", area=offices.ELSEWHERE)
    assert "自助机呼叫" not in other.get("desk.today").text
    call = the(session, WindowCall)
    assert other.ask("GET", f"/intake/calls/{call.id}/receipt").status == 404
    clerk = officer(role="clerk")
    today = clerk.get("desk.today")
    assert "叫工作人员" in today.text
    answered = today.form("calls.answer_call", call_id=call.id).submit()
    assert "自助机呼叫" not in answered.text


@pytest.mark.once("kiosks.not_printed")
def test_what_was_not_printed_is_printed_at_the_window_for_a_day(kiosk, officer, session):
    begin(kiosk)
    receipt = walk.filed(kiosk)
    code = walk.code_of(receipt)
    page = receipt.form("kiosks.not_printed").submit()
    assert page.url.partition("?")[0] == "/kiosk/not-printed"
    assert walk.code_of(page) == code
    call = the(session, WindowCall)
    assert call.wish is Wish.PRINT
    clerk = officer(role="clerk")
    sheet = clerk.get("desk.today").click("替工人打印")
    assert code[:4] in sheet.text
    assert "张示例" not in sheet.text
    with clerk.at(kiosk.now + timedelta(hours=25)):
        assert "替工人打印" not in clerk.get("desk.today").text
        assert clerk.ask("GET", f"/intake/calls/{call.id}/receipt").status == 404


@pytest.mark.once("kiosks.leave_kiosk")
def test_leaving_needs_an_officer(kiosk, officer, session):
    begin(kiosk)
    assert kiosk.ask("GET", "/kiosk/leave").location.startswith("/sign-in")
    kiosk.sign_in(officer(role="clerk").officer)
    page = kiosk.get("kiosks.leave_kiosk").form().submit()
    assert page.url == "/sign-in"
    assert the(session, Kiosk).ended_at is not None
    assert not kiosk.get("hall.home").has("html[data-kiosk]")


def test_a_kiosk_is_ended_from_afar(kiosk, officer, session):
    begin(kiosk)
    clerk = officer(role="clerk")
    clerk.get("kiosks.kiosks").form("kiosks.end_kiosk", kiosk_id=the(session, Kiosk).id).submit()
    assert not kiosk.get("hall.home").has("html[data-kiosk]")


def test_without_script_the_screen_leaves_by_itself(kiosk):
    page = begin(kiosk)
    refresh = page.tree.css_first("noscript meta[http-equiv=refresh]")
    wait, _, where = refresh.attributes["content"].partition("; url=")
    assert where == "/kiosk/start"
    assert int(wait) > kiosks.WIPE_AFTER.total_seconds()


def test_a_joining_that_was_begun_here_is_forgotten_too(kiosk, app, session):
    code = mates.digits(mates.opened(PageClient(app, kiosk.now)))
    before = count(session, Draft)
    begin(kiosk)
    mates.to_send(kiosk, code, mates.typed(1))
    assert count(session, Draft) == before + 1
    kiosk.post("kiosks.done", {}, expect=303)
    assert count(session, Draft) == before
    begin(kiosk)
    assert "李示例1" not in landed(kiosk.ask("GET", "/join/name")).html
