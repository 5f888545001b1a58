"""Page 4: how much is owed, with a small sum for those who know their rate."""

from __future__ import annotations

from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from casework.portal import rules
from casework.portal.forms import HowMuchForm
from casework.portal.terms import PaidBy, Step, Sum
from casework.portal.views.asking import form_of, keep, shown, where_now
from casework.portal.views.blueprint import blueprint
from casework.web.edge import writes
from casework.web.guard import public
from casework.web.words import _, _l

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
    form.counting = "count" in request.form
    if "another" in request.form:
        form.another()
        return _same_page(form)
    if form.sent():
        if form.counting:
            return _same_page(form)
        with form.attempt():
            return keep(Step.HOW_MUCH, form)
    return _page(form)


def _same_page(form: HowMuchForm) -> Any:
    """Nothing is wrong and nothing is kept yet: the worker looks on."""
    response = _page(form, counted=True)
    response.status_code = 200
    return response


def _page(form: HowMuchForm, *, counted: bool = False) -> Any:
    form.speak()
    working = _working(form.sum) if form.sum is not None and form.total else None
    return shown(Step.HOW_MUCH, form, total=form.total, working=working,
                 open_sum=counted or form.opened)  # fmt: skip


def _working(given: Sum) -> str:
    """``280元 × 46天 − 2,000元 =``: each rate, its number, and what was paid already."""
    unit = _UNITS[given.paid_by]
    parts = [
        _("%(rate)s元 × %(number)s%(unit)s", rate=_figures(one.rate.plain),
          number=rules.number(one.hundredths), unit=unit)
        for one in given.stretches
    ]  # fmt: skip
    paid = _(" − %(paid)s元", paid=_figures(given.paid.plain)) if given.paid else ""
    total = _figures(rules.owed(given).plain)
    return _("%(parts)s%(paid)s = %(total)s元", parts=" + ".join(parts), paid=paid, total=total)


def _figures(plain: str) -> str:
    return plain.removesuffix(".00")
