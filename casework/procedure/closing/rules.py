"""Which ending needs which proof, what stands in the way of closing, and who may not approve."""

from __future__ import annotations

from collections.abc import Sequence

from casework.ground.cases.terms import Ending
from casework.kernel.lifecycle import Lifecycle, Move
from casework.kernel.money import Money
from casework.kernel.terms import Refused
from casework.procedure.closing.terms import Missing, State

LIFECYCLE = Lifecycle(
    State.PROPOSED,
    [
        Move("approve", (State.PROPOSED,), State.APPROVED),
        Move("return", (State.PROPOSED,), State.RETURNED),
        Move("reopen", (State.APPROVED,), State.REOPENED),
    ],
    ends=(State.APPROVED, State.RETURNED, State.REOPENED),
)

#: House rule: a worker counts as unreachable after so many recorded tries.
TRIES_NEEDED = 3


class NotReadyToClose(Refused):
    """Something is still open; the page lists all of it."""

    def __init__(self, missing: Sequence[Missing]):
        self.missing = tuple(missing)
        zh = "；".join(_said(one, "zh") for one in missing)
        en = "; ".join(_said(one, "en") for one in missing)
        super().__init__(f"还不能结案：{zh}。", f"Not ready to close: {en}.")


def _said(missing: Missing, language: str) -> str:
    word: str = getattr(missing.gap, language)
    return f"{word} {missing.words}" if missing.words and language == "en" else word + missing.words


class EndedAlready(Refused):
    """A line ends once."""

    zh = "这个人已经办结。要改，先撤销原来的办结。"
    en = "This line has ended already; take the ending back first."


class NotEnded(Refused):
    """There is no ending to take back."""

    zh = "这个人还没有办结。"
    en = "This line has no ending."


class NotVerified(Refused):
    """Paid in full needs a verified amount."""

    zh = "还没有认定金额，不能按付清办结。"
    en = "No amount is verified; the line cannot end as paid in full."
    field = "ending"


class NotConfirmed(Refused):
    """Paid means money in the hand: confirmed by the worker or proved by the bank."""

    def __init__(self, verified: Money, confirmed: Money):
        super().__init__(
            f"认定{verified.plain}元，工人或银行确认到账{confirmed.plain}元。全部确认到账才算付清。",
            f"Verified {verified.plain}, confirmed {confirmed.plain}:"
            " paid in full means all of it is confirmed.",
            field="ending",
        )


class NotRechecked(Refused):
    """What he claims has changed since the finding on which this ending would rest."""

    zh = "认定以后，本人又提出或者更正了主张。先核实金额，再办结。"
    en = "His claims have changed since the finding; verify the amount first."
    field = "ending"


class StillOwed(Refused):
    """Unfounded means that nothing was found to be owed."""

    zh = "认定金额不是零，不能按查无欠薪办结。"
    en = "The verified amount is not zero; the line is not unfounded."
    field = "ending"


class ProofNeeded(Refused):
    """Every ending but full payment has its own proof."""

    zh = "这种办结要写明凭证：文书编号、协议，或者本人签字在哪里。"
    en = "This ending needs its proof: a paper's number, an agreement, or the worker's signature."
    field = "proof"


class TooFewTries(Refused):
    """Nobody is given up after one call."""

    def __init__(self, tries: int):
        super().__init__(
            f"联系不上本人，要有{TRIES_NEEDED}次联系记录，现在有{tries}次。",
            f"A worker cannot be found only after {TRIES_NEEDED} recorded tries, not {tries}.",
            field="ending",
        )


class ProposedAlready(Refused):
    """One proposal waits at a time."""

    zh = "结案已经提请，等审批。"
    en = "Closing is proposed already and waits for approval."


class StageIsOver(Refused):
    """Endings are recorded in an open case."""

    zh = "案件已经结案。要改，先重开。"
    en = "The case is closed; open it again first."


def check_ending(
    ending: Ending,
    *,
    present: Ending | None,
    verified: Money | None,
    confirmed: Money,
    recheck: bool,
    proof: str,
    tries: int,
) -> None:
    """Raises EndedAlready, NotRechecked, NotVerified, NotConfirmed, StillOwed, TooFewTries,
    ProofNeeded."""
    if present is not None:
        raise EndedAlready
    if recheck and ending in (Ending.PAID, Ending.UNFOUNDED):
        raise NotRechecked
    if ending is Ending.PAID:
        _check_paid(verified, confirmed)
        return
    if ending is Ending.UNFOUNDED and (verified is None or verified):
        raise StillOwed
    if ending is Ending.UNREACHABLE and tries < TRIES_NEEDED:
        raise TooFewTries(tries)
    if not proof.strip():
        raise ProofNeeded


def _check_paid(verified: Money | None, confirmed: Money) -> None:
    if not verified:
        raise NotVerified
    if confirmed != verified:
        raise NotConfirmed(verified, confirmed)


def check_ready(missing: Sequence[Missing]) -> None:
    """Raises NotReadyToClose."""
    if missing:
        raise NotReadyToClose(missing)
