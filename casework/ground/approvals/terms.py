"""Words of approvals: where one stands, what a kind of it lists, and the sheet that is decided on.

A sheet is what the second person reads: listed facts and typed text, as plain strings. Language,
clock, masks and layout are not in it, so its hash is the same for every reader on every day.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from casework.ground.identity.terms import Permission
from casework.kernel.money import Money
from casework.kernel.terms import LabelEnum, language
from casework.kernel.unreadable import loaded


class State(LabelEnum):
    """Where an approval stands."""

    WAITING = "waiting", "等审批", "waiting for approval"
    APPROVED = "approved", "已批准", "approved"
    REFUSED = "refused", "没有批准", "not approved"
    RETURNED = "returned", "已退回", "sent back"
    WITHDRAWN = "withdrawn", "已撤回", "withdrawn"
    VOID = "void", "已失效", "no longer valid"


#: One fact of a sheet: a text, a list of texts, or a table (column -> text in each row).
Fact = str | Sequence[str] | Sequence[Mapping[str, str]]


@dataclass(frozen=True)
class Word:
    """The name of a fact in both languages. ``masked``: pages cover all but its end; ``number``:
    it stands at the right of its column."""

    zh: str
    en: str
    masked: bool = False
    number: bool = False

    @property
    def label(self) -> str:
        return self.en if language.get() == "en" else self.zh


@dataclass(frozen=True)
class Kind:
    """One kind of thing that is approved: its names, who decides it, and what its sheet lists.

    ``version`` rises when other facts are listed. ``words`` stand in the order in which they are
    read; ``columns`` name the cells of tables. ``permission`` None: it needs no approval, and only
    its text is compared. ``article`` is where the law says who decides, if it does.
    """

    code: str
    zh: str
    en: str
    permission: Permission | None
    words: Mapping[str, Word]
    columns: Mapping[str, Word] = field(default_factory=dict)
    version: int = 1
    article: str | None = None

    @property
    def label(self) -> str:
        return self.en if language.get() == "en" else self.zh


@dataclass(frozen=True)
class Sheet:
    """What is put before the second person about one subject."""

    kind: Kind
    subject_id: int
    facts: Mapping[str, Fact]
    text: Mapping[str, str] = field(default_factory=dict)

    def canonical(self) -> str:
        """JSON with one reading: sorted keys, no gaps, letters as they are."""
        whole = {
            "kind": self.kind.code,
            "version": self.kind.version,
            "subject": str(self.subject_id),
            "facts": self.facts,
            "text": self.text,
        }
        return json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.canonical().encode()).hexdigest()

    @classmethod
    def read(cls, kind: Kind, canonical: str) -> Sheet:
        """Back from its JSON. Raises FieldUnreadable."""
        whole = loaded(canonical)
        return cls(kind, int(whole["subject"]), whole["facts"], whole["text"])


def plain(value: Any) -> str:
    """A value as it stands in a sheet: ``2026-12-07``, ``29,900.00``, ``12``; nothing is empty."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Money):
        return value.plain
    if isinstance(value, LabelEnum):
        return value.zh
    return str(value)


@dataclass(frozen=True)
class Shown:
    """One fact for a page: its name, its lines, and what stood there before where that differs.

    A table has ``heads`` and ``cells`` too.
    """

    word: Word
    lines: tuple[str, ...]
    before: tuple[str, ...] = ()
    differs: bool = False
    heads: tuple[Word, ...] = ()
    cells: tuple[tuple[str, ...], ...] = ()
