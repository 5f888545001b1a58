"""The desk: complaints that wait, the counter form, the decision, the receipt.

Workers' own pages are in ``portal``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import segno
from flask import Blueprint, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from casework.cases import queries as cases
from casework.cases.terms import Subject
from casework.documents import queries as papers
from casework.identity import actions as identity
from casework.identity.terms import Permission
from casework.intake import actions, queries, rules
from casework.intake.forms import (
    AcceptForm,
    ComplaintForm,
    FindForm,
    RefuseForm,
    ReissueForm,
    SupplementForm,
    SupplementReceivedForm,
    TipForm,
    TransferForm,
)
from casework.intake.terms import EvidenceKind, Gap, Kind
from casework.kernel import clock
from casework.offices import queries as offices
from casework.statute import queries as statute
from casework.statute import rules as law
from casework.statute.terms import Card
from casework.web.edge import writes
from casework.web.fields import content_hash
from casework.web.filters import mask_name
from casework.web.guard import guard, reader
from casework.web.pages import Form, page

if TYPE_CHECKING:
    from casework.intake.models import Complaint

blueprint = Blueprint("intake", __name__, url_prefix="/intake")

ACC = "ACC"
_OPENED = "opened_tip"
_DESK = (Permission.ACCEPT_COMPLAINT, Permission.TAKE_COMPLAINT)


@blueprint.route("/")
@guard(Permission.ACCEPT_COMPLAINT, Permission.TAKE_COMPLAINT)
def desk() -> ResponseReturnValue:
    """Everything that waits for a decision, the most pressing first."""
    rows = [Waiting(row) for row in queries.waiting(reach=_reach())]
    return page(rows=rows, most=queries.DESK_ROWS)


class Waiting:
    """A row of the desk with its mark."""

    def __init__(self, row: Any):
        self.row = row

    @property
    def gaps(self) -> list[Gap]:
        return _words(Gap, self.row.gaps)

    @property
    def mark(self) -> Card | None:
        """The card of the running limit; none while the worker is to supplement."""
        if self.row.due_on is None:
            return None
        book, calendar = statute.statute(), statute.calendar()
        sheet = law.due(book.rule(ACC, on=self.row.start_on), self.row.start_on, calendar)
        return law.card_of(sheet, clock.today(), calendar, book, people=self.row.people or 0)


def _words(kind: Any, text: str) -> list[Any]:
    return [kind(value) for value in text.split(",") if value]


def _reach() -> Any:
    """As far as this officer's reading at the desk goes."""
    for permission in _DESK:
        if current_user.may(permission):
            return current_user.reach(permission)
    return current_user.reach(Permission.READ_CASE)


@blueprint.route("/new", methods=["GET", "POST"])
@guard(Permission.TAKE_COMPLAINT)
@writes
def new() -> ResponseReturnValue:
    """The counter's form. A first look shows what is open against the same name."""
    form = ComplaintForm(received_on=clock.today())
    form.offer(areas=_areas(), centres=_centres(), today=clock.today())
    if request.method == "GET":
        form.area.data = current_user.unit.area_id
    if "more" in request.form:
        form.more_rows()
        return _answered(page("intake/new.html", form=form, same=[], looked=False))
    sent = form.sent()
    same = _same(form)
    if sent and "look" not in request.form:
        with form.attempt():
            filed = actions.file(
                form.facts(), key=form.form_key.data, content_hash=content_hash(), by=reader(),
                now=clock.now(),
            )  # fmt: skip
            return redirect(url_for("intake.receipt", complaint_id=filed.complaint.id))
    if sent and form.refusal is None:
        return _answered(page("intake/new.html", form=form, same=same, looked=True))
    return page(form=form, same=same, looked=bool(same))


def _areas() -> list[tuple[int, str]]:
    reach = current_user.reach(Permission.TAKE_COMPLAINT)
    return [(area.id, offices.name(area)) for area in offices.handling_areas(reach=reach)]


def _centres() -> list[tuple[int, str]]:
    return [(centre.id, offices.name(centre)) for centre in offices.centres()]


def _same(form: ComplaintForm) -> list[queries.SameEmployer]:
    if request.method == "GET" or not form.employer.data or not form.area.data:
        return []
    return queries.same_employer(form.employer.data, area_id=form.area.data)


@blueprint.route("/<int:complaint_id>")
@guard(Permission.ACCEPT_COMPLAINT, Permission.TAKE_COMPLAINT, Permission.READ_CASE)
def complaint(complaint_id: int) -> ResponseReturnValue:
    """One complaint with its people, its limit, and what may be decided."""
    found = queries.complaint(complaint_id, reach=_reach())
    return page(**_context(found))


def _context(found: Complaint, **forms: Form) -> dict[str, Any]:
    """What the page of a complaint shows; ``forms`` are those that came back with errors."""
    same = queries.same_employer(found.employer_text, area_id=found.area_id, but=found.id)
    running = cases.find_running_clock(Subject.COMPLAINT, found.id, ACC)
    given = {
        "accept_form": AcceptForm(formdata=None), "refuse_form": RefuseForm(formdata=None),
        "supplement_form": SupplementForm(formdata=None),
        "received_form": SupplementReceivedForm(formdata=None),
        "transfer_form": TransferForm(formdata=None), "tip_form": TipForm(formdata=None),
        "reissue_form": ReissueForm(formdata=None),
        **forms,
    }  # fmt: skip
    _offer_cases(given["accept_form"], same)
    verbs = rules.LIFECYCLE.verbs(found.state)
    may = current_user.may(Permission.ACCEPT_COMPLAINT)
    return {
        "complaint": found, "people": _people(found), "gaps": _words(Gap, found.gaps),
        "evidence": _words(EvidenceKind, found.evidence), "same": same, "running": running,
        "decisions": queries.decisions(found.id), "papers": papers.papers_of_complaint(found.id),
        "verbs": verbs if may else [], "is_tip": found.kind is Kind.TIP, **given,
    }  # fmt: skip


def _offer_cases(form: Any, same: list[queries.SameEmployer]) -> None:
    form.offer([(one.id, f"{one.number}　{one.project}".strip()) for one in same
                if one.kind == "case"])  # fmt: skip


@dataclass(frozen=True)
class Person:
    """A claimant as this reader may see him; a tip's stays sealed."""

    claimant: Any
    name: str
    id_number: str
    phone: str


def _people(found: Complaint) -> list[Person]:
    if found.kind is Kind.TIP and session.pop(_OPENED, None) != found.id:
        return []
    works_here = any(current_user.may(p) for p in _DESK)
    return [
        Person(one, one.name if works_here else mask_name(one.name), one.id_number or "",
               one.phone or "")
        for one in found.claimants
    ]  # fmt: skip


@blueprint.route("/<int:complaint_id>/accept", methods=["POST"])
@guard(Permission.ACCEPT_COMPLAINT)
@writes
def accept(complaint_id: int) -> ResponseReturnValue:
    """Accepted: a case of its own, or into one that is open."""
    found = _to_decide(complaint_id)
    form = AcceptForm()
    _offer_cases(form, queries.same_employer(found.employer_text, area_id=found.area_id))
    if form.sent():
        with form.attempt():
            into = cases.any_case(form.join.data) if form.join.data else None
            actions.accept(found, join=into, by=reader(), now=clock.now())
            return redirect(url_for("intake.complaint", complaint_id=found.id))
    return _again(complaint_id, form, "accept_form")


@blueprint.route("/<int:complaint_id>/refuse", methods=["POST"])
@guard(Permission.ACCEPT_COMPLAINT)
@writes
def refuse(complaint_id: int) -> ResponseReturnValue:
    """Not accepted: ground, article, reason, and a letter."""
    found = _to_decide(complaint_id)
    form = RefuseForm()
    if form.sent():
        with form.attempt():
            actions.refuse(found, ground=form.ground.data, reason=form.reason.data, by=reader(),
                           now=clock.now())  # fmt: skip
            return redirect(url_for("intake.complaint", complaint_id=found.id))
    return _again(complaint_id, form, "refuse_form")


@blueprint.route("/<int:complaint_id>/supplement", methods=["POST"])
@guard(Permission.ACCEPT_COMPLAINT)
@writes
def supplement(complaint_id: int) -> ResponseReturnValue:
    """Something is missing: what, and until when."""
    found = _to_decide(complaint_id)
    form = SupplementForm()
    if form.sent():
        with form.attempt():
            actions.ask_supplement(found, wanted=form.wanted.data, until=form.until.data,
                                   by=reader(), now=clock.now())  # fmt: skip
            return redirect(url_for("intake.complaint", complaint_id=found.id))
    return _again(complaint_id, form, "supplement_form")


@blueprint.route("/<int:complaint_id>/supplemented", methods=["POST"])
@guard(Permission.ACCEPT_COMPLAINT, Permission.TAKE_COMPLAINT)
@writes
def supplemented(complaint_id: int) -> ResponseReturnValue:
    """What was missing has come: the limit begins anew."""
    found = _to_decide(complaint_id)
    form = SupplementReceivedForm()
    if form.sent():
        with form.attempt():
            actions.supplement_received(found, note=form.note.data, by=reader(), now=clock.now())
            return redirect(url_for("intake.complaint", complaint_id=found.id))
    return _again(complaint_id, form, "received_form")


@blueprint.route("/<int:complaint_id>/transfer", methods=["POST"])
@guard(Permission.ACCEPT_COMPLAINT)
@writes
def transfer(complaint_id: int) -> ResponseReturnValue:
    """Not ours: sent on, and the worker is told where to go."""
    found = _to_decide(complaint_id)
    form = TransferForm()
    if form.sent():
        with form.attempt():
            actions.transfer(found, receiver=form.receiver.data, reason=form.reason.data,
                             by=reader(), now=clock.now())  # fmt: skip
            return redirect(url_for("intake.complaint", complaint_id=found.id))
    return _again(complaint_id, form, "transfer_form")


def _to_decide(complaint_id: int) -> Complaint:
    return queries.complaint(complaint_id, reach=_reach())


def _again(complaint_id: int, form: Form, name: str) -> ResponseReturnValue:
    """The complaint's page with the form that was not accepted."""
    found = queries.complaint(complaint_id, reach=_reach())
    return page("intake/complaint.html", form=form, **_context(found, **{name: form}))


@blueprint.route("/<int:complaint_id>/open-tip", methods=["POST"])
@guard(Permission.OPEN_TIP)
@writes
def open_tip(complaint_id: int) -> ResponseReturnValue:
    """Shows who gave a tip, once, to those who may, with a reason that is kept."""
    found = queries.complaint(complaint_id, reach=current_user.reach(Permission.OPEN_TIP))
    form = TipForm()
    if form.sent():
        identity.log_reading(what="open_tip", subject_kind="complaint", subject_id=found.id,
                             reason=form.reason.data, address=request.remote_addr or "",
                             by=reader(), now=clock.now())  # fmt: skip
        session[_OPENED] = found.id
        return redirect(url_for("intake.complaint", complaint_id=found.id))
    return _again(complaint_id, form, "tip_form")


@blueprint.route("/<int:complaint_id>/receipt")
@guard(Permission.TAKE_COMPLAINT)
def receipt(complaint_id: int) -> ResponseReturnValue:
    """The A4 receipt, for the worker to take away."""
    found = queries.complaint(complaint_id, reach=current_user.reach(Permission.TAKE_COMPLAINT))
    running = cases.find_running_clock(Subject.COMPLAINT, found.id, ACC)
    address = url_for("portal.progress", code=found.code, _external=True)
    return page(complaint=found, code=found.code, running=running, gaps=_words(Gap, found.gaps),
                address=url_for("portal.progress", _external=True), printed_at=clock.now(),
                qr=segno.make(address, micro=False).svg_data_uri(border=4))  # fmt: skip


@blueprint.route("/find", methods=["GET", "POST"])
@guard(Permission.TAKE_COMPLAINT)
@writes
def find() -> ResponseReturnValue:
    """A worker has lost his receipt: his complaints by ID number, with a logged reason."""
    form = FindForm()
    if not form.sent():
        return page(form=form, found=None)
    reach = current_user.reach(Permission.TAKE_COMPLAINT)
    found = queries.complaints_by_id_number(form.id_number.data, reach=reach)
    for one in found:
        identity.log_reading(what="find_by_id_number", subject_kind="complaint",
                             subject_id=one.id, reason=form.reason.data,
                             address=request.remote_addr or "", by=reader(),
                             now=clock.now())  # fmt: skip
    return _answered(page(form=form, found=found))


def _answered(response: Any) -> Any:
    """A search is answered, not refused."""
    response.status_code = 200
    return response


@blueprint.route("/<int:complaint_id>/reissue", methods=["POST"])
@guard(Permission.TAKE_COMPLAINT)
@writes
def reissue(complaint_id: int) -> ResponseReturnValue:
    """A new receipt; the old code is void."""
    found = queries.complaint(complaint_id, reach=current_user.reach(Permission.TAKE_COMPLAINT))
    form = ReissueForm()
    if form.sent():
        with form.attempt():
            actions.reissue_receipt(found, reason=form.reason.data, by=reader(), now=clock.now())
            return redirect(url_for("intake.receipt", complaint_id=found.id))
    return _again(complaint_id, form, "reissue_form")
