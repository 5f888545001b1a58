"""What is recorded of an attempt at service, and what each way needs as proof."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from casework.ground.documents.terms.kinds import Way


@dataclass(frozen=True, kw_only=True)
class ServiceFacts:
    """One attempt at service.

    ``on`` is the day it happened: handed over, left, put up, date on the return slip, or the day
    the announcement came out. ``failed`` says why it did not succeed; empty: it did.
    """

    way: Way
    on: date | None = None
    place: str = ""
    receiver: str = ""
    relation: str = ""
    reason: str = ""
    witnesses: str = ""
    proof: str = ""
    failed: str = ""


#: The fields that each way of service must name, by 民事诉讼法 88 to 95; a tuple inside means:
#: one of these.
REQUIREMENTS: dict[Way, tuple[str | tuple[str, ...], ...]] = {
    Way.DIRECT: ("on", "place", "receiver"),
    Way.FAMILY: ("on", "place", "receiver", "relation"),
    Way.UNIT_RECEIVER: ("on", "place", "receiver", "relation"),
    Way.LEFT: ("on", "place", "reason", ("witnesses", "proof")),
    Way.ELECTRONIC: ("on", "place", "proof"),
    Way.POST: ("on", "place", "proof"),
    Way.ANNOUNCEMENT: ("on", "place", "reason", "proof"),
    Way.POSTED: ("on", "place", "reason", "proof"),
}
