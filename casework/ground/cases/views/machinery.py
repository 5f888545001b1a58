"""Who is at work in the background, and what an administrator has to confirm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from casework.ground.cases.actions import moving
from casework.ground.cases.forms import DoneForm
from casework.ground.cases.queries import reckoning
from casework.ground.cases.terms import Cause
from casework.ground.cases.views.blueprint import blueprint
from casework.ground.identity.terms import Permission
from casework.ground.statute import queries as statute
from casework.kernel import alarms, pulse, sweeps
from casework.kernel import clock as time
from casework.kernel.house import house
from casework.kernel.periodic import Mark
from casework.web.edge import writes
from casework.web.guard import guard, reader
from casework.web.pages import page
from casework.web.words import _

if TYPE_CHECKING:
    from casework.ground.cases.models.clocks import Reckoning

_MOST_FAILED = 50
_LAST_RECKONINGS = 5


@blueprint.get("/machinery")
@guard(Permission.MANAGE_STATUTE, Permission.READ_AUDIT)
def machinery() -> ResponseReturnValue:
    """When each part was last at work, which are silent, and what waits to be confirmed."""
    silent, beaten = pulse.silent(now=time.now()), pulse.ledger()
    rows = [
        (mark.label, beaten[mark.name].beaten_at, beaten[mark.name].seen, mark in silent)
        for mark in house().all(Mark)
        if mark.name in beaten
    ]
    return page(
        rows=rows,
        may_manage_statute=current_user.may(Permission.MANAGE_STATUTE),
        alarms_open=alarms.open_alarms(),
        form=DoneForm(),
        sweep_words=_sweep_words,
        failed=sweeps.failed_rows(limit=_MOST_FAILED),
        reckonings=reckoning.last_reckonings(limit=_LAST_RECKONINGS),
        reckoned_for=_reckoned_for,
    )


def _reckoned_for(row: Reckoning) -> str:
    """Why limits are worked out again."""
    if row.cause is Cause.CALENDAR:
        return _("%(year)d年放假安排", year=row.about_id)
    return _("规定的改动：%(code)s", code=statute.proposal(row.about_id).code)


def _sweep_words(sweep: str) -> str:
    """A sweep is named for its job, or for a part of it after a dot."""
    name = sweep.partition(".")[0]
    return next((mark.label for mark in house().all(Mark) if mark.name == name), sweep)


@blueprint.post("/alarms/<int:alarm_id>/confirm")
@guard(Permission.MANAGE_STATUTE)
@writes
def confirm_alarm(alarm_id: int) -> ResponseReturnValue:
    """An administrator has looked; what the alarm held up goes on."""
    if DoneForm().sent():
        moving.confirm_alarm(alarm_id, by=reader(), now=time.now())
        flash(_("已确认，照常进行。"), "message")
    return redirect(url_for("cases.machinery"))
