"""Words of the three questions before the first page: what the matter is, who is responsible."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from casework.kernel.terms import LabelEnum


class Topic(LabelEnum):
    """What a worker comes with."""

    WAGES = "wages", "工钱没给、没给够", "Wages not paid, or not in full"
    COMMISSION = "commission", "提成、分成有争议", "A dispute about commission or shares"
    COMPENSATION = "compensation", "辞退、赔偿有争议", "Dismissal or compensation"
    ACCIDENT = "accident", "干活受了工伤", "An injury at work"
    INSURANCE = "insurance", "单位没缴社保", "Social insurance not paid"
    CONTRACT = "contract", "没签劳动合同", "No written labour contract"
    UNSURE = "unsure", "说不清，帮我判断", "Not sure, please find out"


class Point(LabelEnum):
    """What exactly it is about, where one topic leads to two offices."""

    AGREED = "agreed", "说定了，就是不给", "It was agreed, but is not paid"
    DISPUTED = "disputed", "怎么算，说法不一样", "We disagree on how it is counted"
    NOT_PAID = "not_paid", "单位没给上，或者没交够", "The employer did not register or pay in full"
    AGENCY = "agency", "跟社保中心有争议", "A dispute with the social insurance agency"
    SIGN = "sign", "要单位补签合同", "The employer should sign a contract"
    DOUBLE = "double", "要没签合同的双倍工资", "Double pay for the time without a contract"


class Since(LabelEnum):
    """What the second question asks, with its heading."""

    OWED = "owed", "最后欠的是哪个月？", "Which is the last month owed?"
    UNINSURED = "uninsured", "最后没交的是哪个月？", "Which is the last month not paid for?"
    DISMISSED = "dismissed", "哪天不让您干的？", "On which day were you dismissed?"
    HURT = "hurt", "哪天受的伤？", "On which day were you injured?"
    LEFT = "left", "最后一天上班是哪天？", "Which was your last day at work?"

    @property
    def by_month(self) -> bool:
        return self in (Since.OWED, Since.UNINSURED)


class Body(LabelEnum):
    """Who is responsible."""

    INSPECTION = "inspection", "劳动监察大队", "labour inspection squad"
    ARBITRATION = "arbitration", "劳动人事争议仲裁委员会", "labour arbitration commission"
    INJURIES = "injuries", "人社局工伤科", "work injury section of the human resources bureau"
    INSURANCE = "insurance", "社会保险经办机构", "social insurance agency"


class Doing(LabelEnum):
    """What is done there, and by whom."""

    COMPLAIN = "complain", "投诉", "Complain to the labour inspection squad"
    ARBITRATE = (
        "arbitrate",
        "申请仲裁",
        "Apply for arbitration to the labour arbitration commission",
    )
    EMPLOYER_APPLIES = (
        "employer",
        "单位申请工伤认定",
        "The employer applies for recognition to the bureau's work injury section",
    )
    WORKER_APPLIES = (
        "worker",
        "您本人申请工伤认定",
        "You apply for recognition to the bureau's work injury section",
    )
    REVIEW = (
        "review",
        "对社保中心的决定申请复议",
        "Apply for review of the decision of the social insurance agency",
    )


class Remaining(LabelEnum):
    """What is still possible when a way is over."""

    COMPLAIN = (
        "complain",
        "照样交。一直欠着的，从最后那天算，由监察员来看。",
        "Hand it in all the same. What goes on counts from its end; an inspector looks at it.",
    )
    ARBITRATE = (
        "arbitrate",
        "工钱还没过期的：人还在那儿干，或者离开不到一年。催过、投诉过、老板答应过的，重新算。去问仲裁委。",
        "Wages: never over while you work there, or in the year after. A demand starts it anew.",
    )
    EMPLOYER_APPLIES = (
        "employer",
        "单位没申请，您本人、近亲属或者工会还可以申请，看下一条。",
        "If the employer has not applied, you, your kin or the union still may: see below.",
    )
    WORKER_APPLIES = (
        "worker",
        "先带上材料到工伤科问。欠着工钱的，照样可以投诉。",
        "Bring your papers to the work injury section and ask. You may still complain of wages.",
    )
    REVIEW = (
        "review",
        "先到窗口问，看有没有别的办法。",
        "Ask at the window what else is possible.",
    )


@dataclass(frozen=True)
class Way:
    """One way: what is done where, under which article, within what limit, by which last day.

    ``basis`` and ``article`` are written out; ``unsure`` and ``limit_unsure`` say how sure they
    are, empty when read in the text. ``length`` is the limit in words. ``last_day`` None: the day
    it counts from is not remembered, or another one than was asked for (``counts`` False).
    ``over``: the last day has passed.
    """

    body: Body
    doing: Doing
    basis: str
    unsure: str
    length: str
    article: str
    limit_unsure: str
    from_event: str
    last_day: date | None
    over: bool
    counts: bool = True

    @property
    def remaining(self) -> Remaining:
        return Remaining(self.doing.value)


@dataclass(frozen=True)
class Advice:
    """What the three answers come to, the first way first. Nothing of it stops anybody."""

    topic: Topic
    point: Point | None
    ways: tuple[Way, ...]

    @property
    def ours(self) -> bool:
        """Whether labour inspection takes it up; who does not know is never sent away."""
        return self.ways[0].body is Body.INSPECTION
