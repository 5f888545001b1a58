"""What an administrator has to look at before it goes away: raised once, open until confirmed.

Owns the rows and the words of the banner. Leaves what each alarm holds up to those who ask here.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String, select, text
from sqlalchemy.orm import Mapped, mapped_column

from casework.kernel import unreadable
from casework.kernel.database import Instant, Label, Model, db, lock, one_of
from casework.kernel.once import insert_unless_there
from casework.kernel.terms import LabelEnum

_OPEN = text("cleared_at IS NULL")
_LONGEST = 400


class AlarmKind(LabelEnum):
    """What is wrong, in the words of the banner."""

    CLOCK_JUMPED = (
        "clock_jumped",
        "机器的时间跳了，到期提醒和督办先停着，等管理员核对时间。",
        "The machine's clock jumped; deadline alerts wait until an administrator confirms.",
    )
    DATES_DIFFER = (
        "dates_differ",
        "有期限重新算出来和存的不一样，请管理员查看运行情况。",
        "Some stored due dates do not follow from their events; an administrator must look.",
    )
    CALENDAR_MISSING = (
        "calendar_missing",
        "明年的放假安排还没载入，明年的日期都是暂定的。请管理员载入放假通知。",
        "Next year's days off are not loaded; its dates stay provisional until they are.",
    )
    UNREADABLE = (
        "unreadable",
        "有存下的内容读不出来，页面上写着“读不出来”。请管理员查是哪一处，从备份里找。",
        "Something kept cannot be read and says so on the page; an administrator must look.",
    )
    ROWS_FAIL = (
        "rows_fail",
        "后台有几件没有办成，会自动再试，其他的照常办理。请管理员查看运行情况。",
        "Some background items failed and are retried; the rest goes on. Please tell the admin.",
    )


class Alarm(Model):
    """One alarm. At most one of each kind is open. ``cleared_by`` is an officer's id: the kernel
    knows no officers."""

    __tablename__ = "alarm"
    __table_args__ = (
        one_of("kind", AlarmKind),
        Index("uq_alarm_open", "kind", unique=True, postgresql_where=_OPEN, sqlite_where=_OPEN),
    )

    kind: Mapped[AlarmKind] = mapped_column(Label(AlarmKind))
    detail: Mapped[str] = mapped_column(String(_LONGEST), default="")
    raised_at: Mapped[datetime] = mapped_column(Instant)
    cleared_at: Mapped[datetime | None] = mapped_column(Instant)
    cleared_by: Mapped[int | None]


def raise_alarm(kind: AlarmKind, detail: str, *, now: datetime) -> bool:
    """False when one of this kind is open already."""
    return insert_unless_there(Alarm, kind=kind, detail=detail[:_LONGEST], raised_at=now)


def tell_unreadable(*, now: datetime) -> None:
    """An alarm for the fields found that do not open, once for each place; in a transaction of
    the caller."""
    for place in sorted(unreadable.found()):
        known = select(Alarm.id).where(
            Alarm.kind == AlarmKind.UNREADABLE, Alarm.detail == place[:_LONGEST]
        )
        if db.session.scalars(known.limit(1)).first() is None:
            raise_alarm(AlarmKind.UNREADABLE, place, now=now)


def is_open(kind: AlarmKind) -> bool:
    """Whether one of this kind waits for an administrator."""
    query = select(Alarm.id).where(Alarm.kind == kind, Alarm.cleared_at.is_(None))
    return db.session.scalar(query) is not None


def confirmed_since(kind: AlarmKind, since: datetime) -> bool:
    """Whether one raised after this instant has been looked at."""
    query = select(Alarm.id).where(
        Alarm.kind == kind, Alarm.raised_at > since, Alarm.cleared_at.is_not(None)
    )
    return db.session.scalars(query.limit(1)).first() is not None


def mended(kind: AlarmKind, *, now: datetime) -> None:
    """What an alarm of this kind told of is over: it needs nobody's word any more."""
    query = select(Alarm.id).where(Alarm.kind == kind, Alarm.cleared_at.is_(None))
    for alarm_id in db.session.scalars(query).all():
        clear(alarm_id, by=None, now=now)


def open_alarms() -> list[Alarm]:
    """What waits for an administrator, the oldest first."""
    query = select(Alarm).where(Alarm.cleared_at.is_(None)).order_by(Alarm.id)
    return list(db.session.scalars(query))


def clear(alarm_id: int, *, by: int | None, now: datetime) -> None:
    """An administrator has looked, or it has mended itself. Again changes nothing.

    Raises Missing.
    """
    alarm = lock(Alarm, alarm_id)
    if alarm.cleared_at is None:
        alarm.cleared_at, alarm.cleared_by = now, by
        db.session.flush()
