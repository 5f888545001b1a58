"""All rooms of the house."""

from __future__ import annotations

from casework.doors import desk, hall, portal, posters, reports
from casework.ground import (
    approvals,
    cases,
    documents,
    identity,
    ledger,
    notices,
    offices,
    parties,
    statute,
)
from casework.kernel.house import Room
from casework.procedure import (
    advances,
    calls,
    campaigns,
    closing,
    daylogs,
    deposits,
    escalation,
    inspections,
    intake,
    referrals,
    requests,
)

#: From bottom to top.
ROOMS: tuple[Room, ...] = (
    offices,
    identity,
    approvals,
    statute,
    parties,
    cases,
    ledger,
    notices,
    documents,
    intake,
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
    posters,
    portal,
    desk,
    reports,
)
