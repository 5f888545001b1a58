"""Words of joining: the five pages of a workmate."""

from __future__ import annotations

from dataclasses import dataclass

from casework.kernel.terms import LabelEnum


class JoinStep(LabelEnum):
    """The pages of a workmate who joins, in their order; the last one sends."""

    NAME = "name", "您的姓名", "Your name"
    HOW_LONG = "how_long", "欠的月份", "Which months"
    HOW_MUCH = "how_much", "欠多少", "How much"
    PHONE = "phone", "您的手机号", "Your phone"
    SEND = "send", "看一遍，提交", "Check and send"

    @property
    def number(self) -> int:
        return list(JoinStep).index(self) + 1

    @property
    def before(self) -> JoinStep | None:
        return list(JoinStep)[self.number - 2] if self.number > 1 else None


class Part(LabelEnum):
    """The part of a worker in a group complaint."""

    MAY_OPEN = "may_open", "可以开加入码", "may open the join code"
    SPEAKS = "speaks", "当代表", "speaks for the group"
    ASKED = "asked", "等对方答应", "asked to speak"
    NONE = "none", "没有", "none"


@dataclass(frozen=True)
class Mate:
    """One of a group as the representative sees him: a name, and what is there or missing."""

    claimant_id: int
    name: str
    has_id: bool
    has_months: bool
    has_amount: bool
    speaks: bool
    asked: bool

    @property
    def complete(self) -> bool:
        return self.has_id and self.has_months and self.has_amount
