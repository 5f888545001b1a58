"""Words with a Chinese and an English face: the base of every enum that a page shows."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from contextvars import ContextVar
from typing import Any, Self

#: The language of the reader now: "zh" or "en". Set at the edge, read by every label.
language: ContextVar[str] = ContextVar("language", default="zh")


class LabelEnum(enum.StrEnum):
    """A stored value with its Chinese and its English word.

    ``FILED = "filed", "已立案", "filed"`` — the database keeps ``filed``; ``label`` follows the
    reader's language.
    """

    zh: str
    en: str

    def __new__(cls, value: str, zh: str = "", en: str = "") -> Self:
        word = str.__new__(cls, value)
        word._value_ = value
        word.zh = zh
        word.en = en
        return word

    @property
    def label(self) -> str:
        return self.en if language.get() == "en" else self.zh

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Pairs of value and label, in the order of definition, for a select."""
        return [(word.value, word.label) for word in cls]

    @classmethod
    def known(cls, value: Any) -> Self | None:
        """The word with this value, or None when there is no such word."""
        try:
            return cls(value)
        except ValueError:
            return None


class Refused(Exception):
    """Something asked for is not allowed, and this is why, in words for the reader.

    Subclasses are named for the reason and stand beside the rule that refuses.
    ``field`` names the form field to mark; ``article`` the source, when a law refuses. ``others``
    are refused with it, each with its own field.
    """

    zh = "这一步现在不能办。"
    en = "This step is not possible now."
    field: str | None = None
    article: str | None = None
    others: Sequence[Refused] = ()

    def __init__(self, zh: str | None = None, en: str | None = None, *, field: str | None = None):
        self.zh = zh or self.zh
        self.en = en or (self.en if zh is None else zh)
        self.field = field or self.field
        super().__init__(self.zh)

    @property
    def words(self) -> str:
        """The reason, in the reader's language."""
        return self.en if language.get() == "en" else self.zh


class Overtaken(Refused):
    """It was done already, here or by somebody else: the words say what, by whom and when. Like a
    conflict it is answered with 409, and what was typed stays."""


class Missing(Exception):
    """No such thing, or not one that this reader may see: the two look the same (a 404)."""


class Conflict(Exception):
    """Somebody else has changed the same record since it was read.

    ``theirs`` maps a field to the value that stands now; the edge shows both side by side.
    """

    def __init__(self, theirs: dict[str, Any] | None = None):
        super().__init__("changed meanwhile")
        self.theirs = theirs or {}
