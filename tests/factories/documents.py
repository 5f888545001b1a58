"""Papers: a draft order to pay two workers, complete, by an inspector of the home district."""

from __future__ import annotations

from datetime import date
from typing import Any

from casework.ground.cases.models.case import Case
from casework.ground.documents import actions
from casework.ground.documents.models import Paper
from casework.ground.documents.terms.bodies.investigation import OrderBody
from casework.ground.documents.terms.bodies.rows import WorkerRow
from casework.ground.documents.terms.fields import Body, Shape
from casework.ground.documents.terms.kinds import Kind, PaperVoided
from casework.ground.identity.models import Officer
from casework.ground.identity.terms import Role
from casework.kernel.money import Money
from tests.conftest import NOW
from tests.factories import cases, identity, offices
from tests.factories.approvals import shown

TERM = date(2026, 12, 7)


def body(kind: Kind, **values: Any) -> Body:
    """Every field of the kind filled with the dullest text; lists have two rows that add up."""
    return _filled(kind.form.body, **values)


def _filled(words: type[Body], **values: Any) -> Body:
    given = {spec.name: _dull(spec) for spec in words.specs()}
    if "workers" in given or "payees" in given:
        given |= {"people": 2, "amount": Money.yuan(2000)}
    return words(**{**given, **values})


def _dull(spec: Any) -> Any:
    if spec.shape is Shape.ROWS:
        return (_filled(spec.row), _filled(spec.row))
    return {
        Shape.LINE: f"演示{spec.zh}", Shape.TEXT: f"演示{spec.zh}。", Shape.DAY: TERM,
        Shape.MONEY: Money.yuan(1000), Shape.COUNT: 2, Shape.ITEMS: (f"演示{spec.zh}",),
    }[spec.shape]  # fmt: skip


def order(*names: str, **values: Any) -> OrderBody:
    """An order to pay these workers 1,000 yuan each."""
    rows = tuple(WorkerRow(name=name, owed=Money.yuan(1000)) for name in names)
    given = {"workers": rows, "people": len(rows), "amount": Money.yuan(1000 * len(rows))}
    return body(Kind.ORDER, **{**given, **values})  # type: ignore[return-value]


def paper(
    *, kind: Kind = Kind.ORDER, area: str = offices.HOME, case: Case | None = None,
    by: Officer | None = None, content: Body | None = None,
) -> Paper:  # fmt: skip
    """A draft."""
    return actions.draft(
        kind=kind, body=content or body(kind), case=case or cases.case(area=area),
        by=by or identity.officer(area=area), now=NOW,
    )  # fmt: skip


def approved(*, role: Role = Role.SQUAD_HEAD, area: str = offices.HOME, **values: Any) -> Paper:
    """A paper that another officer has approved."""
    made = paper(area=area, **values)
    actions.approve(made, seen=shown(made), by=identity.officer(role=role, area=area), now=NOW)
    return made


def issued(**values: Any) -> Paper:
    """A paper with number and PDF."""
    made = approved(**values)
    actions.issue(made, by=made.drafter, now=NOW)
    return made


def voided(paper: Paper, *, reason: str = "演示") -> PaperVoided:
    """The fact that a paper no longer stands."""
    return PaperVoided(paper.id, paper.case_id, None, paper.kind.value, paper.number, reason)
