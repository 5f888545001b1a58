"""When a worker may still say something himself, and what an officer needs before he acts on it."""

from __future__ import annotations

from datetime import date, timedelta

from casework.ground.statute.terms.ids import FigureId
from casework.kernel.lifecycle import Lifecycle, Move
from casework.kernel.terms import Refused
from casework.procedure.requests.terms import State

LIFECYCLE = Lifecycle(
    State.OPEN,
    [
        Move("carry_out", (State.OPEN,), State.DONE),
        Move("answer", (State.OPEN,), State.ANSWERED),
        Move("cancel", (State.OPEN,), State.CANCELLED),
    ],
    ends=(State.DONE, State.ANSWERED, State.CANCELLED),
)

#: Days after closing within which one press opens the case again (internal figure).
WINDOW_FIGURE = FigureId.UNSOLVED_WINDOW
#: A task that follows from a worker's request is due so many days later (internal rule).
TASK_DAYS = 3


class NotForTips(Refused):
    """A tip has no line of its own, and its sender must not stand in a list."""

    zh = "这一件按举报办，请打电话或到窗口办。"
    en = "This is handled as a tip; please call or come to the counter."


class OverAlready(Refused):
    """What has ended is neither withdrawn nor corrected."""

    zh = "您这一份已经办结，不能再更正。"
    en = "Your part is closed already."


class StillOpen(Refused):
    """Only what is closed can be said to be unsolved."""

    zh = "您的事还在办，没有办结。有问题请打电话。"
    en = "Your matter is still being worked on."


class TooLate(Refused):
    """After the window the way leads over the counter."""

    zh = "结案超过30天了，请带身份证到窗口办。"
    en = "More than 30 days have passed; please come to the counter with your ID card."


class NothingNew(Refused):
    """The correction says what stands there already."""

    zh = "和原来的一样，不用更正。"
    en = "This is the same as before; there is nothing to change."


class CallNeeded(Refused):
    """A withdrawal takes effect only after somebody has asked the worker himself."""

    zh = "撤回要先打电话问本人，写明通话时间和本人怎么说。"
    en = "Call the worker before a withdrawal: give the time and what the worker said."
    field = "said"


class CalledInFuture(Refused):
    """A call that has not taken place proves nothing."""

    zh = "通话时间要在提出撤回以后，也不能晚于现在。"
    en = "The call was after the request, and not in the future."
    field = "called_at"


class AnswerNeeded(Refused):
    """The worker reads why."""

    zh = "请写给工人看的答复。"
    en = "Write an answer that the worker will read."
    field = "answer"


class OwnEntry(Refused):
    """Who entered a request for a worker does not carry it out."""

    zh = "自己替工人登记的请求，要由另一个人办理。"
    en = "The officer who entered a request for the worker may not decide it."


def last_day(closed_on: date, *, days: int) -> date:
    """The last day on which one press opens the case again; the day of closing is day 0."""
    return closed_on + timedelta(days=days)
