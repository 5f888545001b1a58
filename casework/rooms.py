"""All rooms of the house."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.doors import (
    acting,
    confirming,
    desk,
    hall,
    joining,
    kiosks,
    logbook,
    lookup,
    portal,
    posters,
    precheck,
    progress,
    proving,
    reports,
    waiting,
)
from casework.ground import (
    approvals,
    cases,
    documents,
    identity,
    ledger,
    notices,
    offices,
    parties,
    payouts,
    statute,
)
from casework.kernel.periodic import RELAY, TASKS, Mark, Punctual
from casework.procedure import (
    advances,
    calls,
    campaigns,
    closing,
    counter,
    daylogs,
    deposits,
    escalation,
    groups,
    inspections,
    intake,
    referrals,
    requests,
    rosters,
)

if TYPE_CHECKING:
    from casework.kernel.house import Room

#: From bottom to top.
ROOMS: tuple[Room, ...] = (
    offices,
    identity,
    approvals,
    statute,
    parties,
    cases,
    ledger,
    payouts,
    notices,
    documents,
    intake,
    groups,
    rosters,
    counter,
    calls,
    daylogs,
    inspections,
    deposits,
    advances,
    referrals,
    campaigns,
    closing,
    requests,
    escalation,
    hall,
    kiosks,
    proving,
    waiting,
    precheck,
    logbook,
    confirming,
    posters,
    portal,
    joining,
    acting,
    progress,
    lookup,
    desk,
    reports,
)


def marks() -> tuple[Mark, ...]:
    """Every sign of life that the house and its rooms give, from bottom to top."""
    rooms = (room for room in ROOMS if isinstance(room, Punctual))
    return TASKS, RELAY, *(mark for room in rooms for mark in room.periodic())
