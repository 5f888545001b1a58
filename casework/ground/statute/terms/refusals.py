"""Why the statute cannot answer: no such entry, no length, no calendar."""

from __future__ import annotations

from casework.kernel.terms import Refused


class UnknownRule(Refused):
    """No limit has this id, or none was in force on that day."""

    zh = "没有这个期限编号，或者那一天还没有这条规定。"
    en = "There is no such limit, or it was not in force on that day."
    field = "rule"


class UnknownFigure(Refused):
    """No figure has this id, or none was in force on that day."""

    zh = "没有这个数额编号，或者那一天还没有这条规定。"
    en = "There is no such figure, or it was not in force on that day."
    field = "figure"


class FigureNotConfirmed(Refused):
    """The figure is not known; a person must confirm it before it can be used."""

    zh = "这个数额还没有确认，请管理员先填。"
    en = "This figure has not been confirmed; an administrator must enter it first."


class NoStatutoryLength(Refused):
    """The law leaves the length to the paper, so the paper must say it."""

    zh = "法律没有规定这个期限的长短，由文书写明。"
    en = "No law sets the length of this limit; the paper sets it."
    field = "rule"


class NoExtension(Refused):
    """The law allows no extension of this limit, or sets no length for it."""

    zh = "这个期限不能延长，或者延长多久没有规定。"
    en = "This limit cannot be extended, or no length is set for its extension."
    field = "extended"


class OutsideCalendar(Refused):
    """The date lies before the first or after the last year that can be computed."""

    zh = "这个日期太早或太晚，请再看一遍。"
    en = "This date is too early or too late; please check it."
    field = "from"
