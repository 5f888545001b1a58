"""Words that stay out of the source, and numbers that do."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.source import ROOT, parsed, python_files, shown, text_files

# the words are put together so that this file does not find itself
_UNFINISHED = re.compile(
    r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK)\b|Not" + r"ImplementedError"
)
_MACHINE = re.compile(r"/wo" + r"rk/|/ho" + r"me/\w|/ro" + r"ot/|C:\\\\Us" + r"ers")
_MONEY_FILES = (
    "kernel/money.py",
    "ground/ledger",
    "procedure/deposits",
    "procedure/advances",
    "procedure/closing",
)


def _lines(pattern: re.Pattern[str], paths: list[Path]) -> list[str]:
    return [
        f"{shown(path, number)}: {line.strip()[:100]}"
        for path in paths
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if pattern.search(line)
    ]


def _calls(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Call):
            yield node.lineno, ast.unparse(node.func)


def test_nothing_is_left_unfinished() -> None:
    assert not _lines(_UNFINISHED, text_files())


def test_no_path_of_one_machine_is_written_down() -> None:
    assert not _lines(_MACHINE, text_files())


def test_only_the_clock_reads_the_clock() -> None:
    readers = re.compile(
        r"(^|\.)(datetime|date)\.(now|utcnow|today)$|^time\.(time|time_ns)$|^now_func"
    )
    # a row's id begins with the time, and a limit of the machine is measured in its own seconds
    allowed = {"casework/kernel/clock.py", "casework/kernel/database.py"}
    found = [
        f"{shown(path, line)}: {call}()"
        for path in python_files("casework", "tasks")
        if shown(path) not in allowed
        for line, call in _calls(path)
        if readers.search(call)
    ]
    assert not found, "ask casework.kernel.clock:\n" + "\n".join(found)


def test_the_clock_is_asked_only_at_the_edge() -> None:
    below_the_edge = ("terms", "rules", "models", "queries", "actions", "forms")
    found = [
        f"{shown(path, line)}: {call}()"
        for path in python_files("casework")
        if set(path.with_suffix("").parts) & set(below_the_edge) and "kernel" not in path.parts
        for line, call in _calls(path)
        if call in ("clock.now", "clock.today")
    ]
    assert not found, "be told the time (now=…):\n" + "\n".join(found)


def test_money_is_never_a_float() -> None:
    paths = [
        p for p in python_files("casework") if any(f"casework/{m}" in str(p) for m in _MONEY_FILES)
    ]
    found = []
    for path in paths:
        for node in ast.walk(parsed(path)):
            is_float = isinstance(node, ast.Constant) and isinstance(node.value, float)
            is_name = isinstance(node, ast.Name) and node.id == "float"
            is_division = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div)
            by_path = is_division and isinstance(node.right, ast.Constant | ast.JoinedStr)
            if is_float or is_name or (is_division and not (by_path and _is_text(node.right))):
                found.append(f"{shown(path, node.lineno)}: {ast.unparse(node)}")
    assert not found, "money is whole fen:\n" + "\n".join(found)


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.JoinedStr) or isinstance(getattr(node, "value", None), str)


def test_no_task_is_put_off_by_the_broker() -> None:
    late = re.compile(r"\b(eta|countdown)\s*=")
    assert not _lines(late, python_files("casework", "tasks"))


def test_the_web_process_never_talks_to_the_broker() -> None:
    sends = re.compile(r"\.(delay|apply_async|send_task)\(")
    assert not _lines(sends, python_files("casework"))


def test_readers_find_only_the_products_own_documents() -> None:
    unwanted = {".bak", ".orig", ".rej", ".pyc.tmp"}
    tracked = (
        path for folder in ("casework", "templates", "tests") for path in (ROOT / folder).rglob("*")
    )
    assert not [shown(path) for path in tracked if path.suffix in unwanted]
