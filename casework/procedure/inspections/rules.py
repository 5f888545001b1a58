"""What an investigation needs, how two people's findings join, and when a term is met."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from casework.ground.cases.rules.stages import OPEN
from casework.ground.cases.terms import Stage
from casework.kernel.money import Money
from casework.kernel.terms import Refused
from casework.procedure.inspections.terms import Article, Found, Outcome


class NotAssigned(Refused):
    """Only the two inspectors of the case investigate it."""

    zh = "这件案子的调查由指派的两名监察员办理。"
    en = "Only the two inspectors assigned to this case carry out its investigation."
    article = "劳动保障监察条例16"


class BothMustBeAssigned(Refused):
    """An interview is held by the two inspectors of the case."""

    zh = "询问要由本案的两名监察员共同进行，请先指派两人。"
    en = "An interview is held by the two inspectors of the case; assign both first."
    article = "劳动保障监察条例16"


class RefusalNeedsReason(Refused):
    """An unsigned note says why."""

    zh = "被询问人没有签字，请写明理由。"
    en = "The person did not sign; write down why."
    field = "why_unsigned"


class HeldInTheFuture(Refused):
    """An interview is written down after it was held."""

    zh = "询问日期在今天以后。"
    en = "The date of the interview lies in the future."
    field = "held_on"


class GroundNeeded(Refused):
    """A finding that differs from what the worker says names its ground."""

    zh = "认定的和工人说的不一样，请写依据。"
    en = "The finding differs from what the worker says; name its ground."


class BelowPaid(Refused):
    """What was paid cannot be found not to be owed."""

    def __init__(self, paid: Money, *, field: str):
        super().__init__(
            f"已经登记付款{paid.plain}元，认定不能比这个少。付款记错的，先去冲正。",
            f"{paid.plain} is recorded as paid; the finding cannot be lower."
            " Reverse a wrong payment first.",
            field=field,
        )


class LineEndedAlready(Refused):
    """A line that has ended is not verified again."""

    zh = "这个人已经办结，认定不能再改。"
    en = "This line has ended; its finding can no longer change."


class NotVerifiedYet(Refused):
    """An investigation ends when every line has its finding."""

    def __init__(self, names: Sequence[str]):
        listed = "、".join(names)
        super().__init__(f"还没有认定金额：{listed}。", f"Not verified yet: {listed}.")


class FinishedAlready(Refused):
    """An investigation ends once."""

    zh = "调查已经终结。"
    en = "The investigation is finished already."


class NothingToOrder(Refused):
    """An order names workers who are still owed a verified amount."""

    zh = "请至少选一个认定了金额、还没付清的人。"
    en = "Choose at least one worker whose verified amount is not yet paid."
    field = "lines"


#: So many of those whom a refusal is about are named.
_NAMED = 3


def _some(names: Sequence[str]) -> str:
    """``王某、李某、张某等12人``."""
    listed = "、".join(names[:_NAMED])
    return f"{listed}等{len(names)}人" if len(names) > _NAMED else listed


def _some_en(names: Sequence[str]) -> str:
    listed = ", ".join(names[:_NAMED])
    return f"{listed} and {len(names) - _NAMED} more" if len(names) > _NAMED else listed


class OrderedAlready(Refused):
    """One paper at a time tells somebody to pay one worker; a second one would ask for the same
    money twice."""

    field = "lines"

    def __init__(self, names: Sequence[str], *, title: str, title_en: str, number: str | None):
        listed = _some(names)
        which = number or "还没有编号"
        super().__init__(
            f"{listed}已经在一份{title}里（{which}）。那一份办完或者作废以后，才能再拟；"
            "后来又认定的钱，可以另下一份。",
            f"{_some_en(names)}: named already by {title_en} {number or 'without a number'}."
            " Finish or void that one first; what was verified since may go on a further one.",
        )


class TermTooEarly(Refused):
    """A term ends after today."""

    zh = "期限要在今天以后。"
    en = "The term must end after today."
    field = "term_on"


class NoGeneralContractor(Refused):
    """Paying first falls on the general contractor of a project."""

    zh = "这件案子没有登记工程的总包单位，不能责令先行清偿。"
    en = "No general contractor is registered for this case's project."
    article = "保障农民工工资支付条例30"


class NoticeNotServed(Refused):
    """Before a decision the party is told and heard."""

    zh = "事先告知书还没有送达，不能作决定。"
    en = "The prior notice is not served yet; no decision can be made."
    article = "劳动保障监察条例19"


class StatementPeriodRuns(Refused):
    """The party still has time to speak."""

    def __init__(self, until: date):
        day = until.isoformat()
        super().__init__(
            f"陈述申辩的期限到{day}，期满或者登记了陈述申辩再作决定。",
            f"The party may speak until {day}; decide after that, or once it has been heard.",
        )

    article = "劳动保障监察条例19"


class NoticeServedTooLate(Refused):
    """A party that learns of its time when it is over was not heard."""

    zh = "告知书送到的时候，陈述申辩的期限已经过了。请重新告知，再作决定。"
    en = "The notice was served when the time to speak was over; give notice again first."
    article = "劳动保障监察条例19"


class CaseIsOver(Refused):
    """Only an open case is investigated."""

    zh = "案件已经办结。要接着查，先重开。"
    en = "The case has ended; open it again first."


class DecidedAlready(Refused):
    """One notice leads to one decision."""

    zh = "这次告知已经拟了决定书。"
    en = "A decision has been drafted on this notice."


@dataclass(frozen=True)
class Notice:
    """What is known of a prior notice: ``until`` is the last day to speak."""

    until: date
    served_on: date | None = None
    void: bool = False
    heard: bool = False
    decided: bool = False
    outcome: Outcome | None = None


def must_be_open(stage: Stage) -> None:
    """Raises CaseIsOver."""
    if stage not in OPEN:
        raise CaseIsOver


def must_be_inspector(officer_id: int, assigned: Iterable[int]) -> None:
    """Raises NotAssigned."""
    if officer_id not in assigned:
        raise NotAssigned


def check_interview(
    assigned: Sequence[int],
    *,
    needed: int,
    signed: bool,
    refusal: str,
    held_on: date,
    today: date,
) -> None:
    """Raises BothMustBeAssigned, RefusalNeedsReason, HeldInTheFuture."""
    if len(set(assigned)) < needed:
        raise BothMustBeAssigned
    if not signed and not refusal.strip():
        raise RefusalNeedsReason
    if held_on > today:
        raise HeldInTheFuture


def in_force(articles: Sequence[Article], *, on: date) -> tuple[str, ...]:
    """The provisions that a paper of this day may cite."""
    day = on.isoformat()
    return tuple(
        article.text
        for article in articles
        if article.since <= day and (not article.until or day <= article.until)
    )


_QUESTION = re.compile(r"^(?:问|Q)\s*[:：]\s*", re.MULTILINE)
_ANSWER = re.compile(r"(?:(?<!回)答|^A)\s*[:：]\s*", re.MULTILINE)
_OPEN_QUESTION = "请您把知道的情况说一下。"


def answers(text: str) -> list[tuple[str, str]]:
    """Questions and answers of a note written as ``问：… 答：…``; other text is one answer."""
    pairs = []
    for part in _QUESTION.split(text)[1:]:
        question, _, answer = _ANSWER.sub("\0", part, count=1).partition("\0")
        pairs.append((question.strip(), answer.strip() or "（没有回答）"))
    return pairs or [(_OPEN_QUESTION, text.strip())]


def ground_needed(claimed: Money, found: Found) -> bool:
    """Claimed and verified are both kept, and a difference is explained."""
    differs = found.verified is not None and found.verified != claimed
    return differs and not found.ground.strip()


def differs(claimed: Money, found: Found) -> bool:
    """Whether the three columns disagree."""
    known = {claimed, *(value for value in (found.books, found.verified) if value is not None)}
    return len(known) > 1


@dataclass(frozen=True)
class Joined:
    """Two people's changes of one line: what results, and the fields on which they disagree."""

    result: Found
    clashes: tuple[str, ...] = ()


def join(*, was: Found, mine: Found, theirs: Found) -> Joined:
    """Field by field: what only one side changed stands; what both changed differently clashes."""
    values, clashes = {}, []
    for field in dataclasses.fields(Found):
        before, own, other = (getattr(found, field.name) for found in (was, mine, theirs))
        if own == before:
            own = other
        elif other not in (before, own):
            clashes.append(field.name)
        values[field.name] = own
    return Joined(Found(**values), tuple(clashes))


def check_term(term_on: date, *, today: date) -> None:
    """No text sets the length; a term in the past is none. Raises TermTooEarly."""
    if term_on <= today:
        raise TermTooEarly


def still_asked(amount: Money, *, paid_before: Money, paid: Money) -> Money:
    """What of one worker's part of an order has not come yet."""
    return min(amount, max(paid_before + amount - paid, Money(0)))


def room(*, owed: Money, paid: Money, others: Iterable[tuple[Money, Money]]) -> tuple[Money, Money]:
    """From which sum on payments to a worker count for a new order, and for how much it can be.

    Of ``others`` that name him each counts from its first sum on for its second, and no yuan is on
    two. What no order asks for any more, before a further one, is ordered first and alone; what is
    left then goes on the next.
    """
    standing = sorted((start, length) for start, length in others if start + length > paid)
    asked = (still_asked(length, paid_before=start, paid=paid) for start, length in standing)
    rest = max(owed - Money.total(asked), Money(0))
    place = paid
    for start, length in standing:
        if start > place:
            return place, min(rest, start - place)
        place = max(place, start + length)
    return place, rest


def is_payable(*, ended: bool, verified: Money | None, owed: Money) -> bool:
    """Whether a paper can name a worker: his line is open, verified, and not all paid."""
    return not ended and verified is not None and bool(owed)


def may_follow(notice: Notice) -> bool:
    """Whether a decision may still follow a prior notice, or has followed and stands."""
    if notice.void:
        return False
    if notice.decided:
        return notice.outcome not in (Outcome.MET, Outcome.EXPIRED)
    too_late = notice.served_on is not None and notice.served_on >= notice.until
    return notice.heard or not too_late


def is_met(amount: Money, *, paid_before: Money, paid: Money, ended: bool) -> bool:
    """Whether one worker has what an order named."""
    return ended or paid - paid_before >= amount


def covered_on(needed: Money, payments: Iterable[tuple[date, Money]]) -> date | None:
    """The day on which payments, in the order of their dates, reach what is needed; else None."""
    paid = Money(0)
    for day, amount in payments:
        paid += amount
        if paid >= needed:
            return day
    return None


def check_decision(
    *,
    notice_served_on: date | None,
    statement_until: date,
    heard: bool,
    decided: bool,
    today: date,
) -> None:
    """Raises DecidedAlready, NoticeNotServed, NoticeServedTooLate, StatementPeriodRuns."""
    if decided:
        raise DecidedAlready
    if notice_served_on is None:
        raise NoticeNotServed
    if not heard and notice_served_on >= statement_until:
        raise NoticeServedTooLate
    if not heard and today <= statement_until:
        raise StatementPeriodRuns(statement_until)
