"""The labels of the statute: units, natures, kinds of days, cards."""

from __future__ import annotations

from casework.kernel.terms import LabelEnum


class Unit(LabelEnum):
    """In what a limit is counted."""

    WORKDAY = "workday", "个工作日", "working days"
    DAY = "day", "日", "days"
    MONTH = "month", "个月", "months"
    YEAR = "year", "年", "years"
    HOUR = "hour", "小时", "hours"


class Measure(LabelEnum):
    """In what a figure is given."""

    YUAN = "yuan", "元", "yuan"
    PERCENT = "percent", "%", "%"
    TIMES = "times", "倍", "times"
    PEOPLE = "people", "人", "people"
    WORKDAY = "workday", "个工作日", "working days"
    DAY = "day", "日", "days"
    MONTH = "month", "个月", "months"
    YEAR = "year", "年", "years"
    HOUR = "hour", "小时", "hours"
    COUNT = "count", "次", "times"
    SHARE = "share", "之一", "of the whole"


class Nature(LabelEnum):
    """What a length means. Only a limit moves on when it ends on a rest day."""

    LIMIT = "limit", "期限", "limit"
    MINIMUM = "minimum", "至少提前", "at least so long before"
    WAIT = "wait", "不早于", "not before"
    KEEP = "keep", "保存期", "retention"
    CYCLE = "cycle", "周期", "cycle"


class Confidence(LabelEnum):
    """How sure the source of an entry is; a rule of our own has no source in the law."""

    VERIFIED = "verified", "已核原文", "read in the text"
    SECONDARY = "secondary", "转引", "read in an excerpt"
    MEMORY = "memory", "未核原文", "not checked in the text"
    UNCONFIRMED = "unconfirmed", "待确认", "to be confirmed"
    OWN = "own", "本系统内部规则", "our own rule"


class DayKind(LabelEnum):
    """What a day of the calendar is."""

    WORKDAY = "workday", "工作日", "working day"
    MAKEUP = "makeup", "调休上班", "make-up working day"
    WEEKEND = "weekend", "周末", "weekend"
    HOLIDAY = "holiday", "放假", "holiday"

    @property
    def works(self) -> bool:
        return self in (DayKind.WORKDAY, DayKind.MAKEUP)


class Holiday(LabelEnum):
    """The occasions for which the State Council arranges days off."""

    NEW_YEAR = "new_year", "元旦", "New Year"
    SPRING = "spring", "春节", "Spring Festival"
    QINGMING = "qingming", "清明", "Qingming"
    LABOUR = "labour", "劳动节", "Labour Day"
    DRAGON_BOAT = "dragon_boat", "端午", "Dragon Boat Festival"
    MID_AUTUMN = "mid_autumn", "中秋", "Mid-Autumn Festival"
    NATIONAL = "national", "国庆", "National Day"
    VICTORY = "victory", "抗战胜利纪念日", "Victory Day"

    @property
    def short(self) -> str:
        """The name as it fits into the cell of a grid."""
        return self.label.removesuffix(" Festival").removesuffix(" Day").removesuffix("纪念日")


class Weekday(LabelEnum):
    """The days of the week, as ``date.weekday()`` numbers them."""

    MONDAY = "0", "周一", "Mon"
    TUESDAY = "1", "周二", "Tue"
    WEDNESDAY = "2", "周三", "Wed"
    THURSDAY = "3", "周四", "Thu"
    FRIDAY = "4", "周五", "Fri"
    SATURDAY = "5", "周六", "Sat"
    SUNDAY = "6", "周日", "Sun"


WEEKDAYS: tuple[Weekday, ...] = tuple(Weekday)


class Card(LabelEnum):
    """How pressing a limit is."""

    GREEN = "green", "绿牌", "green card"
    YELLOW = "yellow", "黄牌", "yellow card"
    RED = "red", "红牌", "red card"
    SUPERVISED = "supervised", "严重超期或挂牌督办", "very late or under supervision"


class ProposalState(LabelEnum):
    """Where a proposed change of an entry stands."""

    PROPOSED = "proposed", "等另一人批准", "waiting for approval"
    APPROVED = "approved", "已批准", "approved"
    REJECTED = "rejected", "未批准", "not approved"


class Applies(LabelEnum):
    """To which limits a version applies."""

    NEW = "new", "只用于这天以后开始的期限", "only limits that begin from that day on"
    OPEN = "open", "这天还没到期的也按新的算", "also limits that are still open on that day"


class EntryKind(LabelEnum):
    """The two kinds of entry that can be changed."""

    RULE = "rule", "期限", "limit"
    FIGURE = "figure", "数额", "figure"
