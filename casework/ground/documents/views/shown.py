"""A paper as its page shows it: fields, rows, numbers kept back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from casework.ground.documents.terms.fields import Body, Shape, Spec
from casework.kernel.identifiers import masked
from casework.web.words import _

if TYPE_CHECKING:
    pass


_NUMBERS_KEPT_BACK = ("account", "identity")


_TAIL = 4


@dataclass(frozen=True)
class Shown:
    """A field as the preview shows it."""

    label: str
    value: Any
    blank: bool
    needed: bool
    shape: str
    heads: tuple[Any, ...] = ()


def shown(body: Body) -> list[Shown]:
    """The fields of a paper for its preview, blanks marked; long numbers stay covered."""
    lacking = {spec.name for spec in body.missing()}
    return [_shown(body, spec, blank=spec.name in lacking) for spec in body.specs()]


def _shown(body: Body, spec: Spec, *, blank: bool) -> Shown:
    value = getattr(body, spec.name)
    heads: tuple[Any, ...] = ()
    if spec.shape is Shape.ROWS and spec.row is not None:
        columns = spec.row.specs()
        heads = tuple(_head(column) for column in columns)
        value = [[_cell(row, column) for column in columns] for row in value]
    return Shown(spec.label, value, blank, spec.needed, spec.shape.name, heads)


def _head(column: Spec) -> Any:
    return (f"{column.label}（{_('元')}）", "n") if column.shape is Shape.MONEY else column.label


def _cell(row: Body, column: Spec) -> tuple[Any, str]:
    """A value and the class of its cell."""
    value = getattr(row, column.name)
    if column.name in _NUMBERS_KEPT_BACK and value:
        return masked(value, head=0, tail=_TAIL), "num"
    if column.shape is Shape.MONEY:
        return (value.plain if value is not None else ""), "n"
    return value, ""
