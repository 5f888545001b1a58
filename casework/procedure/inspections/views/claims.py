"""What one worker has said in a case, each time; and whether two of it are the same money."""

from __future__ import annotations

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from casework.ground.cases.actions import claims as actions
from casework.ground.cases.queries import claims as said_by
from casework.ground.cases.queries import matters
from casework.ground.identity.terms import Permission
from casework.kernel import clock
from casework.kernel.terms import Missing
from casework.procedure.inspections import queries
from casework.procedure.inspections.forms import CompareForm
from casework.procedure.inspections.views.blueprint import blueprint, case_for, works_on
from casework.web.edge import writes
from casework.web.guard import guard, reader
from casework.web.pages import page


@blueprint.route("/cases/<int:case_id>/lines/<int:line_id>/claims", methods=["GET", "POST"])
@guard(Permission.READ_CASE)
@writes
def claims(case_id: int, line_id: int) -> ResponseReturnValue:
    """All claims of a worker, oldest first; those with overlapping months are compared in turn."""
    case = case_for(case_id, Permission.READ_CASE)
    line, form = matters.line(line_id, case_id=case.id), CompareForm()
    if form.is_submitted() and not works_on(case):
        raise Missing
    if form.sent():
        with form.attempt():
            actions.compare_claims(line, **form.facts(), by=reader(), now=clock.now())
            return redirect(url_for("inspections.claims", case_id=case.id, line_id=line.id))
    said = said_by.said(line)
    pair = next(iter(said.doubtful), None)
    if pair is not None:
        form.show(*pair)
    return page(
        form=form,
        case=case,
        line=line,
        said=said,
        pair=pair,
        counted={claim.position for claim in said.counted},
        works=works_on(case),
        replaced={claim.replaces for claim in said.claims},
        registers=queries.register_numbers(said.claims),
    )
