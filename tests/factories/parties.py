"""Workers, employers and projects; all fictitious."""

from __future__ import annotations

from itertools import count
from typing import Any

from casework.ground.parties.models import Employer, Project, Worker
from casework.ground.parties.terms import EmployerKind
from casework.kernel import crypto
from casework.kernel.database import db
from tests.conftest import NOW
from tests.factories import offices

_numbers = count(1)


def worker(*, name: str | None = None, **values: Any) -> Worker:
    """A worker known by name only, a new one each time."""
    name = name or f"张示例{next(_numbers)}"
    made = Worker(made_at=NOW, name_index=crypto.blind("worker.name", name), **values)
    made.name = name
    return _kept(made)


def employer(*, area: str = offices.HOME, **values: Any) -> Employer:
    given = {
        "name": f"演示建筑公司{next(_numbers)}", "kind": EmployerKind.COMPANY,
        "area_id": offices.area(code=area).id, "made_at": NOW, **values,
    }  # fmt: skip
    return _kept(Employer(**given))


def project(*, area: str = offices.HOME, **values: Any) -> Project:
    given = {"name": f"演示工程{next(_numbers)}", "made_at": NOW, **values}
    return _kept(Project(area_id=offices.area(code=area).id, **given))


def _kept(row: Any) -> Any:
    db.session.add(row)
    db.session.flush()
    return row


def reach(worker: Worker, phone: str, *, of: str = "") -> None:
    """He is reached under this number; ``of`` says whose it is, when it is not his own."""
    worker.phone, worker.phone_index = phone, crypto.blind("worker.phone", phone)
    worker.phone_of = of
    db.session.flush()
