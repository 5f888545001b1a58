"""The supervision queue: items that wait for an answer, and the page of one."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from casework.escalation import actions, queries, rules
from casework.escalation.forms import AnswerForm, StepForm, TakeUpForm
from casework.escalation.terms import PlanStep
from casework.identity.terms import Permission
from casework.kernel import clock
from casework.web.edge import writes
from casework.web.guard import guard, reader
from casework.web.pages import page
from casework.web.words import _

#: The county supervisor, who leads the unit, and who works on the case.
_PLAN = (Permission.SUPERVISE, Permission.ASSIGN, Permission.INVESTIGATE)

blueprint = Blueprint("escalation", __name__, url_prefix="/escalation")


@blueprint.get("/")
@guard(Permission.SUPERVISE)
def queue() -> ResponseReturnValue:
    """What waits for an answer at the reader's level; the other levels below it."""
    reach = current_user.reach(Permission.SUPERVISE)
    level = rules.level_of(reach.scope)
    resolved = request.args.get("resolved") == "1"
    found = queries.items(reach=reach, resolved=resolved)
    mine = [item for item in found if item.level is level]
    others = [item for item in found if item.level is not level]
    crowds = queries.crowds(reach=reach, resolved=resolved)
    return page(mine=mine, others=others, crowds=crowds, level=level, resolved=resolved,
                today=clock.today())  # fmt: skip


@blueprint.route("/crowds/<int:crowd_id>", methods=["GET", "POST"])
@guard(*_PLAN)
@writes
def crowd(crowd_id: int) -> ResponseReturnValue:
    """The plan for a mass incident: what is done, by whom and when; one step is ticked at once."""
    held = next(one for one in _PLAN if current_user.may(one))
    found = queries.crowd(crowd_id, reach=current_user.reach(held))
    form = StepForm()
    form.offer(one.step for one in found.steps if one.done_at is None)
    if form.sent():
        with form.attempt():
            actions.do_step(found, step=PlanStep.known(form.step.data), note=form.note.data,
                            by=reader(), now=clock.now())  # fmt: skip
            return redirect(url_for("escalation.crowd", crowd_id=found.id))
    return page(form=form, crowd=found, printed_at=clock.now())


@blueprint.route("/<int:item_id>", methods=["GET", "POST"])
@guard(Permission.SUPERVISE)
@writes
def item(item_id: int) -> ResponseReturnValue:
    """One item: why it is here, since when, and the answer."""
    reach = current_user.reach(Permission.SUPERVISE)
    found = queries.item(item_id, reach=reach)
    form = AnswerForm(version=found.version)
    if form.sent():
        with form.attempt():
            actions.answer(found, measure=form.measure.data, words=form.words.data,
                           due_on=form.due_on.data, seen=form.seen, by=reader(),
                           now=clock.now())  # fmt: skip
            flash(_("已答复，到期没办到会再提醒。"))
            return redirect(url_for("escalation.queue"))
    here = rules.level_of(reach.scope) is found.level
    verbs = rules.LIFECYCLE.verbs(found.state) if here else []
    return page(form=form, item=found, verbs=verbs, today=clock.today())


@blueprint.post("/<int:item_id>/take")
@guard(Permission.SUPERVISE)
@writes
def take_up(item_id: int) -> ResponseReturnValue:
    found = queries.item(item_id, reach=current_user.reach(Permission.SUPERVISE))
    form = TakeUpForm()
    if form.sent():
        actions.take_up(found, seen=form.seen, by=reader(), now=clock.now())
    return redirect(url_for("escalation.item", item_id=item_id))
