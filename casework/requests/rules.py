"""When a worker may still say something himself, and what an officer needs before he acts on it."""

from __future__ import annotations

from datetime import date, timedelta

from casework.kernel.lifecycle import Lifecycle, Move
from casework.kernel.terms import Refused
from casework.requests.terms import State
from casework.statute.terms.ids import FigureId

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

    zh = "这一件按举报办，请打电话或到窗口说。"
    en = "This is handled as a tip; please call or come to the counter."


class OverAlready(Refused):
    """What has ended is neither withdrawn nor corrected."""

    zh = "您这一份已经办结了，不用再改。"
    en = "Your part is closed already."


class StillOpen(Refused):
    """Only what is closed can be said to be unsolved."""

    zh = "您的事还在办，没有结。有话请打电话。"
    en = "Your matter is still being worked on."


class TooLate(Refused):
    """After the window the way leads over the counter."""

    zh = "结案超过30天了，请带身份证到窗口说。"
    en = "More than 30 days have passed; please come to the counter with your ID card."


class NothingNew(Refused):
    """The correction says what stands there already."""

    zh = "和原来说的一样，不用改。"
    en = "This is what you said before; nothing to change."


class CallNeeded(Refused):
    """A withdrawal takes effect only after somebody has asked the worker himself."""

    zh = "撤回要先打电话问本人，写下什么时候问的、他怎么说。"
    en = "Before a withdrawal counts, the worker is called: write when, and what he said."
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

    zh = "自己替工人登记的，要由另一个人办。"
    en = "Who entered the request for the worker does not carry it out himself."


def last_day(closed_on: date, *, days: int) -> date:
    """The last day on which one press opens the case again; the day of closing is day 0."""
    return closed_on + timedelta(days=days)
