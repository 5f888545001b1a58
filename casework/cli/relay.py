"""``flask relay``: hands waiting facts to their reactions here and now, without the queue."""

from __future__ import annotations

import click
from flask.cli import with_appcontext


@click.command("relay", help="Hands waiting facts to their reactions, for cron.")
@with_appcontext
def group() -> None:
    from tasks.relay import tick

    click.echo(f"{tick()} facts")
