"""What may be said, how long it may be, and at what hours."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from casework.kernel.days import at, day_of, local
from casework.kernel.lifecycle import Lifecycle, Move
from casework.kernel.terms import Refused
from casework.notices.terms import Delivery, Notice
from casework.statute import rules as law
from casework.statute.terms import Calendar

#: Messages to workers go out between these hours, Shanghai time (internal rule).
FIRST_HOUR = 8
LAST_HOUR = 20
#: One text message.
LONGEST = 70
#: A gateway that does not answer is asked again after so long, at most so often.
TRY_AGAIN_AFTER = timedelta(minutes=10)
MOST_TRIES = 6

#: Officers are reminded on working days from half past eight, and no more after the office has
#: closed (internal rule).
DIGEST_AT = time(8, 30)
OFFICE_CLOSES_AT = time(18)
#: A reminder looks so many working days ahead.
SOON_WORKDAYS = 3

#: Stands for the digits of a one-time code wherever the message is kept or shown.
HIDDEN_CODE = "······"
#: A one-time code that has not left by then is not sent any more.
CODE_LIVES = timedelta(minutes=5)

_FORBIDDEN = ("投诉", "举报", "元", "complaint", "wage", "¥")

LIFECYCLE = Lifecycle(
    Delivery.WAITING,
    [
        Move("take", (Delivery.WAITING,), Delivery.SENDING),
        Move("deliver", (Delivery.SENDING, Delivery.UNKNOWN), Delivery.SENT),
        Move("put_back", (Delivery.SENDING,), Delivery.WAITING),
        Move("lose", (Delivery.SENDING,), Delivery.UNKNOWN),
        Move("fail", (Delivery.WAITING, Delivery.SENDING, Delivery.UNKNOWN), Delivery.FAILED),
    ],
    ends=(Delivery.SENT, Delivery.FAILED),
)


class NotToBeSaid(Refused):
    """The words would tell a stranger what the matter is, or do not fit one message."""

    zh = "这条消息会让别人看出是什么事，或者太长。"
    en = "This message would tell a stranger too much, or is too long."


def words(notice: Notice, *, day: str, office: str, phone: str) -> str:
    """The message in Chinese, as it is sent. Raises NotToBeSaid."""
    text = notice.zh.format(day=day, office=office, phone=phone, code=HIDDEN_CODE)
    if len(text) > LONGEST or any(word in text for word in _FORBIDDEN):
        raise NotToBeSaid
    return text


def is_stale(notice: Notice, made_at: datetime, *, now: datetime) -> bool:
    """Whether a message has come too late to be of use."""
    return notice is Notice.ONE_TIME and now >= made_at + CODE_LIVES


def not_before(now: datetime) -> datetime:
    """At once within the hours; else the next morning at eight."""
    here = local(now)
    if here.hour < FIRST_HOUR:
        return at(day_of(now), FIRST_HOUR)
    if here.hour >= LAST_HOUR:
        return at(day_of(now) + timedelta(days=1), FIRST_HOUR)
    return now


def reminds(now: datetime, calendar: Calendar) -> bool:
    """Whether this is an hour of a working day at which officers are reminded."""
    hour = local(now).time()
    return DIGEST_AT <= hour < OFFICE_CLOSES_AT and law.is_workday(day_of(now), calendar)


def soon_until(today: date, calendar: Calendar) -> date:
    """The last day that counts as soon."""
    return law.add_workdays(today, SOON_WORKDAYS, calendar)
