"""Until when files are taken for a complaint."""

from __future__ import annotations

from casework.ground.cases.rules.stages import OPEN
from casework.ground.cases.terms import Stage
from casework.kernel.terms import Refused
from casework.procedure.intake.terms import State

_TAKEN = (State.RECEIVED, State.SUPPLEMENT, State.ACCEPTED)


class MatterClosed(Refused):
    """Nobody works on it any more: a file laid there would be read by nobody."""

    zh = "这件事已经办结。要补材料，请先申请重新办理。"
    en = "This matter is closed. To add anything, ask to have it reopened first."


def check_takes_files(state: State, stage: Stage | None) -> None:
    """Raises MatterClosed."""
    if state not in _TAKEN or (stage is not None and stage not in OPEN):
        raise MatterClosed
