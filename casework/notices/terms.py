"""Words of messages: what is told, by which way, how far it got."""

from __future__ import annotations

from dataclasses import dataclass

from casework.kernel.terms import LabelEnum


class Notice(LabelEnum):
    """What a worker is told. Placeholders: day, office, phone, code. At most 70 characters.

    The words stay neutral: whoever else sees the phone learns nothing.
    """

    RECEIVED = (
        "received",
        "您交的材料已收到，最晚{day}答复您。凭回执号可查。问事打{phone}。",
        "Your papers have arrived. Answer by {day}. Ask: {phone}.",
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
        "您的事有新进展，请查看银行卡。没收到请打{phone}。",
        "There is news: please check your bank card. If not, call {phone}.",
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
    ONE_TIME = (
        "one_time",
        "验证码{code}，5分钟内有效。只填在您自己打开的网页上，别告诉别人。",
        "Your code is {code}, good for 5 minutes. Tell nobody.",
    )


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
    FAILED = "failed", "没发出", "failed"
    UNKNOWN = "unknown", "不知道到没到", "unknown"


@dataclass(frozen=True)
class Due:
    """Limits of one officer: already passed, ending soon, warned of since the last reminder."""

    overdue: int
    soon: int
    warned: int

    def __bool__(self) -> bool:
        return bool(self.overdue or self.soon or self.warned)
