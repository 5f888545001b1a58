"""What is put before the second person of each kind of paper: every field of its body, the unit
that signs it and the officers at its foot."""

from __future__ import annotations

from casework.ground.approvals.terms import Fact, Word, plain
from casework.ground.approvals.terms import Kind as Approved
from casework.ground.documents.terms.fields import Body, Shape, Spec
from casework.ground.documents.terms.kinds import FORMS, Form, Kind

_FOOT = {"unit": Word("署名单位", "signing unit"), "officers": Word("经办人", "officers")}
#: Columns of numbers that pages cover but for their end.
_COVERED = ("account", "identity")


def _word(spec: Spec) -> Word:
    money = spec.shape is Shape.MONEY
    return Word(spec.zh, spec.en, masked=spec.name in _COVERED, number=money)


def _approved(kind: Kind, form: Form) -> Approved:
    specs = form.body.specs()
    inner = [column for spec in specs if spec.row is not None for column in spec.row.specs()]
    return Approved(
        code=f"paper.{kind.value}",
        zh=kind.zh,
        en=kind.en,
        # what belongs to a step is decided with the step
        permission=None if form.step else form.approval,
        words={**{spec.name: _word(spec) for spec in specs}, **_FOOT},
        columns={spec.name: _word(spec) for spec in inner},
    )


#: By the kind of paper.
APPROVED = {kind: _approved(kind, form) for kind, form in FORMS.items()}


def listed(body: Body) -> tuple[dict[str, Fact], dict[str, str]]:
    """The facts of a body, and its longer texts."""
    facts: dict[str, Fact] = {}
    text: dict[str, str] = {}
    for spec in body.specs():
        value = getattr(body, spec.name)
        if spec.shape is Shape.TEXT:
            text[spec.name] = value
        elif spec.shape is Shape.ITEMS:
            facts[spec.name] = list(value)
        elif spec.shape is Shape.ROWS:
            facts[spec.name] = [_row(row) for row in value]
        else:
            facts[spec.name] = plain(value)
    return facts, text


def _row(row: Body) -> dict[str, str]:
    return {spec.name: plain(getattr(row, spec.name)) for spec in row.specs()}
