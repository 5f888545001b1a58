"""Rosters: which column of a strange spreadsheet is which, and what a row of it may not be."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, timedelta

from casework.kernel.sheets import MERGED
from casework.kernel.terms import Refused
from casework.procedure.intake.terms import Kind, State
from casework.procedure.rosters.terms import Column

#: Headings stand this far down at most; above them are titles.
_LOOK_AT = 10
_HEADINGS = {
    Column.NAME: ("姓名", "名字", "工人", "民工", "人员", "name"),
    Column.ID_NUMBER: ("身份证", "证件号", "证号", "id number", "id no"),
    Column.PHONE: ("手机", "电话", "联系方式", "phone", "mobile"),
    Column.FROM_MONTH: ("从", "开始", "起始", "起", "月份从", "月份起", "开始月份", "from"),
    Column.TO_MONTH: ("到", "截止", "结束", "止", "月份到", "月份止", "结束月份", "to"),
    Column.MONTHS: ("月份", "欠薪时间", "拖欠时间", "欠薪期间", "拖欠期间", "months", "period"),
    Column.AMOUNT: ("金额", "欠薪", "工资", "欠款", "amount", "wages"),
    Column.JOB: ("工种", "岗位", "职务", "班组", "job", "trade"),
}
#: Pay that is not the debt: a rate, or what was earned or paid so far.
_NOT_OWED = re.compile("[日月]工资|单价|工价|标准|[应实已]发|[已实]付|支付|借支")
_OWED = "欠"
#: A worker in the template, who is nobody; his row is left out.
EXAMPLE = "例："
#: Day 0 of a spreadsheet's own count of days.
_DAY_ZERO = date(1899, 12, 30)
#: From the year 2000 to 2099, as a spreadsheet counts days.
_SERIAL = range(36_526, 73_051)
_LOST = re.compile(r"^\d(\.\d+)?E\+?\d+$", re.IGNORECASE)
_YEAR_MONTH = re.compile(r"(\d{4})(\d{2})")
_WHOLE_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?: .*)?")
_YEAR, _MONTH = r"(\d{4}|\d{2})", r"(\d{1,2})月?份?"
_ONE_MONTH = re.compile(rf"{_YEAR}[-/.年]{_MONTH}")
#: 2026年6月至2026年9月, 2026年6-9月, 2026.6至9月: the second year may be left out.
_SPANS = (
    re.compile(rf"{_YEAR}[-/.年]{_MONTH}[~-]{_YEAR}[-/.年]{_MONTH}"),
    re.compile(rf"{_YEAR}年{_MONTH}[~-](){_MONTH}"),
    re.compile(rf"{_YEAR}[-/.]{_MONTH}~(){_MONTH}"),
)
_TO = str.maketrans(dict.fromkeys("至到~～—–－−", "~"))
_ISO = re.compile(r"\d{4}-\d{2}")
#: A month without its year.
_NO_YEAR = re.compile(r"\d{1,2}月份?|\d{1,2}月?份?[~-]\d{1,2}月份?")
#: A spreadsheet keeps 2026.10 as the number 2026.1.
_OCTOBER = re.compile(r"\d{4}\.1")
#: Of two figures before a month the first is a year when no month is as large.
_LAST_MONTH = 12
_YEAR_DIGITS = 4
#: A year of two figures is one of these.
_CENTURY = 2000


class EmptyRoster(Refused):
    """Nothing was sent."""

    zh = "请选一个文件，或者把表格粘贴在下面。"
    en = "Choose a file, or paste the table below."
    field = "sheet"


class ColumnsNotKnown(Refused):
    """The column of the names was not recognised."""

    zh = "没有识别出哪一列是姓名。先登记，再用“导入Excel名单”逐列选择。"
    en = "No column of names was recognised. Register first, then choose columns in the import."
    field = "sheet"


class TooManyForOneForm(Refused):
    """More people than one form holds."""

    zh = "人数太多，这一页放不下。先登记，再用“导入Excel名单”。"
    en = "Too many people for this page. Register first, then import the list."
    field = "sheet"


class RosterClosed(Refused):
    """After the decision people join another way."""

    zh = "已经受理或者答复了，不能再用名单加人。"
    en = "This was decided already; people cannot be added from a list any more."


class RosterInUse(Refused):
    """Somebody of the list is more than a row of it by now."""

    zh = "名单里有人当了代表，或者提过要求，不能整批撤销。"
    en = "Someone in the list is a representative or has made a request; it cannot be removed."


class NotToATip(Refused):
    """A tipster's matter must not become a list of names."""

    zh = "这是保密举报，不能加名单。请先改为投诉。"
    en = "This is a confidential tip; no list can be added. Turn it into a complaint first."


def check_roster(kind: Kind, state: State, *, sealed: bool, waiting: Sequence[State]) -> None:
    """Raises RosterClosed, NotToATip."""
    if state not in waiting:
        raise RosterClosed
    if kind is Kind.TIP and sealed:
        raise NotToATip


def header(rows: Sequence[Sequence[str]]) -> int | None:
    """Which row holds the headings: the first that names people and something else."""
    for number, row in enumerate(rows[:_LOOK_AT]):
        known = [column for column in columns(row) if column is not Column.NONE]
        if Column.NAME in known and len(known) > 1:
            return number
    return None


def columns(headings: Sequence[str]) -> list[Column]:
    """What each column holds, by its heading; each thing once, the rest not used.

    The amount is what is owed: a day's pay or what was earned is not taken for it.
    """
    found: list[Column] = []
    owed = any(_OWED in heading and _column(heading) is Column.AMOUNT for heading in headings)
    for heading in headings:
        column = _column(heading)
        if column is Column.AMOUNT and _OWED not in heading and (owed or _NOT_OWED.search(heading)):
            column = Column.NONE
        found.append(Column.NONE if column in found else column)
    return found


def _column(heading: str) -> Column:
    plain = unicodedata.normalize("NFKC", heading).strip().casefold()
    # the longest word that fits: 欠薪月份从 is a month, 身份证号 is no name
    fits = [
        (len(word), column)
        for column, words in _HEADINGS.items()
        for word in words
        if _stands_in(word, plain)
    ]
    return max(fits, key=lambda fit: fit[0])[1] if fits else Column.NONE


def _stands_in(word: str, heading: str) -> bool:
    if word.isascii() or len(word) == 1:
        return heading.startswith(word) or heading.endswith(word)
    return word in heading


def unknown(headings: Sequence[str], chosen: Sequence[Column]) -> list[str]:
    """Headings that say something and were not understood."""
    return [
        heading
        for heading, column in zip(headings, chosen, strict=False)
        if heading and heading != MERGED and column is Column.NONE
    ]


def cell(column: Column, text: str) -> str:
    """A cell as the form's fields read it: days as months, a count of days as its month."""
    return month(text) if column in (Column.FROM_MONTH, Column.TO_MONTH) else text


def month(text: str) -> str:
    """``2026-08`` for what says a month and its year in any way; anything else as it stands."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if plain.isascii() and plain.isdigit() and int(plain) in _SERIAL:
        return (_DAY_ZERO + timedelta(days=int(plain))).strftime("%Y-%m")
    if is_october_or_january(plain):
        return text
    ways = (_YEAR_MONTH, _WHOLE_DAY, _ONE_MONTH)
    found = next((match for way in ways if (match := way.fullmatch(plain))), None)
    return _written(found[1], found[2]) or text if found else text


def span(text: str) -> tuple[str, str]:
    """First and last month of a cell that holds both, or the same one twice; what cannot be read
    stays in the first."""
    plain = unicodedata.normalize("NFKC", text).replace(" ", "").translate(_TO)
    for way in _SPANS:
        if found := way.fullmatch(plain):
            year, first, other, last = found.groups()
            months = _written(year, first), _written(other or year, last)
            return (months[0], months[1]) if all(months) else (text, "")
    one = month(text)
    return (one, one) if one != text or _ISO.fullmatch(text) else (text, "")


def _written(year: str, month_of: str) -> str:
    """Empty where the figures cannot be a year and a month of it."""
    whole = len(year) == _YEAR_DIGITS
    if not whole and int(year) <= _LAST_MONTH:
        return ""
    if not 1 <= int(month_of) <= _LAST_MONTH:
        return ""
    return f"{int(year) if whole else _CENTURY + int(year)}-{int(month_of):02}"


def lacks_year(text: str) -> bool:
    """Whether a cell names months and no year."""
    plain = unicodedata.normalize("NFKC", text).replace(" ", "").translate(_TO)
    return _NO_YEAR.fullmatch(plain) is not None


def is_october_or_january(text: str) -> bool:
    """Whether a spreadsheet has taken a month for a number and may have lost its last nought."""
    return _OCTOBER.fullmatch(text.strip()) is not None


def part_months(
    table: list[list[str]], head: int, chosen: Sequence[Column]
) -> tuple[list[list[str]], list[Column]]:
    """Where first and last month stand in one cell, each gets a column of its own, at the end."""
    if Column.MONTHS not in chosen or Column.FROM_MONTH in chosen:
        return table, list(chosen)
    place, width = list(chosen).index(Column.MONTHS), max(map(len, table), default=0)
    parted = []
    for number, row in enumerate(table):
        text = row[place] if place < len(row) and number > head else ""
        pair = (Column.FROM_MONTH.zh, Column.TO_MONTH.zh) if number == head else span(text)
        parted.append([*row, *[""] * (width - len(row)), *pair])
    kept = [Column.NONE if column is Column.MONTHS else column for column in chosen]
    kept += [Column.NONE] * (width - len(kept))
    return parted, [*kept, Column.FROM_MONTH, Column.TO_MONTH]


def is_example(name: str) -> bool:
    return name.startswith(EXAMPLE)


def is_lost(text: str) -> bool:
    """Whether a spreadsheet took a long number for an amount and forgot its last digits."""
    return bool(_LOST.match(unicodedata.normalize("NFKC", text).strip()))
