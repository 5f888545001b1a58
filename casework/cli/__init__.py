"""Commands: ``flask law …`` and others. One module for each group, found by name.

A module here gives ``group``, a click group or command.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from flask import Flask


def register(app: Flask) -> None:
    for module in iter_modules(__path__):
        app.cli.add_command(import_module(f"{__name__}.{module.name}").group)
