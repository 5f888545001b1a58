"""Hostile files: what is bad is refused by name, what is good is taken, and nothing breaks."""

from __future__ import annotations

import gzip
import io
import resource
import tarfile
import tracemalloc
import zipfile

import pytest
from PIL import Image
from sqlalchemy import select

from casework.ground.cases.models.evidence import Evidence
from casework.kernel import files as kinds
from casework.kernel import pictures, vault
from casework.kernel.crypto import CannotUnseal
from casework.kernel.recognition import recognise
from casework.kernel.spool import Spool
from tests.factories import files
from tests.portal import walk
from tests.portal.evidence import hand_in

_SCRIPT = b"<script>alert(1)</script>"
_SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def tarred() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        link = tarfile.TarInfo("../../etc/passwd")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    return out.getvalue()


def gif() -> bytes:
    out = io.BytesIO()
    files.picture().save(out, "GIF")
    return out.getvalue()


def _bad() -> dict[str, bytes]:
    photo, sound = files.jpeg(), files.mp3()
    return {
        "空的.jpg": b"", "一个字节.jpg": b"\xff", "程序.exe": b"MZ" + bytes(900),
        "程序.jpg": b"MZ" + bytes(900), "elf.png": b"\x7fELF" + bytes(900),
        "脚本.jpg": b"#!/bin/sh\nrm -rf /\n", "网页.html": _SCRIPT, "网页.jpg": _SCRIPT * 40,
        "图.svg": _SVG, "图.png": _SVG, "动图.gif": gif(), "动图.jpg": gif(),
        "包.zip": zipped(a=b"1"), "包.jpg": zipped(a=b"1"), "炸弹.pdf": zipped(a=bytes(10_000_000)),
        "套着.zip": zipped(b=zipped(a=bytes(1_000_000))), "包.tar": tarred(), "包.png": tarred(),
        "包.mp3": gzip.compress(b"x" * 999), "表.docx": zipped(**{"word/document.xml": b"x"}),
        "断了.jpg": photo[: len(photo) // 2], "断了.png": files.png()[:60],
        "断了.pdf": files.pdf()[:20], "断了.mp4": files.mp4()[:-200],
        "断了.mp3": b"ID3\x04" + bytes(40),
        "断了.heic": files.heic()[:-40], "洪水.png": files.flood(),
        "头不对.png": b"x" + files.png(),
        "里面是网页.pdf": b"%PDF-1.4\n" + _SCRIPT,
        "只有头.mp4": files.box(b"ftyp", b"isom" + bytes(4)),
        "苹果.mov": files.mp4(brand=b"qt  "), "苹果.mp4": files.mp4(brand=b"qt  "),
        "视频.jpg": files.mp4(), "照片.mp3": photo, "录音.pdf": sound,
        "矩阵.webm": b"\x1aE\xdf\xa3matroska",
        "别的.ogg": b"OggS\0\x02" + bytes(20) + b"\x01\x1e\x01vorbis" + bytes(90),
        "一.jpg.exe": photo, "零像素.png": files.png()[:16] + bytes(8) + files.png()[24:],
    }  # fmt: skip


BAD = _bad()


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_by_its_name_and_in_words(name):
    with pytest.raises(kinds.BadFile) as refusal:
        recognise(name, io.BytesIO(BAD[name]))
    assert f"“{name}”" in refusal.value.zh
    assert name in refusal.value.en


@pytest.mark.parametrize("name", files.all_good())
def test_a_good_file_is_taken(name):
    content = io.BytesIO(files.all_good()[name])
    assert recognise(name, content).media_type
    assert content.tell() == 0


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("苹果拍的.jpg", files.heic()), ("截屏.jpg", files.png()), ("没有结尾", files.jpeg()),
        ("动态照片.jpg", files.jpeg() + files.mp4()), ("大写.JPG", files.jpeg()),
        ("双重.exe.jpg", files.jpeg()),
    ],
)  # fmt: skip
def test_what_phones_really_send_is_taken(name, content):
    assert recognise(name, io.BytesIO(content)).kind is kinds.FileKind.PICTURE


NAMES = {
    "../../etc/passwd.jpg": "passwd.jpg", "C:\\windows\\a.jpg": "a.jpg", "a\x00b.jpg": "ab.jpg",
    "\u202egpj.exe": "gpj.exe", "照片\r\nX: 1.jpg": "照片X 1.jpg", "<b>.jpg": "b.jpg",
    "e\u0301.jpg": "é.jpg", "𠮷野家.jpg": "𠮷野家.jpg", "": "文件", "...": "文件", "/": "文件",
    "  空 白  .jpg": "空 白 .jpg", "长" * 300 + ".jpg": "长" * 116 + ".jpg", "a|b?.jpg": "ab.jpg",
    "\ud83c.jpg": "jpg", "con\u200b.jpg": "con.jpg",
}  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_only_ever_a_name(name):
    assert kinds.safe_name(name) == NAMES[name]
    assert len(kinds.safe_name(name)) <= kinds.LONGEST_NAME


def test_too_large_is_said_before_anything_is_read():
    with pytest.raises(kinds.FileTooLarge):
        recognise("大.jpg", io.BytesIO(files.jpeg() + bytes(kinds.LARGEST_BYTES)))


def test_a_flood_of_pixels_costs_no_memory():
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(kinds.TooManyPixels):
        recognise("洪水.png", io.BytesIO(files.flood()))
    with pytest.raises(pictures.CannotDraw):
        pictures.copy(io.BytesIO(files.flood()))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50 * 1024


def test_a_large_picture_passes_through_in_pieces(app):
    kept = vault.put(io.BytesIO(files.jpeg() + bytes(15 * 1024**2)))
    with vault.opened(kept.key, kept.secret) as content:
        tracemalloc.start()
        try:
            assert pictures.copy(content)
            assert tracemalloc.get_traced_memory()[1] < 2 * 1024**2
        finally:
            tracemalloc.stop()


def test_a_picture_that_cannot_be_drawn_ends_only_its_own_process():
    for content in (b"", b"\xff\xd8\xff", files.jpeg()[:300], files.heic()[:-40], _SVG):
        with pytest.raises(pictures.CannotDraw):
            pictures.copy(io.BytesIO(content))


def test_a_copy_is_upright_small_and_knows_no_place():
    photo = files.jpeg(3000, 1500, turned=6, gps=True)
    assert Image.open(io.BytesIO(photo)).getexif().get_ifd(0x8825)
    copy = Image.open(io.BytesIO(pictures.copy(io.BytesIO(photo))))
    assert copy.size == (1000, 2000)
    assert not dict(copy.getexif())
    assert "演示相机".encode() not in pictures.copy(io.BytesIO(photo))


@pytest.mark.parametrize("size", [1, 15, 65_535, 65_536, 65_537, 200_001])
def test_a_sealed_file_comes_back_byte_for_byte_from_any_place(app, size):
    plain = bytes(n * 7 % 251 for n in range(size))
    kept = vault.put(io.BytesIO(plain))
    with vault.opened(kept.key, kept.secret) as content:
        assert content.read() == plain
        content.seek(size // 2)
        assert content.read(10) == plain[size // 2 : size // 2 + 10]
    assert kept.size == size


def _stored(app):
    return app.extensions["settings"].storage_url.removeprefix("file://")


def _tampered(app, key, change):
    from pathlib import Path

    path = Path(_stored(app)) / key[:2] / key
    path.write_bytes(change(path.read_bytes()))


@pytest.mark.parametrize(
    "change",
    [
        lambda sealed: bytes([sealed[0] ^ 1]) + sealed[1:],
        lambda sealed: sealed[:-1] + bytes([sealed[-1] ^ 1]),
        lambda sealed: sealed[: 64 * 1024 + 16],
        lambda sealed: sealed[64 * 1024 + 16 :] + sealed[: 64 * 1024 + 16],
    ],
    ids=["first byte", "last byte", "cut off", "pieces swapped"],
)
def test_a_sealed_file_that_was_touched_does_not_open(app, change):
    kept = vault.put(io.BytesIO(b"x" * 150_000))
    _tampered(app, kept.key, change)
    with pytest.raises(CannotUnseal), vault.opened(kept.key, kept.secret) as content:
        content.read()


def test_what_waits_on_the_disk_during_a_request_cannot_be_read():
    secret = "金丝雀在矿井里".encode() * 30_000
    spool = Spool(len(secret))
    for start in range(0, len(secret), 60_000):
        spool.write(secret[start : start + 60_000])
    spool._file.seek(0)
    assert secret[:21] not in spool._file.read()
    spool.seek(33)
    assert spool.read(50) == secret[33:83]


def test_nothing_of_a_file_can_be_read_in_the_data_directory(client, session, app):
    from pathlib import Path

    canary = b"%PDF-1.4\n" + "金丝雀的工资条".encode() * 50 + b"\n%%EOF\n"
    walk.city()
    hand_in(walk.to_step(client, "evidence"), {"金丝雀的名字.pdf": canary})
    assert session.scalars(select(Evidence)).one().name == "金丝雀的名字.pdf"
    stored = [p.read_bytes() for p in Path(_stored(app)).rglob("*") if p.is_file()]
    assert stored
    assert not [part for part in stored if "金丝雀".encode() in part]
    modes = {p.stat().st_mode & 0o777 for p in Path(_stored(app)).rglob("*") if p.is_file()}
    assert modes == {0o600}
