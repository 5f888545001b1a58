"""Which functions hear of which fact. The one table of news travelling upwards.

A reaction is a dotted path to a function ``(body: dict[str, Any], *, now: datetime) -> None``:
``body`` is the fact's fields. It runs in a transaction of its own and may run twice, so it writes
a unique key together with its effect.
"""

from __future__ import annotations

#: Kind of fact (the name of its dataclass) to the paths of its reactions, in order.
REACTIONS: dict[str, tuple[str, ...]] = {
    "ComplaintFiled": ("tasks.escalation.on_more_people",),
    "WorkmateJoined": ("tasks.escalation.on_more_people",),
    "RosterAdded": ("tasks.escalation.on_more_people",),
    "PaperIssued": ("tasks.inspections.paper_issued",),
    "PaperServed": (
        "tasks.inspections.paper_served",
        "tasks.deposits.paper_served",
        "tasks.referrals.paper_served",
    ),
    "PaperVoided": (
        "tasks.inspections.paper_voided",
        "tasks.deposits.paper_voided",
        "tasks.advances.paper_voided",
    ),
    "InspectorsAssigned": ("tasks.news.assigned",),
    "OrderServed": ("tasks.news.ordered",),
    "PaymentRecorded": ("tasks.inspections.paid", "tasks.advances.paid", "tasks.news.paid"),
    "ComplaintAccepted": ("tasks.requests.accepted", "tasks.escalation.on_more_people"),
    "ClaimsAdded": ("tasks.closing.claims_added",),
    "CaseClosed": ("tasks.news.closed",),
    "PaymentReversed": ("tasks.inspections.undone",),
    "LineReopened": ("tasks.inspections.undone",),
    "LineEnded": ("tasks.inspections.paid",),
    "CampaignOpened": ("tasks.campaigns.on_open",),
    "FilesDropped": ("tasks.evidence.dropped",),
    "OverdueMet": ("tasks.escalation.on_met",),
    "ClockMoved": ("tasks.notices.on_clock_moved",),
    "ReplyKept": ("tasks.notices.on_reply",),
    "FigureChanged": ("tasks.clocks.on_law",),
    "CalendarLoaded": ("tasks.clocks.on_calendar",),
    "ClockBreached": (
        "tasks.inspections.limit_passed",
        "tasks.escalation.on_breach",
    ),
}
