"""A decision to pay that is sent many times at once is drafted once; nobody waits for ever."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from sqlalchemy import func, select, text

from casework.ground.cases.models.case import Case
from casework.ground.documents.models import Paper
from casework.ground.documents.terms.kinds import Kind
from casework.ground.identity.models import Officer
from casework.kernel.database import get, lock
from casework.kernel.transaction import writing
from casework.procedure.inspections.actions import deciding
from casework.procedure.inspections.models import Decision
from casework.procedure.inspections.terms import DecisionKind
from tests.factories import inspections

pytestmark = pytest.mark.both

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


def test_whoever_holds_the_case_gets_the_decision_too(
    lane: Any, app: Any, session: Any, now: Any
) -> None:
    """One who hears a statement waits for the case before he holds the decision: else two wait for
    each other."""
    if lane.kind != "postgresql":
        pytest.skip("on SQLite whoever writes holds the whole file")
    decision = inspections.heard_decision()
    decision_id, lead = decision.id, inspections.lead(decision.notice.case).id
    case_id = decision.case_id
    session.commit()
    lock(Case, case_id)

    def hear() -> None:
        with app.app_context(), writing():
            deciding.hear_statement(get(Decision, decision_id), statement="又说了一遍。",
                                   answer="已答复。", by=get(Officer, lead), now=now)  # fmt: skip

    hearing = threading.Thread(target=hear)
    hearing.start()
    _until_somebody_waits(session)

    assert lock(Decision, decision_id).statement != "又说了一遍。"
    session.commit()
    hearing.join()
    session.expire_all()
    assert get(Decision, decision_id).statement == "又说了一遍。"


def _until_somebody_waits(session: Any) -> None:
    waits = text("SELECT count(*) FROM pg_stat_activity"
                 " WHERE datname = current_database() AND wait_event_type = 'Lock'")  # fmt: skip
    waited = threading.Event()
    for _ in range(600):
        if session.scalar(waits):
            return
        session.execute(text("SELECT pg_stat_clear_snapshot()"))
        waited.wait(0.05)
    raise AssertionError("nobody waits for the case")
