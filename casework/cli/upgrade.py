"""``flask upgrade``: brings schema and seed up to this program, and says what is still missing.

The only command that speaks as the owner of the schema, where ``OWNER_DATABASE_URL`` names one.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import replace
from typing import TYPE_CHECKING

import click
from flask import current_app
from flask.cli import with_appcontext

from casework.kernel import clock
from casework.upkeep import readiness, upgrading

if TYPE_CHECKING:
    from flask.ctx import AppContext

    from config.settings import Settings


@click.command("upgrade", help="Schema, offices, law, keys: whatever is missing, once or again.")
@click.option(
    "--new-secret-key", is_flag=True, help="SECRET_KEY was changed on purpose; everybody signs in."
)
@with_appcontext
def group(new_secret_key: bool) -> None:
    """What the office has changed stays. Exit status 1 when something is still missing."""
    settings: Settings = current_app.extensions["settings"]
    try:
        with _as_owner(settings):
            upgrading.upgrade(settings, say=click.echo, new_secret=new_secret_key, now=clock.now())
    except upgrading.CannotUpgrade as refusal:
        raise click.ClickException(str(refusal)) from None
    missing = readiness.problems(settings)
    if missing:
        raise click.ClickException("\n".join(missing))
    click.echo("upgraded: nothing is missing")


def _as_owner(settings: Settings) -> AbstractContextManager[AppContext]:
    """The application, on the owner's connection."""
    from casework.factory import create_app

    if settings.owner_database_url is None:
        return current_app.app_context()
    as_owner = replace(settings, database_url=settings.owner_database_url)
    return create_app(as_owner, views=False).app_context()
