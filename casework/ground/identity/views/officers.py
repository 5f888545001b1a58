"""The administrator's pages: officers, their roles and units, one-time keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from casework.ground.identity import queries
from casework.ground.identity.actions import accounts
from casework.ground.identity.forms import AccountForm, NewOfficerForm, SearchForm
from casework.ground.identity.terms import AccountState, Deed, Logged, Permission
from casework.ground.identity.views.blueprint import blueprint
from casework.ground.offices import queries as offices
from casework.ground.offices.terms import Reach
from casework.kernel import clock
from casework.kernel.identifiers import row_id
from casework.web.edge import writes
from casework.web.guard import guard, reader
from casework.web.pages import page, pages, place
from casework.web.words import _

if TYPE_CHECKING:
    from casework.ground.identity.models import Officer


@blueprint.route("/officers")
@guard(Permission.MANAGE_OFFICERS)
def officers() -> ResponseReturnValue:
    form = SearchForm(request.args)
    areas = offices.handling_areas(reach=_reach())
    form.area.choices = [("", str(_("全市"))), *((str(a.id), a.label) for a in areas)]
    form.validate()
    found = queries.officers(
        reach=_reach(),
        area_id=row_id(form.area.data),
        department=form.department.data,
        words="" if form.q.errors else form.q.data or "",
        after=place(),
    )
    return page(filters=form, rows=found.rows, pages=pages(found))


@blueprint.route("/officers/new", methods=["GET", "POST"])
@guard(Permission.MANAGE_OFFICERS)
@writes
def new_officer() -> ResponseReturnValue:
    form = NewOfficerForm()
    form.offer_units(_units())
    if form.sent():
        with form.attempt():
            made = accounts.appoint(form.login.data, form.facts(), by=reader(), now=clock.now())
            flash(_("账号建好了。现在发一次性口令，当面交给本人。"), "message")
            return redirect(url_for("identity.officer", officer_id=made.id))
    return page(form=form)


@blueprint.route("/officers/<int:officer_id>", methods=["GET", "POST"])
@guard(Permission.MANAGE_OFFICERS)
@writes
def officer(officer_id: int) -> ResponseReturnValue:
    found = _found(officer_id)
    form = AccountForm(obj=found)
    form.offer_units(_units())
    if form.sent():
        with form.attempt():
            accounts.change(found, form.facts(), seen=form.seen, by=reader(), now=clock.now())
            flash(_("已修改。"), "message")
            return redirect(url_for("identity.officer", officer_id=found.id))
    if form.conflict is not None:
        # who has seen both values may now decide
        form.version.data = found.version
    return page(
        form=form,
        officer=found,
        states=AccountState,
        key_given_at=queries.last_key_given_at(found.id, now=clock.now()),
        lines=queries.readings(subject=(Logged.OFFICER, found.id), size=20).rows,
        deeds=Deed,
    )


@blueprint.route("/officers/<int:officer_id>/disable", methods=["POST"])
@guard(Permission.MANAGE_OFFICERS)
@writes
def disable(officer_id: int) -> ResponseReturnValue:
    accounts.disable(_found(officer_id), by=reader(), now=clock.now())
    flash(_("已停用，这个人的登录都退出了。"), "message")
    return redirect(url_for("identity.officer", officer_id=officer_id))


@blueprint.route("/officers/<int:officer_id>/enable", methods=["POST"])
@guard(Permission.MANAGE_OFFICERS)
@writes
def enable(officer_id: int) -> ResponseReturnValue:
    accounts.enable(_found(officer_id), by=reader(), now=clock.now())
    flash(_("已恢复。"), "message")
    return redirect(url_for("identity.officer", officer_id=officer_id))


@blueprint.route("/officers/<int:officer_id>/invite", methods=["POST"])
@guard(Permission.MANAGE_OFFICERS)
@writes
def invite(officer_id: int) -> ResponseReturnValue:
    """The key stands on this answer alone: no address leads back to it."""
    found = _found(officer_id)
    key = accounts.invite(found, by=reader(), now=clock.now())
    return page(officer=found, key=key)


def _reach() -> Reach:
    reach: Reach = reader().reach(Permission.MANAGE_OFFICERS)
    return reach


def _found(officer_id: int) -> Officer:
    return queries.officer_within(officer_id, reach=_reach())


def _units() -> list[tuple[str, str]]:
    return [(str(unit.id), unit.label) for unit in offices.units(reach=_reach())]
