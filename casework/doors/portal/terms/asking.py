"""Words of the questions: the nine steps, and how pay was agreed."""

from __future__ import annotations

from dataclasses import dataclass

from casework.kernel.money import Money
from casework.kernel.terms import LabelEnum


class Step(LabelEnum):
    """The nine pages, in their order: personal data last, so nobody leaves at the first page."""

    WHO = "who", "谁欠您的钱", "Who owes you"
    WHERE = "where", "在哪儿干的活", "Where you worked"
    HOW_LONG = "how_long", "欠的月份", "Which months"
    HOW_MUCH = "how_much", "欠多少", "How much"
    HOW_MANY = "how_many", "一共几个人", "How many people"
    EVIDENCE = "evidence", "有什么凭据", "Your evidence"
    YOU = "you", "您的联系方式", "How to reach you"
    CHECK = "check", "看一遍", "Look it over"
    SEND = "send", "提交", "Send it"

    @property
    def number(self) -> int:
        return list(Step).index(self) + 1

    @property
    def before(self) -> Step | None:
        return list(Step)[self.number - 2] if self.number > 1 else None

    @property
    def after(self) -> Step | None:
        return list(Step)[self.number] if self.number < len(Step) else None


class PaidBy(LabelEnum):
    """How pay was agreed."""

    DAY = "by_day", "干一天算一天", "by the day"
    MONTH = "by_month", "按月算", "by the month"
    PIECE = "by_piece", "按件算", "by the piece"


@dataclass(frozen=True)
class Stretch:
    """A time of work at one rate. ``hundredths`` of a day, month or piece: 4650 is 46.5 days."""

    rate: Money
    hundredths: int


@dataclass(frozen=True)
class Sum:
    """What was earned in all stretches, less what was paid already."""

    paid_by: PaidBy
    stretches: tuple[Stretch, ...]
    paid: Money
