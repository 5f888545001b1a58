"""The README is true: its ladder, rooms, words, settings and commands are those of the code."""

from __future__ import annotations

import base64
import configparser
import importlib
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image

from casework.kernel.terms import LabelEnum
from config.settings import Settings
from tests.house.source import ROOT, folder_of, package_of, rooms

README = ROOT / "README.md"
_LARGEST_PICTURE_BYTES = 200_000
_CODE = re.compile(r"`([^`]+)`")
_KEYS = ("SECRET_KEY", "FIELD_KEY", "INDEX_KEY")


class _Asked(Mapping[str, str]):
    """An environment that remembers which variables it was asked for."""

    def __init__(self, values: dict[str, str]):
        self.values_given = values
        self.names: set[str] = set()

    def __getitem__(self, name: str) -> str:
        self.names.add(name)
        return self.values_given[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.values_given)

    def __len__(self) -> int:
        return len(self.values_given)


def _section(title: str) -> str:
    text = README.read_text()
    return text.split(f"\n## {title}\n", 1)[1].split("\n## ", 1)[0]


def _rows(title: str, first: str) -> list[list[str]]:
    """The rows of the table in a section whose first column is headed ``first``."""
    tables = re.findall(r"(?:^\|.*\|\n)+", _section(title), re.M)
    table = next(t for t in tables if t.startswith(f"| {first} |"))
    lines = table.splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def _glossary() -> list[list[str]]:
    return _rows("Glossary", "中文")


@cache
def _said(*kinds: str) -> str:
    """Everything that pages and papers say, and what the code is called."""
    folders = ("casework", "templates", "config/statute")
    paths = [path for folder in folders for path in (ROOT / folder).rglob("*")]
    return "\n".join(path.read_text() for path in sorted(paths) if path.suffix in kinds)


def _thing(path: str) -> object:
    """What a dotted path below ``casework`` names; the last part may be a column."""
    room, *parts = path.split(".")
    found: object = importlib.import_module(package_of(room))
    for part in parts:
        found = getattr(found, part, None) or importlib.import_module(f"{found.__name__}.{part}")
    return found


def test_the_ladder_is_the_one_that_is_enforced() -> None:
    contracts = configparser.ConfigParser()
    contracts.read(ROOT / ".importlinter")
    drawn = re.search(r"```text\n(factory .*?)```", _section("How it is built"), re.S)
    assert drawn is not None
    rungs = [re.split(r"  +", line.strip())[0] for line in drawn[1].splitlines() if line.strip()]

    assert _ladder(contracts) == [set(re.findall(r"\w+", rung)) for rung in rungs]


def _ladder(contracts: configparser.ConfigParser) -> list[set[str]]:
    """Floors from the top, each followed by its own rungs, as the contracts have them."""
    floors = contracts["importlinter:contract:floors"]["layers"].split("\n")
    layers = contracts["importlinter:contract:ladder"]["layers"].split("\n")
    rungs = [set(re.findall(r"\w+", layer)) for layer in layers if layer]
    found: list[set[str]] = []
    for floor in filter(None, floors):
        found.append(set(re.findall(r"\w+", floor)))
        found += [rung for rung in rungs if folder_of(min(rung)).parent.name == floor]
    return found


def test_every_room_has_its_row() -> None:
    rows = _rows("Where to find what", "room")

    assert sorted(row[0].strip("`") for row in rows) == sorted(rooms())


def test_pages_and_tasks_of_the_rooms_are_there(app: Flask) -> None:
    addresses = {str(rule) for rule in app.url_map.iter_rules()}
    rows = _rows("Where to find what", "room")

    pages = [page for row in rows for page in _CODE.findall(row[2])]
    tasks = [task for row in rows for task in _CODE.findall(row[3])]

    assert not [p for p in pages if not any(a.startswith(p) for a in addresses)]
    assert not [task for task in tasks if not (ROOT / "tasks" / f"{task}.py").exists()]
    assert {path.stem for path in (ROOT / "tasks").glob("*.py")} & set(rooms()) <= set(tasks)


@pytest.mark.parametrize("row", _glossary(), ids=lambda row: row[1])
def test_a_word_of_the_glossary_is_the_word_of_the_code(row: list[str]) -> None:
    chinese, english = row[0], row[1].split(" (")[0]
    path = row[2].strip("`")

    thing = _thing(path)

    if isinstance(thing, LabelEnum) and chinese in thing.zh:
        named = f"{thing.en} {thing.name} {path}".lower().replace("_", " ")
        assert english.lower().split(",")[0] in named
        return
    assert chinese in _said(".py", ".html", ".po", ".csv")
    assert english.lower() in _said(".py", ".html", ".po").lower().replace("_", " ")


def test_a_word_of_the_glossary_stands_there_once() -> None:
    rows = _glossary()

    assert len({row[0] for row in rows}) == len({row[1] for row in rows}) == len(rows)


def test_every_setting_is_in_the_readme_and_no_other(tmp_path: Path) -> None:
    keys = {n: base64.b64encode(n.ljust(32).encode()).decode() for n in _KEYS}
    asked = _Asked({"MODE": "demo", "DATA_DIR": str(tmp_path), **keys})
    Settings.from_env(asked)

    told = [_CODE.findall(row[0])[0] for row in _rows("Settings", "variable")]

    assert sorted(told) == sorted(asked.names)


def _commands(word: str) -> set[str]:
    """What follows ``word`` within code: in a block, or between marks."""
    text = README.read_text()
    blocks = re.findall(r"```(?:sh|text)\n(.*?)```", text, re.S)
    spans = _CODE.findall(re.sub(r"```.*?```", "", text, flags=re.S))
    return set(re.findall(rf"\b{word} ([a-z]+)\b", "\n".join(blocks + spans)))


def test_the_targets_of_make_are_those_of_the_readme() -> None:
    targets = set(re.findall(r"^(\w+):.*##", (ROOT / "Makefile").read_text(), re.M))

    assert _commands("make") == targets


def test_the_commands_of_flask_are_those_of_the_readme(app: Flask) -> None:
    libraries = {"db", "limiter"}

    # "flask commands" stands in the picture of the ladder
    assert _commands("flask") - {"commands"} - libraries == set(app.cli.commands) - libraries


def test_links_lead_to_files_that_are_there() -> None:
    targets = re.findall(r"\]\(([^)#]+)\)", README.read_text())

    assert targets
    assert not [target for target in targets if not (ROOT / target).is_file()]


def test_contents_lead_to_headings() -> None:
    text = README.read_text()
    headings = {h.lower().replace(" ", "-") for h in re.findall(r"^## (.+)$", text, re.M)}

    assert set(re.findall(r"\]\(#([^)]+)\)", text)) == headings


def test_folders_and_files_that_it_names_are_there() -> None:
    # blocks of code first: their fences would pair with the marks of what follows
    prose = re.sub(r"```.*?```", "", README.read_text(), flags=re.S)
    named = _CODE.findall(prose)
    below = ("casework/", "config/", "static/", "tasks/", "templates/", "tests/")
    paths = [n for n in named if n.startswith(below) and not set("<*") & set(n)]

    assert paths
    assert not [path for path in paths if not (ROOT / path).exists()]


def test_pictures_are_small() -> None:
    pictures = sorted((ROOT / "config" / "pictures").iterdir())

    assert pictures
    for picture in pictures:
        assert picture.stat().st_size <= _LARGEST_PICTURE_BYTES, picture.name
        with Image.open(picture) as image:
            assert image.format == "PNG", picture.name
