"""The roster: a spreadsheet is read, looked over row by row, and taken or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.wrappers import Response

from casework.ground.identity.terms import Permission
from casework.kernel import clock, sheets
from casework.procedure.intake.queries import complaints
from casework.procedure.intake.queries.complaints import said_in_it
from casework.procedure.intake.views.blueprint import BATCH, answered
from casework.procedure.rosters import actions, rules
from casework.procedure.rosters.forms.roster import MENDED_AT_ONCE, Roster, RosterForm
from casework.procedure.rosters.terms import Column
from casework.web.edge import writes
from casework.web.guard import guard, reader
from casework.web.pages import Form, page
from casework.web.words import _

if TYPE_CHECKING:
    from casework.procedure.intake.models.complaints import Complaint

blueprint = Blueprint("rosters", __name__, url_prefix="/intake")

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.route("/roster.xlsx")
@guard(Permission.TAKE_COMPLAINT)
def roster_template() -> Response:
    """An empty list to fill in: every cell is text, so that long numbers keep their digits."""
    kept = (Column.NONE, Column.MONTHS)
    headings = [column.label for column in Column if column not in kept]
    example = [f"{rules.EXAMPLE}张某某", "", "", "2026-06", "2026-09", "12800", _("木工")]
    content = sheets.write(headings, [example], title=_("名单"))
    named = {"Content-Disposition": 'attachment; filename="roster.xlsx"'}
    return Response(content, mimetype=_XLSX, headers=named)


@blueprint.route("/<int:complaint_id>/roster", methods=["GET", "POST"])
@guard(Permission.TAKE_COMPLAINT)
@writes
def roster(complaint_id: int) -> ResponseReturnValue:
    """Reads the list, shows what is wrong in it, and takes the good rows when told so."""
    found = complaints.complaint(complaint_id, reach=current_user.reach(Permission.TAKE_COMPLAINT))
    form, takes = RosterForm(), "take" in request.form
    if form.sent() or (form.is_fresh and not takes and form.conflict is not None):
        # a look saves nothing: an old page will do, and no list has to be picked again
        with form.attempt(claims=takes):
            read = Roster.of(form, known=said_in_it(found.id), today=clock.today())
            if takes:
                _take(found, read)
                if not read.wrong:
                    return redirect(url_for("intake.complaint", complaint_id=found.id))
                read = read.rest()
            return answered(_shown(found, read.shown(), read))
    return _shown(found, form, None)


def _shown(found: Complaint, form: RosterForm, read: Roster | None) -> Response:
    return page(
        form=form, roster=read, complaint=found, most=sheets.MOST_ROWS, mended=MENDED_AT_ONCE
    )


def _take(found: Complaint, read: Roster) -> None:
    added = actions.add_roster(found, read.facts(), by=reader(), now=clock.now())
    session[BATCH] = [found.id, added.batch, added.people]
    flash(_("已导入%(count)d人。", count=added.people))


@blueprint.route("/<int:complaint_id>/roster/undo", methods=["POST"])
@guard(Permission.TAKE_COMPLAINT)
@writes
def undo_roster(complaint_id: int) -> ResponseReturnValue:
    """Takes the list out again that this officer has just brought in."""
    found = complaints.complaint(complaint_id, reach=current_user.reach(Permission.TAKE_COMPLAINT))
    kept = session.get(BATCH)
    if Form().sent() and kept and kept[0] == found.id:
        left = actions.remove_roster(found, batch=kept[1], by=reader(), now=clock.now())
        session.pop(BATCH)
        flash(_("已撤销%(count)d人。", count=left))
    return redirect(url_for("intake.complaint", complaint_id=found.id))
