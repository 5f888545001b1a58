"""What may be done with a complaint, who is responsible for it, and what is still missing."""

from __future__ import annotations

import calendar as months
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import combinations

from casework.ground.cases.rules.claims import may_be_same
from casework.ground.offices.terms import Department
from casework.ground.parties.terms import Industry
from casework.ground.statute.rules import counting
from casework.ground.statute.terms.calendar import Calendar
from casework.ground.statute.terms.entries import Statute
from casework.ground.statute.terms.ids import FigureId, RuleId
from casework.kernel.lifecycle import Lifecycle, Move
from casework.kernel.money import Money
from casework.kernel.terms import Refused
from casework.procedure.intake.terms import (
    ClaimantFacts,
    EvidenceKind,
    Filing,
    Gap,
    Ground,
    Kind,
    State,
)

WAITING = (State.RECEIVED, State.SUPPLEMENT)

LIFECYCLE = Lifecycle(
    State.RECEIVED,
    [
        Move("accept", WAITING, State.ACCEPTED),
        Move("ask_supplement", (State.RECEIVED,), State.SUPPLEMENT),
        Move("supplement_received", (State.SUPPLEMENT,), State.RECEIVED),
        Move("transfer", WAITING, State.TRANSFERRED),
        Move("refuse", WAITING, State.REFUSED),
        Move("withdraw", WAITING, State.WITHDRAWN),
    ],
    ends=(State.ACCEPTED, State.REFUSED, State.TRANSFERRED, State.WITHDRAWN),
)

#: Answers about evidence that name none.
NOT_IN_HAND = frozenset({EvidenceKind.NONE, EvidenceKind.UNSURE})

RECEIPT_DIGITS = 16
DRAFT_DAYS_FIGURE = FigureId.DRAFT_KEEP
FILE_HOURS_FIGURE = FigureId.DRAFT_FILES_KEEP

#: Which department assists where the work was: 住建 for building, and so on.
_ASSISTING = {
    Industry.BUILDING: Department.HOUSING,
    Industry.RENOVATION: Department.HOUSING,
    Industry.ROADS: Department.TRANSPORT,
    Industry.WATER_WORKS: Department.WATER,
}


class ReasonNeeded(Refused):
    """A refusal without a ground and a reason in words is none."""

    zh = "不予受理要选依据，还要写明理由。"
    en = "A refusal needs its ground and a reason in words."
    field = "reason"


class WantedNeeded(Refused):
    """The worker must be told what exactly is missing."""

    zh = "请写明缺少的材料，一行一项。"
    en = "Say what is missing, one item per line."
    field = "wanted"


class TermTooEarly(Refused):
    """The worker needs at least until tomorrow."""

    zh = "补正期限要晚于今天。"
    en = "The last day to supplement must be later than today."
    field = "until"


class LogReasonNeeded(Refused):
    """Personal data is opened, and a receipt replaced, only with a reason that is kept."""

    zh = "请写明理由，会留下记录。"
    en = "Give the reason; it is kept on record."
    field = "reason"


class NobodyNamed(Refused):
    """Without a name there is nobody who could take over."""

    zh = "这一件没有留姓名，没有人可以接手。"
    en = "Nobody is named here, so nobody can take over."


class OtherArea(Refused):
    """A case of one area cannot take up a complaint of another."""

    zh = "这件投诉和那个案件不在同一县区，不能并案。"
    en = "The complaint and the case are in different areas and cannot be joined."


class AlreadyFiled(Refused):
    """The draft has become a complaint; its answers stand."""

    zh = "已经提交，不用再填。"
    en = "This was filed already; there is nothing more to fill in."


class SameWorkerTwice(Refused):
    """Two rows of one person are two claims only where their months tell them apart."""

    zh = "同一个身份证号、同样的月份写了两遍。同一笔就删掉一行，不同的月份就改月份。"
    en = "The same ID number and months stand in two rows; delete one, or correct the months."


def kind_of(filing: Filing) -> Kind:
    """Without a name, or when confidence was asked for, it is a tip, 劳动保障监察条例9."""
    return Kind.TIP if filing.confidential or not filing.claimants else Kind.COMPLAINT


def assisting(industry: Industry) -> Department | None:
    """The department of the trade that assists human resources, which leads."""
    return _ASSISTING.get(industry)


def month_end(month: date) -> date:
    """The last day of the month that begins on this day."""
    return month.replace(day=months.monthrange(month.year, month.month)[1])


def past_two_years(
    to_month: date | None, *, received_on: date, statute: Statute, calendar: Calendar
) -> bool:
    """Whether the last month lies further back than inspection may look, 劳动保障监察条例20.

    Only a warning: arrears that go on count from their end, and that is for the inspector.
    """
    rule = statute.find_rule(RuleId.LIM_INSP, on=received_on)
    if to_month is None or rule is None:
        return False
    return counting.due(rule, month_end(to_month), calendar).due_on < received_on


def remedies(*, government: str, on: date, statute: Statute) -> tuple[str, ...]:
    """Where a refusal can be taken, and how long: ``government`` by its full name, the lengths
    come from the statute."""
    review, suit = statute.find_rule(RuleId.REC, on=on), statute.find_rule(RuleId.SUE_REC, on=on)
    told = []
    if review is not None:
        told.append(f"收到本决定书之日起{review.length}日内，可以向{government}申请行政复议。")
    if suit is not None:
        told.append(f"对复议决定不服的，收到复议决定之日起{suit.length}日内可以向人民法院起诉。")
    return tuple(told)


def check_refusal(ground: Ground | None, reason: str) -> None:
    """Raises ReasonNeeded."""
    if ground is None or not reason.strip():
        raise ReasonNeeded


def check_supplement(wanted: str, *, until: date, on: date) -> None:
    """Something is named, and there is time to bring it. Raises WantedNeeded, TermTooEarly."""
    if not items(wanted):
        raise WantedNeeded
    if until <= on:
        raise TermTooEarly


def items(text: str) -> list[str]:
    """One item for each line that holds something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def check_claimants(claimants: Sequence[ClaimantFacts]) -> None:
    """Raises SameWorkerTwice."""
    for one, other in combinations(claimants, 2):
        if one.id_number and one.id_number == other.id_number and may_be_same(one, other):
            raise SameWorkerTwice


def claimed(filing: Filing) -> Money | None:
    """The whole amount as far as it is known: said for all, or the sum of the rows."""
    if filing.amount is not None:
        return filing.amount
    known = [c.amount for c in filing.claimants if c.amount is not None]
    return Money.total(known) if known else None


def people(filing: Filing) -> int | None:
    """How many are owed: what was said, and never fewer than are named."""
    return None if filing.people is None else max(filing.people, len(filing.claimants))


def in_hand(kinds: Iterable[EvidenceKind], *, files: int) -> tuple[EvidenceKind, ...]:
    """The kinds of evidence that somebody has, who has handed in so many files: with one of them
    "none" and "not sure" are no longer true."""
    return tuple(kind for kind in kinds if not files or kind not in NOT_IN_HAND)


def gaps(filing: Filing) -> list[Gap]:
    """What an inspector still has to find out, in the order of the questions."""
    first = filing.claimants[0] if filing.claimants else None
    has_proof = not set(filing.evidence) <= NOT_IN_HAND
    missing = (
        (Gap.INDUSTRY, filing.industry is Industry.UNKNOWN),
        (Gap.PLACE, not (filing.place or filing.project)),
        (Gap.MONTHS, filing.from_month is None and not _has_months(filing)),
        (Gap.AMOUNT, claimed(filing) is None),
        (Gap.PEOPLE, people(filing) is None),
        (Gap.EVIDENCE, not has_proof),
        (Gap.IDENTITY, first is None),
        (Gap.ID_NUMBER, first is not None and not first.id_number),
        (Gap.PHONE, first is None or not first.phone),
    )
    return [gap for gap, open_ in missing if open_]


def _has_months(filing: Filing) -> bool:
    return any(claimant.from_month for claimant in filing.claimants)
