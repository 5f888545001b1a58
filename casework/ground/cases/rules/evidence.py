"""How many files lie with one case, and which are given to nobody."""

from __future__ import annotations

from casework.kernel.files import BadFile
from casework.kernel.terms import Refused

#: Internal figure: so many files lie with one complaint, or are added to one case.
MOST_FILES = 30


class FolderFull(BadFile):
    """The folder has as many files as it may."""

    zh = f"没有收，已经有{MOST_FILES}个了。多的请带到窗口。"
    en = f"not taken: there are {MOST_FILES} already. Bring more to the counter."


class Quarantined(Refused):
    """A file with a virus is given to nobody."""

    zh = "这个文件有病毒，已经隔离，不能打开。请让工人重新拍一份。"
    en = "This file holds a virus and is quarantined. Ask the worker for another one."


class PieceOutOfPlace(Refused):
    """A piece of a file that does not follow what is here already."""

    zh = "这一段接不上，请再传一次。"
    en = "This part does not follow what is here; please send it again."


def check_room(name: str, lying: int) -> None:
    """Raises FolderFull."""
    if lying >= MOST_FILES:
        raise FolderFull(name)
