"""The folders tell the procedure, the files tell the grammar."""

from __future__ import annotations

import ast
import warnings

import pytest

from tests.house.source import GRAMMAR, ROOT, folder_of, parsed, python_files, rooms, shown

_FORBIDDEN_NAMES = {"utils", "helpers", "common", "manager", "misc", "base"}
#: Smells, told and never refused: a function past this length deserves a second look.
_LONG_FUNCTION = 40
_LONG_FILE = 350


@pytest.mark.parametrize("name", rooms())
def test_a_room_has_only_the_seven_files(name: str) -> None:
    allowed = {*GRAMMAR, "__init__"}
    folder = folder_of(name)
    found = {path.stem for path in folder.iterdir() if path.suffix == ".py"}
    packages = {path.name for path in folder.iterdir() if (path / "__init__.py").exists()}
    assert found | packages <= allowed
    assert not found & packages, "a module and a package of the same name"


def test_no_file_has_a_name_that_says_nothing() -> None:
    assert not [shown(p) for p in python_files("casework", "tasks") if p.stem in _FORBIDDEN_NAMES]


def test_every_module_says_what_it_owns() -> None:
    silent = [
        shown(path)
        for path in python_files("casework", "tasks", "config")
        if path.read_text().strip() and not ast.get_docstring(parsed(path))
    ]
    assert not silent


def test_every_folder_of_templates_is_a_room() -> None:
    known = {*rooms(), "web", "components", "layouts", "print"}
    folders = {path.name for path in (ROOT / "templates").iterdir() if path.is_dir()}
    assert folders <= known


def test_writes_take_who_and_when_as_their_last_words() -> None:
    """``by`` and ``now`` are keyword-only, without a default, and stand last."""
    wrong = []
    for path in python_files("casework"):
        if path.stem != "actions" and path.parent.name != "actions":
            continue
        for node in parsed(path).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                wrong += _misplaced(node, f"{shown(path, node.lineno)} {node.name}")
    assert not wrong, "\n".join(wrong)


def _misplaced(function: ast.FunctionDef, place: str) -> list[str]:
    positional = [argument.arg for argument in function.args.args]
    keywords = [argument.arg for argument in function.args.kwonlyargs]
    with_default = {k for k, d in zip(keywords, function.args.kw_defaults, strict=True) if d}
    edge = [name for name in keywords if name in ("by", "now")]
    found = []
    if {"by", "now"} & set(positional):
        found.append(f"{place}: by and now are given by keyword")
    if edge and keywords[-len(edge) :] != edge:
        found.append(f"{place}: by and now stand last")
    if with_default & {"by", "now"}:
        found.append(f"{place}: by and now are never optional")
    return found


def test_sizes_are_told() -> None:
    """Sizes are a smell, not a limit: long ones are listed among the warnings."""
    told = []
    for path in python_files("casework", "tasks"):
        lines = path.read_text().count("\n")
        if lines > _LONG_FILE:
            told.append(f"{shown(path)}: {lines} lines")
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > _LONG_FUNCTION:
                    told.append(f"{shown(path, node.lineno)} {node.name}: {length} lines")
    if told:
        with warnings.catch_warnings():
            warnings.simplefilter("always")
            warnings.warn("a second look is due:\n" + "\n".join(told), UserWarning, stacklevel=1)
