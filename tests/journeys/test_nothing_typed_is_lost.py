"""Whatever stops a sending, what was typed is still on the page."""

from __future__ import annotations

import threading
from datetime import timedelta

from sqlalchemy import func, select

from casework.ground.cases.models.case import TimelineEntry
from casework.ground.cases.terms import EntryKind
from casework.ground.identity.terms import Role
from casework.kernel import clock
from casework.procedure.advances.models import FundMovement
from casework.procedure.escalation.models import Item
from tests.factories import cases, escalation

WORDS = "限三日内见面，逐人核对账册，办完回报。"
TYPED = {"measure": "send_back", "words": WORDS, "due_on": "2026-12-01"}


def _item_form(client, made):
    page = client.get("escalation.item", item_id=made.id)
    return page.form("escalation.item", item_id=made.id)


def _measure(form):
    return next(o.attributes["value"] for o in form.node.css("select[name=measure] option")
                if o.attributes.get("value"))  # fmt: skip


def test_two_supervisors_answer_one_item_and_the_second_keeps_his_text(officer, session):
    made = escalation.item()
    session.commit()
    forms = [_item_form(officer(role=Role.SQUAD_HEAD), made) for _ in range(2)]
    typed = {**TYPED, "measure": _measure(forms[0])}
    forms[0].submit({**typed, "words": "先回了"})

    page = forms[1].submit(typed, expect=409)

    assert WORDS in page.text
    assert "您填的内容" in page.text
    assert "2026-12-01" in page.text
    session.expire_all()
    assert session.get(Item, made.id).words == "先回了"


def test_a_sign_in_that_ended_while_he_typed_costs_nothing(officer, session, now):
    made = escalation.item()
    session.commit()
    client = officer(role=Role.SQUAD_HEAD)
    form = _item_form(client, made)
    typed = {**TYPED, "measure": _measure(form)}
    client.now = now + timedelta(hours=20)

    page = form.submit(typed, expect=409)

    assert WORDS in page.text
    assert page.attribute("main a.act", "href").startswith("/sign-in")
    client.now = now
    client.sign_in(client.officer)
    back = page.form(f"/escalation/{made.id}").submit(expect=200)
    assert back.one("#words").strip() == WORDS
    back.form("escalation.item", item_id=made.id).submit()
    session.expire_all()
    assert session.get(Item, made.id).words == WORDS


def test_a_token_that_counts_no_more_shows_the_form_filled_in(officer, session):
    made = escalation.item()
    session.commit()
    client = officer(role=Role.SQUAD_HEAD)
    form = _item_form(client, made)
    typed = {**TYPED, "measure": _measure(form), "csrf_token": "none"}

    page = form.submit(typed, expect=400)

    assert any("过期" in words for words in page.errors)
    assert page.one("#words").strip() == WORDS
    page.form("escalation.item", item_id=made.id).submit()
    session.expire_all()
    assert session.get(Item, made.id).words == WORDS


def test_a_refusal_outside_a_form_shows_what_was_typed_and_the_way_back(officer, session):
    """The item is somebody else's by now: the page is not there, and the text is not gone."""
    made = escalation.item()
    session.commit()
    client = officer(role=Role.SQUAD_HEAD)
    form = _item_form(client, made)
    form.url = f"/escalation/{made.id + 1}"

    page = form.submit({**TYPED, "measure": _measure(form)}, expect=404)

    assert WORDS in page.text


def test_six_presses_of_one_pay_in_book_it_once(officer, session):
    client = officer(role=Role.FUND_OFFICER)
    form = client.get("advances.pay_in").form("advances.pay_in")
    typed = {"amount": "50000", "on": "2026-11-23", "note": "财政拨入"}
    for _ in range(6):
        assert form.submit(typed, expect=302).location == "/advances/fund"
    assert session.scalar(select(func.count()).select_from(FundMovement)) == 1

    other = form.submit({**typed, "amount": "60000"}, expect=409)

    assert "50000" in other.text
    assert "60000" in other.text
    assert session.scalar(select(func.count()).select_from(FundMovement)) == 1
    other.form("advances.pay_in").submit()
    assert session.scalar(select(func.count()).select_from(FundMovement)) == 2


def test_a_mistake_gives_the_key_back(officer, session):
    client = officer(role=Role.FUND_OFFICER)
    form = client.get("advances.pay_in").form("advances.pay_in")
    typed = {"amount": "很多", "on": "2026-11-23", "note": "财政拨入"}
    page = form.submit(typed, expect=422)
    again = page.form("advances.pay_in")
    assert again.values["form_key"] == form.values["form_key"]
    again.submit({"amount": "50000"})
    assert session.scalar(select(func.count()).select_from(FundMovement)) == 1


def test_equal_presses_at_the_same_moment_are_one(officer, session):
    client = officer(role=Role.FUND_OFFICER)
    form = client.get("advances.pay_in").form("advances.pay_in")
    sent = {**form.values, "amount": "50000", "on": "2026-11-23", "note": "财政拨入"}
    session.commit()
    gate, places = threading.Barrier(4), []

    def press() -> None:
        gate.wait()
        places.append(client.app.test_client(use_cookies=False).post(
            form.url, data=sent, headers={"Cookie": cookies}).location)  # fmt: skip

    cookies = "; ".join(f"{c['name']}={c['value']}" for c in client.cookies())
    threads = [threading.Thread(target=at(client, press)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert places == ["/advances/fund"] * 4
    assert session.scalar(select(func.count()).select_from(FundMovement)) == 1


def at(client, deed):
    """In a thread of its own, at the client's instant."""

    def run() -> None:
        with clock.fixed(client.now):
            deed()

    return run


def test_a_form_that_showed_another_value_is_looked_at_again(officer, session):
    client = officer(role=Role.FUND_OFFICER)
    form = client.get("identity.mail").form("identity.mail")
    client.officer.email = "old@example.cn"
    session.commit()

    stale = form.submit({"email": "mine@example.cn"}, expect=409)

    assert "old@example.cn" in stale.text
    assert "mine@example.cn" in stale.text
    stale.form("identity.mail").submit()
    session.refresh(client.officer)
    assert client.officer.email == "mine@example.cn"


def test_a_key_is_one_persons_and_one_things(officer, session):
    """The same key for another case, or from another desk, is another sending."""
    first, second = cases.case(), cases.case()
    session.commit()
    here, there = officer(role=Role.INSPECTOR), officer(role=Role.INSPECTOR)
    form = here.get("cases.note", case_id=first.id).form()
    form.submit({"text": "打过电话"})
    for client, case in ((here, second), (there, first)):
        again = client.get("cases.note", case_id=case.id).form()
        again.submit({"text": "打过电话", "form_key": form.values["form_key"]})
    said = select(func.count()).select_from(TimelineEntry).where(
        TimelineEntry.kind == EntryKind.NOTE)  # fmt: skip
    assert session.scalar(said) == 3
