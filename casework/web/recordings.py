"""Recorded voices: a page that somebody has read aloud into a file is heard from that file.

The file is named for the page, as its endpoint is: ``static/audio/portal.who.mp3``, in English
``portal.who.en.mp3``; ``.m4a`` serves too. The folder is listed anew when it changes, so a
recording is heard as soon as it lies there.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from flask import current_app, url_for

from casework.web.words import reader_language

_KINDS = (".mp3", ".m4a")


def recording(template: str) -> str | None:
    """The address of the recording of this page in the reader's language; None without one."""
    folder = Path(current_app.static_folder or "") / "audio"
    if not folder.is_dir():
        return None
    key = template.removesuffix(".html").replace("/", ".")
    key += ".en" if reader_language() == "en" else ""
    files = _listed(folder, folder.stat().st_mtime_ns)
    name = next((key + kind for kind in _KINDS if key + kind in files), None)
    return url_for("static", filename=f"audio/{name}") if name else None


@lru_cache(maxsize=1)
def _listed(folder: Path, changed_ns: int) -> frozenset[str]:
    """The names in the folder as it was when it last changed, in nanoseconds."""
    return frozenset(path.name for path in folder.iterdir())
