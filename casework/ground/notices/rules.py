"""What may be said, how long it may be, at what hours; and what an answer means."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime, time, timedelta

from casework.ground.notices.terms import Delivery, Due, Meaning, Notice, Saying
from casework.ground.statute.rules import calendar as statute_calendar
from casework.ground.statute.rules import counting
from casework.ground.statute.terms.calendar import Calendar
from casework.ground.statute.terms.ids import RuleId
from casework.kernel.days import at, day_of, local
from casework.kernel.lifecycle import Lifecycle, Move
from casework.kernel.terms import Refused

#: The limits that workers are told of, on their receipt and on the page of their matter.
TOLD_LIMITS = (RuleId.ORDER_TERM, RuleId.DEC, RuleId.INV, RuleId.ACC)
#: Messages to workers go out between these hours, Shanghai time (internal rule).
FIRST_HOUR = 8
LAST_HOUR = 20
#: One text message.
LONGEST = 70
#: Who signs, unless the setting says otherwise.
SIGNATURE = "临沂人社"
#: A gateway that does not answer is asked again after so long, at most so often.
TRY_AGAIN_AFTER = timedelta(minutes=10)
MOST_TRIES = 6
#: A message that may go out is out within so long, or something holds it up (internal rule).
OUT_WITHIN = timedelta(minutes=5)

#: Officers are reminded on working days from half past eight, and no more after the office has
#: closed (internal rule).
DIGEST_AT = time(8, 30)
OFFICE_CLOSES_AT = time(18)
#: A reminder looks so many working days ahead.
SOON_WORKDAYS = 3

#: Stands for the digits of a one-time code wherever the message is kept or shown.
HIDDEN_CODE = "······"
#: A receipt number as it is read: the longest that takes its place.
_LONGEST_CODE = "0000 0000 0000 0000"
#: A one-time code that has not left by then is not sent any more.
CODE_LIVES = timedelta(minutes=5)

_FORBIDDEN = ("投诉", "举报", "元", "complaint", "wage", "¥")

_SENT_OUT = (Delivery.SENDING, Delivery.SENT, Delivery.UNKNOWN)

LIFECYCLE = Lifecycle(
    Delivery.WAITING,
    [
        Move("take", (Delivery.WAITING,), Delivery.SENDING),
        Move("withhold", (Delivery.WAITING,), Delivery.WITHHELD),
        Move("hand_over", (Delivery.SENDING, Delivery.UNKNOWN), Delivery.SENT),
        Move("put_back", (Delivery.SENDING,), Delivery.WAITING),
        Move("lose", (Delivery.SENDING,), Delivery.UNKNOWN),
        Move("fail", (Delivery.WAITING, Delivery.SENDING, Delivery.UNKNOWN), Delivery.FAILED),
        # a report may overtake the answer to the sending
        Move("arrive", _SENT_OUT, Delivery.DELIVERED),
        Move("miss", _SENT_OUT, Delivery.UNDELIVERED),
        Move("try_again", (Delivery.FAILED, Delivery.UNDELIVERED), Delivery.WAITING),
    ],
    ends=(Delivery.DELIVERED, Delivery.FAILED, Delivery.UNDELIVERED, Delivery.WITHHELD),
)

#: A service whose clock is behind may say that an answer came before what it answers.
CLOCKS_DIFFER = timedelta(minutes=5)
#: When an answer was sent is believed no further back than this.
_OLDEST_ANSWER = timedelta(days=3)

_MEANINGS = {
    Meaning.HERE: ("1", "收到", "收到了", "到了", "钱到了", "已收到"),
    Meaning.LESS: ("2", "没收到", "没有收到", "没到", "没到账", "少了", "钱少了", "钱没到"),
    Meaning.STOP: ("T", "TD", "退订", "TD退订", "退订TD", "不收短信"),
    Meaning.START: ("HF", "恢复", "恢复短信"),
}


def meaning(text: str) -> Meaning:
    """What an answer says. Only a whole answer counts: 没收到 holds 收到, and 到了？ asks."""
    plain = unicodedata.normalize("NFKC", text).upper()
    if "?" in plain:
        return Meaning.OTHER
    word = "".join(c for c in plain if c.isalnum())
    return next((what for what, words in _MEANINGS.items() if word in words), Meaning.OTHER)


def said_at(claimed: datetime | None, *, now: datetime) -> datetime:
    """When an answer was sent: as the service says, while that is likely; else now."""
    if claimed is None or not now - _OLDEST_ANSWER <= claimed <= now:
        return now
    return claimed


class NotToBeSaid(Refused):
    """The words would tell a stranger what the matter is, or do not fit one message."""

    zh = "这条短信会让别人看出是什么事，或者太长。"
    en = "This message reveals too much to others, or is too long."


_CITY = "临沂市"
_ANY_OFFICE = "承办单位"
_HOTLINE = "12333"


def saying(
    notice: Notice, *, day: str, office: str, phone: str, signature: str = SIGNATURE
) -> Saying:
    """The message in Chinese, as it is sent.

    A name that does not fit, or gives the matter away, gives way to a shorter one: no name of an
    office stops a message. Raises NotToBeSaid where the notice itself is wrong.
    """
    shorter = (
        (office, phone),
        (office.removeprefix(_CITY), phone),
        (_ANY_OFFICE, phone),
        (_ANY_OFFICE, _HOTLINE),
    )
    for name, number in shorter:
        filled = {"day": day, "office": name, "phone": number}
        text = notice.zh.format(**filled, code=HIDDEN_CODE)
        if _fits(signed(text, signature)) and not any(word in text for word in _FORBIDDEN):
            used = {key: value for key, value in filled.items() if f"{{{key}}}" in notice.zh}
            return Saying(signed(text, signature), used)
    raise NotToBeSaid


def signed(text: str, signature: str) -> str:
    """``【临沂人社】…``: who is speaking comes first, so that it does not look like fraud."""
    return f"【{signature}】{text}" if signature else text


def _fits(text: str) -> bool:
    return len(text.replace(HIDDEN_CODE, _LONGEST_CODE)) <= LONGEST


def is_stale(notice: Notice, made_at: datetime, *, now: datetime) -> bool:
    """Whether a message has come too late to be of use: a reminder of another day, an old code."""
    if notice is Notice.DIGEST:
        return day_of(now) > day_of(made_at)
    return notice is Notice.ONE_TIME and now >= made_at + CODE_LIVES


def reminder(due: Due) -> str:
    """An officer's reminder as it goes by mail: how much, and nothing of whom or what."""
    return (
        f"今天的提醒：已超期{due.overdue}项，{SOON_WORKDAYS}个工作日内到期{due.soon}项，"
        f"新预警{due.warned}项。请登录系统，看“今天要做”。"
    )


def not_before(now: datetime, notice: Notice | None = None) -> datetime:
    """At once within the hours, or when the reader has asked for it; else the next morning at
    eight."""
    here = local(now)
    if notice is not None and notice.asked_for:
        return now
    if here.hour < FIRST_HOUR:
        return at(day_of(now), FIRST_HOUR)
    if here.hour >= LAST_HOUR:
        return at(day_of(now) + timedelta(days=1), FIRST_HOUR)
    return now


def reminds(now: datetime, calendar: Calendar) -> bool:
    """Whether this is an hour of a working day at which officers are reminded."""
    hour = local(now).time()
    return DIGEST_AT <= hour < OFFICE_CLOSES_AT and statute_calendar.is_workday(
        day_of(now), calendar
    )


def soon_until(today: date, calendar: Calendar) -> date:
    """The last day that counts as soon."""
    return counting.add_workdays(today, SOON_WORKDAYS, calendar)
