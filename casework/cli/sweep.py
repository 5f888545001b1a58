"""``flask sweep``: everything that beat would send, done here and now, without queue or worker.

For cron, beside a running system or instead of it: what is due stands in the database, so both
may sweep at once. The heartbeat is left out, since it speaks for the worker.
"""

from __future__ import annotations

from typing import Any

import click
from flask.cli import with_appcontext

_HEARTBEAT = "tasks.pulse.tick"
_RELAY = "tasks.relay.tick"


@click.command("sweep", help="Looks at every deadline, message and campaign that is due, for cron.")
@with_appcontext
def group() -> None:
    """Facts last once more: what the sweep found has its consequences in the same run."""
    from tasks import app, discover
    from tasks.schedule import SCHEDULE

    discover()
    # tasks that hand over to tasks of their own do so within this process
    app.conf.task_always_eager = True
    names = [entry["task"] for entry in SCHEDULE.values() if entry["task"] != _HEARTBEAT]
    for name in [*names, _RELAY]:
        task: Any = app.tasks.get(name)
        if task is not None:
            click.echo(f"{name}: {task()}")
