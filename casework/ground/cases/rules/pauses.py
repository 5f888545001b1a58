"""When a limit may be extended or stand still; the refusals."""

from __future__ import annotations

from datetime import date

from casework.ground.cases.terms import ClockState, RequestState
from casework.ground.statute.terms.ids import FigureId
from casework.kernel.lifecycle import Lifecycle, Move
from casework.kernel.terms import Refused

#: A request for an extension or a suspension is decided once, by another person.
REQUEST = Lifecycle(
    RequestState.REQUESTED,
    [
        Move("approve", (RequestState.REQUESTED,), RequestState.APPROVED),
        Move("reject", (RequestState.REQUESTED,), RequestState.REJECTED),
    ],
    ends=(RequestState.APPROVED, RequestState.REJECTED),
)


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
    *,
    start_on: date,
    due_on: date,
    in_hours: bool,
    by_paper: bool,
    from_on: date,
    until_on: date | None,
    today: date,
    pausable: bool,
) -> None:
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
