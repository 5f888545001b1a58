"""Spreadsheets made to harm: refused before they are unpacked, or read as plain text. E3."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from casework.kernel import sheets

_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'spreadsheetml.sheet.main+xml"/></Types>'
)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{_RELATION}/{{kind}}" Target="{{target}}"/></Relationships>'
)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_BOOK = (
    f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATION}"><sheets>'
    '<sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>'
)


def by_hand(sheet: str | bytes, *, more: dict[str, bytes] | None = None) -> bytes:
    """The smallest workbook around the markup of one sheet."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", _TYPES)
        packed.writestr(
            "_rels/.rels", _RELS.format(kind="officeDocument", target="xl/workbook.xml")
        )
        packed.writestr("xl/workbook.xml", _BOOK)
        packed.writestr(
            "xl/_rels/workbook.xml.rels",
            _RELS.format(kind="worksheet", target="worksheets/sheet1.xml"),
        )
        packed.writestr("xl/worksheets/sheet1.xml", sheet)
        for name, content in (more or {}).items():
            packed.writestr(name, content)
    return target.getvalue()


def markup(rows: str, *, before: str = "") -> str:
    return f'{before}<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>'


def cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def made(*rows: list[object], merged: str = "") -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    if merged:
        book.active.merge_cells(merged)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_a_sheet_by_hand_is_read():
    rows = sheets.read(by_hand(markup(f'<row r="1">{cell("A1", "姓名")}</row>')))
    assert rows == [["姓名"]]


def test_numbers_days_and_text_are_what_somebody_would_have_typed():
    rows = sheets.read(made(["张示例", 13900000164, 12800.5, date(2026, 6, 1), 0.1 + 0.2, True]))
    assert rows == [["张示例", "13900000164", "12800.5", "2026-06-01", "0.3", "是"]]


def test_lost_digits_are_seen_to_be_lost():
    assert sheets.read(made([371302200001010017, 130503670401001])) == [
        ["3.71302E+17", "130503670401001"]
    ]  # fmt: skip


def test_a_formula_is_never_worked_out():
    rows = sheets.read(made(["=1+1", "=cmd|' /C calc'!A0", '=HYPERLINK("http://example.org")']))
    assert [text for row in rows for text in row if text] == []


def test_merged_cells_say_so():
    rows = sheets.read(made(["甲", "乙"], ["丙", "丁"], merged="A1:A2"))
    assert rows == [["甲", "乙"], [sheets.MERGED, "丁"]]


def test_a_bomb_is_refused_before_it_is_unpacked():
    packed = by_hand(markup(""), more={"xl/media/a.bin": b"\0" * (sheets.MOST_UNPACKED + 1)})
    assert len(packed) < 100_000
    tracemalloc.start()
    with pytest.raises(sheets.SheetTooLarge):
        sheets.read(packed)
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()


def test_a_bomb_that_lies_about_its_size_is_refused():
    packed = bytearray(by_hand(markup(""), more={"xl/media/a.bin": b"\0" * 60_000_000}))
    # the directory at the end says that the last part is small
    place = packed.rindex(b"PK\x01\x02")
    packed[place + 24 : place + 28] = (1000).to_bytes(4, "little")
    with pytest.raises((sheets.SheetTooLarge, sheets.NotASheet)):
        sheets.read(bytes(packed))


@pytest.mark.parametrize("place", ["A1048576", "XFD1", "A3000"])
def test_one_cell_far_away_makes_no_huge_table(place):
    number = "".join(c for c in place if c.isdigit())
    far = f'<row r="{number}">{cell(place, "x")}</row>'
    with pytest.raises(sheets.TooManyRows):
        sheets.read(by_hand(markup(f'<row r="1">{cell("A1", "x")}</row>{far}')))


@pytest.mark.parametrize(
    "sheet",
    [
        markup(cell("A1", "&x;"), before='<!DOCTYPE a [<!ENTITY x "y">]>'),
        markup(cell("A1", "&x;"), before='<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
        markup('<row r="&#49;048576"><c r="A&#49;048576" t="str"><v>x</v></c></row>'),
        markup(cell("A1048576", "x")).encode("utf-16"),
    ],
    ids=["an entity", "an outside entity", "a place in disguise", "another encoding"],
)
def test_tricks_are_refused(sheet):
    with pytest.raises(sheets.NotASheet):
        sheets.read(by_hand(sheet))


def test_ten_thousand_rows_are_told_the_limit():
    with pytest.raises(sheets.TooManyRows) as refused:
        sheets.read(made(*(["张示例", n] for n in range(10_000))))
    assert "2000行" in refused.value.zh


def test_the_old_format_is_told_what_to_do():
    with pytest.raises(sheets.OldSheet) as refused:
        sheets.read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4000)
    assert ".xlsx" in refused.value.zh
    assert "2000行" in refused.value.zh


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"%PDF-1.7", b"MZ", "姓名,金额".encode()])
def test_what_is_no_spreadsheet_is_refused_in_words(content):
    with pytest.raises(sheets.NotASheet):
        sheets.read(content)


def test_too_many_bytes_are_refused_unread():
    with pytest.raises(sheets.SheetTooLarge):
        sheets.read(b"PK" + b"\0" * sheets.MOST_BYTES)


@settings(deadline=None)
@given(st.binary(max_size=400), st.integers(0, 800))
def test_a_damaged_workbook_is_read_or_refused(noise, place):
    sound = made(["姓名", "金额"], ["张示例", 100])
    place = min(place, len(sound))
    damaged = sound[:place] + noise + sound[place + len(noise) :]
    try:
        rows = sheets.read(damaged)
    except (sheets.NotASheet, sheets.SheetTooLarge, sheets.TooManyRows, sheets.OldSheet):
        return
    assert all(isinstance(text, str) for row in rows for text in row)


@given(
    st.lists(
        st.lists(st.text("张示例=+-@\t\n 0１", max_size=6), min_size=1, max_size=4), max_size=5
    )
)
def test_what_is_carried_on_in_the_page_reads_back(rows):
    carried = sheets.pasted([["x", *row] for row in rows])
    assert sheets.pasted(sheets.read_pasted(carried)) == carried


def test_the_template_is_text_through_and_through():
    content = sheets.write(["姓名", "身份证号"], [["例：张某某", "=1+1"]], title="名单")
    sheet = load_workbook(io.BytesIO(content)).active
    cells = [c for row in sheet.iter_rows() for c in row]
    assert {c.number_format for c in cells} == {"@"}
    assert [c.coordinate for c in cells if c.data_type == "f"] == []
