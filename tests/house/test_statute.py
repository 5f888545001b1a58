"""Every number of law has a name and an article: none stands bare in a rule or an action."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TypeGuard

from tests.house.source import parsed, python_files, shown

#: Numbers that count things of the page or the machine, not of the law.
_HARMLESS = {-1, 0, 1, 2, 100, 1000}
_TECHNICAL_CALL = re.compile(r"(range|int|secrets\.\w+)$")
_OF_LAW = re.compile("DAYS|WEEKS|MONTHS|YEARS|PERCENT|YUAN|FEN|TIMES|NEEDED|PEOPLE|RATE")
_ARTICLE = re.compile(r"\d+(条|之|\.|,|$|\()|条|not law|not legal|GB |internal", re.IGNORECASE)


def _judging_files() -> list[Path]:
    """Rules and actions of every room but the one that owns the numbers."""
    return [
        path
        for path in python_files("casework")
        if {path.stem, path.parent.name} & {"rules", "actions"} and "statute" not in path.parts
    ]


def _bare_numbers(tree: ast.Module) -> Iterator[ast.Constant]:
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            technical = {
                id(part)
                for node in ast.walk(function)
                if _is_technical(node)
                for part in ast.walk(node)
            }
            for node in ast.walk(function):
                if _is_number(node) and id(node) not in technical:
                    yield node


def _is_technical(node: ast.AST) -> bool:
    """Places in a text, bases of numbers, and random figures: the law has no say in these."""
    if isinstance(node, ast.Call):
        return bool(_TECHNICAL_CALL.match(ast.unparse(node.func)))
    return isinstance(node, ast.Slice) or (
        isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow)
    )


def test_no_bare_number_decides_anything() -> None:
    found = [
        f"{shown(path, node.lineno)}: {node.value}"
        for path in _judging_files()
        for node in _bare_numbers(parsed(path))
    ]
    assert not found, "give it a name, or take it from the statute:\n" + "\n".join(found)


def test_a_number_with_a_name_says_where_it_comes_from() -> None:
    """A constant that counts days, people or money has a comment above it or behind it."""
    silent = []
    for path in _judging_files():
        lines = path.read_text().splitlines()
        for node in parsed(path).body:
            value = getattr(node, "value", None)
            if isinstance(node, ast.Assign | ast.AnnAssign) and _is_number(value):
                if not _OF_LAW.search(ast.unparse(node)):
                    continue
                above, own = lines[node.lineno - 2].strip(), lines[node.lineno - 1]
                if not (above.startswith("#") or "#" in own):
                    silent.append(f"{shown(path, node.lineno)}: {own.strip()}")
    assert not silent, "\n".join(silent)


def _is_number(node: ast.AST | None) -> TypeGuard[ast.Constant]:
    return (
        isinstance(node, ast.Constant)
        and type(node.value) in (int, float)
        and node.value not in _HARMLESS
    )


def test_an_article_names_its_law_and_number() -> None:
    """``article = "…"`` beside a refusal: a law's name and an article's number."""
    vague = []
    for path in python_files("casework"):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
                names = [target.id for target in node.targets if isinstance(target, ast.Name)]
                text = node.value.value
                if names == ["article"] and isinstance(text, str) and not _ARTICLE.search(text):
                    vague.append(f"{shown(path, node.lineno)}: {text}")
    assert not vague
