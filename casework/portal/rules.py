"""Pure: which question comes next, what the answers say, which state a worker reads."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from casework.cases.terms import Ending, Stage
from casework.intake.terms import ClaimantFacts, EvidenceKind, Filing
from casework.intake.terms import State as ComplaintState
from casework.kernel.money import Money
from casework.kernel.terms import Refused
from casework.parties.terms import EmployerKind, Industry
from casework.portal.terms import Known, Node, Step, WorkerState

Answers = Mapping[str, Any]

#: So many last digits of the phone open a receipt.
PHONE_TAIL = 4
#: Wrong codes that are answered at once: many workers of one site share an address.
FREE_TRIES_OF_AN_ADDRESS = 10
FREE_TRIES_OF_A_CODE = 5
_FIRST_WAIT = timedelta(seconds=30)
_LONGEST_WAIT = timedelta(minutes=15)
#: After so long without a wrong code the count begins anew.
FORGIVEN_AFTER = timedelta(hours=12)
#: How long a receipt stays open in a browser: long, because time limits frighten.
STAYS_OPEN = timedelta(hours=2)
_DOUBLINGS = 10


class AnswersChanged(Refused):
    """What is sent is not what was looked over: the answers were changed in another window."""

    zh = "填的内容刚才在别处改过，请再看一遍再交。"
    en = "The answers were changed elsewhere just now; please look them over again."


class NothingFound(Refused):
    """No receipt with this code and this phone: whatever is wrong, the answer is the same."""

    zh = "没有查到。请看看回执号和手机尾号对不对。"
    en = "Nothing found. Please check the receipt number and the last digits of the phone."


class TooManyTries(Refused):
    """Slower after many wrong codes, whoever asks and whatever the code."""

    zh = "试得太多了，请过一会儿再查。也可以打12333。"
    en = "Too many tries. Please wait a while, or call 12333."


def wait_after(failures: int, *, free: int) -> timedelta:
    """How long the next try has to wait: nothing at first, then twice as long each time."""
    if failures < free:
        return timedelta(0)
    times: int = 2 ** min(failures - free, _DOUBLINGS)
    return min(_FIRST_WAIT * times, _LONGEST_WAIT)


def first_gap(answers: Answers) -> Step:
    """The first question without an answer; CHECK when all are answered."""
    return next((step for step in Step if step.value not in answers), Step.CHECK)


def may_open(step: Step, answers: Answers) -> bool:
    """A page opens when all before it are answered; the sending when all are."""
    gap = first_gap(answers)
    return gap is Step.CHECK or step.number <= gap.number


def digest(answers: Answers) -> str:
    """A fingerprint of the answers, to tell whether they are still those that were read."""
    text = json.dumps(answers, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def filing(answers: Answers) -> Filing:
    """The answers of the nine pages as a filing."""
    who, where, you = answers["who"], answers["where"], answers["you"]
    first, last = months(answers)
    return Filing(
        employer=who["employer"], employer_kind=EmployerKind(who.get("kind") or "unknown"),
        area_id=where["area"], industry=Industry(where["industry"]), place=where.get("place", ""),
        from_month=first, to_month=last, amount=amount(answers), people=people(answers),
        evidence=tuple(EvidenceKind(kind) for kind in answers["evidence"]["kinds"]),
        story=answers["evidence"].get("story", ""), claimants=_claimants(answers),
        confidential=bool(who.get("secret")), phone_of=you.get("phone_of", ""),
    )  # fmt: skip


def _claimants(answers: Answers) -> tuple[ClaimantFacts, ...]:
    you = answers["you"]
    if you.get("anonymous") or not you.get("name"):
        return ()
    first, last = months(answers)
    return (
        ClaimantFacts(name=you["name"], id_number=you.get("id_number") or None,
                      phone=you.get("phone") or None, from_month=first, to_month=last,
                      amount=amount(answers)),
    )  # fmt: skip


def months(answers: Answers) -> tuple[date | None, date | None]:
    """The first and the last month, as days; None where they are not remembered."""
    span = answers.get("how_long", {})
    return tuple(date.fromisoformat(span[k]) if span.get(k) else None for k in ("from", "to"))  # type: ignore[return-value]


def amount(answers: Answers) -> Money | None:
    fen = answers.get("how_much", {}).get("fen")
    return None if fen is None else Money(fen)


def people(answers: Answers) -> int | None:
    many = answers.get("how_many", {})
    return 1 if many.get("choice") == "alone" else many.get("number")


def worker_state(known: Known) -> WorkerState:
    """The one state that a worker reads: from his own line's ending outward to the case.

    What is furthest on is what he reads: money in the hand before everything, then how the line
    ended, then what is being done, then where the case stands.
    """
    if known.ending is not None:
        return _ended(Ending(known.ending))
    before_case = {
        ComplaintState.RECEIVED: WorkerState.RECEIVED,
        ComplaintState.SUPPLEMENT: WorkerState.SUPPLEMENT,
        ComplaintState.REFUSED: WorkerState.OVER,
        ComplaintState.TRANSFERRED: WorkerState.OVER,
        ComplaintState.WITHDRAWN: WorkerState.OVER,
    }
    state = ComplaintState(known.complaint)
    if state in before_case:
        return before_case[state]
    if known.referred:
        return WorkerState.REFERRED
    if known.claim_open or known.advance_open:
        return WorkerState.FUNDS
    return _of_stage(known)


def _ended(ending: Ending) -> WorkerState:
    if ending is Ending.PAID:
        return WorkerState.PAID
    if ending in (Ending.POLICE, Ending.COURT):
        return WorkerState.REFERRED
    return WorkerState.OVER


def _of_stage(known: Known) -> WorkerState:
    stage = Stage(known.stage) if known.stage else Stage.FILED
    if stage in (Stage.ORDERED, Stage.EXPIRED) or known.ordered:
        return WorkerState.ORDERED
    if stage in (Stage.CLOSED, Stage.WITHDRAWN, Stage.TRANSFERRED):
        return WorkerState.OVER
    return WorkerState.CHECKING


def nodes(state: WorkerState, known: Known) -> list[Node]:
    """How each of the seven nodes of the track is drawn, in their order."""
    order = [place for place in WorkerState if place is not WorkerState.OVER]
    here = order.index(WorkerState.PAID if state is WorkerState.OVER else state)
    return [_node(place, position, here, known) for position, place in enumerate(order)]


def _node(place: WorkerState, position: int, here: int, known: Known) -> Node:
    perhaps = place in (WorkerState.SUPPLEMENT, WorkerState.FUNDS, WorkerState.REFERRED)
    if position == here:
        return Node.NOW
    if position > here:
        return Node.MAYBE if perhaps else Node.LATER
    used = {
        WorkerState.SUPPLEMENT: known.supplemented,
        WorkerState.ORDERED: known.ordered,
        WorkerState.FUNDS: known.claim_open or known.advance_open,
        WorkerState.REFERRED: known.referred,
    }
    return Node.DONE if used.get(place, True) else Node.UNNEEDED
