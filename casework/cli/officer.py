"""``flask officer``: the first administrator, and a way back in for one who is locked out.

No account has a password that somebody else knows: these commands print one-time keys.
"""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import with_appcontext

from casework.ground.identity import queries
from casework.ground.identity.actions import accounts
from casework.kernel import clock
from casework.kernel.terms import Missing, Refused
from casework.kernel.transaction import writing


@click.group("officer", help="The first administrator, and one-time keys.")
def group() -> None:
    """Holds the commands."""


@group.command("first")
@click.argument("login")
@click.argument("name")
@with_appcontext
def first(login: str, name: str) -> None:
    """Makes the first administrator; prints the key with which the person sets a password."""
    try:
        with writing():
            key = accounts.first_administrator(login, name, now=clock.now())
    except Missing:
        raise click.ClickException("no offices yet: run flask upgrade first") from None
    except Refused as refusal:
        raise click.ClickException(f"{refusal.zh} {refusal.en}") from None
    _show(login, key)


@group.command("invite")
@click.argument("login")
@with_appcontext
def invite(login: str) -> None:
    """A new one-time key, for an administrator who cannot ask another one."""
    with writing():
        officer = queries.find_officer_by_login(login)
        if officer is None:
            raise click.ClickException(f"no officer has the login {login}")
        try:
            key = accounts.invite(officer, by=None, now=clock.now())
        except Refused as refusal:
            raise click.ClickException(f"{refusal.zh} {refusal.en}") from None
    _show(login, key)


def _show(login: str, key: str) -> None:
    address = current_app.extensions["settings"].base_url
    click.echo(f"open       {address}/first-password\nlogin      {login}\nkey        {key}")
    click.echo("It works once, within three days.")
