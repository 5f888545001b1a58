"""A roster: what was read from somebody's spreadsheet, looked over row by row before it is kept.

The sheet travels in the page itself, as text; until it is taken nothing of it is stored.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask import request
from werkzeug.datastructures import MultiDict
from wtforms import FieldList, FileField, HiddenField

from casework.kernel import crypto, sheets
from casework.kernel.identifiers import row_id
from casework.procedure.intake.forms.people import months_agree
from casework.procedure.intake.terms import ClaimantFacts
from casework.procedure.rosters import rules
from casework.procedure.rosters.forms.rows import FIELDS, ClaimantForm, left_out_of, people_in
from casework.procedure.rosters.terms import Column
from casework.web.fields import LongText, WordField
from casework.web.pages import Form
from casework.web.words import _, _l

#: As many wrong rows as can be mended on one page; the rest wait for the next look.
MENDED_AT_ONCE = 50
_MOST_TEXT = 600_000


class RosterForm(Form):
    """A file or a pasted table; afterwards the table as it was read, and what its columns hold."""

    sheet = FileField(_l("Excel表格（.xlsx）"))
    pasted = LongText(_l("或者从Excel复制，粘贴在这里"), most=_MOST_TEXT)
    table = LongText(_l("识别出的表格"), most=_MOST_TEXT)
    head = HiddenField()
    columns = FieldList(WordField("", words=Column), max_entries=sheets.MOST_COLUMNS)

    def rows(self) -> list[list[str]]:
        """The table with what was mended in it. Raises EmptyRoster and what ``sheets`` raises."""
        upload = request.files.get(self.sheet.name)
        if upload is not None and upload.filename:
            return sheets.read(upload.stream.read(sheets.MOST_BYTES + 1))
        if self.pasted.data:
            return sheets.read_pasted(self.pasted.data)
        if not self.table.data:
            raise rules.EmptyRoster
        return sheets.read_pasted(self.table.data)

    @property
    def is_fresh(self) -> bool:
        """Whether a new table came, whose columns nobody has looked at."""
        upload = request.files.get(self.sheet.name)
        return bool(self.pasted.data or (upload is not None and upload.filename))


@dataclass(frozen=True)
class Row:
    """One row of the sheet by its number there; ``form`` holds its cells and what is wrong."""

    number: int
    form: ClaimantForm
    good: bool

    def facts(self) -> ClaimantFacts:
        return self.form.facts()


class Roster:
    """Every row judged: those that can be taken, those to mend, those that are there already."""

    def __init__(
        self,
        table: list[list[str]],
        *,
        head: int,
        columns: Sequence[Column],
        known: frozenset[tuple[object, ...]],
        today: date,
    ):
        table, columns = rules.part_months(table, head, columns)
        self.table, self.head, self.columns = table, head, columns
        self.today = today
        self.left_out = left_out_of(table, head, columns)
        self.good: list[Row] = []
        self.wrong: list[Row] = []
        self.twice: list[tuple[Row, str]] = []
        self._sort([self._judged(n, cells) for n, cells in people_in(table, head, columns)], known)

    @classmethod
    def of(cls, form: RosterForm, *, known: frozenset[tuple[object, ...]], today: date) -> Roster:
        """From what was sent. Raises EmptyRoster, TooManyRows and what ``sheets`` raises."""
        table = form.rows()
        head = rules.header(table) if form.is_fresh else row_id(str(form.head.data))
        head = -1 if head is None or head >= len(table) else head
        if form.is_fresh:
            columns = rules.columns(table[head] if table else ())
            columns = columns if head >= 0 else [Column.NONE] * len(columns)
        else:
            columns = [entry.data or Column.NONE for entry in form.columns]
            _mend(table, columns, request.form)
        if len(table) - head - 1 > sheets.MOST_ROWS:
            raise sheets.TooManyRows
        return cls(table, head=head, columns=columns, known=known, today=today)

    def _judged(self, number: int, cells: Mapping[str, str]) -> Row:
        prefix = f"row{number}-"
        typed = MultiDict({f"{prefix}{name}": text for name, text in cells.items()})
        form = ClaimantForm(formdata=typed, prefix=prefix)
        good = form.validate()
        good = months_agree(form.from_month, form.to_month, self.today) and good
        return Row(number, form, good)

    def _sort(self, rows: list[Row], known: frozenset[tuple[object, ...]]) -> None:
        """The same worker with the same months and amount is one row."""
        seen: dict[tuple[object, ...], int] = {}
        for row in rows:
            said = _said(row.facts()) if row.good else None
            if not row.good:
                self.wrong.append(row)
            elif said in known:
                self.twice.append((row, _("这件投诉里已有此人，月份、金额一样")))
            elif said in seen:
                self.twice.append((row, _("和第%(row)d行一样", row=seen[said])))
            else:
                self.good.append(row)
                if said is not None:
                    seen[said] = row.number

    @property
    def named(self) -> bool:
        return Column.NAME in self.columns

    @property
    def unknown(self) -> list[str]:
        """Headings that were not understood."""
        headings = self.table[self.head] if self.head >= 0 else ()
        return rules.unknown(headings, self.columns)

    @property
    def samples(self) -> list[tuple[str, str]]:
        """Each column's heading and its first value, to tell what it holds."""
        width = max(map(len, self.table), default=0)
        below = self.table[self.head + 1 : self.head + 4]
        return [
            (
                _at(self.table[self.head], place) if self.head >= 0 else "",
                next((_at(row, place) for row in below if _at(row, place)), ""),
            )
            for place in range(width)
        ]

    def facts(self) -> tuple[ClaimantFacts, ...]:
        return tuple(row.facts() for row in self.good)

    def rest(self) -> Roster:
        """What is left when the good rows are taken: the wrong ones, at their places."""
        wrong = {row.number for row in self.wrong}
        table = [
            row if place <= self.head + 1 or place in wrong else [""] * len(row)
            for place, row in enumerate(self.table, start=1)
        ]
        return Roster(
            table, head=self.head, columns=self.columns, known=frozenset(), today=self.today
        )

    def shown(self) -> RosterForm:
        """The form that carries the table on, with a key of its own."""
        form = RosterForm(formdata=None)
        form.table.data, form.head.data = sheets.pasted(self.table), str(self.head)
        for place, (_heading, _value) in enumerate(self.samples):
            chosen = self.columns[place] if place < len(self.columns) else Column.NONE
            form.columns.append_entry(chosen)
        return form


def _said(person: ClaimantFacts) -> tuple[object, ...] | None:
    if not person.id_number:
        return None
    index = crypto.blind("claimant.id_number", person.id_number)
    return (index, person.from_month, person.to_month, person.amount)


def _at(row: Sequence[str], place: int) -> str:
    return row[place] if place < len(row) else ""


def _mend(table: list[list[str]], columns: Sequence[Column], typed: MultiDict[str, str]) -> None:
    """What was typed into a wrong row goes back to its place in the table."""
    for number, row in enumerate(table, start=1):
        for column in FIELDS:
            parts = typed.getlist(f"row{number}-{column.value}")
            # year and month of a month come as two
            text = "-".join(parts).strip("-") if parts else None
            if text is not None and column in columns:
                place = columns.index(column)
                row.extend([""] * (place + 1 - len(row)))
                row[place] = " ".join(text.split())
