"""The draft of an order to pay; its paper is approved, issued and served on the paper's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from casework.ground.cases.queries import claims
from casework.ground.identity.terms import Permission
from casework.kernel import clock
from casework.kernel.money import Money
from casework.procedure.inspections import queries, rules
from casework.procedure.inspections.actions import ordering
from casework.procedure.inspections.forms import OrderForm
from casework.procedure.inspections.terms import Found, OrderKind
from casework.procedure.inspections.views.blueprint import blueprint, case_for
from casework.web.edge import writes
from casework.web.guard import guard, reader
from casework.web.pages import page

if TYPE_CHECKING:
    from casework.ground.cases.models.case import Line


@blueprint.route("/cases/<int:case_id>/order", methods=["GET", "POST"])
@guard(Permission.INVESTIGATE)
@writes
def order(case_id: int) -> ResponseReturnValue:
    case = case_for(case_id)
    owed = queries.payable(case.id)
    if not owed:
        return page(case=case, lines=owed)
    standing = queries.open_orders(case.id, OrderKind.ORDER)
    rests = {line.id: queries.room(line, standing)[1] for line in owed}
    form = OrderForm()
    form.offer(owed, chosen=[x.id for x in owed if _wanted(x) and rests[x.id]])
    if form.sent():
        with form.attempt():
            made = ordering.draft_order(case, **form.facts(), by=reader(), now=clock.now())
            return redirect(url_for("documents.paper", paper_id=made.paper_id))
    return page(
        form=form,
        case=case,
        lines=owed,
        doubtful=claims.doubtful_lines(owed),
        papers=[one.paper for one in standing],
        further=queries.unordered(case.id),
        total=Money.total(rests.values()),
    )


def _wanted(line: Line) -> bool:
    """Everybody; or only those about whom all three columns agree."""
    if request.args.get("only") != "agreed":
        return True
    return not rules.differs(line.claimed, Found(line.books, line.verified))
