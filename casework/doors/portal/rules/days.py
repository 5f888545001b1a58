"""What a day log answers of the nine questions; nothing that the worker cannot change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from casework.doors.portal.terms.asking import PaidBy, Step
from casework.doors.precheck.rules import BEFORE, carried
from casework.kernel.hundredths import HUNDREDTHS
from casework.procedure.daylogs.terms import Brought
from casework.procedure.intake.terms import EvidenceKind

#: Under this word a draft keeps which log goes with it, and what that says.
LOG = "log"


def from_log(log_id: int, brought: Brought) -> dict[str, Any]:
    """What a draft keeps of a log."""
    return {
        "id": log_id,
        "from": brought.from_month.isoformat(),
        "to": brought.to_month.isoformat(),
        "days": brought.halves * HUNDREDTHS // 2,
        "site": brought.site,
        "foreman": brought.foreman,
    }


def begun(step: Step, answers: Mapping[str, Any]) -> dict[str, Any]:
    """What a page of the nine shows before it is answered: from the log, else from the questions
    before page 1."""
    log = answers.get(LOG, {})
    return {**(_logged(step, log) if log else {}), **carried(step.value, answers.get(BEFORE, {}))}


def _logged(step: Step, log: Mapping[str, Any]) -> dict[str, Any]:
    said: dict[Step, dict[str, Any]] = {
        Step.WHO: {"employer": log["foreman"]},
        Step.WHERE: {"place": log["site"]},
        Step.HOW_LONG: {"from": log["from"], "to": log["to"]},
        Step.HOW_MUCH: {"paid_by": PaidBy.DAY.value, "stretches": [[None, log["days"]]]},
        Step.EVIDENCE: {"kinds": [EvidenceKind.ATTENDANCE.value]},
    }
    return {name: value for name, value in said.get(step, {}).items() if value}
