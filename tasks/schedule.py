"""The whole beat schedule: what runs how often. Every entry may run twice or late.

An entry that waited longer than its next turn is dropped from the queue, since the next one finds
the same work in the database.
"""

from __future__ import annotations

from typing import Any

from config.settings import BEAT_SECONDS

#: A turn is kept this long at least, so that clocks of two machines may differ a little.
_SHORTEST_WAIT_SECONDS = 60


def _every(seconds: int, task: str) -> dict[str, Any]:
    expires = max(seconds, _SHORTEST_WAIT_SECONDS)
    return {"task": task, "schedule": float(seconds), "options": {"expires": expires}}


#: Under the names of their pulses (``casework.kernel.pulse.Job``): each leaves a mark at its end.
SCHEDULE = {
    "relay": _every(BEAT_SECONDS, "tasks.relay.tick"),
    "tasks": _every(15, "tasks.pulse.tick"),
    "messages": _every(BEAT_SECONDS, "tasks.notices.tick"),
    "digest": _every(300, "tasks.notices.digest"),
    "files": _every(15, "tasks.evidence.tick"),
    "sweep": _every(60, "tasks.clocks.tick"),
    "proof": _every(86_400, "tasks.clocks.verify"),
    "reckoning": _every(10, "tasks.clocks.reckon"),
    "escalation": _every(300, "tasks.escalation.tick"),
    "campaigns": _every(3600, "tasks.campaigns.tick"),
    "codes": _every(3600, "tasks.portal.tick"),
    "drafts": _every(3600, "tasks.intake.tick"),
    "calendar": _every(3600, "tasks.statute.tick"),
    "kiosks": _every(60, "tasks.portal.kiosks"),
    "announcements": _every(3600, "tasks.documents.tick"),
}


def job_of(task: str) -> str | None:
    """The name under which a periodic task leaves its mark; None for any other task."""
    return next((job for job, entry in SCHEDULE.items() if entry["task"] == task), None)
