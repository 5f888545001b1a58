"""Loading the seed and the calendar, and changing an entry: two people, a day, a reason."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from casework.ground.approvals import rules as approvals
from casework.ground.statute import queries
from casework.ground.statute.actions import changes as change_actions
from casework.ground.statute.actions import loading
from casework.ground.statute.actions.loading import YearLoadedDifferently
from casework.ground.statute.models import (
    CalendarDay,
    CalendarYear,
    FigureVersion,
    Proposal,
    RuleVersion,
)
from casework.ground.statute.rules import calendar as calendar_rules
from casework.ground.statute.rules import changes, counting
from casework.ground.statute.rules.notice import Notice, NoticeRefused
from casework.ground.statute.terms.entries import Amendment
from casework.ground.statute.terms.refusals import UnknownFigure
from casework.ground.statute.terms.words import Applies, Confidence, EntryKind, ProposalState
from casework.kernel.facts import Fact
from tests.factories import identity, statute
from tests.factories.approvals import shown

TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _law(session: Any) -> None:
    statute.law()


def notice(**values: Any) -> Notice:
    given = {
        "year": 2027,
        "off_days": frozenset(calendar_rules.provisional_year(2027).days),
        "makeup_days": frozenset({date(2027, 2, 14)}),
        "document": "演示文号",
        "announced_on": date(2026, 11, 25),
    }
    return Notice(**{**given, **values})


def propose(*, now: datetime, **values: Any) -> Proposal:
    given = {
        "kind": EntryKind.FIGURE, "code": "crime.group.amount", "area": "37", "value": "50000",
        "article": "演示文件第一条", "confidence": Confidence.VERIFIED,
        "effective_on": date(2027, 1, 1), "reason": "演示：省里公布了数额",
    }  # fmt: skip
    by = values.pop("by", None) or identity.officer(role="administrator")
    asked = {**given, **values}
    reason = asked.pop("reason")
    return change_actions.propose_figure(Amendment(**asked), reason=reason, by=by, now=now)


def counts(session: Any) -> list[int]:
    models = (RuleVersion, FigureVersion, CalendarYear, CalendarDay)
    return [session.scalar(select(func.count()).select_from(model)) for model in models]


def test_the_database_holds_exactly_what_the_seed_says(session: Any) -> None:
    book, calendar = statute.seed()
    assert queries.statute().rules == book.rules
    assert queries.statute().figures == book.figures
    for number, year in calendar.years.items():
        assert dict(queries.calendar().years[number].days) == dict(year.days)


def test_loading_the_seed_twice_changes_nothing(session: Any, now: datetime) -> None:
    before, edition = counts(session), queries.statute().edition
    assert loading.load_seed(now=now) is False
    assert counts(session) == before
    assert queries.statute().edition == edition


def test_the_seed_never_overwrites_what_an_administrator_changed(
    session: Any, now: datetime
) -> None:
    made = propose(now=now)
    change_actions.approve_figure(
        made.id, seen=shown(made.id), by=identity.officer(role="city_supervisor"), now=now
    )
    loading.load_seed(now=now)
    figure = queries.statute().figure("crime.group.amount", on=date(2027, 1, 1), area="37")
    assert figure.whole == 50000


def test_an_announced_year_becomes_official_and_dates_in_it_certain(
    session: Any, now: datetime
) -> None:
    rule = queries.statute().rule("INV", on=TODAY)
    assert counting.due(rule, TODAY, queries.calendar()).provisional
    assert loading.load_calendar_year(notice(), by=None, now=now) is True
    sheet = counting.due(rule, TODAY, queries.calendar())
    assert not sheet.provisional
    assert sheet.due == date(2027, 2, 19)
    facts = session.scalars(select(Fact).where(Fact.kind == "CalendarLoaded")).all()
    assert [fact.body for fact in facts] == [{"year": 2027}]


def test_loading_a_year_twice_changes_nothing(session: Any, now: datetime) -> None:
    loading.load_calendar_year(notice(), by=None, now=now)
    before, edition = counts(session), queries.calendar().edition
    assert loading.load_calendar_year(notice(), by=None, now=now) is False
    assert counts(session) == before
    assert queries.calendar().edition == edition


def test_a_wrong_notice_leaves_nothing_behind(session: Any, now: datetime) -> None:
    before = counts(session)
    with pytest.raises(NoticeRefused):
        loading.load_calendar_year(notice(off_days=frozenset()), by=None, now=now)
    session.flush()
    assert counts(session) == before
    assert not queries.calendar().official(2027)


def test_an_official_year_is_replaced_only_by_a_later_notice(session: Any, now: datetime) -> None:
    loading.load_calendar_year(notice(), by=None, now=now)
    changed = {"makeup_days": frozenset({date(2027, 2, 21)})}
    with pytest.raises(YearLoadedDifferently):
        loading.load_calendar_year(notice(**changed), by=None, now=now)
    later = notice(**changed, announced_on=date(2026, 12, 1))
    assert loading.load_calendar_year(later, by=None, now=now) is True
    assert calendar_rules.is_workday(date(2027, 2, 21), queries.calendar())
    assert not calendar_rules.is_workday(date(2027, 2, 14), queries.calendar())


def test_an_approved_change_begins_on_its_day_and_ends_the_version_before(
    session: Any, now: datetime
) -> None:
    approver = identity.officer(role="city_supervisor")
    made = propose(now=now)
    change_actions.approve_figure(made.id, seen=shown(made.id), by=approver, now=now)
    book = queries.statute()
    old = book.figure("crime.group.amount", on=date(2026, 12, 31), area="371302")
    new = book.figure("crime.group.amount", on=date(2027, 1, 1), area="371302")
    assert (old.whole, old.unconfirmed, old.valid_to) == (60000, True, date(2026, 12, 31))
    assert (new.whole, new.unconfirmed, new.article) == (50000, False, "演示文件第一条")
    assert (made.old_value, made.new_value, made.decided_by_id) == ("60000", "50000", approver.id)
    fact = session.scalars(select(Fact).where(Fact.kind == "FigureChanged")).one()
    assert fact.body["entry_id"] == "crime.group.amount"


def test_a_changed_limit_counts_for_cases_that_start_later(session: Any, now: datetime) -> None:
    made = propose(now=now, kind=EntryKind.RULE, code="ACC", area="", value="3")
    change_actions.approve_figure(
        made.id, seen=shown(made.id), by=identity.officer(role="city_supervisor"), now=now
    )
    assert queries.statute().rule("ACC", on=date(2026, 12, 31)).length == 5
    assert queries.statute().rule("ACC", on=date(2027, 1, 1)).length == 3


def test_an_area_gets_its_own_version_beside_the_wider_one(session: Any, now: datetime) -> None:
    made = propose(now=now, code="crowd.people", area="371302", value="5")
    assert made.old_value is None
    change_actions.approve_figure(
        made.id, seen=shown(made.id), by=identity.officer(role="city_supervisor"), now=now
    )
    book, on = queries.statute(), date(2027, 1, 1)
    assert book.figure("crowd.people", on=on, area="371302").whole == 5
    assert book.figure("crowd.people", on=on, area="371321").whole == 10


def test_nobody_approves_the_own_proposal(session: Any, now: datetime) -> None:
    officer = identity.officer(role="administrator")
    made = propose(now=now, by=officer)
    with pytest.raises(approvals.OwnPreparation):
        change_actions.approve_figure(made.id, seen=shown(made.id), by=officer, now=now)
    with pytest.raises(approvals.OwnPreparation):
        change_actions.reject_figure(made.id, seen=shown(made.id), note="不行", by=officer, now=now)


def test_the_database_refuses_an_own_approval_too(session: Any, now: datetime) -> None:
    made = propose(now=now)
    made.state = ProposalState.APPROVED
    made.decided_by_id = made.proposed_by_id
    made.decided_at = now
    with pytest.raises(IntegrityError):
        session.flush()


def test_a_decided_proposal_is_not_decided_again(session: Any, now: datetime) -> None:
    approver = identity.officer(role="city_supervisor")
    made = propose(now=now)
    change_actions.reject_figure(
        made.id, seen=shown(made.id), note="没有依据", by=approver, now=now
    )
    with pytest.raises(approvals.NotWaiting):
        change_actions.approve_figure(made.id, seen=shown(made.id), by=approver, now=now)
    assert (
        queries.statute().figure("crime.group.amount", on=date(2027, 1, 1), area="37").unconfirmed
    )


def test_of_two_proposals_for_one_entry_the_second_is_made_anew(
    session: Any, now: datetime
) -> None:
    approver = identity.officer(role="city_supervisor")
    first = propose(now=now)
    second = propose(now=now, value="70000", effective_on=date(2027, 2, 1))
    change_actions.approve_figure(first.id, seen=shown(first.id), by=approver, now=now)
    with pytest.raises(approvals.ChangedSince):
        change_actions.approve_figure(second.id, seen=shown(second.id), by=approver, now=now)


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"value": "many"}, changes.NotANumber),
        ({"code": "no.such"}, UnknownFigure),
        ({"value": "60000", "confidence": Confidence.UNCONFIRMED}, changes.NothingChanges),
        ({"value": "-5"}, changes.NotANumber),
        ({"value": ""}, changes.NotANumber),
        ({"kind": EntryKind.RULE, "code": "ACC", "area": "", "value": "-1"}, changes.NotANumber),
        ({"kind": EntryKind.RULE, "code": "ACC", "area": "", "value": "2.5"}, changes.NotANumber),
        ({"code": "order.surcharge.least", "area": "", "value": "120"}, changes.CrossesAnother),
        ({"code": "order.surcharge.most", "area": "", "value": "40"}, changes.CrossesAnother),
        ({"value": "99999999"}, changes.CrossesAnother),
        ({"applies": Applies.OPEN}, changes.OpenOnesNotMeant),
        ({"kind": EntryKind.RULE, "code": "ACC", "area": "", "value": "3",
          "applies": Applies.OPEN, "effective_on": date(2026, 11, 20)}, changes.OpenOnesTooEarly),
        ({"code": "wage.workdays_per_month", "area": "", "effective_on": date(2025, 1, 1),
          "value": "20"}, changes.BeginsTooEarly),
    ],
)  # fmt: skip
def test_a_proposal_that_cannot_be_is_refused(
    session: Any, now: datetime, values: dict[str, Any], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        propose(now=now, **values)


def test_confirming_a_figure_without_changing_it_is_a_change(session: Any, now: datetime) -> None:
    made = propose(now=now, value="60000")
    change_actions.approve_figure(
        made.id, seen=shown(made.id), by=identity.officer(role="city_supervisor"), now=now
    )
    figure = queries.statute().figure("crime.group.amount", on=date(2027, 1, 1), area="37")
    assert not figure.unconfirmed


def test_asking_again_in_the_same_transaction_costs_no_query(session: Any, queries: Any) -> None:
    from casework.ground.statute import queries as asked

    asked.statute()
    with queries() as seen:
        asked.statute()
        asked.calendar()
    assert len(seen) == 0, seen.listing


def test_a_new_transaction_costs_one_look_at_the_edition(session: Any, queries: Any) -> None:
    from casework.ground.statute import queries as asked

    asked.statute()
    session.commit()
    with queries() as seen:
        asked.statute()
        asked.calendar()
    assert len(seen) == 1, seen.listing


def test_a_change_that_is_rolled_back_leaves_no_trace(session: Any, now: datetime) -> None:
    made = propose(now=now)
    approver = identity.officer(role="city_supervisor")
    session.commit()
    change_actions.approve_figure(made.id, seen=shown(made.id), by=approver, now=now)
    changed = queries.statute()
    session.rollback()
    assert queries.statute().edition != changed.edition
    assert (
        queries.statute().figure("crime.group.amount", on=date(2027, 1, 1), area="37").unconfirmed
    )
