"""The rows of a list: one worker each, and what a spreadsheet does to a cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from wtforms import Form as PlainForm

from casework.kernel import sheets
from casework.procedure.intake.terms import ClaimantFacts
from casework.procedure.rosters import rules
from casework.procedure.rosters.terms import Column
from casework.web.fields import (
    IdNumberField,
    MoneyField,
    MonthField,
    PhoneField,
    PrintedText,
    Text,
)
from casework.web.words import _, _l


class ClaimantForm(PlainForm):
    """One row: a worker, his months and his amount. A row without a name is left out."""

    name = PrintedText(_l("姓名"))
    id_number = IdNumberField(_l("身份证号"))
    phone = PhoneField(_l("手机号"))
    from_month = MonthField(_l("从哪个月"))
    to_month = MonthField(_l("到哪个月"))
    amount = MoneyField(_l("欠薪（元）"))
    job = Text(_l("工种"), most=60)

    @property
    def empty(self) -> bool:
        return not any(str((field.raw_data or [""])[0]).strip() for field in self)

    def validate(self, extra_validators: Any = None) -> bool:
        good = super().validate(extra_validators)
        if self.empty:
            return good
        if not self.name.data:
            self.name.errors = (*self.name.errors, _("这一行没有姓名"))
            good = False
        for field in self:
            words = wrong_cell(field.short_name, str((field.raw_data or [""])[0]))
            if words:
                field.errors, good = (words,), False
        return good

    def facts(self) -> ClaimantFacts:
        return ClaimantFacts(
            name=self.name.data,
            id_number=self.id_number.data,
            phone=self.phone.data,
            from_month=self.from_month.data,
            to_month=self.to_month.data,
            amount=self.amount.data,
            job=self.job.data or "",
        )


#: What a name or a trade does not begin with, and a formula does.
_FORMULA = tuple("=+-@＝＋－＠")


def wrong_cell(name: str, text: str) -> str:
    """What only a spreadsheet does to a cell, in words that say how to put it right."""
    if text == sheets.MERGED:
        return _("这一格是合并单元格，请拆分后逐行填写")
    if text == sheets.NO_VALUE:
        return _("这一格是公式，表格里没有存结果，请填写结果")
    if text == sheets.FAILED:
        return _("这一格的公式出错，请填写正确的内容")
    if name in (Column.FROM_MONTH.value, Column.TO_MONTH.value):
        return _wrong_month(text)
    if rules.is_lost(text) and name in (Column.ID_NUMBER.value, Column.PHONE.value):
        return _("表格把这个号码当成了数字，后几位已丢失，请照证件重新填")
    if name in (Column.NAME.value, Column.JOB.value) and text.startswith(_FORMULA):
        return _("这一格像公式，请写成文字")
    return ""


def _wrong_month(text: str) -> str:
    if rules.is_october_or_january(text):
        return _("看不出是1月还是10月，请写成2026-01或者2026-10")
    return _("没有写年份，请写成2026-08") if rules.lacks_year(text) else ""


_SUMS = ("合计", "总计", "小计", "共计")


#: What a row of the form has; months in one column are parted before.
FIELDS = [column for column in Column if column not in (Column.NONE, Column.MONTHS)]


def people_in(
    table: list[list[str]], head: int, columns: Sequence[Column]
) -> list[tuple[int, dict[str, str]]]:
    """The rows below the headings that speak of somebody, each with its number in the sheet."""
    return [
        (place, cells)
        for place, cells in _rows_in(table, head, columns)
        if not _why_left_out(cells)
    ]


def left_out_of(
    table: list[list[str]], head: int, columns: Sequence[Column]
) -> list[tuple[int, str]]:
    """The rows that say something and are nobody, each with its number and why."""
    rows = _rows_in(table, head, columns)
    return [(place, why) for place, cells in rows if (why := _why_left_out(cells))]


def _rows_in(
    table: list[list[str]], head: int, columns: Sequence[Column]
) -> Iterator[tuple[int, dict[str, str]]]:
    """Every row in which somebody has written something."""
    for place, row in enumerate(table[head + 1 :], start=head + 2):
        cells = {
            column.value: rules.cell(column, text)
            for column, text in zip(columns, row, strict=False)
            if column is not Column.NONE and text
        }
        if any(text not in sheets.UNKNOWN for text in cells.values()):
            yield place, cells


def _why_left_out(cells: Mapping[str, str]) -> str:
    name = cells.get(Column.NAME.value, "")
    if rules.is_example(name):
        return _("填写示例")
    return _("合计行") if "".join(name.split()) in _SUMS else ""
