"""How dates, instants, money and masked values are written on pages."""

from __future__ import annotations

from datetime import date, datetime

from flask import Flask

from casework.kernel import clock, days
from casework.kernel.identifiers import masked
from casework.kernel.money import Money
from casework.kernel.terms import language

_WEEKDAYS_ZH = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
_WEEKDAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _english() -> bool:
    return language.get() == "en"


def weekday(day: date) -> str:
    return (_WEEKDAYS_EN if _english() else _WEEKDAYS_ZH)[day.weekday()]


def day(value: date | None) -> str:
    """``2026-12-17 周四``: for officers."""
    return f"{value.isoformat()} {weekday(value)}" if value else ""


def day_short(value: date | None) -> str:
    """``12-17 周四``; with the year when it is not this one."""
    if not value:
        return ""
    text = value.isoformat() if value.year != clock.today().year else value.strftime("%m-%d")
    return f"{text} {weekday(value)}"


def day_words(value: date | None) -> str:
    """``11月30日（周一）``: for workers; with the year when it is not this one."""
    if not value:
        return ""
    other_year = value.year != clock.today().year
    if _english():
        year = f" {value.year}" if other_year else ""
        return f"{value.day} {_MONTHS_EN[value.month - 1]}{year} ({weekday(value)})"
    year = f"{value.year}年" if other_year else ""
    return f"{year}{value.month}月{value.day}日（{weekday(value)}）"


def month(value: date | None) -> str:
    """``2026年6月``."""
    if not value:
        return ""
    if _english():
        return f"{_MONTHS_EN[value.month - 1]} {value.year}"
    return f"{value.year}年{value.month}月"


def instant(value: datetime | None) -> str:
    """``2026-11-20 16:40``, Shanghai time."""
    return days.local(value).strftime("%Y-%m-%d %H:%M") if value else ""


def plain_money(value: Money | None) -> str:
    """``347,500.00``; a dash where there is no amount yet."""
    return value.plain if value is not None else "—"


def worker_money(value: Money | None) -> str:
    """``12,800元（一万二千八百元）``; English has the figures alone."""
    if value is None:
        return ""
    return f"¥{value.plain}" if _english() else value.worker


def mask_id(value: str | None) -> str:
    return masked(value, head=3, tail=4)


def mask_phone(value: str | None) -> str:
    return masked(value, head=3, tail=4)


def mask_mail(value: str | None) -> str:
    """``z***@example.com``: the first letter and the host."""
    name, at, host = (value or "").partition("@")
    return masked(name, head=1, tail=0) + at + host


def mask_card(value: str | None) -> str:
    return masked(value, head=0, tail=4)


def mask_name(value: str | None) -> str:
    """``张**``: the surname alone."""
    return masked(value, head=1, tail=0) if value else ""


def mask_unlike(value: str | None, given: str | None) -> str:
    """``张示*`` beside ``张示范``: of a name on file only what the reader has been given anyway."""
    known, said = value or "", given or ""
    return "".join(one if said[i : i + 1] == one else "*" for i, one in enumerate(known))


def code_groups(value: str | None) -> str:
    """A receipt code in groups of four."""
    text = value or ""
    return " ".join(text[i : i + 4] for i in range(0, len(text), 4))


def install(app: Flask) -> None:
    for function in (
        weekday,
        day,
        day_short,
        day_words,
        month,
        instant,
        plain_money,
        worker_money,
        mask_id,
        mask_phone,
        mask_mail,
        mask_card,
        mask_name,
        mask_unlike,
        code_groups,
    ):
        app.jinja_env.filters[function.__name__] = function
