"""The copy of a picture that people look at: drawn anew, upright, without a camera's notes.

A picture from a stranger is decoded in a process of its own, with a limit on memory and on time:
what breaks a decoder, or blows up in it, ends that process and nothing else.
"""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO

from casework.kernel.files import MOST_PIXELS

#: The longer edge of a copy, in pixels: a page of handwriting is still read.
LONGEST_EDGE = 2000
MEDIA_TYPE = "image/jpeg"
_MEMORY_BYTES = 600 * 1024 * 1024
_CPU_SECONDS = 20
_WAIT_SECONDS = 40
_PIECE = 64 * 1024
_REDRAW = Path(__file__).with_name("redraw.py")

# one at a time in each process: ten photos opened at once must not need ten times the memory
_easel = threading.Lock()


class CannotDraw(Exception):
    """The picture is broken, or more than a picture should be."""


def copy(content: IO[bytes]) -> bytes:
    """A JPEG of the picture, which is handed on in pieces. Raises CannotDraw."""
    limits = (LONGEST_EDGE, MOST_PIXELS, _MEMORY_BYTES, _CPU_SECONDS)
    command = [sys.executable, "-I", str(_REDRAW), *map(str, limits)]
    pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
    with _easel, subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=nowhere, env={}) as it:
        drawn = _drawn_by(it, content)
    if it.returncode or not drawn:
        raise CannotDraw
    return drawn


def _drawn_by(drawer: subprocess.Popen[bytes], content: IO[bytes]) -> bytes:
    """It reads all before it writes anything. One that takes too long is ended."""
    try:
        with contextlib.suppress(BrokenPipeError):
            shutil.copyfileobj(content, drawer.stdin, _PIECE)  # type: ignore[arg-type]
        return drawer.communicate(timeout=_WAIT_SECONDS)[0]
    except subprocess.TimeoutExpired:
        return b""
    finally:
        drawer.kill()
