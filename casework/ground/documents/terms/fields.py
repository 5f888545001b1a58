"""How the content of a paper is declared: fields with their words, and their ways to and from
plain values."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from typing import Any, Self

from casework.kernel.money import Money
from casework.kernel.terms import language


class Shape(Enum):
    """What a field holds."""

    LINE = auto()
    TEXT = auto()
    DAY = auto()
    MONEY = auto()
    COUNT = auto()
    ITEMS = auto()
    ROWS = auto()


@dataclass(frozen=True)
class Spec:
    """A field's two names, its shape, and whether a paper may go out without it."""

    name: str
    zh: str
    en: str
    shape: Shape
    needed: bool
    row: type[Body] | None = None

    @property
    def label(self) -> str:
        return self.en if language.get() == "en" else self.zh


_EMPTY: dict[Shape, Any] = {Shape.LINE: "", Shape.TEXT: "", Shape.ITEMS: (), Shape.ROWS: ()}


def _field(zh: str, en: str, shape: Shape, *, needed: bool, row: type[Body] | None = None) -> Any:
    spec = Spec("", zh, en, shape, needed, row)
    return dataclasses.field(default=_EMPTY.get(shape), metadata={"spec": spec})


def line(zh: str, en: str, *, needed: bool = True) -> Any:
    """One line of text."""
    return _field(zh, en, Shape.LINE, needed=needed)


def text(zh: str, en: str, *, needed: bool = True) -> Any:
    """Text of several lines; each prints as a paragraph."""
    return _field(zh, en, Shape.TEXT, needed=needed)


def day(zh: str, en: str, *, needed: bool = True) -> Any:
    """A date."""
    return _field(zh, en, Shape.DAY, needed=needed)


def money(zh: str, en: str, *, needed: bool = True) -> Any:
    """An amount; prints in figures and in capital numerals."""
    return _field(zh, en, Shape.MONEY, needed=needed)


def count(zh: str, en: str, *, needed: bool = True) -> Any:
    """A whole number."""
    return _field(zh, en, Shape.COUNT, needed=needed)


def items(zh: str, en: str, *, needed: bool = True) -> Any:
    """A list of texts: cited articles, effects, papers to bring."""
    return _field(zh, en, Shape.ITEMS, needed=needed)


def rows(row: type[Body], zh: str, en: str, *, needed: bool = True) -> Any:
    """A table of ``row``s."""
    return _field(zh, en, Shape.ROWS, needed=needed, row=row)


@dataclass(frozen=True, kw_only=True)
class Body:
    """The content of a paper, or one row of a table in it."""

    @classmethod
    def specs(cls) -> tuple[Spec, ...]:
        return tuple(
            dataclasses.replace(field.metadata["spec"], name=field.name)
            for field in dataclasses.fields(cls)
        )

    def missing(self) -> list[Spec]:
        """Needed fields that are empty, also inside rows."""
        found = []
        for spec in self.specs():
            value = getattr(self, spec.name)
            if spec.needed and _is_empty(value):
                found.append(spec)
            elif spec.shape is Shape.ROWS:
                found += [inner for row in value for inner in row.missing()]
        return found

    def to_json(self) -> dict[str, Any]:
        """Plain values that ``from_json`` reads back to an equal body."""
        return {spec.name: _plain(spec, getattr(self, spec.name)) for spec in self.specs()}

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> Self:
        """Fields that are gone from the class are ignored, new ones take their default."""
        return cls(
            **{
                spec.name: _revive(spec, plain[spec.name])
                for spec in cls.specs()
                if spec.name in plain
            }
        )

    def printable(self) -> dict[str, Any]:
        """Strings as they stand on the paper, always in Chinese."""
        return {spec.name: _printed(spec, getattr(self, spec.name)) for spec in self.specs()}


def _is_empty(value: Any) -> bool:
    return value is None or value == () or (isinstance(value, str) and not value.strip())


def _plain(spec: Spec, value: Any) -> Any:
    if value is None:
        return None
    if spec.shape is Shape.DAY:
        return value.isoformat()
    if spec.shape is Shape.MONEY:
        return value.fen
    if spec.shape is Shape.ITEMS:
        return list(value)
    if spec.shape is Shape.ROWS:
        return [row.to_json() for row in value]
    return value


def _revive(spec: Spec, value: Any) -> Any:
    if value is None:
        return None
    if spec.shape is Shape.DAY:
        return date.fromisoformat(value)
    if spec.shape is Shape.MONEY:
        return Money(value)
    if spec.shape is Shape.ITEMS:
        return tuple(value)
    if spec.shape is Shape.ROWS and spec.row is not None:
        return tuple(spec.row.from_json(row) for row in value)
    return value


def chinese_day(value: date) -> str:
    """``2026年12月7日``."""
    return f"{value.year}年{value.month}月{value.day}日"


def printed_money(amount: Money) -> dict[str, str]:
    """Figures and capital numerals."""
    return {"plain": amount.plain, "capital": amount.capital}


def _printed(spec: Spec, value: Any) -> Any:
    if value is None:
        return ""
    if spec.shape is Shape.DAY:
        return chinese_day(value)
    if spec.shape is Shape.MONEY:
        return printed_money(value)
    if spec.shape is Shape.COUNT:
        return str(value)
    if spec.shape is Shape.ITEMS:
        return [_text(item) for item in value]
    if spec.shape is Shape.ROWS:
        return [row.printable() for row in value]
    return _text(value)


def _text(value: str) -> str:
    # a tab comes with what is pasted from a table; no font has a picture of it
    return value.replace("\t", " ")
