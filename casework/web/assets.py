"""Styles and scripts on a slow line: fetched once, compressed, and fetched anew when they change.

Pages themselves are small and are not compressed: they hold tokens beside what people typed.
"""

from __future__ import annotations

import gzip
import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Flask, current_app, request
from werkzeug.utils import safe_join
from werkzeug.wrappers import Response

_YEAR_SECONDS = 365 * 24 * 3600
_COMPRESSED = ("text/css", "text/javascript", "image/svg+xml")
_LEVEL = 9
_FILES = 256
_DIGITS = 12


def version(filename: str) -> str:
    """A fingerprint of a file under ``static/``; empty where there is none."""
    path = safe_join(str(current_app.static_folder), filename)
    try:
        changed_ns = Path(path or "").stat().st_mtime_ns
    except OSError:
        return ""
    return _fingerprint(str(path), changed_ns) if path and Path(path).is_file() else ""


@lru_cache(_FILES)
def _fingerprint(path: str, _changed_ns: int) -> str:
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()[:_DIGITS]


@lru_cache(_FILES)
def _compressed(_version: str, body: bytes) -> bytes:
    return gzip.compress(body, _LEVEL, mtime=0)


def _name_version(endpoint: str, values: dict[str, Any]) -> None:
    """The address of a file changes with the file, so a browser may keep it for good."""
    if endpoint == "static" and "filename" in values:
        values["v"] = version(values["filename"])


def _keep_and_shrink(response: Response) -> Response:
    if request.endpoint != "static" or response.status_code != 200:
        return response
    now = version((request.view_args or {}).get("filename", ""))
    if now and request.args.get("v") == now:
        response.headers["Cache-Control"] = f"public, max-age={_YEAR_SECONDS}, immutable"
    if response.mimetype in _COMPRESSED:
        response.headers.add("Vary", "Accept-Encoding")
        if request.accept_encodings.quality("gzip") and request.method == "GET":
            response.direct_passthrough = False
            response.set_data(_compressed(now, response.get_data()))
            response.headers["Content-Encoding"] = "gzip"
            response.headers.pop("ETag", None)
    return response


def install(app: Flask) -> None:
    app.url_defaults(_name_version)
    app.after_request(_keep_and_shrink)
