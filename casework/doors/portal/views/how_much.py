"""Page 4: how much is owed, with a small sum for those who know their rate."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from casework.doors.portal.forms.how_much import HowMuchForm
from casework.doors.portal.rules import sums
from casework.doors.portal.terms.asking import PaidBy, Step, Sum
from casework.doors.portal.views.asking import form_of, keep, shown, where_now
from casework.doors.portal.views.blueprint import blueprint
from casework.kernel import hundredths
from casework.web.edge import writes
from casework.web.guard import public
from casework.web.words import _, _l

Show = Callable[..., Any]
_UNITS = {PaidBy.DAY: _l("天"), PaidBy.MONTH: _l("个月"), PaidBy.PIECE: _l("件")}


@blueprint.route("/file/how-much", methods=["GET", "POST"])
@public
@writes
def how_much() -> ResponseReturnValue:
    """An amount, or rates that are worked out and shown before they are kept."""
    elsewhere = where_now(Step.HOW_MUCH)
    if elsewhere is not None:
        return elsewhere
    form = form_of(Step.HOW_MUCH, HowMuchForm)
    show = partial(shown, Step.HOW_MUCH)
    counted = summed(form, show)
    if counted is not None:
        return counted
    if form.sent():
        with form.attempt():
            return keep(Step.HOW_MUCH, form)
    return sum_page(form, show)


def summed(form: HowMuchForm, show: Show) -> ResponseReturnValue | None:
    """The same page while nothing is wrong and nothing is to be kept yet; None otherwise."""
    form.counting = "count" in request.form
    if "another" in request.form:
        form.another()
    elif not (form.counting and form.sent()):
        return None
    response = sum_page(form, show, counted=True)
    response.status_code = 200
    return response


def sum_page(form: HowMuchForm, show: Show, *, counted: bool = False) -> Any:
    """The page with the working of the sum; ``show`` gives it its place among the questions."""
    form.speak()
    working = _working(form.sum) if form.sum is not None and form.total else None
    return show(form, total=form.total, working=working, open_sum=counted or form.opened)


def _working(given: Sum) -> str:
    """``280元 × 46天 − 2,000元 =``: each rate, its number, and what was paid already."""
    unit = _UNITS[given.paid_by]
    parts = [
        _(
            "%(rate)s元 × %(number)s%(unit)s",
            rate=_figures(one.rate.plain),
            number=hundredths.number(one.hundredths),
            unit=unit,
        )
        for one in given.stretches
    ]
    paid = _(" − %(paid)s元", paid=_figures(given.paid.plain)) if given.paid else ""
    total = _figures(sums.owed(given).plain)
    return _("%(parts)s%(paid)s = %(total)s元", parts=" + ".join(parts), paid=paid, total=total)


def _figures(plain: str) -> str:
    return plain.removesuffix(".00")
