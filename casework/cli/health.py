"""``flask health``: whether the database answers and the background is at work, for cron.

Exit status 0 when all is well, 1 when something is silent or an alarm is open, 2 when the database
is away.
"""

from __future__ import annotations

import sys

import click
from flask.cli import with_appcontext
from sqlalchemy.exc import SQLAlchemyError

from casework.kernel import alarms, clock, pulse
from casework.kernel.transaction import reading

_SILENT = 1
_AWAY = 2


@click.command("health", help="Whether everything that should be at work is.")
@with_appcontext
def group() -> None:
    try:
        with reading():
            silent = [mark.name for mark in pulse.silent(now=clock.now())]
            silent += [alarm.kind.value for alarm in alarms.open_alarms()]
    except SQLAlchemyError:
        click.echo("database away")
        sys.exit(_AWAY)
    click.echo(f"degraded: {', '.join(silent)}" if silent else "ok")
    sys.exit(_SILENT if silent else 0)
