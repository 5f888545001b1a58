"""One paper at a time tells somebody to pay one worker."""

from __future__ import annotations

import threading
from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select

from casework.documents import actions as papers
from casework.identity.models import Officer
from casework.inspections import actions, rules
from casework.inspections.models import Decision, Order
from casework.inspections.terms import DecisionKind
from casework.kernel.money import Money
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


def test_a_second_notice_for_the_same_people_is_refused(session: Any, now: Any) -> None:
    made = inspections.decision()

    with pytest.raises(rules.OrderedAlready, match="事先告知书"):
        actions.draft_notice(
            made.notice.case, kind=DecisionKind.PAY, statement_until=date(2026, 11, 30),
            by=inspections.lead(made.notice.case), now=now,
        )  # fmt: skip

    assert _number(session, Decision) == 1
