"""Two who do the same thing at the same moment: one effect, and nobody's work is lost."""

from __future__ import annotations

import threading
import urllib.error
import urllib.request
from datetime import date
from urllib.parse import urlencode

import pytest
from sqlalchemy import func, select

from casework.ground.cases.models.case import Case, TimelineEntry
from casework.ground.cases.models.clocks import ClockFiring
from casework.ground.cases.terms import ClockStage
from casework.ground.identity.terms import Role
from casework.ground.offices import queries as offices_asked
from casework.kernel import clock
from casework.kernel.database import db
from casework.kernel.facts import Fact
from casework.kernel.money import Money
from casework.procedure.campaigns.models import Campaign
from casework.procedure.escalation.models import Item
from casework.procedure.intake.models.complaints import Complaint
from tasks import campaigns, clocks, escalation, relay
from tests.factories import cases
from tests.fixtures.browser import live  # noqa: F401 - the server without a browser
from tests.journeys.office import people, rows
from tests.portal import walk

pytestmark = pytest.mark.chaos

TOO_LATE = date(2026, 11, 20)
SWEPT = 12


def at_once(app, now, *deeds):
    """Each deed in a thread of its own, all let go together; the first error is raised."""
    gate, errors = threading.Barrier(len(deeds)), []

    def run(deed):
        with app.app_context(), clock.fixed(now):
            gate.wait()
            try:
                deed()
            except Exception as error:
                errors.append(error)
            finally:
                db.session.remove()

    threads = [threading.Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]


def number(session, what, *where):
    return session.scalar(select(func.count()).select_from(what).where(*where))


def overdue(session):
    for _ in range(SWEPT):
        cases.clock(due_on=TOO_LATE)
    session.commit()


@pytest.mark.parametrize("times", [2, 3])
def test_sweeps_at_once_fire_each_limit_once(app, session, now, times):
    overdue(session)

    at_once(app, now, *[clocks.tick] * times)

    assert number(session, ClockFiring, ClockFiring.stage == ClockStage.BREACH) == SWEPT
    assert number(session, Fact, Fact.kind == "ClockBreached") == SWEPT


@pytest.mark.parametrize("times", [2, 3])
def test_relays_at_once_have_one_effect_for_each_fact(app, session, now, times):
    overdue(session)
    with clock.fixed(now):
        clocks.tick()

    at_once(app, now, *[relay.tick] * times)
    with clock.fixed(now):
        relay.tick()  # what the reactions of the slower one have announced

    assert number(session, Item) == SWEPT
    assert number(session, Fact, Fact.handled_at.is_(None)) == 0


def test_campaigns_opened_at_once_exist_once(app, session, now):
    at_once(app, now, campaigns.tick, campaigns.tick, campaigns.tick)

    both = 2 * len(offices_asked.counties())
    assert number(session, Campaign) == both
    assert number(session, Fact, Fact.kind == "CampaignOpened") == both


def test_everything_that_beat_sends_may_be_sent_by_three_beats(app, session, now):
    overdue(session)

    for _ in range(2):
        at_once(app, now, *[clocks.tick, relay.tick, campaigns.tick, escalation.tick] * 3)

    assert number(session, ClockFiring, ClockFiring.stage == ClockStage.BREACH) == SWEPT
    assert number(session, Item) == SWEPT
    assert number(session, Campaign) == 2 * len(offices_asked.counties())
    entries = session.scalars(select(TimelineEntry.what_zh)).all()
    assert entries.count("超过期限") == SWEPT


class _StayHere(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def posted(address, path, cookie, form):
    """Status and place of the answer to one post."""
    asked = urllib.request.Request(
        address + path, urlencode(form, doseq=True).encode(), {"Cookie": cookie}
    )
    try:
        with urllib.request.build_opener(_StayHere).open(asked) as answer:
            return answer.status, ""
    except urllib.error.HTTPError as answer:
        answer.close()
        return answer.code, (answer.headers.get("Location") or "").partition("?")[0]


def five_times(address, path, client, form):
    cookie = "; ".join(f"{one['name']}={one['value']}" for one in client.cookies())
    gate, answers = threading.Barrier(5), []

    def press():
        gate.wait()
        answers.append(posted(address, path, cookie, form))

    threads = [threading.Thread(target=press) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_a_phone_that_sends_five_times_at_once_has_one_complaint(app, session, client, live):  # noqa: F811
    walk.city()
    form = walk.to_send(client).form()
    session.commit()

    answers = five_times(live, "/file/send", client, form.values)

    assert set(answers) == {(302, "/receipt")}
    assert number(session, Complaint) == 1


def test_a_counter_that_sends_five_times_at_once_has_one_receipt(app, session, officer, live):  # noqa: F811
    walk.city()
    clerk = officer(role="clerk")
    form = clerk.get("counter.new").form()
    typed = {**form.values, **rows(people(3, Money.yuan(9000))), "employer": "演示劳务公司"}
    session.commit()

    answers = five_times(live, "/intake/new", clerk, typed)

    [(status, place)] = set(answers)
    assert status == 302
    assert place.endswith("/receipt")
    assert number(session, Complaint) == 1


def test_two_officers_on_the_same_lines_both_see_what_the_other_wrote(app, session, officer):
    first, second = officer(role=Role.INSPECTOR), officer(role=Role.INSPECTOR)
    case = cases.case()
    hers, his = cases.line(case=case), cases.line(case=case)
    cases.inspectors(case=case)
    from casework.ground.cases.actions import people as people_actions

    people_actions.assign(case, lead=first.officer, assistant=second.officer,
                   by=officer(role=Role.SQUAD_HEAD).officer, now=first.now)  # fmt: skip
    session.commit()
    mine = first.get("inspections.verify", case_id=case.id).form()
    theirs = second.get("inspections.verify", case_id=case.id).form()

    theirs.submit({f"verified_{hers.id}": "8000", f"ground_{hers.id}": "考勤少两天"})
    page = mine.submit(
        {f"verified_{hers.id}": "9000", f"ground_{hers.id}": "转账记录",
         f"verified_{his.id}": "7000", f"ground_{his.id}": "欠条"}, expect=409,
    )  # fmt: skip

    for value in ("8,000.00", "≠ 9000", "考勤少两天", "转账记录"):
        assert value in page.text
    assert page.attribute(f"#verified_{his.id}", "value").replace(",", "").startswith("7000")
    kept = session.get(Case, case.id)
    assert kept is not None
    page.form().submit()
    session.expire_all()
    assert his.verified == Money.yuan(7000)
