"""What a worker claims: each claim stands by itself, and sum and months follow from all of them."""

from __future__ import annotations

import random
from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from casework.ground.cases.actions import claims as actions
from casework.ground.cases.actions.claims import Source
from casework.ground.cases.models.case import Case, Line, Task, TimelineEntry
from casework.ground.cases.models.claims import Claim
from casework.ground.cases.queries import claims
from casework.ground.cases.rules import claims as rules
from casework.ground.cases.terms import Event, Sameness
from casework.kernel.money import Money
from tests.factories import cases, identity, parties

SEPTEMBER, OCTOBER, NOVEMBER = (date(2026, month, 1) for month in (9, 10, 11))


def _claim(case: Case, worker: Any, yuan: int, months: Any, *, who: int, now: datetime) -> Line:
    first, last = months if isinstance(months, tuple) else (months, months)
    added = actions.add_claim(
        case, worker=worker, amount=Money.yuan(yuan), from_month=first, to_month=last,
        source=Source(complaint_id=who * 10, claimant_id=who), by=None, now=now,
    )  # fmt: skip
    actions.tell_added(case, [added], by=None, now=now)
    return added.line


def test_a_second_claim_is_added_to_the_same_line(session: Any, now: datetime) -> None:
    case, worker = cases.case(), parties.worker()

    first = _claim(case, worker, 5_000, SEPTEMBER, who=1, now=now)
    second = _claim(case, worker, 3_000, OCTOBER, who=2, now=now)

    assert first.id == second.id
    assert (case.people, case.claimed, first.claimed) == (1, Money.yuan(8_000), Money.yuan(8_000))
    assert (first.from_month, first.to_month) == (SEPTEMBER, OCTOBER)


def test_the_timeline_says_what_was_added_and_the_handler_has_to_look(
    session: Any, now: datetime
) -> None:
    case, worker = cases.case(), parties.worker(name="张示例")
    cases.inspectors(case=case)

    _claim(case, worker, 5_000, SEPTEMBER, who=1, now=now)
    _claim(case, worker, 3_000, NOVEMBER, who=2, now=now)

    entry = session.scalars(select(TimelineEntry).order_by(TimelineEntry.id)).all()[-2]
    task = session.scalars(select(Task)).one()
    assert entry.event == Event.CLAIM_ADDED.value
    assert "5,000.00" in entry.changes
    assert "8,000.00" in entry.changes
    assert "2026-09, 2026-11" in entry.changes
    assert task.officer_id == case.handler_id


def test_one_person_of_a_complaint_claims_once(session: Any, now: datetime) -> None:
    case, worker = cases.case(), parties.worker()

    _claim(case, worker, 5_000, SEPTEMBER, who=1, now=now)
    _claim(case, worker, 5_000, SEPTEMBER, who=1, now=now)

    assert case.claimed == Money.yuan(5_000)


def test_a_correction_touches_its_own_claim_alone(session: Any, now: datetime) -> None:
    case, worker = cases.case(), parties.worker()
    line = _claim(case, worker, 5_000, SEPTEMBER, who=1, now=now)
    _claim(case, worker, 3_000, OCTOBER, who=2, now=now)

    actions.correct_claim(line, claimant_id=2, claimed=Money.yuan(3_600), by=None, now=now)
    actions.correct_claim(line, claimant_id=1, from_month=date(2026, 8, 1), to_month=SEPTEMBER,
                          by=None, now=now)  # fmt: skip

    said = claims.said(line)
    assert line.claimed == case.claimed == Money.yuan(8_600)
    assert (line.from_month, line.to_month) == (date(2026, 8, 1), OCTOBER)
    assert [claim.amount for claim in said.claims[:2]] == [Money.yuan(5_000), Money.yuan(3_000)]


def test_a_withdrawn_claim_leaves_the_others(session: Any, now: datetime) -> None:
    case, worker = cases.case(), parties.worker()
    line = _claim(case, worker, 5_000, SEPTEMBER, who=1, now=now)
    _claim(case, worker, 3_000, OCTOBER, who=2, now=now)

    actions.withdraw_claim(line, claimant_id=1, by=None, now=now)

    assert line.claimed == case.claimed == Money.yuan(3_000)
    assert (line.from_month, line.to_month) == (OCTOBER, OCTOBER)


def test_overlapping_months_count_until_an_officer_says_that_they_are_the_same(
    session: Any, now: datetime
) -> None:
    case, worker, officer = cases.case(), parties.worker(), identity.officer()
    line = _claim(case, worker, 8_000, (SEPTEMBER, OCTOBER), who=1, now=now)
    _claim(case, worker, 6_000, OCTOBER, who=2, now=now)
    ((one, other),) = claims.said(line).doubtful
    assert line.claimed == Money.yuan(14_000)

    with pytest.raises(rules.SameReasonNeeded):
        actions.compare_claims(line, earlier=1, later=2, sameness=Sameness.LATER, reason=" ",
                               by=officer, now=now)  # fmt: skip
    actions.compare_claims(line, earlier=one.position, later=other.position,
                           sameness=Sameness.LATER, reason="本人说只欠十月", by=officer,
                           now=now)  # fmt: skip

    assert line.claimed == case.claimed == Money.yuan(6_000)
    assert not claims.said(line).doubtful
    with pytest.raises(rules.ComparedAlready):
        actions.compare_claims(line, earlier=1, later=2, sameness=Sameness.BOTH, reason="再看",
                               by=officer, now=now)  # fmt: skip


def test_a_corrected_claim_is_compared_anew(session: Any, now: datetime) -> None:
    case, worker, officer = cases.case(), parties.worker(), identity.officer()
    line = _claim(case, worker, 8_000, SEPTEMBER, who=1, now=now)
    _claim(case, worker, 6_000, SEPTEMBER, who=2, now=now)
    actions.compare_claims(line, earlier=1, later=2, sameness=Sameness.EARLIER, reason="同一笔",
                           by=officer, now=now)  # fmt: skip

    actions.correct_claim(line, claimant_id=2, from_month=SEPTEMBER, to_month=OCTOBER, by=None,
                          now=now)  # fmt: skip

    assert line.claimed == Money.yuan(14_000)
    assert [(a.position, b.position) for a, b in claims.said(line).doubtful] == [(1, 3)]


def test_months_that_nobody_remembers_do_not_tell_two_claims_apart(
    session: Any, now: datetime
) -> None:
    case, worker = cases.case(), parties.worker()
    line = _claim(case, worker, 8_000, (None, None), who=1, now=now)
    _claim(case, worker, 6_000, OCTOBER, who=2, now=now)

    assert len(claims.said(line).doubtful) == 1


def test_a_finding_is_to_be_looked_at_again_when_the_claims_change(
    session: Any, now: datetime
) -> None:
    case, worker, officer = cases.case(), parties.worker(), identity.officer()
    line = _claim(case, worker, 8_000, SEPTEMBER, who=1, now=now)
    line.verified = Money.yuan(8_000)
    actions.seen_all(line)

    _claim(case, worker, 6_000, SEPTEMBER, who=2, now=now)
    assert line.recheck
    assert claims.found_months([line])[line.id] == (rules.Span(SEPTEMBER, SEPTEMBER),)

    actions.compare_claims(line, earlier=1, later=2, sameness=Sameness.EARLIER, reason="同一笔",
                           by=officer, now=now)  # fmt: skip
    assert not line.recheck


def test_claims_are_never_rewritten(session: Any, now: datetime) -> None:
    case, worker = cases.case(), parties.worker()
    _claim(case, worker, 8_000, SEPTEMBER, who=1, now=now)
    session.commit()

    for change in ("UPDATE claim SET amount = 1", "DELETE FROM claim"):
        with pytest.raises(DBAPIError):
            session.execute(text(change))
        session.rollback()


@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_said_the_sum_is_that_of_the_last_word_of_each(
    session: Any, now: datetime, seed: int
) -> None:
    """Filing, joining and correcting in any order: nothing is lost and nothing counts twice."""
    draw = random.Random(seed)
    case, workers = cases.case(), [parties.worker() for _ in range(3)]
    said: dict[tuple[int, int], int] = {}
    lines: dict[int, Line] = {}
    for _ in range(25):
        index, who, yuan = draw.randrange(3), draw.randrange(1, 5), draw.randrange(1, 9) * 1_000
        person = index * 10 + who
        month = date(2026, draw.randrange(1, 12), 1)
        if (index, who) in said:
            actions.correct_claim(lines[index], claimant_id=person, claimed=Money.yuan(yuan),
                                  by=None, now=now)  # fmt: skip
        else:
            lines[index] = _claim(case, workers[index], yuan, month, who=person, now=now)
        said[index, who] = yuan

        assert case.claimed == Money.yuan(sum(said.values()))
        for number, line in lines.items():
            mine = [yuan for (one, _), yuan in said.items() if one == number]
            assert line.claimed == Money.yuan(sum(mine))
            assert len(claims.said(line).counted) == len(mine)
    kept = session.scalars(select(Claim.id)).all()
    assert len(kept) == 25


@pytest.mark.parametrize(
    ("spans", "written", "months"),
    [
        ([(9, 9), (10, 10)], "2026-09 – 2026-10", 2),
        ([(6, 8), (10, 10)], "2026-06 – 2026-08, 2026-10", 4),
        ([(6, 9), (8, 10)], "2026-06 – 2026-10", 5),
        ([(6, None)], "2026-06 –", None),
        ([(6, None), (7, 8), (9, 9)], "2026-06 –", None),
        ([(6, 8), (8, None)], "2026-06 –", None),
        ([(6, None), (12, 12)], "2026-06 –, 2026-12", None),
    ],
)
def test_months_are_joined_only_where_they_touch(
    spans: list[tuple[int, int | None]], written: str, months: int | None
) -> None:
    found = rules.joined(
        rules.Span(date(2026, first, 1), date(2026, last, 1) if last else None)
        for first, last in spans
    )

    assert rules.written(found) == written
    assert rules.months(found) == months
