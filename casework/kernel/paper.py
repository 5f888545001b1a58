"""Printing: a Typst template and data become a PDF/A, or a refusal that names the character.

Owns fonts and rendering. What a paper says, who may print it and where it is kept is left to the
rooms above.
"""

from __future__ import annotations

import json
import struct
import threading
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from casework.kernel.terms import Refused
from casework.kernel.unreadable import must_not_be_in

_ROOT = Path(__file__).resolve().parents[2]
#: Where rooms keep their templates, those of papers among them.
TEMPLATES = _ROOT / "templates"
#: Fonts that come with the program; the machine's own are never used.
FONTS = _ROOT / "config" / "fonts"
#: Every character of a paper must be in this one; a title that lacks it falls back to it.
BODY_FONT = "NotoSerifCJKsc-Regular.otf"

#: Long-term archiving: fonts inside, no outside references.
_STANDARD = "a-2b"
_SCREEN_PPI = 96
#: A document is remembered for so many compilations after its own.
_REMEMBERED = 11
_FULL_RANGE_CMAP = 12
_LAYOUT = frozenset("\n")
#: Kinds of characters that are no letters, digits or marks: symbols, and what Unicode leaves open.
_PICTURES = frozenset({"So", "Sk", "Sm", "Sc", "Co", "Cn"})

# a compiler is one mutable object; requests on other threads wait the few milliseconds
_press = threading.Lock()


class MissingGlyph(Refused):
    """The font has no picture for a character: printing would leave a silent blank."""

    def __init__(self, characters: list[str], *, field: str | None = None):
        self.characters = characters
        named = [_name(character) for character in characters]
        super().__init__(
            f"这些字印不出来：{'、'.join(named)}。请核对，是输入错误就改过来；"
            "确是这个字的，请告诉管理员补字库。",
            f"These characters cannot be printed: {', '.join(named)}. Correct them if they are"
            " typing errors; else ask an administrator for a larger font.",
            field=field,
        )


def _name(character: str) -> str:
    code = f"U+{ord(character):04X}"
    shown = unicodedata.category(character)[0] not in "CZM"
    return f"{character}（{code}）" if shown else code


def render(template: Path, data: Mapping[str, Any], *, at: datetime, fonts: Path = FONTS) -> bytes:
    """The PDF of ``template`` filled with ``data`` (plain values), the same bytes each time.

    The template reads ``json(bytes(sys.inputs.data))``; data is never pasted into source.
    Raises MissingGlyph, FieldUnreadable.
    """
    (content,) = _compiled(
        template,
        data,
        fonts,
        pdf_standards=_STANDARD,
        format="pdf",
        timestamp=at.astimezone(UTC).replace(microsecond=0),
    )
    return content


def pictures(template: Path, data: Mapping[str, Any], *, fonts: Path = FONTS) -> list[bytes]:
    """The pages as PNG pictures, to look at on a screen. Raises MissingGlyph."""
    return _compiled(template, data, fonts, format="png", ppi=_SCREEN_PPI)


def _compiled(template: Path, data: Mapping[str, Any], fonts: Path, **options: Any) -> list[bytes]:
    must_not_be_in(data)
    check_glyphs(data, fonts=fonts)
    given = {"data": json.dumps(data, ensure_ascii=False)}
    with _press:
        compiler = _compiler(template.parent, fonts)
        try:
            found = compiler.compile(input=str(template), sys_inputs=given, **options)
        finally:
            _forget(compiler)
    return found if isinstance(found, list) else [found]


def _forget(compiler: Any) -> None:
    """Lets go of the paper's words, and of what the compiler remembers of its last documents:
    else a process grows by 5 MB with each long paper, up to 80 MB."""
    for _ in range(_REMEMBERED):
        compiler.compile(input=b"", sys_inputs=None)


def check_glyphs(data: Any, *, fonts: Path = FONTS) -> None:
    """Raises MissingGlyph, naming every character in the data that the body font lacks."""
    known = _coverage(fonts / BODY_FONT)
    used = set().union(*(set(text) for text in _texts(data))) - _LAYOUT
    missing = sorted(character for character in used if not known.has(ord(character)))
    if missing:
        raise MissingGlyph(missing)


def unprintable_signs(text: str, *, fonts: Path = FONTS) -> list[str]:
    """The pictures and signs in a text that no paper can show, such as emoji. Letters are not
    among them: a rare one is somebody's name, and the font is mended for it."""
    signs = sorted({sign for sign in text if unicodedata.category(sign) in _PICTURES})
    if not signs:
        return []
    known = _coverage(fonts / BODY_FONT)
    return [sign for sign in signs if not known.has(ord(sign))]


def _texts(data: Any) -> Iterator[str]:
    yield ""
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping):
        for value in data.values():
            yield from _texts(value)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from _texts(value)


class _Coverage:
    """Code points of a font, as sorted ranges."""

    def __init__(self, ranges: list[tuple[int, int]]):
        self._starts = [first for first, _ in ranges]
        self._ends = [last for _, last in ranges]

    def has(self, code: int) -> bool:
        place = bisect_right(self._starts, code) - 1
        return place >= 0 and code <= self._ends[place]


@lru_cache(maxsize=4)
def _coverage(font: Path) -> _Coverage:
    """Reads the ``cmap`` table of an OpenType font: its subtable for all of Unicode."""
    content = font.read_bytes()
    count = struct.unpack_from(">H", content, 4)[0]
    records = (struct.unpack_from(">4sLLL", content, 12 + 16 * i) for i in range(count))
    table = next(offset for tag, _, offset, _ in records if tag == b"cmap")
    for i in range(struct.unpack_from(">H", content, table + 2)[0]):
        start = table + struct.unpack_from(">HHL", content, table + 4 + 8 * i)[2]
        if struct.unpack_from(">H", content, start)[0] == _FULL_RANGE_CMAP:
            return _Coverage(_groups(content, start))
    raise ValueError(f"{font.name} has no character map for all of Unicode")


def _groups(content: bytes, start: int) -> list[tuple[int, int]]:
    count = struct.unpack_from(">L", content, start + 12)[0]
    groups = (struct.unpack_from(">LLL", content, start + 16 + 12 * i) for i in range(count))
    return sorted((first, last) for first, last, _ in groups)


@lru_cache(maxsize=4)
def _compiler(root: Path, fonts: Path) -> Any:
    # loaded here: it costs 40 MB, and most processes never print
    import typst

    faces = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts)]
    )
    return typst.Compiler(root=str(root), font_paths=faces)
