"""An upgrade gives a last day to what was asked for before there was such a limit."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import Any

from flask import Flask
from sqlalchemy import delete, select

from casework.ground.cases.models.clocks import Clock, ClockFiring
from casework.ground.cases.terms import ClockStage, ClockState
from casework.ground.statute.terms.ids import RuleId
from casework.kernel import clock, vault
from casework.procedure.intake.actions import deciding, evidence
from casework.procedure.intake.models.complaints import Complaint
from casework.procedure.intake.terms import State
from tasks import clocks
from tests.conftest import NOW
from tests.factories import files, identity, intake
from tests.portal import walk

UNTIL = date(2026, 12, 4)
AFTER = NOW + timedelta(days=30)


def _asked(session: Any) -> Complaint:
    """Asked for a contract, as it stood before the last day was a limit."""
    walk.city()
    made = intake.complaint()
    deciding.ask_supplement(
        made, wanted="合同", until=UNTIL, by=identity.officer(role="clerk"), now=NOW
    )
    session.execute(delete(Clock).where(Clock.rule == RuleId.SUPP))
    session.commit()
    return made


def _upgrade(app: Flask) -> str:
    answer = app.test_cli_runner().invoke(args=["upgrade"])
    assert answer.exit_code == 0, answer.output
    return answer.output


def _limits(session: Any, rule: RuleId) -> list[tuple[ClockState, date, date]]:
    query = select(Clock).where(Clock.rule == rule).order_by(Clock.id)
    return [(one.state, one.start_on, one.due_on) for one in session.scalars(query)]


def test_who_was_asked_before_has_the_day_of_his_paper_and_it_goes_up(
    app: Flask, session: Any
) -> None:
    made = _asked(session)

    assert "last day" in _upgrade(app)
    assert "last day" not in _upgrade(app)

    assert _limits(session, RuleId.SUPP) == [(ClockState.RUNNING, NOW.date(), UNTIL)]
    assert made.state is State.SUPPLEMENT
    with clock.fixed(AFTER):
        clocks.tick()
    fired = select(ClockFiring.stage).join(Clock, Clock.id == ClockFiring.clock_id)
    assert ClockStage.BREACH in session.scalars(fired.where(Clock.rule == RuleId.SUPP)).all()


def test_what_has_come_meanwhile_is_to_be_decided_on(app: Flask, session: Any) -> None:
    made = _asked(session)
    arrived = vault.take_in("合同.jpg", io.BytesIO(files.jpeg()))
    evidence.hand_in(made, [arrived], batch="演", by=None, now=NOW + timedelta(days=1))
    # as the older program left it: the file lies there, and nobody was told
    made.state = State.SUPPLEMENT
    session.execute(delete(Clock))
    session.commit()

    with clock.fixed(AFTER):
        _upgrade(app)

    session.refresh(made)
    assert made.state is State.RECEIVED
    [(state, start_on, _due)] = _limits(session, RuleId.ACC)
    assert (state, start_on) == (ClockState.RUNNING, AFTER.date())
