"""Words of messages: what is told, by which way, how far it got."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from casework.kernel.terms import LabelEnum


class Notice(LabelEnum):
    """What a worker is told. Placeholders: day, office, phone, code. At most 70 characters.

    The words stay neutral: whoever else sees the phone learns nothing.
    """

    @property
    def asked_for(self) -> bool:
        """Whether its reader waits for it just now, and wants it though he wants no messages."""
        return self in (Notice.NUMBER, Notice.ONE_TIME)

    RECEIVED = (
        "received",
        "您交的材料已收到，最晚{day}答复您。凭回执号可查。问事打{phone}。不收短信回T。",
        "Your papers have arrived. Answer by {day}. Ask: {phone}. No messages: reply T.",
    )
    ACCEPTED = (
        "accepted",
        "您的事已经立案，{office}在办。凭回执号可查进度。问事打{phone}。",
        "Your matter is filed. Follow it with your receipt. Ask: {phone}.",
    )
    SUPPLEMENT = (
        "supplement",
        "您的事还缺材料，请在{day}前补上，或打{phone}问要补什么。",
        "Something is missing. Please bring it by {day} or ask {phone}.",
    )
    REFUSED = (
        "refused",
        "您的事有答复了：不归我们办。去哪办，请看书面答复，或打{phone}。",
        "There is an answer: another office is responsible. Ask: {phone}.",
    )
    TRANSFERRED = (
        "transferred",
        "您的事已转给{office}接着办，电话{phone}。不用重新交材料。",
        "Your matter went on to another office, phone {phone}. Nothing to hand in again.",
    )
    ASSIGNED = (
        "assigned",
        "您的事有两名监察员在查。凭回执号可查进度。问事打{phone}。",
        "Two inspectors work on your matter. Ask: {phone}.",
    )
    ORDERED = (
        "ordered",
        "您的事已下文书，对方最晚{day}办。凭回执号可查进度。",
        "A paper was served; the other side has until {day}.",
    )
    PAYMENT = (
        "payment",
        "您的事有新进展，请查银行卡。到了回1，没到或少了回2。问事打{phone}。",
        "News: please check your bank card. Reply 1 if it came, 2 if not or less. Ask: {phone}.",
    )
    CLAIM = (
        "claim",
        "您的事进了下一步，{office}在办。凭回执号可查进度。问事打{phone}。",
        "Your matter has moved on. Follow it with your receipt. Ask: {phone}.",
    )
    DATE_MOVED = (
        "date_moved",
        "告诉过您的日子变了，现在最晚{day}。原因凭回执号可查。问事打{phone}。",
        "A date you were told has moved to {day}. The reason is with your receipt. Ask: {phone}.",
    )
    CLOSED = (
        "closed",
        "您的事已办结。没解决的，30天内打{phone}或凭回执号再提。",
        "Your matter is closed. Not solved? Call {phone} within 30 days.",
    )
    NUMBER = (
        "number",
        "您要的号是{code}，请留好，别给外人看。问事打{phone}。",
        "The number you asked for: {code}. Keep it to yourself. Ask: {phone}.",
    )
    ANSWERED = (
        "answered",
        "您说的事有答复了。凭回执号可查。问事打{phone}。",
        "There is an answer for you. See it with your receipt. Ask: {phone}.",
    )
    PHONE_CHANGED = (
        "phone_changed",
        "您留的手机号换了，以后发到新号。不是您换的，请马上打{phone}。",
        "Your phone number was changed. If it was not you, call {phone} at once.",
    )
    ONE_TIME = (
        "one_time",
        "验证码{code}，5分钟内有效。只填在您自己打开的网页上，别告诉别人。",
        "Your code is {code}, good for 5 minutes. Tell nobody.",
    )
    #: The one that goes to officers, by mail; its words are counts, see ``rules.reminder``.
    DIGEST = "digest", "今天的提醒", "today's reminder"


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
