"""A room plugs itself in, and one that no other uses can be taken out."""

from __future__ import annotations

import ast
import subprocess
import sys

import grimp
import pytest
from flask import Flask

from casework.ground.identity.terms import Begins, Permission
from casework.ground.identity.views import bar
from casework.ground.ledger.terms import Undoing
from casework.rooms import ROOMS
from casework.web.navigation import CaseTab, Entrance, OfficeTab, Page, TabVerb
from tests.house.source import FLOORS, ROOT, folder_of, parsed, rooms, shown

_NAMES = [room.__name__ for room in ROOMS]
#: Those who put a house or a city together may know every room.
_ROOTS = ("casework.rooms", "casework.factory", "casework.demo", "casework.cli", "casework.upkeep")

_WITHOUT = """
import sys
from casework import rooms
rooms.ROOMS = tuple(room for room in rooms.ROOMS if room.__name__ != {room!r})
for module in [name for name in sys.modules if name == {room!r} or name.startswith({room!r} + ".")]:
    del sys.modules[module]
sys.modules[{room!r}] = None
from casework.factory import create_app
from config.settings import Settings
create_app(Settings.from_env({{"DATA_DIR": {path!r}}}))
"""

_LOADED = """
import importlib, sys
for module in {modules!r}:
    importlib.import_module(module)
pages = {{"wtforms", "flask_wtf"}}
found = [name for name in sys.modules if name in pages or name.endswith((".views", ".forms"))]
sys.exit(", ".join(found) or 0)
"""


def _unused() -> list[str]:
    """Rooms that no other room imports."""
    graph = grimp.build_graph("casework", exclude_type_checking_imports=True, cache_dir=None)
    used = set()
    for module in graph.modules:
        if not module.startswith(_ROOTS):
            for imported in graph.find_modules_directly_imported_by(module):
                used |= {name for name in _NAMES if _is_in(imported, name)} - {
                    name for name in _NAMES if _is_in(module, name)
                }
    return [name for name in _NAMES if name not in used]


def _is_in(module: str, room: str) -> bool:
    return module == room or module.startswith(f"{room}.")


def test_some_rooms_are_used_by_no_other() -> None:
    assert "casework.doors.reports" in _unused()


@pytest.mark.parametrize("room", _unused())
def test_a_room_that_no_other_uses_can_be_taken_out(room: str, tmp_path: object) -> None:
    _run(_WITHOUT.format(room=room, path=str(tmp_path)))


def test_what_decides_and_does_loads_no_page() -> None:
    """Importing the rules of a room runs its plug; that must not bring its pages along."""
    modules = [
        f"{name}.{part}"
        for name in _NAMES
        for part in ("terms", "rules", "models", "queries", "actions")
        if (folder_of(name.rpartition(".")[2]) / part).exists()
        or (folder_of(name.rpartition(".")[2]) / f"{part}.py").exists()
    ]
    _run(_LOADED.format(modules=modules))


def _run(code: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]


def test_every_page_that_a_room_brings_is_there(app: Flask) -> None:
    kinds = (Begins, CaseTab, Entrance, OfficeTab, Page, TabVerb, Undoing)
    brought = [thing for kind in kinds for thing in app.extensions["house"].all(kind)]
    assert brought
    assert not [thing for thing in brought if thing.endpoint not in app.view_functions]


def test_every_page_of_officers_stands_in_a_place(app: Flask) -> None:
    """None leaves the bar without its mark, but those of one's own account."""
    guarded = {
        endpoint
        for endpoint, view in app.view_functions.items()
        if set(getattr(view, "permissions", ())) & set(Permission)
    }
    lost = {
        endpoint
        for endpoint in guarded
        if bar.place_of(endpoint, endpoint.rpartition(".")[0]) is None
    }
    assert lost <= set(bar.OWN_PAGES), sorted(lost)


def test_no_room_names_a_page_of_a_floor_above(app: Flask) -> None:
    """It says where it leads by a goal, and the room above says where that is."""
    floor = {name.rpartition(".")[2]: FLOORS.index(name.split(".")[1]) for name in _NAMES}
    wrong = [
        f"{shown(path, node.lineno)} {node.value}"
        for room in rooms()
        for path in sorted(folder_of(room).rglob("*.py"))
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Constant)
        and node.value in app.view_functions
        and floor.get(str(node.value).partition(".")[0], 0) > floor[room]
    ]
    assert not wrong, "\n".join(wrong)
