"""``flask demo load``: the demo city, built once; with ``--cases`` a large one to measure on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from casework import demo
from casework.demo.city import building
from casework.kernel import clock
from casework.kernel.terms import Refused


@click.group("demo", help="A made-up city to try everything in.")
def group() -> None:
    """Holds the command."""


@group.command("load")
@click.option("--cases", "count", type=int, help="A city of so many cases instead, in bulk.")
@click.option(
    "--seed",
    type=int,
    default=1,
    show_default=True,
    help="The same seed on the same day makes the same city of --cases.",
)
@click.option("--more", is_flag=True, help="Adds --cases to a city that has some already.")
@with_appcontext
def load(count: int | None, seed: int, more: bool) -> None:
    """Builds the demo city; run again it changes nothing."""
    settings = current_app.extensions["settings"]
    if not settings.demo:
        raise click.ClickException("a demo city has no place in production")
    if count is None:
        demo.load(
            sign_ins=settings.sign_ins_file,
            now=clock.now(),
            say=lambda words: click.echo(f"  {words}"),
        )
    else:
        _load_city(settings, count, seed=seed, more=more)
    click.echo(f"sign-ins are in {settings.sign_ins_file}")


def _load_city(settings: Any, count: int, *, seed: int, more: bool) -> None:
    with a_scratch(settings) as scratch, Progress() as progress:
        wanted = building.Wanted(count, seed=seed, more=more)
        means = building.Means(scratch, turn, progress.show)
        sign_ins = settings.sign_ins_file
        try:
            building.load(wanted, sign_ins=sign_ins, means=means, now=clock.now())
        except Refused as refusal:
            raise click.ClickException(refusal.en) from None


@contextmanager
def a_scratch(settings: Any) -> Iterator[Flask]:
    """A small database of its own; nothing is sent out of it."""
    from casework.factory import create_app
    from tasks import discover

    discover()  # the tables that they use are made too
    with TemporaryDirectory(prefix="casework-moulds-") as place:
        url = f"sqlite:///{Path(place) / 'moulds.sqlite3'}"
        silent = replace(settings, database_url=url, sms_url=None, smtp_url=None)
        yield create_app(silent, commands=False, views=False)


def turn() -> None:
    """What worker and beat do at a moment: news is passed on, messages go out."""
    from tasks import notices, relay

    # a full round may have left some; what they cause is news too
    while relay.tick():
        pass
    notices.tick()


class Progress:
    """A bar for each part of the work."""

    def __init__(self) -> None:
        self._part, self._done = "", 0
        self._bar: Any = None

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *raised: Any) -> None:
        if self._bar is not None:
            self._bar.__exit__(*raised)

    def show(self, part: str, done: int, total: int) -> None:
        if part != self._part:
            self.__exit__(None, None, None)
            self._part, self._done = part, 0
            self._bar = click.progressbar(length=total, label=f"  {part:7}", show_pos=True)
            self._bar.__enter__()
        self._bar.update(done - self._done)
        self._done = done
