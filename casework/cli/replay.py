"""``flask replay``: published cases carried through the system again."""

from __future__ import annotations

from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from casework.demo import replays
from casework.kernel.transaction import writing


@click.command("replay")
@click.argument(
    "file", type=click.Path(exists=True, dir_okay=False, path_type=Path), default=replays.SOURCE
)
@with_appcontext
def group(file: Path) -> None:
    """Carries the published cases of FILE through the actions that the pages call.

    Each keeps its real dates, people and sums; a case that is there already is left alone.
    """
    if not current_app.extensions["settings"].demo:
        raise click.ClickException("replays belong in a demo city")
    for record in replays.read(file):
        with writing():
            case = replays.replay(record)
        click.echo(f"{record.id}: {case.number if case else 'nobody is seated there'}")
