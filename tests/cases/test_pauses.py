"""Suspensions and the one extension: who may, until when, and how far the date moves."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from casework.ground.approvals import rules as approvals
from casework.ground.cases.actions import clocks, firing, pauses
from casework.ground.cases.models.case import TimelineEntry
from casework.ground.cases.models.clocks import ClockFiring
from casework.ground.cases.queries import clocks as clock_queries
from casework.ground.cases.queries import matters
from casework.ground.cases.rules import pauses as pause_rules
from casework.ground.cases.terms import ClockStage, RequestState, SuspensionGround
from casework.ground.statute import queries as statute
from casework.ground.statute.rules import counting
from casework.ground.statute.terms.calendar import Suspension
from casework.kernel.facts import Fact
from tests.factories import cases, identity
from tests.factories.approvals import shown

#: Filed on 4 November: sixty working days end on 29 January 2027, ninety on 19 March 2027.
FILED = date(2026, 11, 4)


def _head() -> Any:
    return identity.officer(role="department_head")


def _by_law(**given: Any) -> date:
    """The date as the statute alone gives it."""
    rule = statute.statute().rule("INV", on=FILED)
    return counting.due(rule, FILED, statute.calendar(), cap=60, **given).due_on


def test_an_approved_extension_moves_the_date_once(session: Any, now: datetime) -> None:
    clock = cases.clock()
    before = clock.due_on
    asked = cases.extension(clock=clock)

    pauses.decide_extension(asked.id, seen=shown(asked.id), approve=True, by=_head(), now=now)

    assert (before, clock.due_on) == (_by_law(), _by_law(extended=True))
    assert clock.due_on > before
    assert clock.extended
    assert matters.any_case(clock.case_id).next_due_on == clock.due_on
    with pytest.raises(pause_rules.ExtendedAlready):
        cases.extension(clock=clock)


def test_the_timeline_says_old_and_new_date(session: Any, now: datetime) -> None:
    clock = cases.clock()
    before = clock.due_on

    asked = cases.extension(clock=clock)
    pauses.decide_extension(asked.id, seen=shown(asked), approve=True, by=_head(), now=now)

    entry = session.scalars(select(TimelineEntry).order_by(TimelineEntry.id.desc())).first()
    assert (entry.event, entry.to_worker) == ("extended", True)
    assert before.isoformat() in entry.changes
    assert clock.due_on.isoformat() in entry.changes
    assert "ClockMoved" in session.scalars(select(Fact.kind)).all()


def test_nobody_approves_his_own_request(session: Any, now: datetime) -> None:
    head = _head()
    extension = cases.extension(by=head)
    suspension = cases.suspension(by=head)

    with pytest.raises(approvals.OwnPreparation):
        pauses.decide_extension(
            extension.id, seen=shown(extension.id), approve=True, by=head, now=now
        )
    with pytest.raises(approvals.OwnPreparation):
        pauses.decide_suspension(
            suspension.id, seen=shown(suspension.id), approve=True, by=head, now=now
        )


def test_the_database_itself_refuses_an_approval_of_ones_own(session: Any, now: datetime) -> None:
    asked = cases.suspension()
    asked.state, asked.decided_by, asked.decided_at = (
        RequestState.APPROVED,
        asked.requested_by,
        now,
    )

    with pytest.raises(IntegrityError):
        session.flush()
    session.rollback()


def test_a_colleague_without_the_rank_does_not_approve(session: Any, now: datetime) -> None:
    asked = cases.extension()

    with pytest.raises(approvals.MayNotDecide) as refused:
        pauses.decide_extension(
            asked.id, seen=shown(asked.id), approve=True, by=identity.officer(), now=now
        )
    assert (refused.value.article or "").startswith("劳动保障监察条例17")


def test_after_the_last_day_nothing_is_extended_or_suspended(session: Any, now: datetime) -> None:
    clock = cases.clock(due_on=date(2026, 11, 20))
    late = cases.clock(start_on=date(2026, 8, 25))
    asked = cases.suspension(clock=late)
    assert late.due_on == now.date()

    with pytest.raises(pause_rules.LimitPassed):
        cases.extension(clock=clock)
    with pytest.raises(pause_rules.LimitPassed):
        cases.suspension(clock=clock)
    with pytest.raises(pause_rules.LimitPassed):
        pauses.decide_suspension(
            asked.id, seen=shown(asked.id), approve=True, by=_head(), now=now + timedelta(days=1)
        )


def test_on_the_last_day_itself_an_extension_is_in_time(session: Any, now: datetime) -> None:
    clock = cases.clock(start_on=date(2026, 8, 27))
    last = datetime.combine(clock.due_on, now.timetz())
    asked = pauses.ask_extension(clock.id, reason="案情复杂", by=identity.officer(), now=last)

    pauses.decide_extension(asked.id, seen=shown(asked.id), approve=True, by=_head(), now=last)

    assert clock.due_on > last.date()


def test_a_limit_without_an_extension_in_the_law_gets_none(session: Any, now: datetime) -> None:
    clock = cases.clock(rule="ACC", start_on=date(2026, 11, 20))

    with pytest.raises(pause_rules.NotExtendable):
        cases.extension(clock=clock)


def test_the_limit_to_decide_is_extended_once_by_what_was_approved(
    session: Any, now: datetime
) -> None:
    clock = cases.clock(rule="DEC", start_on=date(2026, 11, 20))
    rule = statute.statute().rule("DEC", on=clock.start_on).with_extension(10)
    asked = pauses.ask_extension(
        clock.id, reason="要再核账", length=10, by=identity.officer(), now=now
    )

    pauses.decide_extension(asked.id, seen=shown(asked.id), approve=True, by=_head(), now=now)

    longer = counting.due(rule, clock.start_on, statute.calendar(), extended=True)
    assert (clock.due_on, clock.length) == (longer.due_on, 25)
    assert clock_queries.not_reproduced([clock]) == []
    with pytest.raises(pause_rules.ExtendedAlready):
        pauses.ask_extension(clock.id, reason="还不够", length=5, by=_head(), now=now)


@pytest.mark.parametrize("length", [None, 0, 16])
def test_an_extension_without_a_length_in_the_law_says_its_own(
    session: Any, now: datetime, length: int | None
) -> None:
    """25号令37 sets none; our own rule bounds it."""
    clock = cases.clock(rule="DEC", start_on=date(2026, 11, 20))

    with pytest.raises(pause_rules.ExtensionLengthNeeded) as refused:
        pauses.ask_extension(clock.id, reason="要再核账", length=length, by=_head(), now=now)

    assert "本系统内部规则" in refused.value.zh


@pytest.mark.parametrize("rule", ["ENF", "BOND-PAY", "CR-REV", "DEC", "ACC", "SUE"])
def test_only_a_limit_that_a_rule_lets_pause_stands_still(
    session: Any, now: datetime, rule: str
) -> None:
    clock = cases.clock(rule=rule, start_on=date(2026, 11, 20))

    with pytest.raises(pause_rules.NotPausable):
        cases.suspension(clock=clock, from_on=date(2026, 11, 23))


def test_a_rejected_request_moves_nothing_and_may_be_made_again(
    session: Any, now: datetime
) -> None:
    clock = cases.clock()
    before = clock.due_on
    asked = cases.extension(clock=clock)
    with pytest.raises(pause_rules.AskedAlready):
        cases.extension(clock=clock)

    pauses.decide_extension(
        asked.id, seen=shown(asked.id), approve=False, words="理由不足", by=_head(), now=now
    )

    assert (clock.due_on, clock.extended) == (before, False)
    assert cases.extension(clock=clock).state is RequestState.REQUESTED


def test_a_suspension_counts_from_its_approval_only(session: Any, now: datetime) -> None:
    clock = cases.clock()
    before = clock.due_on
    asked = cases.suspension(clock=clock, until_on=date(2026, 11, 20))
    assert clock.due_on == before

    pauses.decide_suspension(asked.id, seen=shown(asked.id), approve=True, by=_head(), now=now)

    stop = Suspension(date(2026, 11, 16), date(2026, 11, 20))
    assert clock.due_on == _by_law(suspensions=[stop])
    assert clock.due_on > before


def test_overlapping_suspensions_are_counted_once(session: Any, now: datetime) -> None:
    clock = cases.clock()
    for first, last in ((16, 19), (18, 20)):
        asked = cases.suspension(
            clock=clock, from_on=date(2026, 11, first), until_on=date(2026, 11, last)
        )
        pauses.decide_suspension(asked.id, seen=shown(asked.id), approve=True, by=_head(), now=now)

    whole = Suspension(date(2026, 11, 16), date(2026, 11, 20))
    assert clock.due_on == _by_law(suspensions=[whole])


def test_an_open_suspension_goes_as_far_as_its_cap_and_comes_back_when_resumed(
    session: Any, now: datetime
) -> None:
    clock = cases.clock()
    asked = cases.suspension(clock=clock)
    pauses.decide_suspension(asked.id, seen=shown(asked.id), approve=True, by=_head(), now=now)
    capped = Suspension(date(2026, 11, 16), date(2026, 11, 16) + timedelta(days=59))
    assert clock.due_on == _by_law(suspensions=[capped])

    pauses.resume(asked.id, last_on=date(2026, 11, 20), by=identity.officer(), now=now)

    stop = Suspension(date(2026, 11, 16), date(2026, 11, 20))
    assert clock.due_on == _by_law(suspensions=[stop])
    with pytest.raises(pause_rules.ResumedAlready):
        pauses.resume(asked.id, last_on=date(2026, 11, 21), by=identity.officer(), now=now)


@pytest.mark.parametrize(
    ("last", "refusal"),
    [
        (date(2026, 11, 15), pause_rules.DaysNotInOrder),
        (date(2026, 11, 24), pause_rules.InTheFuture),
    ],
)
def test_a_resumption_lies_between_its_suspension_and_today(
    session: Any, now: datetime, last: date, refusal: type[Exception]
) -> None:
    asked = cases.suspension()
    pauses.decide_suspension(asked.id, seen=shown(asked.id), approve=True, by=_head(), now=now)

    with pytest.raises(refusal):
        pauses.resume(asked.id, last_on=last, by=identity.officer(), now=now)


def test_what_was_not_approved_is_not_resumed(session: Any, now: datetime) -> None:
    with pytest.raises(pause_rules.NotSuspended):
        pauses.resume(
            cases.suspension().id, last_on=date(2026, 11, 20), by=identity.officer(), now=now
        )


@pytest.mark.parametrize(
    ("first", "last", "refusal"),
    [
        (date(2026, 11, 4), None, pause_rules.OutsideLimit),
        (date(2026, 11, 24), None, pause_rules.OutsideLimit),
        (date(2026, 11, 16), date(2026, 11, 15), pause_rules.DaysNotInOrder),
    ],
)
def test_a_suspension_begins_within_the_limit(
    session: Any, now: datetime, first: date, last: date | None, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        cases.suspension(from_on=first, until_on=last)


def test_a_limit_in_hours_is_not_suspended(session: Any, now: datetime) -> None:
    clock = cases.clock(rule="CR-SEND", start_on=date(2026, 11, 23), start_at=now)

    with pytest.raises(pause_rules.NotSuspendable):
        cases.suspension(clock=clock, from_on=date(2026, 11, 23))


def test_a_term_that_a_paper_sets_is_not_suspended(session: Any, now: datetime) -> None:
    """Else the order would run out on one day, and its limit on another."""
    clock = cases.clock(rule="ORDER-TERM", start_on=date(2026, 11, 16), due_on=date(2026, 12, 4))

    with pytest.raises(pause_rules.SetByPaper):
        cases.suspension(clock=clock, from_on=date(2026, 11, 20))


def test_a_limit_that_was_met_is_neither_extended_nor_suspended(
    session: Any, now: datetime
) -> None:
    clock = cases.clock()
    clocks.meet_clock(clock, on=date(2026, 11, 20), now=now)

    with pytest.raises(pause_rules.NotRunning):
        cases.extension(clock=clock)
    with pytest.raises(pause_rules.NotRunning):
        cases.suspension(clock=clock)


def test_the_new_date_has_its_own_warning(session: Any, now: datetime) -> None:
    clock = cases.clock(start_on=date(2026, 8, 27))
    first_due = clock.due_on
    firing.check_clock(clock.id, on=first_due, now=now)
    asked = pauses.ask_suspension(
        clock.id, ground=SuspensionGround.AUDIT, from_on=date(2026, 11, 9),
        until_on=date(2026, 11, 20), paper="审计通知书", by=identity.officer(), now=now,
    )  # fmt: skip
    pauses.decide_suspension(asked.id, seen=shown(asked.id), approve=True, by=_head(), now=now)
    second_due = clock.due_on

    for _ in range(2):
        firing.check_clock(clock.id, on=second_due, now=now)

    firings = session.scalars(select(ClockFiring).order_by(ClockFiring.id)).all()
    assert [(f.stage, f.due_on) for f in firings] == [
        (ClockStage.WARNING, first_due),
        (ClockStage.WARNING, second_due),
    ]
