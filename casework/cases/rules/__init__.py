"""How a case may move, who may work on it, and which card its next date shows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from casework.cases.terms import ClockState, Priority, RequestState, Run, Stage, Trait
from casework.kernel.files import BadFile
from casework.kernel.lifecycle import Lifecycle, Move
from casework.kernel.terms import Refused
from casework.statute import rules as law
from casework.statute.terms import Calendar, Card, Figure, Rule, Sheet, Statute, Unit
from casework.statute.terms.ids import FigureId

#: 劳动保障监察条例16: an investigation takes two.
INSPECTORS_NEEDED = 2
#: From so many people on, a case is flagged as a group case on its page.
CROWD_SHOWN_FROM = 10

LIFECYCLE = Lifecycle(
    Stage.FILED,
    [
        Move("begin", (Stage.FILED,), Stage.INVESTIGATING),
        Move("order", (Stage.INVESTIGATING, Stage.ORDERED, Stage.EXPIRED), Stage.ORDERED),
        Move("expire", (Stage.ORDERED,), Stage.EXPIRED),
        Move(
            "close",
            (Stage.FILED, Stage.INVESTIGATING, Stage.ORDERED, Stage.EXPIRED),
            Stage.CLOSED,
        ),
        Move("withdraw", (Stage.FILED, Stage.INVESTIGATING, Stage.ORDERED), Stage.WITHDRAWN),
        Move("transfer", (Stage.FILED, Stage.INVESTIGATING), Stage.TRANSFERRED),
        Move("reopen", (Stage.CLOSED,), Stage.INVESTIGATING),
    ],
    ends=(Stage.CLOSED, Stage.WITHDRAWN, Stage.TRANSFERRED),
)

OPEN = tuple(stage for stage in Stage if stage not in LIFECYCLE.ends)


class TwoInspectorsNeeded(Refused):
    """An investigation is carried out by two inspectors."""

    zh = "调查要由两名监察员共同进行，请选两个不同的人。"
    en = "An investigation takes two inspectors; choose two different persons."
    article = "劳动保障监察条例16"


def check_inspectors(lead_id: int, assistant_id: int) -> None:
    """Two different officers, 劳动保障监察条例16. Raises TwoInspectorsNeeded."""
    if lead_id == assistant_id:
        raise TwoInspectorsNeeded(field="assistant")


def priority_of(traits: Sequence[Trait]) -> Priority:
    """One reason raises; a crowd, a boss who flees, or two reasons make it urgent."""
    if Trait.MASS in traits or Trait.FLIGHT in traits or len(traits) > 1:
        return Priority.URGENT
    return Priority.RAISED if traits else Priority.ORDINARY


class PriorityReasonNeeded(Refused):
    """Whoever sets another priority than the rule says why."""

    zh = "请写理由，会记入时间线。"
    en = "Say why; it stays in the timeline."
    field = "reason"


#: A request for an extension or a suspension is decided once, by another person.
REQUEST = Lifecycle(
    RequestState.REQUESTED,
    [
        Move("approve", (RequestState.REQUESTED,), RequestState.APPROVED),
        Move("reject", (RequestState.REQUESTED,), RequestState.REJECTED),
    ],
    ends=(RequestState.APPROVED, RequestState.REJECTED),
)


#: The most days for which a limit stands still.
CAP = FigureId.CLOCK_SUSPENSION_CAP


def work_out(run: Run, book: Statute, calendar: Calendar) -> Sheet:
    """The date that follows from the events of a clock, under the rule of its start day.

    A later version that also applies to open limits takes over where the limit is open on its
    first day, and would be so under the new version too: nothing is late by a law that came
    after it. The same events always give the same date: what is stored can be proved.
    Raises UnknownRule, NoStatutoryLength, NoExtension.
    """
    rule, cap = book.rule(run.rule, on=run.start_on), book.figure(CAP, on=run.start_on)
    sheet = _count(run, rule, cap, calendar)
    for turn in book.turns(run.rule, CAP, after=run.start_on):
        later_rule, later_cap = (turn, cap) if isinstance(turn, Rule) else (rule, turn)
        later = _count(run, later_rule, later_cap, calendar)
        if sheet.due_on >= (turn.valid_from or date.min) <= later.due_on:
            sheet, rule, cap = later, later_rule, later_cap
    return sheet


def _count(run: Run, rule: Rule, cap: Figure, calendar: Calendar) -> Sheet:
    if run.term_on is not None:
        rule = rule.with_term((run.term_on - run.start_on).days, Unit.DAY)
    if run.extended_by is not None:
        rule = rule.with_extension(run.extended_by)
    return law.due(rule, run.start_at or run.start_on, calendar, extended=run.extended,
                   suspensions=run.suspensions, cap=cap.whole)  # fmt: skip


class NotRunning(Refused):
    """The limit was met or dropped."""

    zh = "这个期限已经不在计时。"
    en = "This limit does not run any more."


class LimitPassed(Refused):
    """What stops or lengthens a limit comes before its last day is over."""

    zh = "这个期限已经过了，不能再延期或中止。"
    en = "This limit has passed; it can no longer be extended or suspended."


class NotExtendable(Refused):
    """The law gives no extension."""

    zh = "法律没有规定这个期限可以延长。"
    en = "The law gives no extension of this limit."


#: The most working days of an extension for which the law sets no length: a rule of our own.
MOST_EXTENDED = FigureId.CLOCK_EXTENSION_WORKDAYS


class ExtensionLengthNeeded(Refused):
    """The law sets no length of this extension, so the request says it."""

    def __init__(self, most: int):
        super().__init__(
            f"请写延几个工作日，1到{most}。法条没有写可以延多久，这个上限是本系统内部规则。",
            f"Say by how many working days, 1 to {most}. The law sets no length; this bound is "
            "our own rule.",
            field="length",
        )


def check_extension_length(length: int | None, *, asked: bool, most: int) -> None:
    """``asked``: the law leaves the length to the approval. Raises ExtensionLengthNeeded."""
    if asked and not (length is not None and 1 <= length <= most):
        raise ExtensionLengthNeeded(most)


class ExtendedAlready(Refused):
    """Once only."""

    zh = "这个期限已经延过一次，不能再延。"
    en = "This limit has been extended once already."


class AskedAlready(Refused):
    """A request waits for its decision."""

    zh = "已经提请过延期，正等另一人批准。"
    en = "An extension has been asked for and waits for approval."


class NotSuspendable(Refused):
    """A limit in hours does not stand still."""

    zh = "按小时算的期限不能中止。"
    en = "A limit in hours cannot be suspended."


class NotPausable(Refused):
    """No rule lets this limit stand still: the court's window, a bank's or the police's days."""

    zh = "这个期限不能中止：没有规定允许。"
    en = "This limit cannot be suspended: no rule lets it stand still."


class SetByPaper(Refused):
    """The term that a paper sets its addressee is no limit of the office's own work."""

    zh = "这个期限是文书定的，不能中止。要宽限，重新下达文书。"
    en = "A paper sets this term, so it cannot be suspended; issue another paper instead."


class OutsideLimit(Refused):
    """A suspension begins while the limit runs, and not later than today."""

    zh = "中止要从期限开始以后、今天以前的一天算起。"
    en = "A suspension begins after the start of the limit and not later than today."
    field = "from_on"


class DaysNotInOrder(Refused):
    """The last day lies before the first."""

    zh = "最后一天在第一天前面。"
    en = "The last day is before the first."
    field = "until_on"


class ResumedAlready(Refused):
    """The suspension has its last day."""

    zh = "这次中止已经结束了。"
    en = "This suspension is over already."


class NotSuspended(Refused):
    """The suspension was not approved."""

    zh = "这次中止没有批准，期限一直在算。"
    en = "This suspension was not approved; the limit kept running."


class InTheFuture(Refused):
    """Nothing is resumed on a day that has not come."""

    zh = "这一天还没到。"
    en = "This day has not come yet."


def check_running(state: ClockState) -> None:
    """Raises NotRunning."""
    if state is not ClockState.RUNNING:
        raise NotRunning


def check_in_time(due_on: date, *, today: date) -> None:
    """The last day itself is in time. Raises LimitPassed."""
    if today > due_on:
        raise LimitPassed


def check_suspension(
    *, start_on: date, due_on: date, in_hours: bool, by_paper: bool, from_on: date,
    until_on: date | None, today: date, pausable: bool,
) -> None:  # fmt: skip
    """``pausable``: a rule lets this limit stand still.

    Raises NotSuspendable, SetByPaper, NotPausable, OutsideLimit, DaysNotInOrder.
    """
    if in_hours:
        raise NotSuspendable
    if by_paper:
        raise SetByPaper
    if not pausable:
        raise NotPausable
    if not start_on < from_on <= min(due_on, today):
        raise OutsideLimit
    if until_on is not None and until_on < from_on:
        raise DaysNotInOrder


#: A short limit is warned of, and turns yellow, when this share of it is left.
_SHARE_OF_SHORT = 3


def warning_day(start: date, due: date, calendar: Calendar, *, workdays: int) -> date:
    """The day on which to warn: so many working days before the due date, or a third of a short
    limit before it; never before the day after the start."""
    total = law.count_workdays(start, due, calendar)
    lead = min(workdays, max(1, total // _SHARE_OF_SHORT))
    return max(_workdays_before(due, lead, calendar), day_after(start))


def yellow_day(
    start: date, due: date, calendar: Calendar, *, share: int, workdays: int
) -> date:  # fmt: skip
    """The day on which the card turns yellow: one ``share``-th of the limit is left, or so many
    working days, whichever comes first; never before the start."""
    total = law.count_workdays(start, due, calendar)
    return max(_workdays_before(due, max(total // share, workdays), calendar), start)


def _workdays_before(due: date, number: int, calendar: Calendar) -> date:
    day = due
    while number > 0:
        day -= timedelta(days=1)
        number -= law.is_workday(day, calendar)
    return day


def day_after(day: date) -> date:
    return day + timedelta(days=1)


def mark(
    *, due_on: date | None, yellow_on: date | None, people: int, overdue_people: int,
    very_late_before: date, today: date, supervised: bool = False,
) -> Card | None:  # fmt: skip
    """The card of a case: red once overdue; supervised when very late, or for a crowd.

    ``very_late_before``: due dates before this day are overdue by more than the limit for red.
    None when no clock runs.
    """
    if due_on is None:
        return Card.SUPERVISED if supervised else None
    if supervised or due_on < very_late_before:
        return Card.SUPERVISED
    if due_on < today:
        return Card.SUPERVISED if people >= overdue_people else Card.RED
    if yellow_on is not None and yellow_on <= today:
        return Card.YELLOW
    return Card.GREEN


def very_late_before(today: date, calendar: Calendar, *, workdays: int) -> date:
    """Due dates before this day are overdue by more than so many working days."""
    return _workdays_before(today, workdays, calendar)


def may_read_tip(*, accepted: bool, at_desk: bool, on_case: bool, leads: bool) -> bool:
    """What a tip says and shows is for those who work on it: the desk before there is a case,
    then the two inspectors and who leads them."""
    return on_case or leads if accepted else at_desk


#: Internal figure: so many files lie with one complaint, or are added to one case.
MOST_FILES = 30


class FolderFull(BadFile):
    """The folder has as many files as it may."""

    zh = f"没有收，已经有{MOST_FILES}个了。多的请带到窗口。"
    en = f"not taken: there are {MOST_FILES} already. Bring more to the counter."


class Quarantined(Refused):
    """A file with a virus is given to nobody."""

    zh = "这个文件有病毒，已经隔离，不能打开。请让工人重新拍一份。"
    en = "This file holds a virus and is quarantined. Ask the worker for another one."


class PieceOutOfPlace(Refused):
    """A piece of a file that does not follow what is here already."""

    zh = "这一段接不上，请再传一次。"
    en = "This part does not follow what is here; please send it again."


def check_room(name: str, lying: int) -> None:
    """Raises FolderFull."""
    if lying >= MOST_FILES:
        raise FolderFull(name)
