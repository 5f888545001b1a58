"""A case under investigation by the home district's inspection, and its lines."""

from __future__ import annotations

import io
from datetime import date
from itertools import count
from typing import Any

from casework.ground.cases.actions import claims, clocks, pauses, people
from casework.ground.cases.actions import evidence as case_evidence
from casework.ground.cases.models.case import Assignment, Case, Holding, Line, Task
from casework.ground.cases.models.claims import Claim
from casework.ground.cases.models.clocks import Clock, Extension, Suspension
from casework.ground.cases.models.evidence import Evidence
from casework.ground.cases.queries import matters
from casework.ground.cases.terms import Part, Stage, Subject, SuspensionGround
from casework.ground.identity.models import Officer
from casework.kernel import vault
from casework.kernel.alarms import Alarm, AlarmKind
from casework.kernel.database import db
from casework.kernel.money import Money
from tests.conftest import NOW
from tests.factories import files, identity, offices, parties

_numbers = count(1)


def case(*, area: str = offices.HOME, **values: Any) -> Case:
    """Without lines, inspectors and clocks: a test that is about them adds them."""
    unit = offices.unit(area_code=area)
    if "employer_id" not in values:
        values["employer_id"] = parties.employer(area=area).id
    given = {
        "number": f"演监案〔2026〕{next(_numbers):04}号", "area_id": unit.area_id,
        "holder_unit_id": unit.id, "stage": Stage.INVESTIGATING,
        "received_on": date(2026, 11, 2), "filed_on": date(2026, 11, 4), "opened_at": NOW,
        **values,
    }  # fmt: skip
    made = _kept(Case(**given))
    _kept(Holding(case_id=made.id, unit_id=unit.id, since_at=NOW))
    return made


def line(
    *, case: Case | None = None, area: str = offices.HOME, yuan: int = 10_000,
    verified: Money | None = None, name: str | None = None, **values: Any,
) -> Line:  # fmt: skip
    """One worker's claim; not verified unless the test says how much."""
    case = case or globals()["case"](area=area)
    if "worker_id" not in values:
        values["worker_id"] = parties.worker(name=name).id
    values = {"claimed": Money.yuan(yuan), "position": case.people + 1, **values}
    seen = 0 if verified is None else 1
    made = _kept(Line(case_id=case.id, verified=verified, seen_claims=seen, **values))
    _kept(Claim(line_id=made.id, position=1, amount=made.claimed, from_month=made.from_month,
                to_month=made.to_month, complaint_id=made.complaint_id, said_at=NOW))  # fmt: skip
    people.add_up(case)
    return made


def months(line: Line, first: date, last: date) -> None:
    """He says which months, and the finding goes by them."""
    claims.correct_claim(line, claimant_id=None, from_month=first, to_month=last, by=None, now=NOW)
    if line.verified is not None:
        claims.seen_all(line)


def inspectors(
    *, case: Case, area: str = offices.HOME, lead: Officer | None = None
) -> tuple[Officer, Officer]:
    """Two inspectors of the holder at work on the case: lead and assistant."""
    pair = (lead or identity.officer(area=area), identity.officer(area=area))
    for part, officer in zip((Part.LEAD, Part.ASSIST), pair, strict=True):
        _kept(Assignment(case_id=case.id, officer_id=officer.id, part=part, since_at=NOW))
    case.handler_id = pair[0].id
    db.session.flush()
    return pair


def _kept(row: Any) -> Any:
    db.session.add(row)
    db.session.flush()
    return row


def clock(
    *, case: Case | None = None, area: str = offices.HOME, rule: str = "INV",
    start_on: date = date(2026, 11, 4), due_on: date | None = None, **values: Any,
) -> Clock:  # fmt: skip
    """A limit that runs for a case; due by the statute unless the test says when."""
    case = case or globals()["case"](area=area)
    return clocks.start_clock(
        kind=Subject.CASE, subject_id=case.id, rule=rule, start_on=start_on, unit=case.holder,
        case=case, term_on=due_on, now=NOW, **values,
    )  # fmt: skip


def task(*, case: Case | None = None, area: str = offices.HOME, **values: Any) -> Task:
    """Something to do in a case, for nobody in particular."""
    case = case or globals()["case"](area=area)
    return _kept(Task(case_id=case.id, made_at=NOW, **{"title": "打电话问工人", **values}))


def extension(*, clock: Clock | None = None, area: str = offices.HOME, by: Any = None,
              ) -> Extension:  # fmt: skip
    """Asked for by an inspector, not decided."""
    clock = clock or globals()["clock"](area=area)
    by = by or identity.officer(area=area)
    return pauses.ask_extension(clock.id, reason="案情复杂，涉及多个工地", by=by, now=NOW)


def suspension(
    *, clock: Clock | None = None, area: str = offices.HOME, by: Any = None,
    from_on: date = date(2026, 11, 16), until_on: date | None = None,
) -> Suspension:  # fmt: skip
    """Asked for by an inspector, not decided; for a court case that is pending."""
    clock = clock or globals()["clock"](area=area)
    by = by or identity.officer(area=area)
    return pauses.ask_suspension(
        clock.id, ground=SuspensionGround.COURT, from_on=from_on, until_on=until_on,
        paper="（2026）演0000民初1号", by=by, now=NOW,
    )  # fmt: skip


def alarm(*, area: str = offices.HOME) -> Any:
    """The machine's clock has jumped; the whole machine has it, and no area."""
    return _kept(Alarm(kind=AlarmKind.CLOCK_JUMPED, detail="演示", raised_at=NOW))


def asked_lines(case: Case) -> list[Line]:
    """The lines of a case in their order."""
    return matters.lines(case.id)


def evidence(*, case: Case | None = None, area: str = offices.HOME, **given: Any) -> Evidence:
    """A small photo that an officer added to a case."""
    case = case or globals()["case"](area=area)
    arrived = vault.take_in("考勤表.jpg", io.BytesIO(files.jpeg(**given)))
    laid = case_evidence.add_evidence(case, [arrived], by=identity.officer(area=area), now=NOW)
    return laid.new[0]
