"""Who may import whom: the contracts of ``.importlinter`` are kept, and every room is in them."""

from __future__ import annotations

import configparser

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from tests.house.source import ROOT, rooms

CONTRACTS = ROOT / ".importlinter"


def test_the_contracts_are_kept(capsys: pytest.CaptureFixture[str]) -> None:
    status = lint_imports(config_filename=str(CONTRACTS), no_cache=True)

    assert status == EXIT_STATUS_SUCCESS, capsys.readouterr().out[-6000:]


@pytest.mark.parametrize("name", rooms())
def test_every_room_stands_on_the_ladder(name: str) -> None:
    parser = configparser.ConfigParser()
    parser.read(CONTRACTS)
    layers = [
        parser[section]["layers"] for section in parser.sections() if "layers" in parser[section]
    ]
    words = {word for layer in layers for word in layer.replace("|", " ").replace(":", " ").split()}
    assert {name, f"casework.{name}", f"({name})"} & words
