"""Makes the application: settings in, a Flask application with every room plugged in out."""

from __future__ import annotations

from pathlib import Path

from flask import Flask
from sqlalchemy import make_url
from sqlalchemy.orm import configure_mappers

from casework.kernel import crypto, gateway, scanner, storage, writers
from casework.kernel.database import db
from casework.kernel.house import House
from casework.rooms import ROOMS, marks
from casework.upkeep import readiness
from config.settings import Settings

_ROOT = Path(__file__).parent.parent

#: What is not done once only: signing in and out, what the gateways send, and pieces of a file,
#: each of which is known by where it begins.
_NOT_ONCE = frozenset(
    {
        "identity.sign_in",
        "identity.sign_out",
        "identity.sign_out_everywhere",
        "notices.inbound",
        "notices.reports",
        "portal.piece",
        "acting.more_piece",
    }
)

#: Connections of one process: as many as threads that serve, and a few more for a moment.
_WRITERS_OF_FOUR_THREADS = 3
_CONNECTIONS, _MORE_CONNECTIONS, _CONNECTION_WAIT_SECONDS = 16, 4, 3
#: A reader waits no longer than this for one statement, or for another writer's lock.
_PATIENCE = "-c statement_timeout=5000 -c lock_timeout=3000"


def create_app(
    settings: Settings, *, commands: bool = True, views: bool = True, serving: bool = False
) -> Flask:
    """Raises UndeclaredRoute when a route says nothing about who may use it.

    ``commands`` brings migrations and the command line, which serving processes do without;
    ``views`` the pages, which a worker does without.
    ``serving`` a person who waits, one gives up on the database after a few seconds.
    """
    app = Flask(
        "casework",
        root_path=str(_ROOT / "casework"),
        template_folder=str(_ROOT / "templates"),
        static_folder=str(_ROOT / "static"),
    )
    app.config.from_mapping(_configuration(settings))
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = _engine(settings, serving=serving)
    app.extensions["settings"] = settings
    crypto.configure(readiness.given_keys(settings).keys)
    storage.configure(settings.storage_url)
    scanner.configure(settings.scanner_url)
    gateway.configure(
        text_url=settings.sms_url,
        text_token=settings.sms_token,
        mail_url=settings.smtp_url,
        sender=settings.mail_from,
        status_url=settings.sms_status_url,
        inbound_token=settings.sms_inbound_token,
        signature=settings.sms_signature,
    )
    if serving:
        _keep_threads_for_readers(settings)
    db.init_app(app)
    if views:
        _install_web(app, settings, serving=serving)
    house = app.extensions["house"] = House(app if views else None)
    house.brings(*marks())
    for room in ROOMS:
        room.install(house)
    # a row gets its id when it is made, which may be before the first query
    configure_mappers()
    if views:
        _check_pages(app)
    if commands:
        _install_commands(app)
    return app


def _install_web(app: Flask, settings: Settings, *, serving: bool) -> None:
    """What every request passes before a page: a good part of a process's memory."""
    from casework.web import (
        addresses,
        assets,
        edge,
        filters,
        headers,
        health,
        navigation,
        origins,
        pages,
        proxies,
        sizes,
        tabs,
        uploads,
        words,
    )

    app.url_map.converters["int"] = pages.RowId
    proxies.install(app, settings.trusted_proxies)
    words.install(app)
    edge.install(app)
    addresses.install(
        app,
        base_url=settings.base_url,
        also=settings.allowed_hosts,
        any_address=settings.demo,
    )
    if serving:
        from casework.web import pace

        pace.install(app)
    # how much a request may bring is set before the form is read for its token
    for part in (
        sizes,
        uploads,
        assets,
        headers,
        filters,
        pages,
        navigation,
        tabs,
        health,
        origins,
    ):
        part.install(app)


def _check_pages(app: Flask) -> None:
    from casework.web import guard, origins

    origins.install_last(app)
    guard.check_routes(app)


def _configuration(settings: Settings) -> dict[str, object]:
    secure = settings.secure_cookies
    return {
        "SECRET_KEY": settings.secret_key,
        "LANGUAGE_DEFAULT": settings.language,
        "SQLALCHEMY_DATABASE_URI": settings.database_url,
        "SESSION_COOKIE_NAME": "__Host-casework" if secure else "casework",
        "SESSION_COOKIE_SECURE": secure,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "WTF_CSRF_TIME_LIMIT": None,
        "NOT_ONCE": _NOT_ONCE,
        "MAX_FORM_MEMORY_SIZE": 1024 * 1024,
        "MAX_FORM_PARTS": 3000,
    }


def _keep_threads_for_readers(settings: Settings) -> None:
    """On SQLite one writes at a time, and not every thread of a server may wait for it."""
    address = make_url(settings.database_url)
    queue = writers.queue_of(address.database or "") if _on_sqlite(settings) else None
    if queue is not None:
        queue.limit(max(1, settings.web_threads * _WRITERS_OF_FOUR_THREADS // 4))


def _on_sqlite(settings: Settings) -> bool:
    return settings.database_url.startswith("sqlite")


def _engine(settings: Settings, *, serving: bool) -> dict[str, object]:
    options: dict[str, object] = {
        "pool_pre_ping": True,
        # where writers wait for their turn each holds a connection, and readers need theirs
        "pool_size": settings.web_threads if _on_sqlite(settings) else _CONNECTIONS,
        "max_overflow": _MORE_CONNECTIONS,
        "pool_timeout": _CONNECTION_WAIT_SECONDS,
        # an error in a log tells which statement, never whose data
        "hide_parameters": True,
    }
    if serving and settings.database_url.startswith("postgresql"):
        options["connect_args"] = {"options": _PATIENCE}
    return options


def _install_commands(app: Flask) -> None:
    from flask_migrate import Migrate  # 13 MB that a worker needs not carry

    Migrate(app, db, directory=str(_ROOT / "casework" / "migrations"), render_as_batch=True)
    from casework import cli

    cli.register(app)
