"""改急缓: a person sets how pressing a case is, instead of the rule."""

from __future__ import annotations

from flask import redirect
from flask.typing import ResponseReturnValue
from flask_login import current_user

from casework.ground.cases.actions import people
from casework.ground.cases.forms import PriorityForm
from casework.ground.cases.queries import matters
from casework.ground.cases.terms import Priority, Trait
from casework.ground.cases.views.blueprint import blueprint
from casework.ground.identity.terms import Permission
from casework.kernel import clock as time
from casework.web.edge import writes
from casework.web.guard import guard, reader
from casework.web.navigation import case_page
from casework.web.pages import page

_MAY = (Permission.ASSIGN, Permission.INVESTIGATE, Permission.SUPERVISE)


def trait_words(traits: str) -> list[str]:
    """The reasons that a row keeps with commas between, in the reader's language."""
    return [Trait(value).label for value in traits.split(",") if value]


@blueprint.route("/<int:case_id>/priority", methods=["GET", "POST"])
@guard(*_MAY)
@writes
def priority(case_id: int) -> ResponseReturnValue:
    """The new priority and its reason go into the timeline."""
    held = next(one for one in _MAY if current_user.may(one))
    case = matters.case(case_id, reach=current_user.reach(held))
    form = PriorityForm(chosen=case.chosen_priority.value if case.chosen_priority else "")
    if form.sent():
        with form.attempt():
            people.choose_priority(
                case,
                chosen=Priority.known(form.chosen.data),
                reason=form.reason.data or "",
                by=reader(),
                now=time.now(),
            )
            return redirect(case_page(case.id))
    return page(form=form, case=case)
