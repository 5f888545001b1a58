"""The supervision queue: items that wait for an answer, and the page of one."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from casework.ground.identity.terms import Permission
from casework.kernel import clock
from casework.procedure.escalation import queries, rules
from casework.procedure.escalation.actions import crowds as crowd_actions
from casework.procedure.escalation.actions import items
from casework.procedure.escalation.forms import AnswerForm, StepForm, TakeUpForm
from casework.procedure.escalation.terms import Level, PlanStep, Standing
from casework.web.edge import writes
from casework.web.guard import guard, reader
from casework.web.pages import count_words, page, pages, place
from casework.web.words import _

#: The county supervisor, who leads the unit, and who works on the case.
_PLAN = (Permission.SUPERVISE, Permission.ASSIGN, Permission.INVESTIGATE)

blueprint = Blueprint("escalation", __name__, url_prefix="/escalation")


@blueprint.get("/")
@guard(Permission.SUPERVISE)
def queue() -> ResponseReturnValue:
    """What waits for an answer, the most pressing first, at the first level that has any: the
    reader's own, then those below it, then those above. The others are tabs with their counts."""
    reach = current_user.reach(Permission.SUPERVISE)
    own, tallies = rules.level_of(reach.scope), queries.tallies(reach=reach)
    standing = Standing.known(request.args.get("standing")) or Standing.WAITING
    filled = {level for level, how in tallies if how is standing}
    level = Level.known(request.args.get("level")) or rules.first_to_look_at(own, filled=filled)
    found = queries.items(
        reach=reach,
        standing=standing,
        level=None if standing is Standing.RESOLVED else level,
        on=clock.today(),
        after=place(),
    )
    resolved = standing is Standing.RESOLVED
    crowds = queries.crowds(reach=reach, resolved=resolved, after=place("crowds"))
    return page(
        items=found.rows,
        pages=pages(found),
        total=count_words(found.total),
        own=own,
        level=level,
        standing=standing,
        levels=_levels(tallies, own, level, standing),
        standings=_standings(tallies, standing),
        crowds=crowds,
        crowd_pages=pages(crowds, "crowds"),
        today=clock.today(),
    )


@dataclass(frozen=True)
class Choice:
    """A list of the queue: what is in it, and the way to it."""

    label: str
    tally: queries.Tally
    href: str
    current: bool


def _levels(
    tallies: dict[tuple[Level, Standing], queries.Tally],
    own: Level,
    level: Level,
    standing: Standing,
) -> list[Choice]:
    """The levels of one list, the reader's own first; none for what is resolved, which is one."""
    if standing is Standing.RESOLVED:
        return []
    return [
        Choice(
            one.label,
            tallies.get((one, standing), queries.Tally()),
            url_for("escalation.queue", level=one.value, standing=standing.value),
            one is level,
        )
        for one in rules.seen_from(own)
    ]


def _standings(
    tallies: dict[tuple[Level, Standing], queries.Tally], standing: Standing
) -> list[Choice]:
    """What waits, what is answered and what is resolved, over all levels."""
    found = []
    for how in Standing:
        of_it = [tally for (_level, one), tally in tallies.items() if one is how]
        tally = queries.Tally(sum(t.count for t in of_it), sum(t.people for t in of_it))
        href = url_for("escalation.queue", standing=how.value)
        found.append(Choice(how.label, tally, href, how is standing))
    return found


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
            crowd_actions.do_step(
                found,
                step=PlanStep.known(form.step.data),
                note=form.note.data,
                by=reader(),
                now=clock.now(),
            )
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
            items.answer(
                found,
                measure=form.measure.data,
                words=form.words.data,
                due_on=form.due_on.data,
                seen=form.seen,
                by=reader(),
                now=clock.now(),
            )
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
        items.take_up(found, seen=form.seen, by=reader(), now=clock.now())
    return redirect(url_for("escalation.item", item_id=item_id))
