"""Who claims more while an order stands: the new months are kept, and go on a further order."""

from __future__ import annotations

import itertools
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casework.ground.cases.actions import timeline
from casework.ground.cases.models.case import Case
from casework.ground.cases.queries import matters
from casework.ground.identity.models import Officer
from casework.ground.ledger.actions import entries
from casework.ground.ledger.terms import Source
from casework.kernel.days import at
from casework.kernel.money import Money
from casework.procedure.inspections import queries, rules
from casework.procedure.inspections.actions import deadlines, finding
from casework.procedure.inspections.models import Order
from casework.procedure.inspections.terms import Finding, Found, OrderKind, Outcome
from casework.procedure.intake.actions import deciding
from tests.conftest import NOW
from tests.factories import cases, inspections
from tests.factories import intake as complaints
from tests.portal import walk

TERM, LONG = date(2026, 12, 2), date(2026, 12, 18)
SEPTEMBER, NOVEMBER = date(2026, 9, 1), date(2026, 11, 1)


def _sign_in(officer: Any, person: Officer) -> Any:
    browser = officer()
    browser.sign_in(person)
    return browser


def _complaint(yuan: int, month: date) -> Any:
    who = complaints.claimant(
        id_number="371302200001010017", amount=Money.yuan(yuan), from_month=month, to_month=month
    )
    return complaints.complaint(claimants=(who,))


def _verify(case: Case, yuan: int) -> None:
    [line] = matters.lines(case.id)
    was = Found(books=line.books, verified=line.verified, ground=line.ground)
    found = Found(books=None, verified=Money.yuan(yuan), ground="工资表")
    finding.verify(
        case, findings=[Finding(line.id, was, found)], by=inspections.lead(case), now=NOW
    )


def _pay(case: Case, amount: Money, slip: str) -> None:
    entries.record_payment(
        case, source=Source.EMPLOYER, slip=slip, paid_on=NOW.date(), total=amount, by=None, now=NOW
    )
    deadlines.check_met(case.id, now=NOW)


@pytest.fixture
def ordered(session: Any) -> tuple[Case, Any]:
    """8,000 for September are ordered and served; then the same worker adds 6,000 for November."""
    walk.city()
    case = deciding.accept(_complaint(8_000, SEPTEMBER), by=None, now=NOW)
    cases.inspectors(case=case)
    timeline.move(case, "begin")
    _verify(case, 8_000)
    inspections.served_order(case=case)
    second = _complaint(6_000, NOVEMBER)
    deciding.accept(second, join=case, by=None, now=NOW)
    session.commit()
    return case, second


def test_both_sides_read_what_happens_with_the_new_months(
    ordered: tuple[Case, Any], officer: Any, client: Any
) -> None:
    case, second = ordered
    page = _sign_in(officer, inspections.lead(case)).get("inspections.lines", case_id=case.id)
    assert "多出来的另下一份" in page.text
    assert any(task.officer_id for task in matters.open_tasks(case.id))

    mine = client.get("lookup.receipt").form().submit({"code": second.code, "tail": "0164"})

    assert "送给老板的责令书里还没有" in mine.text
    assert "a further order follows" in client.get("progress.matter", lang="en").text


def test_a_further_order_names_the_new_months_and_money_alone(
    ordered: tuple[Case, Any], officer: Any, client: Any, session: Any
) -> None:
    case, second = ordered
    _verify(case, 14_000)
    session.commit()
    browser = _sign_in(officer, inspections.lead(case))
    page = browser.get("inspections.lines", case_id=case.id)
    assert "6,000.00元" in page.text
    page = browser.get("inspections.order", case_id=case.id)
    form = page.form("inspections.order", case_id=case.id)

    form.submit({"term_on": TERM.isoformat()})

    session.expire_all()
    first, further = queries.orders(case.id)
    assert (first.amount, further.amount) == (Money.yuan(8_000), Money.yuan(6_000))
    [row] = further.paper.body.workers
    assert (row.period, row.owed) == ("2026年11月", Money.yuan(6_000))
    assert queries.unordered(case.id) == {}
    answer = form.anew().submit({"term_on": TERM.isoformat()}, expect=422)
    assert any("已经在一份限期改正指令书里" in error for error in answer.errors)
    inspections.send(further.paper, by=inspections.lead(case))
    mine = client.get("lookup.receipt").form().submit({"code": second.code, "tail": "0164"})
    assert "送给老板的责令书里还没有" not in mine.text


def test_what_is_paid_counts_for_the_older_order_first(ordered: tuple[Case, Any]) -> None:
    case, _second = ordered
    _verify(case, 14_000)
    further = inspections.served_order(case=case)
    first = queries.orders(case.id)[0]

    _pay(case, Money.yuan(8_000), "演1")
    assert (first.outcome, further.outcome) == (Outcome.MET, None)
    _pay(case, Money.yuan(6_000), "演2")
    assert further.outcome is Outcome.MET


def test_an_order_anew_stands_before_the_further_one_and_is_met_by_its_own_money(
    ordered: tuple[Case, Any],
) -> None:
    case, _second = ordered
    _verify(case, 14_000)
    further = inspections.served_order(case=case, term_on=LONG)
    deadlines.expire_order(queries.orders(case.id)[0], now=at(date(2026, 12, 4), 10))
    anew = inspections.served_order(case=case, term_on=LONG)
    assert (anew.amount, further.amount) == (Money.yuan(8_000), Money.yuan(6_000))

    _pay(case, Money.yuan(8_000), "演1")

    assert (anew.outcome, further.outcome) == (Outcome.MET, None)
    assert Money.total(queries.asked([further]).values()) == Money.yuan(6_000)


def test_an_order_anew_fills_the_place_before_the_further_one_and_the_rest_follows_it(
    ordered: tuple[Case, Any],
) -> None:
    case, _second = ordered
    _verify(case, 14_000)
    further = inspections.served_order(case=case, term_on=LONG)
    deadlines.expire_order(queries.orders(case.id)[0], now=at(date(2026, 12, 4), 10))
    _verify(case, 20_000)

    anew = inspections.served_order(case=case, term_on=LONG)
    last = inspections.served_order(case=case, term_on=LONG)

    assert [one.amount for one in (anew, further, last)] == [
        Money.yuan(8_000), Money.yuan(6_000), Money.yuan(6_000)
    ]  # fmt: skip
    assert queries.unordered(case.id) == {}
    _pay(case, Money.yuan(8_000), "演1")
    assert [one.outcome for one in (anew, further, last)] == [Outcome.MET, None, None]
    _pay(case, Money.yuan(6_000), "演2")
    assert [one.outcome for one in (further, last)] == [Outcome.MET, None]


def test_drafts_that_follow_a_finding_share_the_money_between_them(
    ordered: tuple[Case, Any],
) -> None:
    case, _second = ordered
    _verify(case, 14_000)
    inspections.served_order(case=case, term_on=LONG)
    deadlines.expire_order(queries.orders(case.id)[0], now=at(date(2026, 12, 4), 10))
    _verify(case, 20_000)
    inspections.order(case=case, term_on=LONG)
    inspections.order(case=case, term_on=LONG)

    _verify(case, 21_000)
    _verify(case, 22_000)

    assert sorted(one.amount for one in _standing(case)) == [
        Money.yuan(6_000), Money.yuan(8_000), Money.yuan(8_000)
    ]  # fmt: skip


def test_while_the_new_money_is_on_no_order_something_is_left_to_decide(
    ordered: tuple[Case, Any],
) -> None:
    case, _second = ordered
    assert not queries.is_left_to_decide(case.id)
    _verify(case, 14_000)
    assert queries.is_left_to_decide(case.id)
    inspections.served_order(case=case)
    assert not queries.is_left_to_decide(case.id)


def test_a_draft_of_a_further_order_follows_its_own_part_of_the_finding(
    ordered: tuple[Case, Any],
) -> None:
    case, _second = ordered
    _verify(case, 14_000)
    inspections.order(case=case)

    _verify(case, 13_000)

    standing = queries.open_orders(case.id, OrderKind.ORDER)
    assert [one.amount for one in standing] == [Money.yuan(8_000), Money.yuan(5_000)]


def test_without_more_to_ask_for_there_is_no_further_order(ordered: tuple[Case, Any]) -> None:
    with pytest.raises(rules.OrderedAlready):
        inspections.order(case=ordered[0])


_STEPS = st.lists(
    st.tuples(st.sampled_from(["find", "pay", "order", "expire"]), st.integers(1, 3_000)),
    max_size=12,
)


@given(steps=_STEPS)
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_yuan_is_ordered_twice_and_none_is_forgotten(
    session: Any, steps: list[tuple[str, int]]
) -> None:
    case = inspections.case()
    [line] = matters.lines(case.id)
    inspections.served_order(case=case, term_on=LONG)
    for number, (step, yuan) in enumerate(steps):
        if step == "find":
            _verify(case, int(line.verified.fen // 100) + yuan)
        elif step == "pay" and line.owed:
            _pay(case, min(Money.yuan(yuan), line.owed), f"演{case.id}-{number}")
        elif step == "order" and (queries.unordered(case.id) or not _standing(case)) and line.owed:
            inspections.served_order(case=case, term_on=LONG)
        elif step == "expire" and (running := queries.running_orders(case.id)):
            deadlines.expire_order(running[yuan % len(running)], now=at(date(2026, 12, 19), 10))
        _check_apart(case)
        asked = queries.asked(_standing(case)).get(line.id, Money(0))
        rest = queries.unordered(case.id).get(line.id, Money(0))
        assert asked + rest == line.owed or not _standing(case)


def _check_apart(case: Case) -> None:
    """No two orders that stand reach into each other."""
    parts = [part for order in _standing(case) for part in order.parts]
    places = sorted((one.paid_before, one.paid_before + one.amount) for one in parts)
    assert all(end <= start for (_, end), (start, _) in itertools.pairwise(places)), places


def _standing(case: Case) -> list[Order]:
    return queries.open_orders(case.id, OrderKind.ORDER)
