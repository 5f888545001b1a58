"""A matter that is not for labour inspection: nobody leaves without being told where to go."""

from __future__ import annotations

from casework.ground.statute.terms.ids import RuleId
from casework.kernel.terms import Refused
from casework.procedure.intake.terms import Elsewhere, Ground, State

#: Refusals that send the worker to another body.
SENDS_ELSEWHERE = (Ground.COMPENSATION, Ground.SOCIAL_INSURANCE)
#: 首问负责: the papers go to the other body within so many working days; the limit is internal.
PASS_ON = RuleId.PASS_ON


class ReceiverNeeded(Refused):
    """Nobody is sent away without the name and place of the body that is responsible."""

    zh = "请写明转给哪个机关，到哪儿去办。"
    en = "Name the body that is responsible, and where to go."
    field = "receiver"


class WhereNeeded(Refused):
    """The name of an office does not help somebody who has to go there."""

    zh = "请写明地址和电话。表里的还没有核实，要先打电话问清。"
    en = "Give address and telephone. Those in the table are not confirmed: ask by phone first."
    field = "address"


class NotSentOn(Refused):
    """Only what was sent on can be handed over."""

    zh = "这一件没有转送，不用登记移交。"
    en = "This was not sent on."


class TakerNeeded(Refused):
    """The hand-over is recorded with the person who took the papers."""

    zh = "请写明对方接收人。"
    en = "Say who received the papers there."
    field = "taker"


def check_elsewhere(place: Elsewhere | None) -> None:
    """Raises ReceiverNeeded, WhereNeeded at the field that is empty."""
    if place is None or not place.name.strip():
        raise ReceiverNeeded
    if not (place.address and place.phone):
        raise WhereNeeded(field="phone" if place.address else "address")


def check_refusal_tells(ground: Ground | None, place: Elsewhere | None) -> None:
    """Who is refused because others are responsible hears who. Raises ReceiverNeeded,
    WhereNeeded."""
    if ground in SENDS_ELSEWHERE:
        check_elsewhere(place)


def check_passed_on(state: State, taker: str) -> None:
    """Raises NotSentOn, TakerNeeded."""
    if state is not State.TRANSFERRED:
        raise NotSentOn
    if not taker.strip():
        raise TakerNeeded
