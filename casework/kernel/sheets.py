"""Spreadsheets of strangers as rows of text, never evaluated; and a template to fill in.

A file is judged before it is unpacked: a small one can hold a sheet of any size. Formulas give the
value that was saved with them, or say that there is none. Owns the limits; leaves what columns mean
to others.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

from casework.kernel import formulas
from casework.kernel.terms import Refused

MOST_BYTES = 5 * 1024**2
MOST_UNPACKED = 50 * 1024**2
MOST_ROWS = 2000
MOST_COLUMNS = 60
#: What stands in a cell that is covered by a merged one: its value is not known.
MERGED = "（合并单元格）"
#: A formula whose value was never saved with it, and one that could not be worked out.
NO_VALUE, FAILED = "（公式没有结果）", "（公式出错）"
#: Cells that say nothing of what somebody meant to write there.
UNKNOWN = frozenset({MERGED, NO_VALUE, FAILED})
_CHUNK = 64 * 1024
#: A cell or row says where it stands in less than this.
_OVERLAP = 200
_OLD = b"\xd0\xcf\x11\xe0"
_PLACE = re.compile(rb"<(?:\w+:)?(?:c|row)\s[^>]{0,150}?\br\s*=\s*[\"']([A-Z]{0,3})(\d{1,7})[\"']")
#: What no honest sheet holds: entities, other encodings, a place written in disguise.
_TRICKS = re.compile(rb"<!DOCTYPE|<!ENTITY|\x00|\br\s*=\s*[\"'][^\"'>]{0,20}&", re.IGNORECASE)
#: What unpacking raises where a file is damaged, or says of itself what is not so.
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
)
#: A number of more digits has lost the last ones: spreadsheets keep fifteen.
_SURE_DIGITS = 15


class NotASheet(Refused):
    """Neither a spreadsheet nor text that came from one."""

    zh = "打不开这个文件。请另存为.xlsx再传，或者复制粘贴。"
    en = "This file cannot be opened. Save it as .xlsx, or copy and paste."
    field = "sheet"


class OldSheet(Refused):
    """The binary format before 2007."""

    zh = f"这是旧的.xls。请另存为.xlsx再传，或者复制粘贴。一次最多{MOST_ROWS}行，5MB。"
    en = (
        f"This is an old .xls. Save it as .xlsx, or copy and paste: at most {MOST_ROWS} rows, 5 MB."
    )
    field = "sheet"


class SheetTooLarge(Refused):
    """More bytes than are taken, packed or unpacked."""

    zh = "文件太大，最多5MB。请删去多余的工作表，或者分几次导入。"
    en = "The file is too large: at most 5 MB. Remove extra sheets or split the list."
    field = "sheet"


class TooManyRows(Refused):
    """More rows or columns than are taken at once."""

    zh = f"一次最多{MOST_ROWS}行、{MOST_COLUMNS}列。请分几次传。"
    en = f"At most {MOST_ROWS} rows and {MOST_COLUMNS} columns at once. Please split the list."
    field = "sheet"


def read(content: bytes) -> list[list[str]]:
    """The first sheet as text. Raises NotASheet, OldSheet, SheetTooLarge, TooManyRows."""
    if content.startswith(_OLD):
        raise OldSheet
    if len(content) > MOST_BYTES:
        raise SheetTooLarge
    _look_through(content)
    return _first_sheet(content)


def read_pasted(pasted: str) -> list[list[str]]:
    """Cells as a spreadsheet puts them on the clipboard. Raises TooManyRows."""
    rows = [[cell.strip() for cell in line.split("\t")] for line in pasted.splitlines()]
    _check_size(len(rows), max(map(len, rows), default=0))
    return rows


def pasted(rows: Sequence[Sequence[str]]) -> str:
    """The rows as they would be pasted: ``read_pasted`` reads them back."""
    return "\n".join("\t".join(" ".join(cell.split()) for cell in row) for row in rows)


def _check_size(rows: int, columns: int) -> None:
    # some lines above the first person: a title, the headings
    if rows > MOST_ROWS + 10 or columns > MOST_COLUMNS:
        raise TooManyRows


def _look_through(content: bytes) -> None:
    """Unpacks to nowhere, in small pieces, up to the limit; judges where its cells stand."""
    left = MOST_UNPACKED
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
                raise SheetTooLarge
            for part in packed.infolist():
                with packed.open(part) as stream:
                    left -= _judge(stream, left, markup=part.filename.lower().endswith(".xml"))
    except _DAMAGED as error:
        raise NotASheet from error


def _judge(stream: Any, left: int, *, markup: bool) -> int:
    """How many bytes there were. Raises SheetTooLarge, TooManyRows, NotASheet."""
    size, before = 0, b""
    while chunk := stream.read(_CHUNK):
        size += len(chunk)
        if size > left:
            raise SheetTooLarge
        window = before + chunk
        if markup and _TRICKS.search(window):
            raise NotASheet
        for column, row in _PLACE.findall(window) if markup else ():
            _check_size(int(row), _column(column))
        before = window[-_OVERLAP:]
    return size


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _first_sheet(content: bytes) -> list[list[str]]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with CalamineWorkbook.from_filelike(BytesIO(content)) as book:
            sheet = book.get_sheet_by_index(0)
            rows = [[_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
            merged = sheet.merged_cell_ranges or []
    except (CalamineError, ValueError, IndexError) as error:
        raise NotASheet from error
    except BaseException as fault:
        # the reader is not Python: it ends in a panic where a file deceives it
        if type(fault).__name__ != "PanicException":
            raise
        raise NotASheet from fault
    _check_size(len(rows), max(map(len, rows), default=0))
    for first, last in merged:
        _mark(rows, first, last)
    for (row, column), mark in formulas.without_value(content).items():
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = NO_VALUE if mark is formulas.Lost.NO_VALUE else FAILED
    return rows


def _mark(rows: list[list[str]], first: tuple[int, int], last: tuple[int, int]) -> None:
    """Only the corner of merged cells has a value; the others say so."""
    for row in rows[first[0] : last[0] + 1]:
        for place in range(first[1], min(last[1] + 1, len(row))):
            if row is not rows[first[0]] or place != first[1]:
                row[place] = MERGED


def _text(value: Any) -> str:
    """A cell as somebody would have typed it."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return " ".join(str(value).split())


def _number(value: float) -> str:
    """Long numbers as the spreadsheet shows them, so that lost digits are seen to be lost."""
    if abs(value) >= 10**_SURE_DIGITS:
        return f"{value:.5E}"
    return str(int(value)) if value == int(value) else f"{value:.10g}"


def write(headings: Sequence[str], rows: Sequence[Sequence[str]], *, title: str) -> bytes:
    """A workbook whose every cell is text: long numbers keep their digits, nothing is a formula."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    empty = [""] * len(headings)
    for place in range(len(headings)):
        sheet.column_dimensions[chr(ord("A") + place)].width = 22
    for number, row in enumerate((headings, *rows, *[empty] * 200)):
        cells = []
        for text in row:
            cell = WriteOnlyCell(sheet, value=text or None)
            cell.number_format, cell.data_type = "@", "s" if text else "n"
            if number == 0:
                cell.font = Font(bold=True)
            cells.append(cell)
        sheet.append(cells)
    target = BytesIO()
    book.save(target)
    return target.getvalue()
