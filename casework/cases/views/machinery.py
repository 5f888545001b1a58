"""Who is at work in the background, and what an administrator has to confirm."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from casework.cases import actions
from casework.cases.forms import DoneForm
from casework.cases.views.blueprint import blueprint
from casework.identity.terms import Permission
from casework.kernel import alarms, pulse
from casework.kernel import clock as time
from casework.web.edge import writes
from casework.web.guard import guard, reader
from casework.web.pages import page
from casework.web.words import _, _l

_NAMES = {
    pulse.TASKS: _l("后台总心跳"), pulse.RELAY: _l("消息传递"), pulse.SWEEP: _l("期限检查"),
    pulse.MESSAGES: _l("发短信"), pulse.GATEWAY: _l("短信出口"),
    pulse.PROOF: _l("每日核对到期日"), pulse.DIGEST: _l("每日提醒"),
}  # fmt: skip


@blueprint.get("/machinery")
@guard(Permission.MANAGE_STATUTE, Permission.READ_AUDIT)
def machinery() -> ResponseReturnValue:
    """When each part was last at work, which are silent, and what waits to be confirmed."""
    silent = pulse.silent(now=time.now())
    rows = [(str(_NAMES.get(row.name, row.name)), row.beaten_at, row.seen, row.name in silent)
            for row in pulse.ledger()]  # fmt: skip
    return page(rows=rows, alarms_open=alarms.open_alarms(), form=DoneForm())


@blueprint.post("/alarms/<int:alarm_id>/confirm")
@guard(Permission.MANAGE_STATUTE)
@writes
def confirm_alarm(alarm_id: int) -> ResponseReturnValue:
    """An administrator has looked; what the alarm held up goes on."""
    if DoneForm().sent():
        actions.confirm_alarm(alarm_id, by=reader(), now=time.now())
        flash(_("已确认，照常进行。"), "message")
    return redirect(url_for("cases.machinery"))
