"""Kinds of files that are taken, their limits, safe names, and the refusals in words.

Leaves looking into them to ``recognition``, keeping them to ``vault``, redrawing to ``pictures``.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath

from casework.kernel.terms import LabelEnum, Refused

#: Internal figures: how large a file may be, how many pixels, how many at once.
LARGEST_BYTES = 20 * 1024 * 1024
MOST_PIXELS = 40_000_000
MOST_AT_ONCE = 10
LONGEST_NAME = 120


class FileKind(LabelEnum):
    """What one does with a file: look at it, hear it, watch it, read it."""

    PICTURE = "picture", "照片", "picture"
    SOUND = "sound", "录音", "sound"
    VIDEO = "video", "视频", "video"
    PAPER = "paper", "PDF文件", "PDF file"


@dataclass(frozen=True)
class Format:
    """A format that is taken: its media type, the endings of its names, what one does with it."""

    media_type: str
    endings: tuple[str, ...]
    kind: FileKind


JPEG = Format("image/jpeg", (".jpg", ".jpeg", ".jpe", ".jfif"), FileKind.PICTURE)
PNG = Format("image/png", (".png",), FileKind.PICTURE)
HEIC = Format("image/heic", (".heic", ".heif"), FileKind.PICTURE)
PDF = Format("application/pdf", (".pdf",), FileKind.PAPER)
MP3 = Format("audio/mpeg", (".mp3",), FileKind.SOUND)
M4A = Format("audio/mp4", (".m4a", ".mp4"), FileKind.SOUND)
MP4 = Format("video/mp4", (".mp4", ".m4v"), FileKind.VIDEO)
WEBM_SOUND = Format("audio/webm", (".webm", ".weba"), FileKind.SOUND)
WEBM = Format("video/webm", (".webm",), FileKind.VIDEO)
OGG = Format("audio/ogg", (".ogg", ".oga", ".opus"), FileKind.SOUND)
FORMATS = (JPEG, PNG, HEIC, PDF, MP3, M4A, MP4, WEBM_SOUND, WEBM, OGG)

#: What the file chooser of a browser is asked to offer.
ACCEPT = ",".join(
    ("image/jpeg", "image/png", *dict.fromkeys(e for f in FORMATS for e in f.endings))
)
ENDINGS = {ending for format_ in FORMATS for ending in format_.endings}


class BadFile(Refused):
    """One file among those that were brought is not taken; ``name`` says which."""

    zh = "这个文件不能上传，请换一个。"
    en = "This file cannot be uploaded; please choose another."
    field = "files"

    def __init__(self, name: str, zh: str | None = None, en: str | None = None):
        self.name = name
        super().__init__(f"“{name}”{zh or type(self).zh}", f"“{name}”: {en or type(self).en}")


class EmptyFile(BadFile):
    zh = "是空的，请重新拍一张。"
    en = "it is empty; please take it again."


class FileTooLarge(BadFile):
    zh = "太大了，最多20MB。请拍小一点的，或带到窗口。"
    en = "it is too large: at most 20 MB. Take a smaller one, or bring it to the counter."


class Archive(BadFile):
    zh = "是压缩包，打不开。请把里面的文件一个一个上传。"
    en = "it is an archive, which we do not open. Upload the files one by one."


class KindNotTaken(BadFile):
    zh = "不能上传这种文件。请上传照片、录音、视频或PDF。"
    en = "this kind is not accepted. Upload photos, sound, video or PDF."


class NotWhatItSays(BadFile):
    zh = "不是照片、录音或PDF，打不开。请换一个。"
    en = "it is not a photo, a recording or a PDF. Please choose another file."


class Damaged(BadFile):
    zh = "不完整，打不开。请再拍一张，再传一次。"
    en = "it is damaged or cut off. Please take it again and send it once more."


class TooManyPixels(BadFile):
    zh = "尺寸太大，打不开。请拍一张普通的照片。"
    en = "its dimensions are too large. Please take an ordinary photo."


class TooManyAtOnce(BadFile):
    zh = f"没有收。一次最多{MOST_AT_ONCE}个，请下一次再交。"
    en = f"not taken: at most {MOST_AT_ONCE} at once. Please send it next time."


def safe_name(name: str) -> str:
    """The last part of a name, NFC, at most 120 characters, without anything that turns, hides or
    leads elsewhere. It is only shown: nothing is ever opened by it."""
    plain = unicodedata.normalize("NFC", name.encode("utf-8", "replace").decode())
    last = re.split(r"[/\\]", plain)[-1]
    kept = "".join(
        c for c in last if unicodedata.category(c)[0] != "C" and c not in '<>:"|?*\ufffd'
    )
    kept = " ".join(kept.split()).strip(". ")
    ending = PurePosixPath(kept).suffix[:12]
    stem = kept[: len(kept) - len(ending)] if ending else kept
    return (stem[: LONGEST_NAME - len(ending)] + ending) or "文件"
