"""A changed limit may also apply to what is open: worked out again once, with reason and news."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from casework.ground.cases.actions import hearing
from casework.ground.cases.models.case import TimelineEntry
from casework.ground.cases.models.clocks import Clock, ClockFiring
from casework.ground.cases.queries import clocks as clock_queries
from casework.ground.cases.queries import matters, moving
from casework.ground.cases.rules import clocks as clock_rules
from casework.ground.cases.terms import Run
from casework.ground.notices.models import Message
from casework.ground.notices.terms import Notice
from casework.ground.statute import queries as book
from casework.ground.statute.actions import changes as change_actions
from casework.ground.statute.models import Proposal
from casework.ground.statute.rules import changes
from casework.ground.statute.rules import changes as change_rules
from casework.ground.statute.terms.entries import Amendment
from casework.ground.statute.terms.facts import FigureChanged
from casework.ground.statute.terms.words import Applies, Confidence, EntryKind
from casework.kernel.facts import Fact
from casework.kernel.terms import Refused
from tasks import clocks as tasks
from tasks import relay
from tests.factories import cases, identity, parties
from tests.factories import statute as seeded
from tests.factories.approvals import shown

_STARTED = date(2026, 11, 4)
_FROM = date(2026, 12, 1)


def _asked(**values: Any) -> Amendment:
    given = {
        "kind": EntryKind.RULE, "code": "INV", "area": "", "value": "40",
        "article": "演示条例17", "confidence": Confidence.VERIFIED, "effective_on": _FROM,
        "applies": Applies.OPEN,
    }  # fmt: skip
    return Amendment(**{**given, **values})


def _change(now: datetime, **values: Any) -> Proposal:
    made = change_actions.propose_figure(_asked(**values), reason="演示：缩短调查",
                                  by=identity.officer(role="administrator"), now=now)  # fmt: skip
    return change_actions.approve_figure(
        made.id, seen=shown(made.id), by=identity.officer(role="city_supervisor"), now=now
    )


def _told(session: Any) -> None:
    session.commit()
    relay.tick()
    while tasks.reckon():  # a turn ends after some seconds, and not when all is done
        pass
    relay.tick()
    session.expire_all()


def _open_clock() -> Clock:
    case = cases.case()
    cases.line(case=case, worker_id=parties.worker(phone="13912345678").id)
    return cases.clock(case=case, start_on=_STARTED)


def test_an_open_limit_follows_once_with_its_reason_and_news(session: Any, now: datetime) -> None:
    clock = _open_clock()
    before = clock.due_on

    change = _change(now)
    _told(session)
    hearing.law_changed(FigureChanged(change.id, "rule", change.code, ""), now=now)
    session.commit()
    tasks.reckon()
    relay.tick()

    assert clock.due_on < before
    assert (clock.rule_from, clock.length) == (_FROM, 40)
    assert matters.any_case(clock.case_id).next_due_on == clock.due_on
    entry = session.scalars(select(TimelineEntry).where(TimelineEntry.event == "date_moved")).one()
    assert "60→40" in entry.text
    assert "演示条例17" in entry.text
    assert Applies.OPEN.zh in entry.text
    assert before.isoformat() in entry.changes
    moved = session.scalars(select(Fact).where(Fact.kind == "ClockMoved")).all()
    assert [fact.body["new_on"] for fact in moved] == [clock.due_on.isoformat()]
    message = session.scalars(select(Message).where(Message.notice == Notice.DATE_MOVED)).one()
    assert f"{clock.due_on.month}月{clock.due_on.day}日" in message.words
    assert tasks.verify() == 0


def test_an_open_limit_keeps_its_own_unless_the_change_says_so(session: Any, now: datetime) -> None:
    clock = _open_clock()
    before = clock.due_on

    _change(now, applies=Applies.NEW)
    _told(session)

    assert (clock.due_on, clock.rule_from) == (before, None)
    assert tasks.verify() == 0
    assert cases.clock(start_on=_FROM).rule_from == _FROM


def test_what_is_over_before_the_change_begins_stays(session: Any, now: datetime) -> None:
    short = cases.clock(rule="ACC", start_on=date(2026, 11, 20))
    overdue = cases.clock(rule="ACC", start_on=date(2026, 11, 2))
    session.commit()
    for _stage in ("warning", "breach"):
        tasks.check(overdue.id)
    fired = session.scalars(select(ClockFiring.stage).order_by(ClockFiring.id)).all()
    days = short.due_on, overdue.due_on

    _change(now, code="ACC", value="15")
    _told(session)

    assert (short.due_on, overdue.due_on) == days
    assert session.scalars(select(ClockFiring.stage).order_by(ClockFiring.id)).all() == fired
    assert len(fired) == 2
    assert tasks.verify() == 0


def test_nothing_is_late_by_a_law_that_came_after_it(session: Any, now: datetime) -> None:
    old = cases.clock(start_on=date(2026, 9, 14))
    before = old.due_on

    _change(now, value="10")
    _told(session)

    assert before >= _FROM
    assert (old.due_on, old.rule_from) == (before, None)


def test_a_changed_warning_reaches_what_is_not_yet_warned_of(session: Any, now: datetime) -> None:
    clock = cases.clock(start_on=_STARTED)
    before, due_on = clock.check_on, clock.due_on

    _change(now, kind=EntryKind.FIGURE, code="clock.warning.workdays", value="10")
    _told(session)

    assert clock.check_on < before
    assert clock.due_on == due_on
    assert tasks.verify() == 0


def test_a_change_that_lies_back_reaches_what_began_after_it(session: Any, now: datetime) -> None:
    """Entered late: what began under it counts by it, and the nightly proof finds nothing."""
    earlier = cases.clock(start_on=date(2026, 11, 4))
    since = cases.clock(start_on=date(2026, 11, 18))
    kept = earlier.due_on

    _change(now, applies=Applies.NEW, effective_on=date(2026, 11, 10))
    _told(session)

    assert earlier.due_on == kept
    assert (since.length, since.rule_from) == (40, date(2026, 11, 10))
    assert tasks.verify() == 0


def test_the_change_shows_on_the_page_that_explains_the_date(
    session: Any, officer: Any, now: datetime
) -> None:
    clock = _open_clock()
    _change(now)
    _told(session)

    for lang, words in (("zh", "中途改用的规定"), ("en", "took over on the way")):
        page = officer().get("cases.why", clock_id=clock.id, lang=lang)
        assert words in page.text
        assert "60 → 40" in page.text
    assert "没到期的也按新的算" in officer().get("cases.why", clock_id=clock.id).text


_TYPED = {
    "value": "40", "effective_on": "2026-12-01", "applies": "open", "article": "演示条例17",
    "confidence": "verified", "reason": "演示：缩短调查",
}  # fmt: skip


def test_both_people_see_which_limits_would_move(session: Any, officer: Any) -> None:
    clock = _open_clock()
    before = clock.due_on
    would_be = [row.new_on for row in moving.moving_by_law(_asked())]

    form = officer(role="administrator").get("statute.propose", kind="rule", code="INV").form()
    page = form.submit(_TYPED, button="先看哪些期限会变", expect=422)
    assert would_be[0].isoformat() in page.text
    assert session.scalars(select(Proposal)).all() == []
    page.form().submit(_TYPED, button="提出，等另一人批准")

    made = session.scalars(select(Proposal)).one()
    head = officer(role="city_supervisor")
    page = head.get("statute.approve", proposal_id=made.id)
    assert Applies.OPEN.zh in page.text
    assert would_be[0].isoformat() in page.text
    session.expire_all()
    assert clock.due_on == before
    page.form().submit({}, button="批准")
    _told(session)
    assert clock.due_on == would_be[0]
    assert Applies.OPEN.zh in head.get("statute.changes").text


def test_a_figure_of_the_day_offers_no_choice(officer: Any) -> None:
    page = officer(role="administrator").get("statute.propose", kind="figure",
                                             code="order.surcharge.least")  # fmt: skip
    assert "没有新旧之分" in page.text
    assert not page.has("[name=applies]")


@pytest.mark.parametrize("wrong", [{"applies": "both"}, {"value": "-3"}, {"value": ""},
                                   {"effective_on": "2026-11-01"}])  # fmt: skip
def test_a_wrong_change_for_open_limits_comes_back(
    session: Any, officer: Any, wrong: dict[str, str]
) -> None:
    seeded.law()
    form = officer(role="administrator").get("statute.propose", kind="rule", code="INV").form()
    page = form.submit({**_TYPED, **wrong}, button="提出，等另一人批准", expect=422)
    assert page.errors
    assert session.scalars(select(Proposal)).all() == []


_CHANGES = st.lists(
    st.tuples(st.integers(0, 120), st.integers(1, 90), st.sampled_from(list(Applies))), max_size=4
)


@given(begun=st.integers(0, 300), history=_CHANGES)
@settings(max_examples=150, deadline=None)
def test_whatever_changes_the_date_lies_on_the_day_of_its_version_or_later(
    begun: int, history: list[tuple[int, int, Applies]]
) -> None:
    statutes, calendar = seeded.seed()
    run = Run(rule="INV", start_on=date(2025, 1, 1) + timedelta(days=begun))
    day = run.start_on
    for wait, length, applies in history:
        day += timedelta(days=wait + 1)
        asked = _asked(value=str(length), effective_on=day, applies=applies)
        present = statutes.rule("INV", on=day)
        before = clock_rules.work_out(run, statutes, calendar)
        new = changes.successor(present, asked, until=None)
        statutes = changes.with_version(statutes, new, instead_of=present)
        after = clock_rules.work_out(run, statutes, calendar)

        follows = after.rule.valid_from == day
        same = (after.due_on, after.rule.valid_from) == (before.due_on, before.rule.valid_from)
        assert follows or same
        assert not follows or (applies is Applies.OPEN and before.due_on >= day <= after.due_on)


@given(history=_CHANGES)
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_after_any_changes_every_stored_date_is_the_one_that_follows(
    session: Any, now: datetime, history: list[tuple[int, int, Applies]]
) -> None:
    clocks = [cases.clock(start_on=_STARTED + timedelta(days=n)) for n in (0, 9, 16)]
    for wait, length, applies in history:
        day = date(2026, 11, 23) + timedelta(days=wait)
        with suppress(Refused):
            _change(now, value=str(length), effective_on=day, applies=applies)
    _told(session)

    assert clock_queries.not_reproduced(clocks) == []
    assert book.statute().edition is not None
    assert change_rules.governs_limits(EntryKind.RULE, "INV")
