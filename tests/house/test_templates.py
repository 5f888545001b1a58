"""Templates: all parse, import nothing unused, and leave escaping alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

from flask import Flask
from jinja2 import Environment, nodes
from jinja2.ext import do as do_extension
from jinja2.ext import i18n

from tests.house.source import ROOT, shown

FOLDER = ROOT / "templates"
TEMPLATES = sorted(FOLDER.rglob("*.html"))
_UNSAFE = re.compile(r"\|\s*safe\b|\{%-?\s*autoescape\s+false|Markup\(")
_INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*application/json)|<style\b|\sstyle=|\son[a-z]+=\""
)
_QUERIES = re.compile(r"\.query\b|\bsession\.(execute|scalars|get)\b|\.all\(\)")
_FOREIGN = re.compile(r"(?:src|href)=\"(?:https?:)?//")
#: A page past this length wants a macro. The shells and macros themselves may be longer.
_LONGEST_PAGE = 120
_WIDEST_LINE = 120


def each_template(test: Callable[[Path], None]) -> Callable[[], None]:
    """One test for all of them: it fails with the name of each that is wrong."""

    def walked() -> None:
        wrong = []
        for path in TEMPLATES:
            try:
                test(path)
            except AssertionError as error:
                wrong.append(f"{path.relative_to(FOLDER)}: {error}")
        assert not wrong, "\n".join(wrong)

    walked.__name__, walked.__doc__ = test.__name__, test.__doc__
    return walked


@cache
def _environment() -> Environment:
    return Environment(autoescape=True, extensions=[i18n, do_extension])


def _tree(path: Path) -> nodes.Template:
    return _environment().parse(path.read_text())


@each_template
def test_it_parses_and_every_import_is_used(path: Path) -> None:
    tree = _tree(path)
    imported = {
        name if isinstance(name, str) else name[1]
        for node in tree.find_all(nodes.FromImport)
        for name in node.names
    } | {node.target for node in tree.find_all(nodes.Import)}
    used = {node.name for node in tree.find_all(nodes.Name) if node.ctx == "load"}
    assert not imported - used


@each_template
def test_what_it_extends_or_imports_is_there(path: Path) -> None:
    kinds = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)
    for node in _tree(path).find_all(kinds):
        if isinstance(node.template, nodes.Const):
            assert (FOLDER / node.template.value).is_file(), node.template.value


@each_template
def test_it_leaves_escaping_alone(path: Path) -> None:
    assert not _UNSAFE.search(path.read_text())


@each_template
def test_it_holds_no_inline_script_or_style(path: Path) -> None:
    assert not _INLINE.search(path.read_text())


@each_template
def test_it_loads_nothing_from_elsewhere_and_asks_no_database(path: Path) -> None:
    text = path.read_text()
    assert not _FOREIGN.search(text)
    assert not _QUERIES.search(text)


@each_template
def test_a_page_is_short(path: Path) -> None:
    if path.parent.name not in ("web", "macros"):
        assert path.read_text().count("\n") <= _LONGEST_PAGE


@each_template
def test_a_line_is_short(path: Path) -> None:
    """Drawings apart, whose paths are no text."""
    if path.name != "pictograms.html":
        long = [line for line in path.read_text().splitlines() if len(line) > _WIDEST_LINE]
        assert not long


@each_template
def test_it_asks_for_no_right_and_no_language(path: Path) -> None:
    """The view says what is to be shown. The frame says in which language, and offers the other."""
    text = path.read_text()
    assert not re.search(r"\.may\(", text)
    if path.name not in ("base.html", "languages.html"):
        assert "reader_language" not in text


@each_template
def test_every_post_form_carries_its_token(path: Path) -> None:
    """A form tag of method post is followed by a token, written out or through a macro."""
    text = path.read_text()
    for match in re.finditer(r"<form[^>]*method=\"post\"", text, re.IGNORECASE):
        inside = text[match.end() : text.find("</form>", match.end())]
        assert re.search(r"csrf|hidden_tag|hidden_decision|tokens\(|caller\(", inside), inside[:160]


@each_template
def test_the_server_says_what_is_wrong(path: Path) -> None:
    """A form with fields leaves judging to the server: a browser would speak its own language."""
    for tag, inside in re.findall(r"(<form[^>]*>)(.*?)</form>", path.read_text(), re.DOTALL):
        if re.search(r"\b(field|control|ticks|choices|date|month|money)\(", inside):
            assert "novalidate" in tag, tag


def test_every_page_belongs_to_an_endpoint(app: Flask) -> None:
    """``room.name`` shows ``room/name.html``; parts of pages begin with an underscore."""
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}
    used = _templates_named_in_source()
    orphans = []
    for path in TEMPLATES:
        name = str(path.relative_to(FOLDER))
        folder, _, rest = name.partition("/")
        if folder == "web" or path.name.startswith("_") or name in used:
            continue
        if f"{folder}.{rest.removesuffix('.html')}" not in endpoints:
            orphans.append(shown(path))
    assert not orphans


def _templates_named_in_source() -> set[str]:
    named = re.compile(r"[\"']([a-z_]+/[a-z_/]+\.html)[\"']")
    sources = [*(ROOT / "casework").rglob("*.py"), *TEMPLATES]
    return {name for path in sources for name in named.findall(path.read_text())}
