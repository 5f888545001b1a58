"""Words of rosters: what a column of a list holds; and the fact announced."""

from __future__ import annotations

from dataclasses import dataclass

from casework.kernel.terms import LabelEnum


class Column(LabelEnum):
    """What a column of somebody's own spreadsheet holds."""

    NAME = "name", "姓名", "name"
    ID_NUMBER = "id_number", "身份证号", "ID number"
    PHONE = "phone", "手机号", "mobile phone"
    FROM_MONTH = "from_month", "从哪个月", "from month"
    TO_MONTH = "to_month", "到哪个月", "to month"
    MONTHS = "months", "欠薪月份（写在一列）", "unpaid months (in one column)"
    AMOUNT = "amount", "欠薪（元）", "unpaid wages (yuan)"
    JOB = "job", "工种", "job"
    NONE = "none", "不用这一列", "not used"


@dataclass(frozen=True)
class RosterAdded:
    """Fact: people from a spreadsheet stand in a complaint."""

    complaint_id: int
