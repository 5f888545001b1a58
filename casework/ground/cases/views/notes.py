"""The timeline of a case, notes and tasks."""

from __future__ import annotations

from flask import redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from casework.ground.cases.actions import tasks
from casework.ground.cases.actions import timeline as timeline_actions
from casework.ground.cases.forms import DoneForm, NoteForm, TaskForm
from casework.ground.cases.queries import matters
from casework.ground.cases.views.blueprint import blueprint
from casework.ground.cases.views.shell import entries
from casework.ground.identity.terms import Permission
from casework.kernel import clock as time
from casework.web.edge import writes
from casework.web.guard import guard, reader
from casework.web.navigation import case_page
from casework.web.pages import page


@blueprint.get("/<int:case_id>/timeline")
@guard(Permission.READ_CASE)
def timeline(case_id: int) -> ResponseReturnValue:
    case = matters.case(case_id, reach=current_user.reach(Permission.READ_CASE))
    shown, system = entries(case)
    return page(case=case, entries=shown, system=system)


@blueprint.route("/<int:case_id>/note", methods=["GET", "POST"])
@guard(Permission.INVESTIGATE, Permission.SUPERVISE, Permission.ACCEPT_COMPLAINT)
@writes
def note(case_id: int) -> ResponseReturnValue:
    case = matters.case(case_id, reach=current_user.reach(Permission.READ_CASE))
    form = NoteForm()
    if form.sent():
        with form.attempt():
            timeline_actions.write_note(case, text=form.text.data, by=reader(), now=time.now())
            return redirect(url_for("cases.timeline", case_id=case.id))
    return page(form=form, case=case)


@blueprint.route("/<int:case_id>/task", methods=["GET", "POST"])
@guard(Permission.INVESTIGATE)
@writes
def task(case_id: int) -> ResponseReturnValue:
    case = matters.case(case_id, reach=current_user.reach(Permission.INVESTIGATE))
    form = TaskForm()
    if form.sent():
        with form.attempt():
            tasks.add_task(
                case,
                title=form.title.data,
                due_on=form.due_on.data,
                officer=case.handler or reader(),
                by=reader(),
                now=time.now(),
            )
            return redirect(case_page(case.id))
    return page(form=form, case=case)


@blueprint.post("/<int:case_id>/tasks/<int:task_id>/done")
@guard(Permission.INVESTIGATE)
@writes
def task_done(case_id: int, task_id: int) -> ResponseReturnValue:
    case = matters.case(case_id, reach=current_user.reach(Permission.INVESTIGATE))
    if DoneForm().sent():
        found = matters.task(task_id, case_id=case.id)
        tasks.finish_task(found, by=reader(), now=time.now())
    return redirect(case_page(case.id))
