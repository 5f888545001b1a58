"""Pages of the statute: what is in force, for every officer; and changes, made by two people."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Flask, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from casework.ground.approvals import queries as approvals
from casework.ground.identity import queries as identity
from casework.ground.identity.terms import Permission
from casework.ground.offices import queries as offices
from casework.ground.statute import queries
from casework.ground.statute.actions import changes as change_actions
from casework.ground.statute.actions import loading
from casework.ground.statute.forms import DecideForm, NoticeForm, ProposeForm
from casework.ground.statute.rules import changes as change_rules
from casework.ground.statute.rules import citing, yearly
from casework.ground.statute.rules.notice import with_notice
from casework.ground.statute.terms.keeping import Keeps, Way, way_of
from casework.ground.statute.terms.places import Province
from casework.ground.statute.terms.words import EntryKind
from casework.kernel import clock
from casework.kernel.house import house
from casework.kernel.terms import Missing
from casework.web.edge import writes
from casework.web.guard import guard, reader, signed_in
from casework.web.pages import page, pages, place
from casework.web.words import _

if TYPE_CHECKING:
    from casework.ground.statute.models import Proposal
    from casework.ground.statute.terms.entries import Figure, Rule

blueprint = Blueprint("statute", __name__, url_prefix="/statute")

_SEES_CHANGES = (
    Permission.MANAGE_STATUTE,
    Permission.APPROVE_STATUTE,
    Permission.READ_AUDIT,
)
#: How the kinds of days are drawn.
_CELLS = {"workday": "coming", "makeup": "makeup", "weekend": "weekend", "holiday": "holiday"}


@blueprint.context_processor
def _rights() -> dict[str, Any]:
    """Which links the reader sees."""
    may = getattr(current_user, "may", lambda _: False)
    return {
        "rights": {
            "propose": may(Permission.MANAGE_STATUTE),
            "approve": may(Permission.APPROVE_STATUTE),
            "see_changes": any(may(permission) for permission in _SEES_CHANGES),
        }
    }


def install(app: Flask) -> None:
    """Every page may write an article out; a refusal does."""
    app.jinja_env.filters["cite"] = citing.cite_all


@blueprint.route("/rules")
@signed_in
def rules() -> ResponseReturnValue:
    """Every limit in force on a day, with its article."""
    on = _asked_day()
    return page(rules=queries.statute().rules_in_force(on), way_of=_way_of, on=on)


def _way_of(rule: str) -> Way:
    return way_of(rule, house().all(Keeps))


@blueprint.route("/figures")
@signed_in
def figures() -> ResponseReturnValue:
    """Every figure in force on a day, with its source; the unconfirmed ones marked."""
    on = _asked_day()
    return page(figures=queries.statute().figures_in_force(on), places=_places(), on=on)


@blueprint.route("/calendar")
@signed_in
def calendar() -> ResponseReturnValue:
    """One year, day by day: announced or provisional."""
    today = clock.today()
    year = _asked_year(today.year)
    known = queries.calendar()
    links = [
        (str(y), url_for("statute.calendar", year=y), y == year)
        for y in yearly.years_to_choose(known, today.year)
    ]
    return page(
        year=year,
        months=yearly.months_of(year, known),
        official=known.official(year),
        announced=known.years.get(year),
        year_links=links,
        kinds=_CELLS,
    )


@blueprint.route("/changes")
@guard(*_SEES_CHANGES)
def changes() -> ResponseReturnValue:
    """Changes that wait for another person, and the log of decided ones."""
    waiting = queries.open_proposals()
    log = queries.decided_proposals(after=place())
    decided = log.rows
    people = [p.proposed_by_id for p in (*waiting, *decided)]
    people += [p.decided_by_id for p in decided if p.decided_by_id]
    return page(
        waiting=waiting,
        decided=decided,
        pages=pages(log),
        entries={p.id: _entry(p).name for p in (*waiting, *decided)},
        names=identity.names(people),
        places=_places(),
    )


@blueprint.route("/propose", methods=["GET", "POST"])
@guard(Permission.MANAGE_STATUTE)
@writes
def propose() -> ResponseReturnValue:
    """Propose a new value of one entry from a day on."""
    form = ProposeForm(request.form if request.method == "POST" else request.args)
    kind = EntryKind.known(form.kind.data)
    if kind is None:
        raise Missing
    entry = queries.entry_to_change(
        kind, form.code.data or "", area=form.area.data or "", on=clock.today()
    )
    chooses = change_rules.governs_limits(kind, entry.id)
    about: dict[str, Any] = {
        "entry": entry,
        "way": _way_of(entry.id) if kind is EntryKind.RULE else None,
        "idle": Way.NOT_KEPT,
        "chooses": chooses,
        "places": _places(),
    }
    if form.sent():
        with form.attempt(claims=not form.look.data):
            if form.look.data:
                asked = queries.considered(form.amendment(), today=clock.today())
                return page(form=form, asked=asked, **about)
            change_actions.propose_figure(
                form.amendment(), reason=form.reason.data, by=reader(), now=clock.now()
            )
            flash(_("已提出，等另一个人批准。"), "message")
            return redirect(url_for("statute.changes"))
    return page(form=form, **about)


def _entry(proposal: Proposal) -> Rule | Figure:
    return queries.entry_to_change(
        proposal.entry_kind, proposal.code, area=proposal.area, on=proposal.effective_on
    )


@blueprint.route("/approve/<int:proposal_id>", methods=["GET", "POST"])
@guard(Permission.APPROVE_STATUTE)
@writes
def approve(proposal_id: int) -> ResponseReturnValue:
    """A proposed change with its difference; another person approves or rejects it."""
    proposal = queries.proposal(proposal_id)
    before = approvals.before(queries.sheet(proposal), reader=reader())
    form = DecideForm(shown=before.sha256)
    if form.sent():
        with form.attempt():
            _decide(proposal, form)
            return redirect(url_for("statute.changes"))
    return page(
        form=form,
        entry=_entry(proposal),
        places=_places(),
        area=proposal.area,
        before=before,
        asked=proposal.amendment if before.waits else None,
    )


def _decide(proposal: Proposal, form: DecideForm) -> None:
    if form.approve.data:
        change_actions.approve_figure(
            proposal.id, seen=form.seen_hash, by=reader(), now=clock.now()
        )
        return
    change_actions.reject_figure(
        proposal.id, seen=form.seen_hash, note=form.note.data or "", by=reader(), now=clock.now()
    )


@blueprint.route("/announce", methods=["GET", "POST"])
@guard(Permission.MANAGE_STATUTE)
@writes
def announce() -> ResponseReturnValue:
    """Load the notice of one more year: whole, or refused; first see what it would move."""
    form = NoticeForm()
    if form.sent():
        with form.attempt(claims=not form.look.data):
            notice = form.notice()
            if form.look.data:
                would_be = with_notice(queries.calendar(), notice)
                return page(form=form, would_be=would_be, year=notice.year)
            loaded = loading.load_calendar_year(notice, by=reader(), now=clock.now())
            words = _("已载入，暂定的日期会重新算。") if loaded else _("早已载入，没有改动。")
            flash(words, "message")
            return redirect(url_for("statute.calendar", year=notice.year))
    return page(form=form)


def _places() -> dict[str, str]:
    """The names of where a figure holds, by division code; without a code it is the country."""
    counties = {area.code: offices.name(area) for area in offices.handling_areas()}
    return {"": _("全国"), **dict(Province.choices()), **counties}


def _asked_day() -> date:
    """The day in the address, else today."""
    try:
        return date.fromisoformat(request.args.get("on", ""))
    except ValueError:
        return clock.today()


def _asked_year(default: int) -> int:
    text = request.args.get("year", "")
    year = int(text) if text.isascii() and text.isdigit() and len(text) == len("2026") else default
    return year if yearly.has_calendar(year) else default
