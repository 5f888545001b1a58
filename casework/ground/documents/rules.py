"""How a paper may move, what must be in it, who may approve it, and when it counts as served."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from casework.ground.documents.terms.fields import Body, chinese_day, printed_money
from casework.ground.documents.terms.kinds import Kind, State, Way
from casework.ground.documents.terms.service import REQUIREMENTS, ServiceFacts
from casework.ground.offices.terms import Department
from casework.ground.statute.rules import calendar as statute_calendar
from casework.ground.statute.rules import counting
from casework.ground.statute.terms.calendar import Calendar
from casework.ground.statute.terms.entries import Statute
from casework.ground.statute.terms.ids import RuleId
from casework.kernel.lifecycle import Lifecycle, Move
from casework.kernel.money import Money
from casework.kernel.terms import Refused

#: The limit after which a paper that was announced counts as served, 民事诉讼法 95.
ANNOUNCED = RuleId.ANN
#: The limit whose length a paper itself sets.
TERM = RuleId.ORDER_TERM

LIFECYCLE = Lifecycle(
    State.DRAFTED,
    [
        Move("revise", (State.DRAFTED,), State.DRAFTED),
        Move("approve", (State.DRAFTED,), State.APPROVED),
        Move("send_back", (State.DRAFTED, State.APPROVED), State.DRAFTED),
        Move("issue", (State.DRAFTED, State.APPROVED), State.ISSUED),
        Move("serve", (State.ISSUED,), State.SERVED),
        Move("void", (State.DRAFTED, State.APPROVED, State.ISSUED), State.VOID),
    ],
    ends=(State.SERVED, State.VOID),
)


class PaperIncomplete(Refused):
    """A needed field is empty: nothing is approved or printed."""

    def __init__(self, body: Body):
        empty = body.missing()
        self.fields = tuple(dict.fromkeys(spec.name for spec in empty))
        zh = "、".join(dict.fromkeys(spec.zh for spec in empty))
        en = ", ".join(dict.fromkeys(spec.en for spec in empty))
        super().__init__(
            f"这份文书还缺：{zh}。填好再办。",
            f"This paper still lacks: {en}. Fill it in first.",
            field=self.fields[0],
        )


class NotApproved(Refused):
    """This kind of paper goes out only after approval."""

    zh = "这种文书要先批准，再制发。"
    en = "This kind of paper must be approved before it is issued."


class NoApprovalNeeded(Refused):
    """This kind of paper has no approval step."""

    zh = "这种文书不用审批，可以直接制发。"
    en = "This kind of paper needs no approval; issue it."


class PeopleDoNotMatch(Refused):
    """The number of people in the text is not that of the attached list."""

    def __init__(self, stated: int, listed: int):
        super().__init__(
            f"正文写的是{stated}人，名单上是{listed}人，请改成一样。",
            f"The text says {stated} people, the list has {listed}. Make them agree.",
            field="people",
        )


class AmountDoesNotMatch(Refused):
    """The amount in the text is not the sum of the attached list."""

    def __init__(self, stated: Money, listed: Money):
        super().__init__(
            f"正文写的是{stated.plain}元，名单合计{listed.plain}元，请改成一样。",
            f"The text says {stated.plain} yuan, the list adds up to {listed.plain}."
            " Make them agree.",
            field="amount",
        )


class TermHasPassed(Refused):
    """The last day named in the paper is not after the day it is issued."""

    zh = "文书上写的期限不晚于今天，请改到以后的日子。"
    en = "The last day named in the paper is not after today; choose a later one."
    field = "term_on"


class PartOfAStep(Refused):
    """The paper belongs to a claim, a referral or a closing, and moves only with it."""

    zh = "这份文书跟着那一步一起批、一起发，请到那一步的页面上办。"
    en = "This paper is approved and issued together with its step; do it on the page of that step."


class ReasonNeeded(Refused):
    """A paper is not made void without a reason."""

    zh = "请写明理由。"
    en = "Give the reason."
    field = "reason"


class NotForService(Refused):
    """This kind of paper stays in the file."""

    zh = "这种文书只存卷，不用送达。"
    en = "This kind of paper stays in the file and is not served."


class ServiceIncomplete(Refused):
    """This way of service needs more on record; each thing is said at its own field."""

    article = "民事诉讼法88-95"

    def __init__(self, wanted: Sequence[str]):
        zh, en = _SERVICE_WORDS[wanted[0]]
        super().__init__(
            f"这种送达方式还要写明：{zh}。",
            f"This way of service also needs: {en}.",
            field=wanted[0],
        )
        self.others = [ServiceIncomplete([name]) for name in wanted[1:]]


class ServedOutsideTime(Refused):
    """A paper cannot be served before it was issued, or in the future."""

    zh = "送达日期要在文书制发之后，不能晚于今天。"
    en = "The day of service lies between the day of issue and today."
    field = "on"


_SERVICE_WORDS = {
    "on": ("日期", "date"),
    "place": ("地点或地址", "place or address"),
    "receiver": ("收件人", "receiver"),
    "relation": ("收件人与受送达人的关系", "the receiver's relation to the addressee"),
    "reason": ("理由", "reason"),
    "witnesses": ("见证人", "witnesses"),
    "proof": ("照片、录像、回执或单号", "photo, film, receipt or slip number"),
}


def check_complete(body: Body) -> None:
    """Raises PaperIncomplete, PeopleDoNotMatch, AmountDoesNotMatch."""
    if body.missing():
        raise PaperIncomplete(body)
    listed = attached(body)
    if listed is None:
        return
    people, total = listed
    stated, amount = getattr(body, "people", None), getattr(body, "amount", None)
    if stated is not None and stated != people:
        raise PeopleDoNotMatch(stated, people)
    if amount is not None and amount != total:
        raise AmountDoesNotMatch(amount, total)


def attached(body: Body) -> tuple[int, Money] | None:
    """People and sum of the list that a paper carries; None when it carries none."""
    for name, column in (("workers", "owed"), ("payees", "amount")):
        rows = getattr(body, name, None)
        if rows is not None:
            return len(rows), Money.total(getattr(row, column) or Money(0) for row in rows)
    return None


def check_approvable(kind: Kind) -> None:
    """Raises NoApprovalNeeded, PartOfAStep."""
    if kind.form.approval is None:
        raise NoApprovalNeeded
    if kind.form.step:
        raise PartOfAStep


def check_issue(kind: Kind, state: State, body: Body, *, on: date) -> None:
    """Raises NotApproved, TermHasPassed, and what check_complete raises."""
    if kind.form.approval is not None and state is State.DRAFTED:
        raise NotApproved
    check_complete(body)
    term_on = getattr(body, "term_on", None)
    # the limit on a sheet that stays in the file binds the office itself, and may have passed
    if kind.form.served and term_on is not None and term_on <= on:
        raise TermHasPassed


def check_service(kind: Kind, facts: ServiceFacts, *, issued_on: date, on: date) -> None:
    """Raises NotForService, ServiceIncomplete, ServedOutsideTime."""
    if not kind.form.served:
        raise NotForService
    wanted = ("on", "place") if facts.failed else REQUIREMENTS[facts.way]
    lacking = [names for names in wanted if not _has_one(facts, names)]
    if lacking:
        raise ServiceIncomplete(
            [names if isinstance(names, str) else names[0] for names in lacking]
        )
    if facts.on is None or not issued_on <= facts.on <= on:
        raise ServedOutsideTime


def _has_one(facts: ServiceFacts, names: str | tuple[str, ...]) -> bool:
    wanted = (names,) if isinstance(names, str) else names
    return any(getattr(facts, name) for name in wanted)


def served_on(facts: ServiceFacts, statute: Statute, calendar: Calendar) -> date | None:
    """The day from which the paper counts as served; None for an attempt that failed.

    An announcement serves when its period is over; every other way on the day it happened.
    """
    if facts.failed or facts.on is None:
        return None
    if facts.way is not Way.ANNOUNCEMENT:
        return facts.on
    rule = statute.rule(ANNOUNCED, on=facts.on)
    return counting.due(rule, facts.on, calendar).due_on


def last_day(term_on: date, calendar: Calendar) -> date:
    """A term that ends on a rest day ends on the next working day, 民事诉讼法 85."""
    if statute_calendar.is_workday(term_on, calendar):
        return term_on
    return statute_calendar.next_workday(term_on, calendar)


def prefix(area_short: str, department: Department, kind: Kind) -> str:
    """``临兰人社监令字``: city, area, department, kind."""
    return f"临{area_short}{department.zh}{kind.form.code}字"


def number(prefix: str, *, year: int, serial: int) -> str:
    """``临兰人社监令字〔2026〕第0001号``."""
    return f"{prefix}〔{year}〕第{serial:04d}号"


def series(unit_id: int, kind: Kind, year: int) -> str:
    """Numbers run per unit, kind of paper and year."""
    return f"paper:{unit_id}:{kind.value}:{year}"


def prefilled(kind: Kind, known: Mapping[str, Any]) -> Body:
    """A draft of this kind with what is known of the case; the rest is blank."""
    names = {spec.name for spec in kind.form.body.specs()}
    return kind.form.body(**{name: value for name, value in known.items() if name in names})


@dataclass(frozen=True, kw_only=True)
class Head:
    """What every paper shows besides its body."""

    authority: str
    prefix: str
    contact: str = ""
    number: str | None = None
    issued_on: date | None = None
    officers: tuple[tuple[str, str], ...] = ()
    drafted_by: str = ""
    drafted_on: date | None = None
    approved_by: str = ""
    approved_on: date | None = None
    opinion: str = ""


def layout(kind: Kind, body: Body, head: Head) -> dict[str, Any]:
    """The plain values that a paper's template prints. A paper without a day is a draft."""
    _, total = attached(body) or (0, Money(0))
    return {
        "title": kind.form.title,
        "authority": head.authority,
        "contact": head.contact,
        "numbered": kind.form.numbered,
        "prefix": head.prefix,
        "number": head.number or "",
        "date": _day(head.issued_on),
        "draft": head.issued_on is None,
        "officers": [{"name": name, "card": card} for name, card in head.officers],
        "drafted-by": head.drafted_by,
        "drafted-on": _day(head.drafted_on),
        "approved-by": head.approved_by,
        "approved-on": _day(head.approved_on),
        "opinion": head.opinion,
        "list-total": printed_money(total),
        "fields": body.printable(),
    }


def _day(value: date | None) -> str:
    return chinese_day(value) if value else ""
