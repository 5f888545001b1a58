"""``flask demo load``: the demo city, built once."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import with_appcontext

from casework import demo
from casework.kernel import clock


@click.group("demo", help="A made-up city to try everything in.")
def group() -> None:
    """Holds the command."""


@group.command("load")
@with_appcontext
def load() -> None:
    """Builds the demo city; run again it changes nothing."""
    settings = current_app.extensions["settings"]
    if not settings.demo:
        raise click.ClickException("a demo city has no place in production")
    demo.load(
        sign_ins=settings.sign_ins_file, now=clock.now(), say=lambda words: click.echo(f"  {words}")
    )
    click.echo(f"sign-ins are in {settings.sign_ins_file}")
