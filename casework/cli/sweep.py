"""``flask sweep``: everything that beat would send, done here and now, without queue or worker.

For cron, beside a running system or instead of it: what is due stands in the database, so both
may sweep at once. The heartbeat is left out, since it speaks for the worker.
"""

from __future__ import annotations

import logging
from typing import Any

import click
from flask.cli import with_appcontext

from casework.kernel.periodic import RELAY, TASKS

log = logging.getLogger(__name__)


@click.command("sweep", help="Looks at every deadline, message and campaign that is due, for cron.")
@with_appcontext
def group() -> None:
    """Facts last once more: what the sweep found has its consequences in the same run."""
    from tasks import app, discover
    from tasks.schedule import PERIODIC

    discover()
    # tasks that hand over to tasks of their own do so within this process
    before, app.conf.task_always_eager = app.conf.task_always_eager, True
    names = [work.task for work in PERIODIC if work is not TASKS]
    failed = [name for name in [*names, RELAY.task] if not _runs(app.tasks[name])]
    app.conf.task_always_eager = before
    if failed:
        raise click.ClickException(f"failed: {', '.join(failed)}")


def _runs(task: Any) -> bool:
    """One that fails as a whole keeps no other from its turn."""
    try:
        click.echo(f"{task.name}: {task()}")
    except Exception as error:
        log.exception("%s failed", task.name)
        click.echo(f"{task.name}: {type(error).__name__}")
        return False
    return True
