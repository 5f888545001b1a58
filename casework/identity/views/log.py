"""The auditor's page: who read which personal data, who acted on which account."""

from __future__ import annotations

from datetime import timedelta

from flask import request
from flask.typing import ResponseReturnValue

from casework.identity import queries
from casework.identity.forms import LogForm
from casework.identity.terms import Deed, Logged, Permission
from casework.identity.views.blueprint import blueprint
from casework.kernel import days
from casework.web.guard import guard
from casework.web.pages import after_key, from_key, page

_PER_PAGE = 50


@blueprint.route("/readings")
@guard(Permission.READ_AUDIT)
def readings() -> ResponseReturnValue:
    form = LogForm(request.args)
    form.validate()
    rows = queries.readings(
        login=None if form.login.errors else form.login.data or None,
        what=form.what.data,
        since=days.at(form.since.data) if form.since.data else None,
        until=days.at(form.until.data + timedelta(days=1)) if form.until.data else None,
        after=after_key(), limit=_PER_PAGE,
    )  # fmt: skip
    shown = rows[:_PER_PAGE]
    following = shown[-1].id if len(rows) > _PER_PAGE else None
    names = queries.names(row.subject_id for row in shown if row.subject_kind == Logged.OFFICER)
    return page(
        filters=form,
        rows=shown,
        deeds=Deed,
        kinds=Logged,
        names=names,
        next_url=from_key(following),
    )
