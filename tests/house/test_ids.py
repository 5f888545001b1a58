"""Ids of limits and figures: named in one place, there in the seed, and never written bare."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import pytest
from flask import Flask

from casework.ground.documents.terms.kinds import FORMS, Kind
from casework.ground.statute.actions.loading import read_seed
from casework.ground.statute.terms.ids import FigureId, RuleId
from casework.ground.statute.terms.keeping import Keeps
from tests.house.source import ROOT, folder_of, parsed, python_files, rooms, shown

_NAMED_IN = ROOT / "casework" / "ground" / "statute" / "terms" / "ids.py"
#: They name the fields of a document that somebody hands in, and no entries of the law.
_OTHER_NAMES = ("casework/cli/law.py", "casework/ground/statute/rules/referral/reading.py")
_LETTERS = re.compile("[A-Za-z]")


def _seeded() -> set[str]:
    statute, _ = read_seed()
    return {entry.id for entry in (*statute.rules, *statute.figures)}


def _files() -> list[Path]:
    others = {_NAMED_IN, *(ROOT / name for name in _OTHER_NAMES)}
    return [path for path in python_files("casework", "tasks") if path not in others]


def _texts(tree: ast.Module) -> Iterator[tuple[int, re.Pattern[str]]]:
    """Every text as a pattern: what an f-string puts in may be anything."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, re.compile(re.escape(node.value))
        if isinstance(node, ast.JoinedStr):
            parts = [part.value if isinstance(part, ast.Constant) else None for part in node.values]
            if any(part and _LETTERS.search(part) for part in parts):
                whole = "".join(".+" if part is None else re.escape(part) for part in parts)
                yield node.lineno, re.compile(whole)


def test_no_id_is_written_bare() -> None:
    ids = _seeded()
    bare = [
        f"{shown(path, line)}: {text.pattern}"
        for path in _files()
        for line, text in _texts(parsed(path))
        if any(text.fullmatch(entry) for entry in ids)
    ]
    assert not bare, "name it in statute/terms/ids.py:\n" + "\n".join(bare)


def test_no_template_names_an_id() -> None:
    ids = _seeded()
    quoted = re.compile("[\"']([A-Za-z][A-Za-z0-9_.-]+)[\"']")
    bare = [
        f"{path.relative_to(ROOT)}: {word}"
        for path in (ROOT / "templates").rglob("*.html")
        for word in quoted.findall(path.read_text())
        if word in ids
    ]
    assert not bare


@pytest.mark.parametrize("names", [RuleId, FigureId])
def test_every_named_id_is_in_the_seed_and_used(names: type[StrEnum]) -> None:
    source = "\n".join(path.read_text() for path in _files())
    used = set(re.findall(rf"\b{names.__name__}\.([A-Z_0-9]+)", source))

    assert set(names) <= _seeded()
    assert used == {name.name for name in names}


def test_every_kind_of_paper_has_its_form() -> None:
    assert set(FORMS) == set(Kind)


def test_a_room_says_which_limits_it_uses_and_no_others(app: Flask) -> None:
    """What the page of limits says of a limit is what the code does with it."""
    said = {rule for kept in app.extensions["house"].all(Keeps) for rule in kept.rules}
    assert said == set(RuleId)
    for room in rooms():
        plug = folder_of(room) / "__init__.py"
        used = {
            name
            for path in sorted(folder_of(room).rglob("*.py"))
            if path != plug
            for name in _rules_named(path)
        }
        unused = _rules_named(plug) - used
        assert not unused, f"{room} says that it uses {unused}"


def _rules_named(path: Path) -> set[str]:
    return {
        node.attr
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "RuleId"
    }
