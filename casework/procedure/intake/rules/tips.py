"""Tips: who reads them, what it takes to see who gave one, and how one becomes a complaint."""

from __future__ import annotations

from collections.abc import Iterable

from casework.kernel.terms import Refused
from casework.procedure.intake.terms import ClaimantFacts, Gap, Kind, OpeningGround, State

#: A reason shorter than this says nothing.
LEAST_REASON = 10
_ABOUT_THE_PERSON = (Gap.IDENTITY, Gap.ID_NUMBER, Gap.PHONE)
#: While it waits, or once it is a case, somebody may still stand up with his name.
_MAY_STAND_UP = (State.RECEIVED, State.SUPPLEMENT, State.ACCEPTED)


class OpeningReasonNeeded(Refused):
    """Who gave a tip is shown only for a reason of the list, with words that say what for."""

    zh = "请选理由，再写明查看的用途，至少10个字，会留下记录。"
    en = "Choose the reason and say what for, in at least 10 characters; it is kept on record."
    field = "reason"


class NotATip(Refused):
    """What came with a name needs no name."""

    zh = "这一件本来就是投诉，不用再改。"
    en = "This is a complaint already."


class TooLateToStandUp(Refused):
    """The matter has left this desk another way."""

    zh = "这一件已经答复，请重新投诉。"
    en = "This was answered already; please make a new complaint."


class NotTheTipster(Refused):
    """The receipt alone could have been found: what was left with the tip must agree."""

    zh = "和举报时留的不一样。请带身份证到窗口办。"
    en = "This differs from what was left with the tip. Please come to the counter with your ID."


class CodeOrIdNeeded(Refused):
    """At the counter the receipt number, or the ID number left with the tip, shows who it is."""

    zh = "回执号对不上，身份证号也和举报时留的不一样。"
    en = "Neither the receipt number nor the ID number agrees with this tip."
    field = "code"


def check_opening(ground: OpeningGround | None, words: str) -> None:
    """Raises OpeningReasonNeeded."""
    if ground is None or len("".join(words.split())) < LEAST_REASON:
        raise OpeningReasonNeeded


def check_standing_up(kind: Kind, state: State) -> None:
    """Raises NotATip, TooLateToStandUp."""
    if kind is not Kind.TIP:
        raise NotATip
    if state not in _MAY_STAND_UP:
        raise TooLateToStandUp


def gaps_with_name(gaps: Iterable[Gap], person: ClaimantFacts) -> list[Gap]:
    """What is still missing when somebody stands up with his name."""
    left = [gap for gap in gaps if gap not in _ABOUT_THE_PERSON]
    if not person.id_number:
        left.append(Gap.ID_NUMBER)
    if not person.phone:
        left.append(Gap.PHONE)
    return left
