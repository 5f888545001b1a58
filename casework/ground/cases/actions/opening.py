"""Do: file a case."""

from __future__ import annotations

from datetime import date, datetime

from casework.ground.cases.actions.clocks import start_clock
from casework.ground.cases.actions.timeline import record
from casework.ground.cases.models.case import Case, Holding
from casework.ground.cases.terms import Event, Stage, Subject
from casework.ground.identity.models import Officer
from casework.ground.offices.models import Unit
from casework.ground.parties.models import Employer, Project
from casework.ground.statute.terms.ids import RuleId
from casework.kernel.database import db
from casework.kernel.once import next_number


def open_case(
    *,
    unit: Unit,
    employer: Employer,
    project: Project | None = None,
    received_on: date,
    filed_on: date,
    muted: bool = False,
    source_note: str = "",
    by: Officer | None,
    now: datetime,
) -> Case:
    """Files a case with its number, held by ``unit``, and starts the investigation limit.

    The number is taken here: 临兰监案〔2026〕0388号, in sequence for the area and year.
    """
    area = unit.area
    serial = next_number(f"case:{area.id}:{filed_on.year}")
    case = Case(
        number=f"临{area.short}监案〔{filed_on.year}〕{serial:04d}号",
        area_id=area.id,
        holder_unit_id=unit.id,
        employer_id=employer.id,
        project_id=project.id if project else None,
        stage=Stage.FILED,
        received_on=received_on,
        filed_on=filed_on,
        muted=muted,
        source_note=source_note,
        opened_at=now,
    )
    db.session.add(case)
    db.session.flush()
    db.session.add(Holding(case_id=case.id, unit_id=unit.id, since_at=now))
    record(case, event=Event.CASE_OPENED, to_worker=True, by=by, now=now)
    start_clock(
        kind=Subject.CASE,
        subject_id=case.id,
        rule=RuleId.INV,
        start_on=filed_on,
        unit=unit,
        case=case,
        now=now,
    )
    return case
