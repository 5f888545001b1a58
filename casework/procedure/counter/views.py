"""The counter: its form, and beside it what may be the same matter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.datastructures import MultiDict

from casework.ground.cases.queries import evidence as evidence_queries
from casework.ground.cases.terms import Folder
from casework.ground.identity.terms import Permission
from casework.ground.offices import queries as offices
from casework.kernel import clock, sheets
from casework.kernel.files import ACCEPT
from casework.kernel.identifiers import row_id
from casework.kernel.terms import Refused
from casework.procedure.counter import actions, queries
from casework.procedure.counter.forms import ComplaintForm, SheetRead, read_choice, with_sheet
from casework.procedure.counter.terms import ApartGround
from casework.procedure.intake.actions import drafts, evidence
from casework.procedure.intake.queries import complaints
from casework.procedure.intake.views.blueprint import answered
from casework.web import uploads
from casework.web.edge import writes
from casework.web.guard import guard, reader
from casework.web.pages import page
from casework.web.uploads import Brought, takes_files
from casework.web.words import _

if TYPE_CHECKING:
    from casework.procedure.intake.models.complaints import Draft

blueprint = Blueprint("counter", __name__, url_prefix="/intake")


def _too_large() -> Any:
    """Nothing of what was sent could be read; the page before it is still in the browser."""
    form = _form()
    form.form_errors.append(_("一次传的太多太大，没有收到。请返回，少选几个再传。"))
    return _shown(form, None)


@blueprint.route("/new", methods=["GET", "POST"])
@guard(Permission.TAKE_COMPLAINT)
@takes_files(_too_large)
@writes
def new() -> ResponseReturnValue:
    """The counter's form, and beside it what may be the same matter. Files stay over errors."""
    brought = uploads.bring() if request.method == "POST" else Brought()
    form = _form()
    draft = _keep(form, brought)
    sent = form.sent()
    if sent and not _only_looks():
        with form.attempt():
            filed = actions.file_at_counter(
                form.facts(),
                choice=read_choice(request.form.get("same", "")),
                reason=form.reason.data or "",
                draft=draft,
                by=reader(),
                now=clock.now(),
            )
            return redirect(url_for("intake.receipt", complaint_id=filed.complaint.id))
    if "more" in request.form:
        form.more_rows()
    shown = _shown(form, draft)
    asked = "more" in request.form or (sent and _only_looks())
    return answered(shown) if asked else shown


def _shown(form: ComplaintForm, draft: Draft | None) -> Any:
    rows = evidence_queries.files(Folder(draft_id=draft.id)) if draft else []
    return page(
        "counter/new.html",
        form=form,
        same=_same(form),
        grounds=ApartGround.choices(),
        rows=rows,
        accept=ACCEPT,
    )


def _form() -> ComplaintForm:
    """As it was sent, with the people of a spreadsheet in its empty rows."""
    typed: MultiDict[str, str] = request.form
    read: SheetRead | None = None
    unread: Refused | None = None
    upload = request.files.get("sheet")
    if upload is not None and upload.filename:
        try:
            read = with_sheet(request.form, upload.stream.read(sheets.MOST_BYTES + 1))
            typed = read.typed
        except Refused as refusal:
            unread = refusal
    given = typed if request.method == "POST" else None
    form = ComplaintForm(formdata=given, received_on=clock.today())
    form.offer(areas=_areas(), centres=_centres(), today=clock.today())
    form.unread = unread
    if read is not None:
        form.places, form.left_out, form.unknown = read.places, read.left_out, read.unknown
    if given is None:
        form.area.data = current_user.unit.area_id
    return form


def _only_looks() -> bool:
    """Whether nothing is filed yet: somebody looks first, or a list has just been read."""
    upload = request.files.get("sheet")
    read = upload is not None and bool(upload.filename)
    return read or bool({"look", "more", "remove"} & set(request.form))


def _keep(form: ComplaintForm, brought: Brought) -> Draft | None:
    """The draft in which files wait until the form is filed; the first file makes it."""
    draft = complaints.find_unfiled_draft(form.kept.data or "")
    if brought.arrived:
        draft = draft or drafts.start_draft({}, now=clock.now())
        laid = evidence.keep_files(draft, brought.arrived, now=clock.now())
        uploads.claim(row.file_key for row in laid.new)
        form.refused = [*brought.refused, *laid.refused]
    else:
        form.refused = brought.refused
    asked = row_id(request.form.get("remove"))
    if draft is not None and asked is not None:
        evidence.drop_kept_file(draft, asked, now=clock.now())
    form.kept.data = draft.code if draft else ""
    return draft


@blueprint.route("/new/same", methods=["POST"])
@guard(Permission.TAKE_COMPLAINT)
@writes
def same() -> ResponseReturnValue:
    """The page by what is typed so far, of which the browser takes what stands beside the form."""
    form = _form()
    form.validate()
    return answered(_shown(form, complaints.find_unfiled_draft(form.kept.data or "")))


def _areas() -> list[tuple[int, str]]:
    reach = current_user.reach(Permission.TAKE_COMPLAINT)
    return [(area.id, offices.name(area)) for area in offices.handling_areas(reach=reach)]


def _centres() -> list[tuple[int, str]]:
    return [(centre.id, offices.name(centre)) for centre in offices.centres()]


def _same(form: ComplaintForm) -> list[queries.Alike]:
    if request.method == "GET" or not form.area.data:
        return []
    return queries.alike(form.facts())
