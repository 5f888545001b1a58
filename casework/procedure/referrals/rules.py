"""How a referral may move, who decides it, what an element says, which limits each step turns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from casework.ground.statute.rules.referral.facts import Element, Finding
from casework.ground.statute.rules.referral.said import Said
from casework.ground.statute.terms.ids import RuleId
from casework.kernel.lifecycle import Lifecycle, Move
from casework.kernel.terms import Refused
from casework.procedure.referrals.terms import Event, ReferralState, Step

S = ReferralState

LIFECYCLE = Lifecycle(
    S.PREPARED,
    [
        Move("approve", (S.PREPARED,), S.APPROVED),
        Move("refuse", (S.PREPARED,), S.REFUSED),
        Move("withdraw", (S.PREPARED,), S.WITHDRAWN),
        Move("send", (S.APPROVED,), S.SENT),
        Move("ask", (S.SENT,), S.SUPPLEMENT),
        Move("supply", (S.SUPPLEMENT,), S.SENT),
        Move("file", (S.SENT, S.SUPPLEMENT, S.RECONSIDERING), S.FILED),
        Move("turn_down", (S.SENT, S.SUPPLEMENT), S.NOT_FILED),
        Move("reconsider", (S.NOT_FILED,), S.RECONSIDERING),
        Move("leave", (S.NOT_FILED, S.RECONSIDERING), S.LEFT),
        Move("hand_over", (S.FILED,), S.HANDED_OVER),
        Move("pass_on", (S.PREPARED,), S.PASSED_ON),
        Move("answer", (S.PASSED_ON,), S.ANSWERED),
    ],
    ends=(S.REFUSED, S.WITHDRAWN, S.HANDED_OVER, S.LEFT, S.ANSWERED),
)

#: A file that waits for somebody: one at a time goes to the police.
UNDER_WAY = (S.PREPARED, S.APPROVED, S.SENT, S.SUPPLEMENT, S.RECONSIDERING)
#: A file that is out of the house and was not sent back.
OUT = (S.SENT, S.SUPPLEMENT, S.FILED, S.HANDED_OVER, S.RECONSIDERING, S.PASSED_ON)

#: 国务院令310号第5条: a referral is reported by a team of two or more.
TEAM_NEEDED = 2
ARTICLE = "国务院令310号第5条"

#: The limits of a referral.
DECIDE, SEND, REVIEW = RuleId.CR_APP, RuleId.CR_SEND, RuleId.CR_REV
#: The months in which the court may be asked to enforce a decision.
ENFORCE = RuleId.ENF
SUPPLY, RECONSIDER, RECONSIDERED, HAND_OVER = (
    RuleId.CR_SUPP,
    RuleId.CR_REC,
    RuleId.CR_RECD,
    RuleId.CR_HAND,
)


@dataclass(frozen=True)
class Turn:
    """What a step says in the timeline, which limits it meets, drops and starts."""

    event: Event
    meets: tuple[str, ...] = ()
    drops: tuple[str, ...] = ()
    starts: str | None = None


TURNS: dict[Step, Turn] = {
    Step.ASK: Turn(Event.ASKED, starts=SUPPLY),
    Step.SUPPLY: Turn(Event.SUPPLIED, meets=(SUPPLY,)),
    Step.FILE: Turn(Event.FILED, meets=(REVIEW, RECONSIDERED), drops=(SUPPLY,), starts=HAND_OVER),
    Step.TURN_DOWN: Turn(Event.NOT_FILED, meets=(REVIEW,), drops=(SUPPLY,), starts=RECONSIDER),
    Step.RECONSIDER: Turn(Event.RECONSIDERED, meets=(RECONSIDER,), starts=RECONSIDERED),
    Step.LEAVE: Turn(Event.LEFT, meets=(RECONSIDERED,), drops=(RECONSIDER,)),
    Step.HAND_OVER: Turn(Event.HANDED_OVER, meets=(HAND_OVER,)),
    Step.ANSWER: Turn(Event.ANSWERED),
}


class TeamNeeded(Refused):
    """A referral is reported by the case's own team of two."""

    zh = "移送要由承办这件案子的两名监察员提出报告。"
    en = "A referral is reported by the two inspectors who work on the case."
    article = ARTICLE


class ReferredAlready(Refused):
    """One referral to the police is under way at a time."""

    zh = "这件案子已经有一份移送在办。"
    en = "A referral of this case is under way already."


class OrderNotOnFile(Refused):
    """Without the order and the proof of its service there is no refusal to pay."""

    zh = "案卷里还没有已经送达的限期改正指令书，不能批准移送。"
    en = "The file holds no order to pay with proof of service; the referral is not approvable."
    article = "法释〔2013〕3号第4条"


class ReasonNeeded(Refused):
    """A head who does not refer says why, 国务院令310号第5条."""

    zh = "不批准移送要写明理由，记入案卷。"
    en = "Not approving a referral needs written reasons for the file."
    field = "reason"
    article = ARTICLE


class WrongDay(Refused):
    """Steps follow each other, up to today."""

    def __init__(self, since: date):
        super().__init__(
            f"日期要在{since.isoformat()}到今天之间。",
            f"The date lies between {since.isoformat()} and today.",
            field="on",
        )


class NotesNeeded(Refused):
    """What the other side said is written down."""

    zh = "请写文号和内容。"
    en = "Give the number and what it says."
    field = "note"


def check_not_referring(reason: str) -> None:
    """Raises ReasonNeeded."""
    if not reason.strip():
        raise ReasonNeeded


def check_team(officer_id: int, inspectors: Iterable[int]) -> None:
    """Raises TeamNeeded."""
    team = set(inspectors)
    if len(team) < TEAM_NEEDED or officer_id not in team:
        raise TeamNeeded


def check_day(on: date, *, since: date, today: date) -> None:
    """Raises WrongDay."""
    if not since <= on <= today:
        raise WrongDay(since)


def steps(state: ReferralState) -> list[Step]:
    """What may be recorded next, in the order of the table."""
    found = (Step.known(verb) for verb in LIFECYCLE.verbs(state))
    return [step for step in found if step is not None]


_WORDS = {True: "具备", False: "不具备", None: "待查"}


def printed(element: Element) -> str:
    """An element as a paper says it: whether it stands, why, and what is still missing."""
    missing = "、".join(element.missing)
    parts = [_WORDS[element.met], str(element.because), f"还缺：{missing}" if missing else ""]
    return "；".join(part for part in parts if part) + "。"


def rows(finding: Finding) -> Mapping[str, Element]:
    """The four elements that the rule judges, in the order of the law."""
    return {
        "conduct": finding.conduct,
        "amount": finding.amount,
        "order": finding.order,
        "unpaid": finding.unpaid,
    }


def words(said: Iterable[Said]) -> list[str]:
    """Phrases in the reader's language."""
    return [one.words for one in said]
