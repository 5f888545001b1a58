"""Facts: what is announced is heard, and what is heard is announced."""

from __future__ import annotations

import ast
import re

from flask import Flask

from tests.house.source import parsed, python_files


def test_every_fact_that_is_announced_is_heard_and_no_other(app: Flask) -> None:
    announced = {
        name
        for path in python_files("casework")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "announce" and node.args
        for name in re.findall(r"^(?:\w+\.)?([A-Z]\w+)\(", ast.unparse(node.args[0]))
    }

    assert announced == app.extensions["house"].facts
