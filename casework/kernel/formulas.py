"""Formulas of a spreadsheet whose value is not in the file: the reader of cells leaves them empty.

Looks through the first sheet's own text, after ``sheets`` has judged the file. Owns nothing else.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from enum import Enum
from io import BytesIO
from posixpath import join, normpath

_BOOK, _LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^>]*?\w+:id\s*=\s*[\"']([^\"']+)")
_LINK = re.compile(rb"<(?:\w+:)?Relationship\s([^>]*)>")
#: Only such a sheet is worth reading once more.
_SUSPECT = re.compile(rb"<(?:\w+:)?f[\s>/]|\bt=[\"']e[\"']")
_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>[^<]")
_PLACE = re.compile(rb"([A-Z]{1,3})([0-9]{1,7})")


class Lost(Enum):
    """Why a cell has no value."""

    NO_VALUE = "no value was saved"
    FAILED = "it could not be worked out"


def without_value(content: bytes) -> dict[tuple[int, int], Lost]:
    """Row and column, from 0, of each such cell of the first sheet; a file of another kind has
    none."""
    with zipfile.ZipFile(BytesIO(content)) as packed:
        sheet = _first_sheet(packed)
        text = packed.read(sheet) if sheet in packed.namelist() else b""
    return dict(_lost_cells(text)) if _SUSPECT.search(text) else {}


def _first_sheet(packed: zipfile.ZipFile) -> str:
    """The path of the first sheet; empty where the book does not say."""
    if not {_BOOK, _LINKS} <= set(packed.namelist()):
        return ""
    first = _SHEET.search(packed.read(_BOOK))
    for link in _LINK.findall(packed.read(_LINKS)):
        if first is not None and _attribute(link, b"Id") == first[1]:
            target = _attribute(link, b"Target").decode("utf-8", "replace")
            return target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))
    return ""


def _lost_cells(text: bytes) -> Iterator[tuple[tuple[int, int], Lost]]:
    for cell in _CELL.finditer(text):
        lost = _why(_attribute(cell[1], b"t"), cell[2] or b"")
        place = _PLACE.fullmatch(_attribute(cell[1], b"r"))
        if lost is not None and place is not None:
            yield (int(place[2]) - 1, _column(place[1]) - 1), lost


def _why(kind: bytes, inside: bytes) -> Lost | None:
    if kind == b"e":
        return Lost.FAILED
    if kind == b"str" or not _FORMULA.search(inside) or _VALUE.search(inside):
        return None
    return Lost.NO_VALUE


def _attribute(attributes: bytes, name: bytes) -> bytes:
    """Its value; empty where it is not there."""
    found = re.search(rb"(?:^|\s)" + name + rb"\s*=\s*[\"']([^\"']*)", attributes)
    return found[1] if found else b""


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
