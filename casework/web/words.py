"""Two languages: Chinese text is the message itself, English stands in the catalogues."""

from __future__ import annotations

from pathlib import Path

from flask import Flask, current_app, request, session
from flask_babel import Babel, gettext, lazy_gettext

from casework.kernel.terms import language

_ = gettext
_l = lazy_gettext

_CATALOGUES = Path(__file__).parent.parent / "translations"


def reader_language() -> str:
    """The language chosen by the reader: in the address, kept in the session, else the office's."""
    usual = current_app.config.get("LANGUAGE_DEFAULT")
    chosen = request.args.get("lang") or session.get("lang") or usual
    return "en" if chosen == "en" else "zh"


def in_words(zh: str, en: str) -> str:
    """What a row keeps in both languages, in the reader's."""
    return en if language.get() == "en" else zh


def _locale() -> str:
    return "en" if reader_language() == "en" else "zh_Hans_CN"


def _set_language() -> None:
    chosen = request.args.get("lang")
    if chosen in ("zh", "en") and session.get("lang") != chosen:
        session["lang"] = chosen
    language.set(reader_language())


def install(app: Flask) -> None:
    folders = sorted(str(folder) for folder in _CATALOGUES.glob("*") if folder.is_dir())
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = ";".join(folders)
    app.config["BABEL_DEFAULT_TIMEZONE"] = "Asia/Shanghai"
    Babel(app, default_locale="zh_Hans_CN", locale_selector=_locale)
    app.before_request(_set_language)
    app.jinja_env.globals.update(reader_language=reader_language, in_words=in_words)
