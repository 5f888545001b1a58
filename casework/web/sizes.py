"""The size of text that a reader has chosen, kept without an account and without a script."""

from __future__ import annotations

from flask import Flask, request, session

SIZES = ("standard", "large", "largest")


def reader_size() -> str:
    """``standard``, ``large`` or ``largest``."""
    kept = session.get("size", SIZES[0])
    return kept if kept in SIZES else SIZES[0]


def _keep_choice() -> None:
    chosen = request.args.get("size")
    if chosen in SIZES and session.get("size") != chosen:
        session["size"] = chosen


def install(app: Flask) -> None:
    app.before_request(_keep_choice)
    app.jinja_env.globals["reader_size"] = reader_size
