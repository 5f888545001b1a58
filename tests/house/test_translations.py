"""Every Chinese sentence of a page has its English, and no catalogue holds a guess."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from tests.house.source import ROOT

CATALOGUES = sorted((ROOT / "casework" / "translations").glob("*/en/LC_MESSAGES/messages.po"))
_KEYWORDS = {"_": None, "_l": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2)}
_METHODS = [("**.py", "python"), ("**.html", "jinja2")]
_OPTIONS = {"**.html": {"extensions": "jinja2.ext.do,jinja2.ext.i18n", "silent": "false"}}
_HAN = re.compile(r"[\u4e00-\u9fff]")
#: English may show how an amount is written: 一万二.
_NUMERALS = re.compile("[零一二两三四五六七八九十百千万亿元]+")
_QUOTED = re.compile("[“「（(][^”」）)]*[”」）)]")
_PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%[sd]|\{(\w*)\}")
_TYPED_SPACE = re.compile(r"[\u4e00-\u9fff] +[0-9%]|[0-9] +[\u4e00-\u9fff]")

each_catalogue = pytest.mark.parametrize("path", CATALOGUES, ids=lambda p: p.parts[-4])


@cache
def spoken() -> dict[str, list[str]]:
    """Every message of templates and code, with the places where it is said."""
    said: dict[str, list[str]] = defaultdict(list)
    for folder in ("casework", "templates", "tasks"):
        found = extract_from_dir(
            ROOT / folder, method_map=_METHODS, options_map=_OPTIONS, keywords=_KEYWORDS
        )
        for file, line, message, _, _ in found:
            first = message[0] if isinstance(message, tuple) else message
            said[first].append(f"{folder}/{file}:{line}")
    return said


@cache
def catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale="en", abort_invalid=True)


def _english(message: Message) -> list[str]:
    return list(message.string) if isinstance(message.string, tuple | list) else [message.string]


@cache
def english() -> dict[str, list[str]]:
    """The English of each message, over all catalogues."""
    found: dict[str, list[str]] = {}
    for path in CATALOGUES:
        for message in catalogue(path):
            key = message.id[0] if isinstance(message.id, tuple | list) else message.id
            if key:
                found[key] = _english(message)
    return found


def test_every_sentence_has_its_english() -> None:
    missing = [
        f"{places[0]}: {sentence}"
        for sentence, places in spoken().items()
        if not any(english().get(sentence, ()))
    ]
    assert not missing, f"{len(missing)} without English:\n" + "\n".join(sorted(missing))


def test_every_message_is_the_chinese_sentence_itself() -> None:
    keys = [
        f"{places[0]}: {said}" for said, places in spoken().items() if re.match("^[a-z_.]+$", said)
    ]
    assert not keys


def test_the_placeholders_of_both_languages_agree() -> None:
    wrong = [
        f"{said!r} / {translated!r}"
        for said, all_forms in english().items()
        for translated in all_forms
        if translated and _names(said) != _names(translated)
    ]
    assert not wrong, "\n".join(wrong)


def _names(text: str) -> set[str]:
    return {name or brace for name, brace in _PLACEHOLDER.findall(text.replace("%%", ""))}


def test_chinese_sentences_have_no_typed_space_beside_digits() -> None:
    assert not [said for said in spoken() if _TYPED_SPACE.search(said)]


@each_catalogue
def test_a_catalogue_holds_no_guess_and_no_chinese(path: Path) -> None:
    for message in catalogue(path):
        if not message.id:
            continue
        assert not message.fuzzy, message.id
        for form in _english(message):
            assert form.strip(), message.id
            assert not _HAN.search(_NUMERALS.sub("", _QUOTED.sub("", form))), form


@each_catalogue
def test_a_catalogue_holds_only_what_is_said(path: Path) -> None:
    kept = {m.id[0] if isinstance(m.id, tuple | list) else m.id for m in catalogue(path) if m.id}
    assert not kept - set(spoken()), "nobody says these any more"


def test_one_sentence_has_one_english() -> None:
    """Catalogues are merged when the application starts: two answers would be a lottery."""
    said: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for path in CATALOGUES:
        for message in catalogue(path):
            if message.id:
                key = message.id[0] if isinstance(message.id, tuple | list) else message.id
                said[key].add(tuple(_english(message)))
    assert not {key: forms for key, forms in said.items() if len(forms) > 1}
