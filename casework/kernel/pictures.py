"""The copy of a picture that people look at: drawn anew, upright, without a camera's notes.

A picture from a stranger is decoded in a process of its own, with a limit on memory and on time:
what breaks a decoder, or blows up in it, ends that process and nothing else.
"""

from __future__ import annotations

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
_REDRAW = Path(__file__).with_name("redraw.py")

# one at a time in each process: ten photos opened at once must not need ten times the memory
_easel = threading.Lock()


class CannotDraw(Exception):
    """The picture is broken, or more than a picture should be."""


def copy(content: IO[bytes]) -> bytes:
    """A JPEG of the picture. Raises CannotDraw."""
    limits = (LONGEST_EDGE, MOST_PIXELS, _MEMORY_BYTES, _CPU_SECONDS)
    command = [sys.executable, "-I", str(_REDRAW), *map(str, limits)]
    with _easel:
        try:
            done = subprocess.run(command, input=content.read(), capture_output=True, check=True,
                                  timeout=_WAIT_SECONDS, env={})  # fmt: skip
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
            raise CannotDraw from error
    if not done.stdout:
        raise CannotDraw
    return done.stdout
