"""The door of a group: the six digits or the QR code, and what is told there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from casework.doors.hall.views import (
    worker_urls,
)
from casework.doors.joining import actions as joining_actions
from casework.doors.joining import rules as joining_rules
from casework.doors.joining.forms import JoinCodeForm
from casework.doors.joining.views.kept import (
    blueprint,
    go_on_at,
    keep_entry,
    kept_entry,
)
from casework.doors.proving import rules as tries
from casework.doors.proving.views import from_where, slowed
from casework.kernel import clock
from casework.procedure.groups import queries as groups
from casework.procedure.groups.terms import Entry, JoinWay
from casework.web.edge import writes
from casework.web.guard import public
from casework.web.pages import page
from casework.web.words import _

if TYPE_CHECKING:
    from casework.procedure.groups.models import Group


@blueprint.route("/join", methods=["GET", "POST"])
@public
@writes
def join() -> ResponseReturnValue:
    """Asks for the six digits of the sheet. Whatever is wrong, the answer is the same."""
    form = JoinCodeForm()
    if form.sent():
        # not in an attempt: a wrong try must be counted although it is refused
        try:
            group = joining_actions.find_door(
                code=form.code.data, address=from_where(), now=clock.now()
            )
        except tries.TooManyTries as slow:
            return slowed(form, slow, back_url=url_for("hall.home"), **worker_urls())
        if group is not None:
            return _enter(group, JoinWay.CODE)
        form.code.errors = (*form.code.errors, joining_rules.NoSuchCode().words)
    return page(form=form, back_url=url_for("hall.home"), **worker_urls())


@blueprint.route("/join/<token>")
@public
def join_by_token(token: str) -> ResponseReturnValue:
    """The address in the QR code; a code that was renewed says only that it is no longer good."""
    group = groups.find_group_by_token(token)
    if group is not None:
        return _enter(group, JoinWay.QR)
    flash(_("这张纸上的码不能用了，请要一张新的。"))
    return redirect(url_for("joining.join"))


def _enter(group: Group, way: JoinWay) -> ResponseReturnValue:
    go_on_at(group.id, group.issue)
    keep_entry(Entry(group.id, group.issue, way))
    return redirect(url_for("joining.join_start"))


@blueprint.route("/joining")
@public
def join_start() -> ResponseReturnValue:
    """Whether it is the same boss and the same place; this much and no more is told at the door."""
    entry = kept_entry()
    if entry is None:
        return redirect(url_for("joining.join"))
    group = groups.any_group(entry.group_id)
    if not groups.joinable(group, on=clock.today()):
        return page("joining/join_over.html", complaint=group.complaint, **worker_urls())
    return page(
        complaint=group.complaint,
        until=group.until_on,
        back_url=url_for("joining.join"),
        **worker_urls(),
    )
