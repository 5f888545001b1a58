"""Page 6: what is in hand, and files at once with it, a few or many, over a line that breaks."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from flask import flash, jsonify, request, url_for
from flask.typing import ResponseReturnValue

from casework.doors.hall.views import has_draft, kept_draft
from casework.doors.portal.actions import bringing
from casework.doors.portal.forms.evidence import EvidenceForm, PieceForm
from casework.doors.portal.rules.bringing import TooManyFiles
from casework.doors.portal.terms.asking import Step
from casework.doors.portal.views.asking import form_of, keep, shown, where_now
from casework.doors.portal.views.blueprint import blueprint
from casework.doors.portal.views.days_brought import leave_statement
from casework.doors.proving.views import from_where
from casework.ground.cases.actions import evidence as case_evidence
from casework.ground.cases.actions import pieces
from casework.ground.cases.queries import evidence as case_evidence_queries
from casework.ground.cases.terms import Folder
from casework.kernel import clock
from casework.kernel.days import day_of
from casework.kernel.files import ACCEPT
from casework.kernel.identifiers import row_id
from casework.kernel.terms import Missing, Refused
from casework.procedure.intake.actions import evidence as intake_evidence
from casework.procedure.intake.queries import evidence as intake_evidence_queries
from casework.web import uploads
from casework.web.edge import writes
from casework.web.guard import public
from casework.web.headers import hearing
from casework.web.uploads import Brought, takes_files
from casework.web.words import _

if TYPE_CHECKING:
    from casework.ground.cases.models.evidence import Evidence
    from casework.procedure.intake.models.complaints import Draft


def _too_large() -> Any:
    """The page as it was before, with the reason: nothing of what was sent could be read."""
    elsewhere = where_now(Step.EVIDENCE)
    if elsewhere is not None:
        return elsewhere
    form = form_of(Step.EVIDENCE, EvidenceForm)
    form.form_errors.append(_("一次传的太多太大，没有收到。请分几次传。"))
    return _shown(form)


@blueprint.route("/file/evidence", methods=["GET", "POST"])
@public
@takes_files(_too_large)
@writes
def evidence() -> ResponseReturnValue:
    """Page 6: what is in hand; nothing is an answer. Good files stay, bad ones are named."""
    brought = uploads.bring() if request.method == "POST" and has_draft() else Brought()
    elsewhere = where_now(Step.EVIDENCE)
    if elsewhere is not None:
        return elsewhere
    draft, form = _draft(), form_of(Step.EVIDENCE, EvidenceForm)
    form.staying = bool({"stay", "remove"} & set(request.form))
    form.refused = _lay(draft, brought)
    form.here = len(case_evidence_queries.files(Folder(draft_id=draft.id)))
    _remove(draft)
    good = form.sent()
    if good and not form.staying:
        with form.attempt():
            return keep(Step.EVIDENCE, form)
    return _shown(form, status=200 if good and form.staying else None)


def _draft() -> Draft:
    draft = kept_draft()
    if draft is None:
        raise Missing
    return draft


def _lay(draft: Draft, brought: Brought) -> list[Any]:
    """Keeps what is good; answers why the rest was not taken."""
    if brought.arrived and not _may_bring(len(brought.arrived)):
        return [*brought.refused, TooManyFiles()]
    laid = intake_evidence.keep_files(draft, brought.arrived, now=clock.now())
    uploads.claim(row.file_key for row in laid.new)
    if laid.again:
        flash(_("有%(count)d个以前交过，只留一份。", count=len(laid.again)))
    return [*brought.refused, *laid.refused]


def _may_bring(files: int) -> bool:
    """Whether so many more files may come from here in this hour."""
    here = from_where()
    return here is None or bringing.may_bring(files, address=here, now=clock.now())


def _remove(draft: Draft) -> None:
    asked = row_id(request.form.get("remove"))
    row = case_evidence_queries.find_draft_file(asked, draft_id=draft.id) if asked else None
    if row is not None:
        if row.own_record:
            leave_statement()
        case_evidence.drop_file(row, now=clock.now())


def _shown(form: EvidenceForm, *, status: int | None = None) -> Any:
    draft = _draft()
    files = case_evidence_queries.files(Folder(draft_id=draft.id))
    last = max(draft.updated_at, *(row.received_at for row in files), draft.made_at)
    until = last + timedelta(hours=intake_evidence_queries.file_hours(clock.today()))
    response = shown(
        Step.EVIDENCE,
        form,
        accept=ACCEPT,
        rows=[row_words(row) for row in files],
        kept_until=day_of(until),
        pieces_url=url_for("portal.piece"),
    )
    response.status_code = status or response.status_code
    return hearing(response)


def row_words(row: Evidence) -> dict[str, Any]:
    """A file as its owner reads it in a list."""
    return {
        "id": row.id,
        "name": row.name,
        "kind": row.kind,
        "size": size_words(row.size),
        "hash": row.short_hash,
        "shrunk": row.shrunk,
    }


def size_words(size: int) -> str:
    """``3.2MB``, ``85KB``."""
    if size >= 1024 * 1024:
        return f"{size / 1024 / 1024:.1f}MB"
    return f"{max(size // 1024, 1)}KB"


@blueprint.route("/file/evidence/piece", methods=["POST"])
@public
@writes
def piece() -> ResponseReturnValue:
    """A piece of a file for the draft; says how much is here, so that the rest can follow."""
    draft = _draft()

    def lay(arrived: Any) -> case_evidence.Laid:
        if not _may_bring(1):
            raise TooManyFiles
        return intake_evidence.keep_files(draft, [arrived], now=clock.now())

    return take_piece(Folder(draft_id=draft.id), lay)


def take_piece(folder: Folder, lay: Any) -> ResponseReturnValue:
    """Keeps a piece; when the file is whole, lays it where it belongs."""
    form, now = PieceForm(), clock.now()
    if not form.sent():
        return jsonify(refused=_("没有上传成功，请再传一次。")), 422
    try:
        upload = pieces.begin_upload(
            folder, mark=form.mark.data, name=form.name.data, size=form.size.data, now=now
        )
        brought = request.files.get("piece")
        if brought is not None:
            pieces.add_piece(upload, brought.stream, start=form.start.data, now=now)
        if upload.have < upload.size:
            return jsonify(have=upload.have, done=False)
        return _finish(upload, lay, shrunk=form.shrunk.data)
    except Refused as refusal:
        return jsonify(refused=refusal.words), 422


def _finish(upload: Any, lay: Any, *, shrunk: bool) -> ResponseReturnValue:
    name, size = upload.name, upload.size
    try:
        with pieces.whole(upload) as whole:
            pieces.drop_upload(upload, now=clock.now())
            laid = lay(uploads.arrive(name, whole, shrunk=shrunk))
    except Refused as refusal:
        return jsonify(have=size, done=True, refused=refusal.words)
    uploads.claim(row.file_key for row in laid.new)
    refused = [refusal.words for refusal in laid.refused]
    return jsonify(have=size, done=True, again=bool(laid.again), refused=next(iter(refused), None))
