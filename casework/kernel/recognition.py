"""What a file really is: its ending and its content must both be of a kind that is taken.

Reads the structure of a file, never its picture or sound: nothing of a stranger's is decoded here,
and pixels are counted before anybody decodes them.
"""

from __future__ import annotations

import os
import re
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO

import filetype

from casework.kernel.files import (
    ENDINGS,
    FORMATS,
    HEIC,
    JPEG,
    LARGEST_BYTES,
    M4A,
    MOST_PIXELS,
    MP3,
    MP4,
    OGG,
    PDF,
    PNG,
    WEBM,
    WEBM_SOUND,
    Archive,
    Damaged,
    EmptyFile,
    FileKind,
    FileTooLarge,
    Format,
    KindNotTaken,
    NotWhatItSays,
    TooManyPixels,
)

_HEAD = 64 * 1024
_READ_AT_ONCE = 256 * 1024
#: Index boxes of MP4 and HEIC are small; a larger one is not read.
_LARGEST_INDEX = 4 * 1024 * 1024


def recognise(name: str, content: IO[bytes]) -> Format:
    """The format of a file, by its ending and its content. ``name`` is a safe one.

    The stream is left at its start. Raises BadFile.
    """
    size = content.seek(0, os.SEEK_END)
    if size == 0:
        raise EmptyFile(name)
    if size > LARGEST_BYTES:
        raise FileTooLarge(name)
    content.seek(0)
    head = content.read(_HEAD)
    try:
        found = _format(name, head, content, size)
    except (struct.error, IndexError, ValueError) as error:
        raise Damaged(name) from error
    content.seek(0)
    return found


def _format(name: str, head: bytes, content: IO[bytes], size: int) -> Format:
    ending = PurePosixPath(name).suffix.lower()
    guessed = filetype.guess(head)
    mime = guessed.mime if guessed else ""
    if mime in _ARCHIVES:
        raise Archive(name)
    if ending and ending not in ENDINGS:
        raise KindNotTaken(name)
    reader = _READERS.get(mime) or _READERS.get(_own_guess(head))
    if reader is None:
        raise NotWhatItSays(name) if ending else KindNotTaken(name)
    found = reader(_Look(name, head, content, size))
    if ending and not _agree(ending, found):
        raise NotWhatItSays(name)
    return found


def _agree(ending: str, found: Format) -> bool:
    """Phones give one kind of photo the ending of another; everything else is what it says."""
    alike = (f for f in FORMATS if f is found or f.kind is found.kind is FileKind.PICTURE)
    return any(ending in format_.endings for format_ in alike)


def _own_guess(head: bytes) -> str:
    """What the library does not tell apart: what a phone's browser records, and MP3."""
    if head[4:8] == b"ftyp":
        return MP4.media_type
    return MP3.media_type if head[:3] == b"ID3" else ""


@dataclass(frozen=True)
class _Look:
    """A file that is looked at."""

    name: str
    head: bytes
    content: IO[bytes]
    size: int

    def at(self, place: int, length: int) -> bytes:
        """Exactly so many bytes. Raises Damaged."""
        self.content.seek(place)
        found = self.content.read(length)
        if len(found) != length:
            raise Damaged(self.name)
        return found

    def check_pixels(self, width: int, height: int) -> None:
        if not width or not height:
            raise Damaged(self.name)
        if width * height > MOST_PIXELS:
            raise TooManyPixels(self.name)


_ARCHIVES = {
    f"application/{kind}"
    for kind in (
        "zip",
        "gzip",
        "zstd",
        "x-tar",
        "x-rar-compressed",
        "x-bzip2",
        "x-7z-compressed",
        "x-xz",
        "x-compress",
        "x-lz4",
        "x-lzip",
        "vnd.ms-cab-compressed",
    )
}
_START_OF_SCAN, _END_OF_IMAGE = 0xDA, b"\xff\xd9"
#: Frames of JPEG: C0 to CF, less the tables that have numbers among them.
_FRAMES = set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def _jpeg(look: _Look) -> Format:
    """Segments up to the picture itself, which must have its end; what follows is nobody's."""
    place, framed = 2, False
    while True:
        mark, code, length = struct.unpack(">BBH", look.at(place, 4))
        if mark != 0xFF or length < 2:
            raise Damaged(look.name)
        if code in _FRAMES:
            height, width = struct.unpack(">HH", look.at(place + 5, 4))
            look.check_pixels(width, height)
            framed = True
        place += 2 + length
        if code == _START_OF_SCAN:
            break
    if not framed or not _has(look, _END_OF_IMAGE, start=place):
        raise Damaged(look.name)
    return JPEG


def _has(look: _Look, needle: bytes, *, start: int) -> bool:
    look.content.seek(start)
    before = b""
    while part := look.content.read(_READ_AT_ONCE):
        if needle in before + part:
            return True
        before = part[-len(needle) + 1 :]
    return False


def _png(look: _Look) -> Format:
    """Chunk by chunk from the measures to the end."""
    place, first = 8, True
    while True:
        length, kind = struct.unpack(">L4s", look.at(place, 8))
        if first:
            if kind != b"IHDR":
                raise Damaged(look.name)
            look.check_pixels(*struct.unpack(">LL", look.at(place + 8, 8)))
        if kind == b"IEND":
            return PNG
        place, first = place + 12 + length, False


def _pdf(look: _Look) -> Format:
    tail = look.at(max(look.size - 2048, 0), min(look.size, 2048))
    if not look.head.startswith(b"%PDF-") or b"%%EOF" not in tail:
        raise Damaged(look.name)
    return PDF


def _boxes(look: _Look) -> Iterator[tuple[bytes, int, int]]:
    """Name, start and length of the body of each box; together they are the whole file."""
    place = 0
    while place < look.size:
        length, kind = struct.unpack(">L4s", look.at(place, 8))
        header = 8
        if length == 1:
            (length,) = struct.unpack(">Q", look.at(place + 8, 8))
            header = 16
        length = length or look.size - place
        if length < header or place + length > look.size:
            raise Damaged(look.name)
        yield kind, place + header, length - header
        place += length


def _index(look: _Look, wanted: bytes) -> bytes | None:
    """The body of the first box of this name, where there is one of a sensible size."""
    body = None
    for kind, start, length in _boxes(look):
        if kind == wanted and body is None and length <= _LARGEST_INDEX:
            body = look.at(start, length)
    return body


_HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1")
_FILM_BRANDS = re.compile(rb"iso[m2-9]|mp4[12]|M4[AVB] |avc1|dash|MSNV|3gp[4-7]|hvc1")


def _mp4(look: _Look) -> Format:
    """MP4, M4A and HEIC are boxes in boxes; the first one says which."""
    length = struct.unpack(">L", look.head[:4])[0]
    brands = look.head[8 : min(length, 256)]
    if brands[:4] in _HEIC_BRANDS:
        return _heic(look)
    index = _index(look, b"moov")
    if not _FILM_BRANDS.search(brands) or brands[:4] == b"qt  ":
        raise KindNotTaken(look.name)
    if index is None:
        raise Damaged(look.name)
    return MP4 if b"vide" in index else M4A


def _heic(look: _Look) -> Format:
    """The measures of the whole and of its tiles stand in boxes named ``ispe``."""
    index = _index(look, b"meta")
    if index is None:
        raise Damaged(look.name)
    measures = [
        struct.unpack(">LL", index[found.end() + 4 : found.end() + 12])
        for found in re.finditer(b"ispe", index)
    ]
    if not measures or b"hvc1" not in index:
        raise KindNotTaken(look.name)
    for width, height in measures:
        look.check_pixels(width, height)
    return HEIC


def _webm(look: _Look) -> Format:
    if b"webm" not in look.head[:64]:
        raise KindNotTaken(look.name)
    if re.search(rb"V_(VP|AV1|MPEG)", look.head):
        return WEBM
    if b"A_OPUS" not in look.head and b"A_VORBIS" not in look.head:
        raise Damaged(look.name)
    return WEBM_SOUND


def _ogg(look: _Look) -> Format:
    """A page, and in it the head of an Opus stream: Ogg also carries much else."""
    if look.head[28:36] != b"OpusHead":
        raise KindNotTaken(look.name)
    return OGG


_ID3_HEADER = 10
_PADDING = 4096


def _mp3(look: _Look) -> Format:
    """After a tag, if there is one, two frames follow one another."""
    start = 0
    if look.head[:3] == b"ID3":
        start = _ID3_HEADER + sum(
            byte << shift for byte, shift in zip(look.head[6:10], (21, 14, 7, 0), strict=True)
        )
    look.content.seek(start)
    sound = look.content.read(_PADDING * 2)
    for place in range(min(len(sound), _PADDING)):
        length = _frame(sound[place : place + 4])
        if length and _frame(sound[place + length : place + length + 4]):
            return MP3
    raise Damaged(look.name)


_BIT_RATES = {
    3: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
    0: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_SAMPLE_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}


def _frame(header: bytes) -> int:
    """The length of the MPEG layer III frame that begins here; 0 where none begins."""
    if len(header) < 4 or header[0] != 0xFF or header[1] & 0xE6 != 0xE2:
        return 0
    version = header[1] >> 3 & 3
    bit_rate, sample_rate, padding = header[2] >> 4, header[2] >> 2 & 3, header[2] >> 1 & 1
    if version not in _BIT_RATES or bit_rate in (0, 15) or sample_rate == 3:
        return 0
    samples = 144 if version == 3 else 72
    return (
        samples * _BIT_RATES[version][bit_rate] * 1000 // _SAMPLE_RATES[version][sample_rate]
        + padding
    )


_READERS: dict[str, Callable[[_Look], Format]] = {
    "image/jpeg": _jpeg,
    "image/png": _png,
    "image/apng": _png,
    "image/heic": _mp4,
    "application/pdf": _pdf,
    "audio/mpeg": _mp3,
    "audio/mp4": _mp4,
    "video/mp4": _mp4,
    "video/x-m4v": _mp4,
    "video/3gpp": _mp4,
    "video/webm": _webm,
    "video/x-matroska": _webm,
    "audio/ogg": _ogg,
}
