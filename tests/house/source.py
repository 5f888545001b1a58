"""The product's own source, as the house tests read it."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import TypeVar

import casework

T = TypeVar("T")

ROOT = Path(__file__).parents[2]
OURS = ("casework", "tasks", "config", "tests")
FLOORS = ("ground", "procedure", "doors")
GRAMMAR = ("terms", "rules", "models", "queries", "actions", "forms", "views")


def python_files(*folders: str) -> list[Path]:
    """Python files below these folders, or below all of ours, and those at the top."""
    found = [path for folder in folders or OURS for path in (ROOT / folder).rglob("*.py")]
    found += [] if folders else list(ROOT.glob("*.py"))
    return sorted(path for path in found if "/versions/" not in str(path))


def text_files() -> list[Path]:
    """Everything of ours that people read as text, except what is vendored or made."""
    kinds = {".py", ".html", ".css", ".js", ".md", ".po", ".typ", ".csv", ".toml", ".ini", ".in"}
    skipped = {"vendor", "versions", "node_modules"}
    folders = [*OURS, "templates", "static"]
    found = [path for folder in folders for path in (ROOT / folder).rglob("*")]
    found += list(ROOT.glob("*"))
    return sorted(p for p in found if p.suffix in kinds and not skipped & set(p.parts))


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), str(path))


@cache
def _folders() -> dict[str, Path]:
    found = [path for floor in FLOORS for path in (ROOT / "casework" / floor).iterdir()]
    return {path.name: path for path in sorted(found) if (path / "__init__.py").exists()}


def rooms() -> tuple[str, ...]:
    """The names of all rooms, as the folders tell them."""
    return tuple(sorted(_folders()))


def folder_of(room: str) -> Path:
    return _folders()[room]


def room_of(module: str) -> str:
    """``cases`` of ``casework.ground.cases.views.notes``, ``web`` of ``casework.web.health``."""
    return next(part for part in module.split(".")[1:] if part not in FLOORS)


def package_of(room: str) -> str:
    """``casework.ground.cases`` of ``cases``; mechanisms stand outside the floors."""
    folder = _folders().get(room, ROOT / "casework" / room)
    return ".".join(folder.relative_to(ROOT).parts)


def modules(last: str, *, of: str | None = None) -> Iterator[ModuleType]:
    """Every module called ``last`` in any room, or in one; with its parts when it is a package."""
    for name in [of] if of else rooms():
        if _exists(name, last):
            module = importlib.import_module(f"{package_of(name)}.{last}")
            yield module
            for part in pkgutil.iter_modules(getattr(module, "__path__", ())):
                yield importlib.import_module(f"{module.__name__}.{part.name}")


def _exists(room: str, last: str) -> bool:
    folder = folder_of(room)
    return (folder / f"{last}.py").exists() or (folder / last / "__init__.py").exists()


@cache
def every_module() -> tuple[ModuleType, ...]:
    """All of ``casework``, imported."""
    names = [module.name for module in pkgutil.walk_packages(casework.__path__, "casework.")]
    return tuple(importlib.import_module(n) for n in names if ".migrations." not in n)


def classes_below(base: type[T]) -> list[type[T]]:
    """Every class of the product that derives from ``base``."""
    every_module()
    found: set[type[T]] = set()
    waiting = [base]
    while waiting:
        for below in waiting.pop().__subclasses__():
            if below not in found:
                found.add(below)
                waiting.append(below)
    return sorted((c for c in found if c.__module__.startswith("casework.")), key=_full_name)


def instances_of(kind: type[T]) -> dict[str, T]:
    """Every value of this kind that stands in a module of the product, by its full name."""
    found: dict[int, tuple[str, T]] = {}
    for module in every_module():
        for name, value in inspect.getmembers(module, lambda v: isinstance(v, kind)):
            found.setdefault(id(value), (f"{module.__name__}.{name}", value))
    return dict(found.values())


def _full_name(thing: type) -> str:
    return f"{thing.__module__}.{thing.__qualname__}"


def shown(path: Path, line: int | None = None) -> str:
    """A place in the source, for messages."""
    place = str(path.relative_to(ROOT))
    return f"{place}:{line}" if line else place
