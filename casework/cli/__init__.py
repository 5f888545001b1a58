"""Commands: ``flask law …`` and others. One module for each group, found by name.

A module here gives ``group``, a click group or command. Before any of them opens the data, it is
looked at whether schema, seed and keys are those of this program; ``NEEDS_NOTHING`` is for those
that put things right, or that answer without the data.
"""

from __future__ import annotations

from copy import copy
from functools import wraps
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import click
from flask import Flask

from casework.upkeep import readiness

NEEDS_NOTHING = {"health", "law", "upgrade"}


def register(app: Flask) -> None:
    for module in iter_modules(__path__):
        command: click.Command = import_module(f"{__name__}.{module.name}").group
        app.cli.add_command(command if module.name in NEEDS_NOTHING else _ready(command, app))


def _ready(command: click.Command, app: Flask) -> click.Command:
    """The same command, that refuses with a list of what is missing."""
    act = command.callback

    @wraps(act)  # type: ignore[arg-type]
    def checked(*args: Any, **kwargs: Any) -> Any:
        missing = readiness.problems_of_data(app.extensions["settings"])
        if missing:
            raise click.ClickException("\n".join(missing))
        return act(*args, **kwargs) if act else None

    ready = copy(command)
    ready.callback = checked
    return ready
