"""The house: takes what each room brings.

A room is plugged in by ``install(house)`` in its ``__init__``. Worker and commands live in a
house without pages, and load neither views nor forms.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Any, Protocol, TypeVar

from flask import Blueprint, Flask, current_app

from casework.kernel.facts import Reaction, UnknownFact, read

F = TypeVar("F")
T = TypeVar("T")


class Room(Protocol):
    """A package with a plug."""

    def install(self, house: House) -> None: ...


@dataclass(frozen=True)
class House:
    """What rooms are plugged into."""

    #: None in a house without pages
    web: Flask | None = None
    _brought: list[object] = field(default_factory=list)
    _heard: dict[str, tuple[type, list[Reaction[Any]]]] = field(default_factory=dict)

    def brings(self, *things: object) -> None:
        """Keeps what a room has for a room below, which asks for it by its class."""
        self._brought.extend(things)

    def all(self, kind: type[T]) -> tuple[T, ...]:
        """Everything of this class that was brought, the lowest room's first."""
        return tuple(thing for thing in self._brought if isinstance(thing, kind))

    def hears(self, kind: type[F], *reactions: Reaction[F]) -> None:
        """These follow whenever a fact of this kind was announced, in this order after others."""
        self._heard.setdefault(kind.__name__, (kind, []))[1].extend(reactions)

    def reactions_to(self, name: str, body: Mapping[str, Any]) -> Iterator[Callable[..., None]]:
        """What is to be done about a stored fact, each to be called with ``now=``. Raises
        UnknownFact."""
        if name not in self._heard:
            raise UnknownFact(name)
        kind, reactions = self._heard[name]
        fact: Any = read(kind, body)
        return (partial(reaction, fact) for reaction in reactions)

    @property
    def facts(self) -> frozenset[str]:
        """The kinds of facts that somebody hears."""
        return frozenset(self._heard)

    def tables(self, models: ModuleType) -> None:
        """Makes the tables known: a module of models, or a package of such modules."""
        list(_modules_of(models))

    def pages(self, views: ModuleType) -> None:
        """Registers the blueprints of a module of views, or of a package of such modules."""
        found = (getattr(module, "blueprint", None) for module in _modules_of(views))
        for blueprint in dict.fromkeys(one for one in found if isinstance(one, Blueprint)):
            if self.web:
                self.web.register_blueprint(blueprint)


def house() -> House:
    """The house of the present application."""
    found: House = current_app.extensions["house"]
    return found


def _modules_of(module: ModuleType) -> Iterator[ModuleType]:
    yield module
    for part in iter_modules(getattr(module, "__path__", ())):
        yield import_module(f"{module.__name__}.{part.name}")
