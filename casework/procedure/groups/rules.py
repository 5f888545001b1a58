"""Who may join a group complaint, how its sums follow, and who may speak for it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from casework.ground.statute.terms.ids import FigureId
from casework.kernel.lifecycle import Lifecycle, Move
from casework.kernel.money import Money
from casework.kernel.terms import Refused
from casework.procedure.groups.terms import GROUP_ARTICLE, GroupState, RepresentativeState
from casework.procedure.intake.rules.complaints import WAITING
from casework.procedure.intake.terms import State

GROUP = Lifecycle(
    GroupState.OPEN,
    [
        Move("close", (GroupState.OPEN,), GroupState.CLOSED),
        Move("reopen", (GroupState.CLOSED,), GroupState.OPEN),
        Move("renew", (GroupState.OPEN, GroupState.CLOSED), GroupState.OPEN),
    ],
    ends=(GroupState.CLOSED,),
)

_ANSWERED_NO = (RepresentativeState.DECLINED, RepresentativeState.RESIGNED)

REPRESENTATIVE = Lifecycle(
    RepresentativeState.ASKED,
    [
        Move("accept", (RepresentativeState.ASKED,), RepresentativeState.ACCEPTED),
        Move("decline", (RepresentativeState.ASKED,), RepresentativeState.DECLINED),
        Move("resign", (RepresentativeState.ACCEPTED,), RepresentativeState.RESIGNED),
        Move("ask", _ANSWERED_NO, RepresentativeState.ASKED),
        Move("mark", (RepresentativeState.ASKED, *_ANSWERED_NO), RepresentativeState.ACCEPTED),
    ],
    ends=_ANSWERED_NO,
)
#: Those who take one of the places: who was asked holds his until he says no.
SPEAKING = (RepresentativeState.ASKED, RepresentativeState.ACCEPTED)

#: The states in which a complaint may have its join code opened.
JOINABLE = (*WAITING, State.ACCEPTED)

JOIN_DIGITS = 6
TOKEN_BYTES = 16
MOST_REPRESENTATIVES = FigureId.GROUP_REPRESENTATIVES_MOST
MOST_PEOPLE = FigureId.GROUP_PEOPLE_MOST
OPEN_DAYS = FigureId.GROUP_OPEN
MOST_OF_AN_ADDRESS = FigureId.GROUP_ADDRESS_MOST


class NotJoinable(Refused):
    """Joining was closed, its last day is over, or the matter itself has ended."""

    zh = "这一件现在不能再加人了。"
    en = "Nobody can join this one any more."


class CodeRenewed(Refused):
    """The code under which the answers were begun has been replaced."""

    zh = "加入码已更换，请重新扫码。填的内容都还在。"
    en = "The join code was renewed; please scan the new one. Your answers are kept."


class AlreadyInside(Refused):
    """One person is one line. The words say nothing of the one who came first."""

    zh = "您已经在里面了，不用再加。回执号忘了，请带身份证到窗口。"
    en = "You are in it already. Lost your receipt? Bring your ID card to the counter."


class GroupFull(Refused):
    """As many have joined by code as one sheet may bring."""

    zh = "用码加入的人数已满，请带身份证到窗口加入。"
    en = "No more people can join with this code; please join at the counter."


class NoGroup(Refused):
    """Who gave no name, or wants it sealed, cannot be found by workmates."""

    zh = "举报要保密，不能开加入码。"
    en = "A tip is confidential and has no join code."


class TooManyRepresentatives(Refused):
    """All places are taken, 25号令12."""

    zh = f"代表已经满了。集体投诉可以推荐代表，依据是{GROUP_ARTICLE}。"
    en = (
        "All places of representatives are taken. A group complaint may name representatives:"
        " Provisions on Labour Inspection, article 12."
    )
    field = "claimant"
    article = "25号令12"

    def __init__(self, most: int):
        super().__init__(
            f"代表最多{most}人，已经满了。依据是{GROUP_ARTICLE}。",
            f"At most {most} representatives, and all places are taken: Provisions on Labour"
            " Inspection, article 12.",
        )


class LastRepresentative(Refused):
    """A group is never without anybody who speaks for it."""

    zh = "您是唯一的代表。请先请一位工友当代表，等对方答应。"
    en = "You are the only representative. Ask a workmate first and wait until they accept."


class NotOfTheGroup(Refused):
    """Only somebody who stands in the complaint can speak for it."""

    zh = "请在已经加入的人里面选一个。"
    en = "Choose one of those who have joined."
    field = "claimant"


def is_joinable(
    state: GroupState, *, until_on: date, complaint: State, case_open: bool, on: date
) -> bool:
    """Whether a workmate may still come in: code open, in time, and the matter not over."""
    matter_open = case_open if complaint is State.ACCEPTED else complaint in WAITING
    return state is GroupState.OPEN and on <= until_on and matter_open


def claimed_together(said: Money | None, amounts: Iterable[Money | None]) -> Money | None:
    """The sum of the complaint: that of its people, and never less than was said for all."""
    known = [amount for amount in amounts if amount is not None]
    if not known:
        return said
    return max(Money.total(known), said or Money(0))


def people_together(said: int | None, inside: int) -> int:
    """How many are owed: never fewer than stand in it."""
    return max(said or 0, inside)


def check_places(taken: int, most: int) -> None:
    """One more representative has a place, 25号令12. Raises TooManyRepresentatives."""
    if taken >= most:
        raise TooManyRepresentatives(most)
