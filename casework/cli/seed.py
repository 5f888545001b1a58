"""``flask seed load``: areas, units and centres, legal limits, figures and the calendar."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from casework.kernel import clock
from casework.kernel.transaction import writing
from casework.offices import actions as offices
from casework.statute import actions as statute


@click.group("seed", help="What must be there before the first case.")
def group() -> None:
    """Holds the command."""


@group.command("load")
@with_appcontext
def load() -> None:
    """Adds what is missing; what is there stays as it is."""
    with writing():
        offices.load_seed(now=clock.now())
        statute.load_seed(now=clock.now())
    click.echo("offices and statute are loaded")
