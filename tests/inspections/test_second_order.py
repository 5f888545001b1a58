"""One paper at a time tells somebody to pay one worker."""

from __future__ import annotations

import itertools
import threading
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from casework.ground.cases.queries import matters
from casework.ground.documents import actions as papers
from casework.ground.identity.models import Officer
from casework.ground.ledger.actions import entries
from casework.ground.ledger.terms import Source
from casework.kernel.money import Money
from casework.procedure.inspections import queries, rules
from casework.procedure.inspections.actions import deciding, finding
from casework.procedure.inspections.models import Decision, Order
from casework.procedure.inspections.terms import DecisionKind, Finding, Found, OrderKind
from tests.factories import cases, inspections

pytestmark = pytest.mark.both

TERM = date(2026, 12, 2)
AT_ONCE = 8


def _sign_in(officer: Any, person: Officer) -> Any:
    browser = officer()
    browser.sign_in(person)
    return browser


def _number(session: Any, model: Any) -> int:
    return session.scalar(select(func.count()).select_from(model))


def test_a_second_order_for_the_same_people_is_refused_in_words(officer: Any, session: Any) -> None:
    case = inspections.case()
    client = _sign_in(officer, inspections.lead(case))
    page = client.get("inspections.order", case_id=case.id)
    form = page.form("inspections.order", case_id=case.id)
    form.submit({"term_on": TERM.isoformat()})
    first = session.scalars(select(Order)).one()

    answer = form.anew().submit({"term_on": TERM.isoformat()}, expect=422)

    assert any("已经在一份限期改正指令书里" in error for error in answer.errors)
    assert answer.has(f"main a[href$='/papers/{first.paper_id}']")
    assert _number(session, Order) == 1


def test_others_of_the_case_may_be_ordered_meanwhile(session: Any, now: Any) -> None:
    case = inspections.case()
    inspections.order(case=case)
    other = cases.line(case=case, verified=Money.yuan(500))

    made = inspections.order(case=case, line_ids=[other.id])

    assert [part.line_id for part in made.parts] == [other.id]


def test_after_the_first_is_void_another_may_be_drafted(session: Any, now: Any) -> None:
    case = inspections.case()
    first = inspections.order(case=case)
    papers.void(first.paper, reason="期限写错", by=inspections.lead(case), now=now)

    assert inspections.order(case=case).id != first.id


def test_of_eight_that_are_drafted_at_once_one_stays(officer: Any, session: Any) -> None:
    case = inspections.case()
    lead = inspections.lead(case)
    forms = []
    for _ in range(AT_ONCE):
        page = _sign_in(officer, lead).get("inspections.order", case_id=case.id)
        forms.append(page.form("inspections.order", case_id=case.id))
    session.commit()
    gate, answers = threading.Barrier(AT_ONCE), []

    def post(form: Any) -> None:
        gate.wait()
        sent = {**form.values, "term_on": TERM.isoformat()}
        answers.append(form.page.client.ask("POST", form.url, sent).status)

    threads = [threading.Thread(target=post, args=(form,)) for form in forms]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert answers.count(302) == 1
    assert _number(session, Order) == 1


def _decided(case: Any, now: Any) -> Order:
    """Notice, statement and decision over what is owed; the decision went out."""
    made = inspections.heard_decision(case=case)
    deciding.draft_decision(made, term_on=TERM, evidence=("考勤表",), by=inspections.lead(case),
                           now=now)  # fmt: skip
    inspections.send(made.order.paper, by=inspections.lead(case))
    return made.order


def test_once_a_decision_is_out_a_further_notice_is_about_the_money_found_since(
    officer: Any, session: Any, now: Any
) -> None:
    case = inspections.case()
    [line] = matters.lines(case.id)
    first = _decided(case, now)
    with pytest.raises(rules.OrderedAlready, match="行政处理决定书"):
        inspections.decision(case=case)
    before = line.verified
    was = Found(books=line.books, verified=before, ground=line.ground)
    found = Found(books=None, verified=before + Money.yuan(600), ground="又查到")
    finding.verify(case, findings=[Finding(line.id, was, found)], by=inspections.lead(case),
                   now=now)  # fmt: skip
    session.commit()
    page = _sign_in(officer, inspections.lead(case)).get("inspections.notice", case_id=case.id)

    page.form().submit({"kind": DecisionKind.PAY.value, "statement_until": "2026-12-02"})

    second = session.scalars(select(Decision).order_by(Decision.id.desc())).first()
    assert second.amount == Money.yuan(600)
    inspections.send(second.notice, by=inspections.lead(case))
    deciding.hear_statement(second, statement="演示。", answer="演示。", by=inspections.lead(case),
                           now=now)  # fmt: skip
    deciding.draft_decision(second, term_on=TERM, evidence=("考勤表",), by=inspections.lead(case),
                           now=now)  # fmt: skip
    standing = queries.open_orders(case.id, OrderKind.DECISION)
    assert [one.amount for one in standing] == [before, Money.yuan(600)]
    assert [one.parts[0].paid_before for one in standing] == [Money(0), before]
    assert first.outcome is None


def test_a_notice_for_others_is_possible_while_the_first_waits(session: Any, now: Any) -> None:
    case = inspections.case()
    inspections.decision(case=case)
    other = cases.line(case=case, verified=Money.yuan(500))

    made = inspections.decision(case=case, line_ids=[other.id])

    assert ([part.line_id for part in made.parts], made.amount) == ([other.id], Money.yuan(500))


def test_a_second_notice_for_the_same_people_is_refused(session: Any, now: Any) -> None:
    made = inspections.decision()

    with pytest.raises(rules.OrderedAlready, match="事先告知书"):
        deciding.draft_notice(
            made.notice.case, kind=DecisionKind.PAY, statement_until=date(2026, 11, 30),
            by=inspections.lead(made.notice.case), now=now,
        )  # fmt: skip

    assert _number(session, Decision) == 1


_STEPS = st.lists(
    st.tuples(st.sampled_from(["find", "pay", "decide"]), st.integers(1, 3_000)), max_size=8
)


@given(steps=_STEPS)
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_yuan_is_decided_on_twice(session: Any, now: Any, steps: list[tuple[str, int]]) -> None:
    case = inspections.case()
    [line] = matters.lines(case.id)
    _decided(case, now)
    for number, (step, yuan) in enumerate(steps):
        standing = queries.open_orders(case.id, OrderKind.DECISION)
        if step == "find":
            was = Found(books=line.books, verified=line.verified, ground=line.ground)
            found = Found(None, line.verified + Money.yuan(yuan), "又查到")
            finding.verify(case, findings=[Finding(line.id, was, found)],
                           by=inspections.lead(case), now=now)  # fmt: skip
        elif step == "pay" and line.owed:
            entries.record_payment(case, source=Source.EMPLOYER, slip=f"演{case.id}-{number}",
                                  paid_on=now.date(), total=min(Money.yuan(yuan), line.owed),
                                  by=None, now=now)  # fmt: skip
        elif step == "decide" and line.owed and queries.room(line, standing)[1]:
            _decided(case, now)
        standing = queries.open_orders(case.id, OrderKind.DECISION)
        places = sorted((p.paid_before, p.paid_before + p.amount)
                        for order in standing for p in order.parts)  # fmt: skip
        assert all(end <= start for (_, end), (start, _) in itertools.pairwise(places)), places
        left = queries.room(line, standing)[1]
        assert queries.asked(standing)[line.id] + left == line.owed
