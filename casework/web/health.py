"""Whether the application answers, and what is silent: for machines that watch it."""

from __future__ import annotations

from flask import Flask, jsonify
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.wrappers import Response

from casework.kernel import alarms, clock, pulse
from casework.kernel.database import db
from casework.web.guard import public


@public
def healthz() -> tuple[Response, int]:
    """200 with ``ok`` or ``degraded`` and what is silent; 503 when the database is away."""
    try:
        db.session.execute(text("SELECT 1"))
        silent = [mark.name for mark in pulse.silent(now=clock.now())]
        waiting = [alarm.kind.value for alarm in alarms.open_alarms()]
    except SQLAlchemyError:
        return jsonify(status="database away"), 503
    status = "degraded" if silent or waiting else "ok"
    return jsonify(status=status, silent=silent, alarms=waiting), 200


def install(app: Flask) -> None:
    app.add_url_rule("/healthz", "healthz", healthz)
