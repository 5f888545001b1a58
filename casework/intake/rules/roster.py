"""Rosters: which column of a strange spreadsheet is which, and what a row of it may not be."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, timedelta

from casework.intake.terms import Column, Kind, State
from casework.kernel.sheets import MERGED
from casework.kernel.terms import Refused

#: Headings stand this far down at most; above them are titles.
_LOOK_AT = 10
_HEADINGS = {
    Column.NAME: ("姓名", "名字", "工人", "民工", "人员", "name"),
    Column.ID_NUMBER: ("身份证", "证件号", "证号", "id number", "id no"),
    Column.PHONE: ("手机", "电话", "联系方式", "phone", "mobile"),
    Column.FROM_MONTH: ("从", "开始", "起始", "起", "from"),
    Column.TO_MONTH: ("到", "截止", "结束", "止", "to"),
    Column.AMOUNT: ("金额", "欠薪", "工资", "欠款", "amount", "wages"),
    Column.JOB: ("工种", "岗位", "职务", "班组", "job", "trade"),
}
#: A worker in the template, who is nobody; his row is left out.
EXAMPLE = "例："
#: Day 0 of a spreadsheet's own count of days.
_DAY_ZERO = date(1899, 12, 30)
#: From the year 2000 to 2099, as a spreadsheet counts days.
_SERIAL = range(36_526, 73_051)
_LOST = re.compile(r"^\d(\.\d+)?E\+?\d+$", re.IGNORECASE)
_YEAR_MONTH = re.compile(r"^(\d{4})(\d{2})$")
_WHOLE_DAY = re.compile(r"^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?( .*)?$")


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
    """What each column holds, by its heading; each thing once, the rest not used."""
    found: list[Column] = []
    for heading in headings:
        column = _column(heading)
        found.append(Column.NONE if column in found else column)
    return found


def _column(heading: str) -> Column:
    plain = unicodedata.normalize("NFKC", heading).strip().casefold()
    # the longest word that fits: 欠薪月份从 is a month, 身份证号 is no name
    fits = [(len(word), column) for column, words in _HEADINGS.items() for word in words
            if _stands_in(word, plain)]  # fmt: skip
    return max(fits, key=lambda fit: fit[0])[1] if fits else Column.NONE


def _stands_in(word: str, heading: str) -> bool:
    if word.isascii() or len(word) == 1:
        return heading.startswith(word) or heading.endswith(word)
    return word in heading


def unknown(headings: Sequence[str], chosen: Sequence[Column]) -> list[str]:
    """Headings that say something and were not understood."""
    return [heading for heading, column in zip(headings, chosen, strict=False)
            if heading and heading != MERGED and column is Column.NONE]  # fmt: skip


def cell(column: Column, text: str) -> str:
    """A cell as the form's fields read it: days as months, a count of days as its month."""
    if column not in (Column.FROM_MONTH, Column.TO_MONTH):
        return text
    plain = unicodedata.normalize("NFKC", text).strip()
    if plain.isascii() and plain.isdigit() and int(plain) in _SERIAL:
        return (_DAY_ZERO + timedelta(days=int(plain))).strftime("%Y-%m")
    found = _YEAR_MONTH.match(plain) or _WHOLE_DAY.match(plain)
    return f"{found.group(1)}-{int(found.group(2)):02}" if found else text


def is_example(name: str) -> bool:
    return name.startswith(EXAMPLE)


def is_lost(text: str) -> bool:
    """Whether a spreadsheet took a long number for an amount and forgot its last digits."""
    return bool(_LOST.match(unicodedata.normalize("NFKC", text).strip()))
