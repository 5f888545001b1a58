"""Celery beat, as we need it: sends everything at once on its start, keeps no file of its own,
and leaves a mark whenever something was sent, because it can stop sending without ending.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from celery import beat

from config.settings import Settings


class Scheduler(beat.Scheduler):
    """What was due while nothing ran is due now; what is due is decided by rows, not by beat."""

    def __init__(self, *args: Any, **kwargs: Any):
        self._mark = Settings.from_env().beat_file
        super().__init__(*args, **kwargs)

    def setup_schedule(self) -> None:
        self.merge_inplace(self.app.conf.beat_schedule)
        for entry in self.schedule.values():
            entry.last_run_at -= timedelta(days=1)

    def apply_async(self, *args: Any, **kwargs: Any) -> Any:
        sent = super().apply_async(*args, **kwargs)
        self._mark.touch()
        return sent
