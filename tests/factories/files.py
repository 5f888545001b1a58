"""Files as phones make them, made here byte by byte: small, valid, and of nobody."""

from __future__ import annotations

import io
import struct
import zlib
from itertools import count
from typing import Any

import pillow_heif
from PIL import Image

#: 35°03′N 118°20′E: somewhere in Linyi, and in no copy of a picture.
GPS = {1: "N", 2: (35.0, 3.0, 0.0), 3: "E", 4: (118.0, 20.0, 0.0)}
_GPS_BLOCK, _ORIENTATION, _MAKER = 0x8825, 0x0112, 0x010F
_colours = count(1)


def picture(width: int = 64, height: int = 48) -> Image.Image:
    """Another colour each time, so that no two files are the same."""
    shade = next(_colours)
    return Image.new("RGB", (width, height), (shade % 256, shade // 256 % 256, 90))


def jpeg(width: int = 64, height: int = 48, *, turned: int = 1, gps: bool = False) -> bytes:
    """``turned`` as a phone held upright writes it (6); ``gps`` with place and maker."""
    notes = Image.Exif()
    notes[_ORIENTATION] = turned
    if gps:
        notes[_MAKER] = "演示相机"
        notes[_GPS_BLOCK] = GPS
    return _saved(picture(width, height), "JPEG", exif=notes, comment=b"%d" % next(_colours))


def png(width: int = 64, height: int = 48) -> bytes:
    return _saved(picture(width, height), "PNG")


def heic(width: int = 64, height: int = 48) -> bytes:
    out = io.BytesIO()
    pillow_heif.from_pillow(picture(width, height)).save(out, quality=50)
    return out.getvalue()


def _saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def large_jpeg(megabytes: int) -> bytes:
    """A photo of so many megabytes: its noise does not compress."""
    content = _saved(Image.effect_noise((2400, 1800), 90).convert("RGB"), "JPEG", quality=95)
    wanted = megabytes * 1024 * 1024
    padding = max(wanted - len(content), 0)
    return content + b"\0" * padding


def flood(side: int = 24_000) -> bytes:
    """A PNG of a few kilobytes that would be ``side`` × ``side`` pixels."""
    row = b"\0" + b"\0" * (side // 8)
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    head = struct.pack(">LLBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        map(_chunk, (b"IHDR", b"IDAT", b"IEND"), (head, packed, b""))
    )


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">L", len(body)) + kind + body + struct.pack(">L", zlib.crc32(kind + body))


def pdf() -> bytes:
    return b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def mp3(frames: int = 4) -> bytes:
    """Silent frames of 128 kbit/s at 44.1 kHz, after an empty tag."""
    frame = b"\xff\xfb\x90\x00" + bytes(413)
    return b"ID3\x04\0\0\0\0\0\0" + frame * frames


def box(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">L", len(body) + 8) + kind + body


def mp4(*, brand: bytes = b"isom", handler: bytes = b"vide") -> bytes:
    index = box(b"moov", box(b"trak", box(b"hdlr", bytes(8) + handler + bytes(12))))
    return box(b"ftyp", brand + bytes(4) + brand + b"mp42") + index + box(b"mdat", bytes(500))


def m4a() -> bytes:
    return mp4(brand=b"M4A ", handler=b"soun")


def webm(*, codec: bytes = b"A_OPUS") -> bytes:
    head = b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\xf2\x81\x04B\xf3\x81\x08B\x82\x84webm"
    return head + b"\x18S\x80g\x01\xff\xff\xff\xff\xff\xff\xff" + b"\x86" + codec + bytes(400)


def ogg() -> bytes:
    """One page with the head of an Opus stream."""
    return b"OggS\0\x02" + bytes(20) + b"\x01\x13" + b"OpusHead\x01\x01" + bytes(500)


def all_good() -> dict[str, bytes]:
    """One of each kind that is taken, by name."""
    return {
        "照片.jpg": jpeg(), "截屏.png": png(), "苹果.heic": heic(), "合同.pdf": pdf(),
        "录音.mp3": mp3(), "语音备忘.m4a": m4a(), "现场.mp4": mp4(), "说话.webm": webm(),
        "录像.webm": webm(codec=b"V_VP9"), "火狐.ogg": ogg(), "讲话.opus": ogg(),
    }  # fmt: skip
