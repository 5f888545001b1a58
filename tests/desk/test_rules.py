"""What may come next in a case."""

from __future__ import annotations

from casework.doors.desk import rules
from casework.doors.desk.terms import Next
from casework.ground.cases.rules.stages import OPEN
from casework.ground.cases.terms import Stage
from casework.ground.identity.terms import ROLES, Role


def _steps(stage: Stage, role: Role) -> list[Next]:
    return [step.word for step in rules.next_steps(stage, set(ROLES[role]))]


def test_every_open_stage_has_a_next_step_for_somebody() -> None:
    for stage in OPEN:
        assert any(_steps(stage, role) for role in Role), stage


def test_a_filed_case_waits_for_the_head_to_assign() -> None:
    assert _steps(Stage.FILED, Role.SQUAD_HEAD)[0] is Next.ASSIGN
    assert Next.ASSIGN not in _steps(Stage.FILED, Role.INSPECTOR)


def test_when_the_order_has_run_out_every_way_to_the_money_is_shown() -> None:
    steps = _steps(Stage.EXPIRED, Role.INSPECTOR)

    assert steps[:4] == [Next.NOTICE, Next.CLAIM, Next.ADVANCE, Next.REFER]


def test_a_closed_case_and_a_mere_reader_are_offered_nothing() -> None:
    assert _steps(Stage.CLOSED, Role.INSPECTOR) == []
    assert _steps(Stage.EXPIRED, Role.CITY_SUPERVISOR) == []
