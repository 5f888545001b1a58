"""The auditor's page: who read which personal data, who acted on which account."""

from __future__ import annotations

from datetime import timedelta

from flask import request
from flask.typing import ResponseReturnValue

from casework.ground.identity import queries
from casework.ground.identity.forms import LogForm
from casework.ground.identity.terms import Deed, Logged, Permission
from casework.ground.identity.views.blueprint import blueprint
from casework.kernel import days
from casework.web.guard import guard
from casework.web.pages import page, pages, place


@blueprint.route("/readings")
@guard(Permission.READ_AUDIT)
def readings() -> ResponseReturnValue:
    form = LogForm(request.args)
    form.validate()
    found = queries.readings(
        login=None if form.login.errors else form.login.data or None,
        what=form.what.data,
        since=days.at(form.since.data) if form.since.data else None,
        until=days.at(form.until.data + timedelta(days=1)) if form.until.data else None,
        after=place(),
    )
    people = [row.subject_id for row in found.rows if row.subject_kind == Logged.OFFICER]
    return page(
        filters=form,
        rows=found.rows,
        deeds=Deed,
        kinds=Logged,
        names=queries.names(people),
        pages=pages(found),
    )
