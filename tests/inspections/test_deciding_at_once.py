"""A decision to pay that is sent many times at once is drafted once; nobody waits for ever."""

from __future__ import annotations

import threading
from typing import Any

from sqlalchemy import func, select

from casework.documents.models import Paper
from casework.documents.terms import Kind
from casework.inspections.models import Decision
from casework.inspections.terms import DecisionKind
from tests.factories import inspections

AT_ONCE = 6
TERM = "2026-12-10"


def _open(officer: Any, decision: Decision, page: str) -> Any:
    client = officer()
    client.sign_in(inspections.lead(decision.notice.case))
    shown = client.get(f"inspections.{page}", case_id=decision.case_id, decision_id=decision.id)
    return shown.form(f"inspections.{page}", case_id=decision.case_id, decision_id=decision.id)


def _at_once(session: Any, forms: list[tuple[Any, dict[str, Any]]]) -> list[Any]:
    session.commit()
    gate, answers = threading.Barrier(len(forms)), []

    def press(form: Any, typed: dict[str, Any]) -> None:
        gate.wait()
        answers.append(form.page.client.ask("POST", form.url, {**form.values, **typed}))

    threads = [threading.Thread(target=press, args=pair) for pair in forms]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def _papers(session: Any, kind: Kind) -> int:
    return session.scalar(select(func.count()).select_from(Paper).where(Paper.kind == kind))


def test_the_same_decision_sent_at_once_is_one_with_one_answer(officer: Any, session: Any) -> None:
    form = _open(officer, inspections.heard_decision(), "decide")
    typed = {"term_on": TERM, "evidence": "考勤表"}

    answers = _at_once(session, [(form, typed)] * AT_ONCE)

    assert {answer.status for answer in answers} == {302}
    assert len({answer.location for answer in answers}) == 1
    assert _papers(session, Kind.DECISION) == 1


def test_decisions_from_several_pages_at_once_are_one_and_refusals(
    officer: Any, session: Any
) -> None:
    form = _open(officer, inspections.heard_decision(), "decide")
    typed = {"term_on": TERM, "evidence": "考勤表"}

    answers = _at_once(session, [(form.anew(), typed) for _ in range(AT_ONCE)])

    assert sorted(answer.status for answer in answers) == [302] + [422] * (AT_ONCE - 1)
    assert _papers(session, Kind.DECISION) == 1


def test_notices_from_several_pages_at_once_are_one(officer: Any, session: Any) -> None:
    case = inspections.case()
    client = officer()
    client.sign_in(inspections.lead(case))
    form = client.get("inspections.notice", case_id=case.id).form()
    typed = {"kind": DecisionKind.PAY.value, "statement_until": "2026-12-02"}

    answers = _at_once(session, [(form.anew(), typed) for _ in range(AT_ONCE)])

    assert sorted(answer.status for answer in answers) == [302] + [422] * (AT_ONCE - 1)
    assert _papers(session, Kind.PRIOR_NOTICE) == 1


def test_a_statement_and_the_decision_at_once_do_not_wait_for_each_other(
    officer: Any, session: Any
) -> None:
    decision = inspections.heard_decision()
    heard = _open(officer, decision, "statement")
    decided = _open(officer, decision, "decide")

    answers = _at_once(session, [
        *[(heard.anew(), {"statement": "又说了一遍。", "answer": "已答复。"})] * 3,
        *[(decided.anew(), {"term_on": TERM, "evidence": "考勤表"})] * 3,
    ])  # fmt: skip

    assert not [answer.status for answer in answers if answer.status >= 500]
    assert _papers(session, Kind.DECISION) == 1
