"""Words of messages: what is told, by which way, how far it got."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from casework.kernel.periodic import Mark
from casework.kernel.terms import LabelEnum


class Notice(LabelEnum):
    """What a worker is told. Placeholders: day, office, phone, code. With the signature in front
    at most 70 characters. The value is also the id of its registered template.

    The words stay neutral: nobody else who sees the phone learns anything.
    """

    @property
    def asked_for(self) -> bool:
        """Whether its reader has just asked for it: it goes at any hour, also to a worker who
        wants no messages."""
        return self in (Notice.NUMBER, Notice.ONE_TIME)

    RECEIVED = (
        "received",
        "您提交的材料已收到，最晚{day}答复。凭回执号查进度。咨询请拨{phone}。拒收请回T。",
        "Your documents were received. Answer by {day}. Questions: {phone}. Reply T to stop.",
    )
    ENTERED = (
        "entered",
        "您的回执号是{code}，最晚{day}答复。凭此号查进度。咨询请拨{phone}。",
        "Receipt number {code}. Answer by {day}. Check progress with it. Questions: {phone}.",
    )
    ACCEPTED = (
        "accepted",
        "您反映的事已立案，由{office}办理。凭回执号查进度。咨询请拨{phone}。",
        "Your matter was accepted. Check progress with your receipt. Questions: {phone}.",
    )
    SUPPLEMENT = (
        "supplement",
        "您反映的事还缺材料，请在{day}前（含当日）补齐。缺什么，凭回执号查看，或拨{phone}咨询。",
        "Documents are missing. Hand them in by {day}. Your receipt shows which, or call {phone}.",
    )
    REFUSED = (
        "refused",
        "您反映的事不予受理。理由和去哪儿办，请看书面答复，或拨{phone}咨询。",
        "Your matter was not accepted. The letter says why and where to go. Call: {phone}.",
    )
    TRANSFERRED = (
        "transferred",
        "您反映的事已移送{office}办理，电话{phone}。不用重新交材料。",
        "Your matter went to another office, phone {phone}. You need not file again.",
    )
    ASSIGNED = (
        "assigned",
        "您反映的事已由两名监察员调查。凭回执号查进度。咨询请拨{phone}。",
        "Two inspectors investigate your matter. Questions: {phone}.",
    )
    ORDERED = (
        "ordered",
        "您反映的事已发文书，对方须在{day}前（含当日）办理。凭回执号查进度。",
        "A document was served; the other side must comply by {day}.",
    )
    PAYMENT = (
        "payment",
        "您反映的事有进展，请查银行卡。到了回1，没到或少了回2。咨询请拨{phone}。",
        "Please check your bank account. Reply 1 if it arrived, 2 if not or less. Call: {phone}.",
    )
    CLAIM = (
        "claim",
        "您反映的事已进入下一步，由{office}办理。凭回执号查进度。咨询请拨{phone}。",
        "Your matter has moved on. Check progress with your receipt. Questions: {phone}.",
    )
    DATE_MOVED = (
        "date_moved",
        "原先告诉您的日期有变，现为最晚{day}。原因凭回执号可查。咨询请拨{phone}。",
        "A date you were told has changed to {day}. See why with your receipt. Call: {phone}.",
    )
    CLOSED = (
        "closed",
        "您反映的事已办结。没解决的，30天内可凭回执号或拨{phone}再提。",
        "Your matter is closed. Not solved? Call {phone} within 30 days.",
    )
    NUMBER = (
        "number",
        "您办事的回执号是{code}，请妥善保管，不要告诉别人。咨询请拨{phone}。",
        "Your receipt number is {code}. Keep it to yourself. Questions: {phone}.",
    )
    ANSWERED = (
        "answered",
        "您提的要求已有答复，凭回执号可查。咨询请拨{phone}。",
        "There is an answer to your request. See it with your receipt. Questions: {phone}.",
    )
    PHONE_CHANGED = (
        "phone_changed",
        "您留的手机号已更换，以后发到新号。不是您本人换的，请马上拨{phone}。",
        "Your phone number was changed. If it was not you, call {phone} at once.",
    )
    ONE_TIME = (
        "one_time",
        "验证码{code}，5分钟内有效。请只填在您自己打开的网页上，不要告诉别人。",
        "Your code is {code}, valid for 5 minutes. Tell nobody.",
    )
    #: The one that goes to officers, by mail; its words are counts, see ``rules.reminder``.
    DIGEST = "digest", "今天的提醒", "today's reminder"


@dataclass(frozen=True)
class Saying:
    """A message put together: its words with the signature, and what fills its template.

    The digits of a code stand in neither: they are kept sealed.
    """

    words: str
    parameters: dict[str, str]


class Channel(LabelEnum):
    """The way a message goes."""

    SMS = "sms", "短信", "text message"
    MAIL = "mail", "邮件", "e-mail"
    INBOX = "inbox", "系统内", "in the system"


class Delivery(LabelEnum):
    """How far a message got."""

    WAITING = "waiting", "等待发送", "waiting"
    SENDING = "sending", "正在发送", "being sent"
    SENT = "sent", "已发出", "sent"
    DELIVERED = "delivered", "已送到", "delivered"
    UNDELIVERED = "undelivered", "未送达", "not delivered"
    FAILED = "failed", "发送失败", "failed"
    UNKNOWN = "unknown", "不知是否送达", "unknown"
    WITHHELD = "withheld", "未发送：不收短信", "not sent: wants no messages"


class Meaning(LabelEnum):
    """What a worker's answer says."""

    HERE = "here", "说钱已到账", "says that the money has arrived"
    LESS = "less", "说没到或者少了", "says that it has not arrived, or less"
    STOP = "stop", "不再收短信", "wants no more messages"
    START = "start", "恢复接收短信", "wants messages again"
    OTHER = "other", "说了别的", "says something else"


class Event(LabelEnum):
    """What messages and answers write into a timeline."""

    ANSWERED = "answered", "工人回了短信", "the worker answered by text message"
    STOPPED = "stopped", "工人不再收短信", "the worker wants no more messages"
    STARTED = "started", "工人恢复接收短信", "the worker wants messages again"


@dataclass(frozen=True)
class Inbound:
    """A text message that the service has taken for us. ``said_at`` None: it does not say when."""

    service_id: str
    sender: str
    text: str
    said_at: datetime | None


@dataclass(frozen=True)
class Reported:
    """What the service reports of a message: by our key, or by its own reference."""

    key: str
    reference: str
    delivered: bool


@dataclass(frozen=True)
class ReplyKept:
    """Fact: a worker's answer is kept and waits to be read."""

    reply_id: int


@dataclass(frozen=True)
class Due:
    """Limits of one officer: already passed, ending soon, warned of since the last reminder."""

    overdue: int
    soon: int
    warned: int

    def __bool__(self) -> bool:
        return bool(self.overdue or self.soon or self.warned)


#: The way out for messages: it beats only while they get out.
GATEWAY = Mark(name="gateway", zh="短信出口", en="message gateway", quiet=timedelta(minutes=10))
#: The day whose reminders are all out; on days off there are none, so nobody waits for it.
REMINDED = Mark(name="reminded", zh="最近一次提醒", en="last reminders")
