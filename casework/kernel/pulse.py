"""Who is still at work: background processes leave the time here, pages and sweeps ask for it.

Owns the rows and what counts as silent. Leaves the banner to ``web`` and restarts to the
supervisor.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import String, select, update
from sqlalchemy.orm import Mapped, mapped_column

from casework.kernel.database import Instant, Model, db
from casework.kernel.once import insert_unless_there
from casework.kernel.terms import LabelEnum

SILENT_AFTER = timedelta(minutes=3)


class Job(LabelEnum):
    """What works in the background, in the words of the banner and of the page that lists it.

    All but the last two are entries of the schedule.
    """

    #: Beat and worker together: one sends the heartbeat, the other runs it.
    TASKS = "tasks", "后台总心跳", "heartbeat of the background"
    RELAY = "relay", "消息传递", "passing on of news"
    SWEEP = "sweep", "期限检查", "check of deadlines"
    MESSAGES = "messages", "发短信", "sending of messages"
    DIGEST = "digest", "每日提醒", "daily reminders"
    FILES = "files", "附件处理", "scanning and copying of files"
    ESCALATION = "escalation", "督办", "escalation"
    CAMPAIGNS = "campaigns", "专项检查", "special inspections"
    ANNOUNCEMENTS = "announcements", "公告送达", "service by announcement"
    KIOSKS = "kiosks", "自助机", "kiosks"
    CODES = "codes", "清理验证码", "clearing of one-time codes"
    DRAFTS = "drafts", "清理草稿", "clearing of drafts"
    CALENDAR = "calendar", "放假安排检查", "check of the calendar"
    RECKONING = "reckoning", "重新计算期限", "recalculation of limits"
    PROOF = "proof", "每日核对到期日", "nightly check of dates"
    #: The way out for messages: it beats only while they get out.
    GATEWAY = "gateway", "短信出口", "message gateway"
    #: The day whose reminders are all out; on days off there are none, so nobody waits for it.
    REMINDED = "reminded", "最近一次提醒", "last reminders"


#: How long each may be quiet: a few turns of its own. The heartbeat speaks first.
EXPECTED = {
    Job.TASKS: SILENT_AFTER,
    Job.GATEWAY: timedelta(minutes=10),
    Job.PROOF: timedelta(hours=36),
    **dict.fromkeys(
        (Job.RELAY, Job.SWEEP, Job.MESSAGES, Job.FILES, Job.KIOSKS, Job.RECKONING),
        timedelta(minutes=5),
    ),
    **dict.fromkeys((Job.ESCALATION, Job.DIGEST), timedelta(minutes=20)),
    **dict.fromkeys(
        (Job.CAMPAIGNS, Job.CODES, Job.DRAFTS, Job.CALENDAR, Job.ANNOUNCEMENTS),
        timedelta(hours=3),
    ),
}
_NEVER = datetime.min.replace(tzinfo=UTC)
#: What runs every few seconds leaves a mark only so often.
_MARK_AFTER = timedelta(seconds=15)


class Pulse(Model):
    """The last sign of life under one name, and how much that run looked at."""

    __tablename__ = "pulse"

    name: Mapped[str] = mapped_column(String(60), unique=True)
    beaten_at: Mapped[datetime] = mapped_column(Instant)
    seen: Mapped[int] = mapped_column(default=0)


def beat(name: str, *, seen: int = 0, now: datetime) -> None:
    """Notes that ``name`` was at work now, and looked at so many things."""
    if insert_unless_there(Pulse, name=name, beaten_at=now, seen=seen):
        return
    beaten = update(Pulse).where(Pulse.name == name)
    db.session.execute(beaten.values(beaten_at=now, seen=seen))


def expect_all(*, now: datetime) -> None:
    """From the first heartbeat on everybody else is waited for, too."""
    for name in EXPECTED:
        insert_unless_there(Pulse, name=name, beaten_at=now, seen=0)


def is_fresh(name: str, *, now: datetime) -> bool:
    """Whether its last mark is so young that a new one would say nothing."""
    found = last(name)
    return found is not None and now - _MARK_AFTER < found <= now


def ledger() -> dict[str, Pulse]:
    """Everybody who ever gave a sign, under his name."""
    return {row.name: row for row in db.session.scalars(select(Pulse))}


def last(name: str) -> datetime | None:
    """When ``name`` was last at work; None when it never was."""
    return db.session.scalar(select(Pulse.beaten_at).where(Pulse.name == name))


def silent(*, now: datetime) -> list[Job]:
    """Who should be at work and has given no sign for too long, or never, in their order.

    While the heartbeat itself is silent nothing else is asked: one cause, one name.
    """
    query = select(Pulse.name, Pulse.beaten_at).where(Pulse.name.in_(EXPECTED))
    heard = {row.name: row.beaten_at for row in db.session.execute(query)}
    if heard.get(Job.TASKS, _NEVER) < now - SILENT_AFTER:
        return [Job.TASKS]
    return [job for job in Job if job in heard and heard[job] < now - EXPECTED[job]]
