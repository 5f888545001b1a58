"""Words of a worker's requests: what he wants, what it is about, and how far it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from casework.kernel.money import Money
from casework.kernel.terms import LabelEnum


class Kind(LabelEnum):
    """What the worker wants."""

    WITHDRAW = "withdraw", "撤回", "withdraw"
    CORRECT = "correct", "更正", "correct"
    UNSOLVED = "unsolved", "没解决", "not solved"


class About(LabelEnum):
    """What it is about: his own line, the whole case, or one of the things he said."""

    LINE = "line", "本人这一份", "the worker's own line"
    CASE = "case", "整个案件", "the whole case"
    AMOUNT = "amount", "欠多少", "how much"
    MONTHS = "months", "欠的月份", "which months"
    PLACE = "place", "在哪儿干的活", "where the work was"
    EMPLOYER = "employer", "谁欠的工资", "who owes"


#: What a worker may correct, in the order of the questions.
CORRECTED = (About.EMPLOYER, About.PLACE, About.MONTHS, About.AMOUNT)


class State(LabelEnum):
    """How far a request is."""

    OPEN = "open", "待监察员办理", "waiting for an officer"
    DONE = "done", "办好了", "done"
    ANSWERED = "answered", "未更正，已答复", "answered, not changed"
    CANCELLED = "cancelled", "不撤回", "taken back"


class Outcome(LabelEnum):
    """What the worker said when he was called about his withdrawal."""

    WITHDRAW = "withdraw", "本人同意撤回", "wants to withdraw"
    KEEP = "keep", "本人不撤回", "does not want to withdraw"


class Grade(LabelEnum):
    """How content a worker is after closing."""

    CONTENT = "content", "满意", "satisfied"
    FAIR = "fair", "一般", "so-so"
    DISCONTENT = "discontent", "不满意", "not satisfied"


class Event(LabelEnum):
    """What this room writes into a timeline."""

    WITHDRAWAL_ASKED = "withdrawal_asked", "工人要求撤回", "a worker wants to withdraw"
    WITHDRAWAL_DROPPED = "withdrawal_dropped", "工人不撤回", "the worker does not withdraw"
    CORRECTION_ASKED = "correction_asked", "工人要求更正", "a worker asks for a correction"
    CORRECTION_TAKEN = "correction_taken", "采纳更正", "correction made"
    CORRECTION_ANSWERED = "correction_answered", "没有采纳更正", "correction not made"
    PHONE_CHANGED = "phone_changed", "工人更换手机号", "a worker has a new phone"
    UNSOLVED_SAID = "unsolved_said", "工人反映没解决", "a worker says it is not solved"
    GRADED = "graded", "工人评价", "a worker's rating"


@dataclass(frozen=True)
class Said:
    """What a worker says now about one thing; only the fields of that thing are set."""

    about: About
    amount: Money | None = None
    from_month: date | None = None
    to_month: date | None = None
    text: str = ""

    @property
    def shown(self) -> str:
        """As it stands on a page: ``12800.00``, ``2026-06 – 2026-09``, or the text."""
        if self.about is About.AMOUNT:
            return self.amount.plain if self.amount is not None else ""
        if self.about is About.MONTHS:
            months = (self.from_month, self.to_month)
            return " – ".join(f"{month:%Y-%m}" for month in months if month)
        return self.text

    @classmethod
    def read(cls, about: About, shown: str) -> Said:
        """Back from how it is shown."""
        if about is About.AMOUNT:
            return cls(about, amount=Money.read(shown))
        if about is About.MONTHS:
            months = [date.fromisoformat(f"{month}-01") for month in shown.split(" – ")]
            return cls(about, from_month=months[0], to_month=months[1] if months[1:] else None)
        return cls(about, text=shown)
