"""The house: takes what each room brings.

A room is plugged in by ``install(house)`` in its ``__init__``. Worker and commands live in a
house without pages, and load neither views nor forms.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Protocol

from flask import Blueprint, Flask


class Room(Protocol):
    """A package with a plug."""

    def install(self, house: House) -> None: ...


@dataclass(frozen=True)
class House:
    """What rooms are plugged into."""

    #: None in a house without pages
    web: Flask | None = None

    def tables(self, models: ModuleType) -> None:
        """Makes the tables known: a module of models, or a package of such modules."""
        list(_modules_of(models))

    def pages(self, views: ModuleType) -> None:
        """Registers the one blueprint of a module of views, or of a package of such modules."""
        found = {getattr(module, "blueprint", None) for module in _modules_of(views)}
        (blueprint,) = (one for one in found if isinstance(one, Blueprint))
        if self.web:
            self.web.register_blueprint(blueprint)


def _modules_of(module: ModuleType) -> Iterator[ModuleType]:
    yield module
    for part in iter_modules(getattr(module, "__path__", ())):
        yield import_module(f"{module.__name__}.{part.name}")
