"""证据: the files of a case or complaint; looking at one, taking its original, its custody.

Every opening is written into the log before anything is shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.wrappers import Response

from casework.ground.cases.actions import evidence as evidence_actions
from casework.ground.cases.forms import FilesForm, OpenForm
from casework.ground.cases.queries import evidence as evidence_queries
from casework.ground.cases.queries import matters
from casework.ground.cases.terms import Folder, Scan
from casework.ground.cases.views.blueprint import blueprint
from casework.ground.identity import queries as officers
from casework.ground.identity.actions import readings
from casework.ground.identity.terms import Deed, Logged, Permission
from casework.kernel import clock as time
from casework.kernel import pictures
from casework.kernel.files import ACCEPT, FORMATS, FileKind
from casework.kernel.terms import Missing
from casework.kernel.transaction import first_of_all
from casework.web import uploads
from casework.web.edge import writes
from casework.web.guard import guard, reader
from casework.web.pages import page
from casework.web.uploads import Brought, takes_files
from casework.web.words import _

if TYPE_CHECKING:
    from casework.ground.cases.models.case import Case
    from casework.ground.cases.models.evidence import Evidence

_ADD = (Permission.INVESTIGATE, Permission.ACCEPT_COMPLAINT, Permission.TAKE_COMPLAINT)
_LINES = 200
#: Parts of a file that are asked for within this are one opening of it.
_ONE_LOOK = timedelta(hours=1)


@dataclass(frozen=True)
class Shown:
    """A file as an officer sees it. Of a tip neither its name nor who handed it in is told; those
    who work on it look at its pictures, and its sounds need the right to open tips."""

    row: Evidence
    name: str
    who: str
    may_open: bool

    @property
    def looks(self) -> bool:
        """Whether there is a picture to look at."""
        kept = self.row.copied_at is None or self.row.copy_key is not None
        return self.row.kind is FileKind.PICTURE and kept and self.row.scan is not Scan.INFECTED

    @property
    def plays(self) -> str | None:
        """Whether there is something to hear or to watch, for whoever may."""
        heard = self.row.kind in (FileKind.SOUND, FileKind.VIDEO)
        good = heard and self.may_open and self.row.scan is not Scan.INFECTED
        return self.row.kind.value if good else None

    @property
    def megabytes(self) -> str:
        return f"{max(self.row.size / 1024 / 1024, 0.01):.2f}"


def _shown(row: Evidence, number: int) -> Shown:
    if not row.confidential:
        who = row.receiver.name if row.receiver else _("工人")
        return Shown(row, row.name, who, may_open=True)
    may = current_user.may(Permission.OPEN_TIP)
    name = _("举报材料%(number)d", number=number) + _ending(row)
    return Shown(row, name, row.receiver.name if row.receiver else _("举报人"), may_open=may)


def _ending(row: Evidence) -> str:
    return next(f.endings[0] for f in FORMATS if f.media_type == row.media_type)


def complaint_files(complaint_id: int) -> list[Shown]:
    """The files of a complaint, in the order in which they came."""
    return _numbered(evidence_queries.files_of_complaint(complaint_id))


def _numbered(rows: list[Evidence]) -> list[Shown]:
    return [_shown(row, number) for number, row in enumerate(rows, start=1)]


def evidence_form() -> FilesForm:
    """An empty form for files."""
    return FilesForm(formdata=None)


@blueprint.get("/<int:case_id>/evidence")
@guard(Permission.READ_CASE)
def evidence(case_id: int) -> ResponseReturnValue:
    """The tab: every file, with its hash and who handed it in."""
    return _tab(_case(case_id, Permission.READ_CASE), evidence_form())


def _case(case_id: int, *permissions: Permission) -> Case:
    held = next(p for p in permissions if current_user.may(p))
    return matters.case(case_id, reach=current_user.reach(held))


def _tab(case: Case, form: FilesForm) -> Any:
    may_add = any(current_user.may(permission) for permission in _ADD)
    every = _numbered(evidence_queries.files(Folder(case_id=case.id)))
    reads = evidence_queries.reads_tips(reader(), case)
    files = [one for one in every if reads or not one.row.confidential]
    return page(
        "cases/evidence.html",
        form=form,
        case=case,
        files=files,
        accept=ACCEPT,
        sealed=len(every) - len(files),
        may_add=may_add,
    )


def _too_large(case_id: int) -> Any:
    case, form = _case(case_id, Permission.READ_CASE), evidence_form()
    form.form_errors.append(_("一次交的太多太大，没有收到。请分几次交。"))
    return _tab(case, form)


@blueprint.post("/<int:case_id>/evidence/add")
@guard(*_ADD)
@takes_files(_too_large)
@writes
def add_evidence(case_id: int) -> ResponseReturnValue:
    """An officer adds files; good ones stay, bad ones are named."""
    case, brought = _case(case_id, *_ADD), uploads.bring()
    form = _brought(brought)
    if form.sent() or brought.arrived:
        with form.attempt(claims=False):
            laid = evidence_actions.add_evidence(case, brought.arrived, by=reader(), now=time.now())
            uploads.claim(row.file_key for row in laid.new)
            form.files.errors = (*form.files.errors, *(bad.words for bad in laid.refused))
            if laid.again:
                flash(_("有%(count)d个以前交过，只留一份。", count=len(laid.again)))
        if not form.errors and not form.form_errors and not form.conflict:
            return redirect(url_for("cases.evidence", case_id=case.id))
    return _tab(case, form)


def _brought(brought: Brought) -> FilesForm:
    form = FilesForm()
    form.brought, form.refused = bool(brought), brought.refused
    return form


def _file(evidence_id: int) -> Evidence:
    """Raises Missing, also when it is of a tip that is not for this reader."""
    found = evidence_queries.evidence(evidence_id, reach=current_user.reach(Permission.READ_CASE))
    case = matters.any_case(found.case_id) if found.case_id else None
    if found.confidential and not evidence_queries.reads_tips(reader(), case):
        raise Missing
    return found


def _in_its_folder(row: Evidence) -> Shown:
    """With the number that the file has there."""
    near = (
        evidence_queries.files(Folder(case_id=row.case_id))
        if row.case_id
        else evidence_queries.files_of_complaint(row.complaint_id or 0)
    )
    number = next((n for n, one in enumerate(near, start=1) if one.id == row.id), 1)
    return _shown(row, number)


@blueprint.get("/files/<int:evidence_id>")
@guard(Permission.READ_CASE)
def file(evidence_id: int) -> ResponseReturnValue:
    """One file: what it is, its whole hash, what happened to it, and the way to the original."""
    return _page(_file(evidence_id), OpenForm(formdata=None))


def _page(row: Evidence, form: OpenForm | None, template: str = "cases/file.html") -> Any:
    case = matters.any_case(row.case_id) if row.case_id else None
    return page(
        template,
        form=form,
        shown=_in_its_folder(row),
        case=case,
        printed_at=time.now(),
        chain=_chain(row),
    )


def _chain(row: Evidence) -> list[tuple[Any, str, str, str]]:
    """When, what, by whom, and why: what happened to a file and who opened it, as it came."""
    log = officers.readings(subject=(Logged.EVIDENCE.value, row.id), size=_LINES).rows
    steps = [
        (e.at, e.what.label, e.officer.name if e.officer else "", e.note)
        for e in evidence_queries.custody(row.id)
    ]
    opened = [(line.at, _("打开或下载"), line.name or "", line.reason) for line in reversed(log)]
    return sorted(steps + opened, key=lambda step: step[0])


@blueprint.get("/files/<int:evidence_id>/custody")
@guard(Permission.READ_CASE)
def custody(evidence_id: int) -> ResponseReturnValue:
    """The chain of custody on one sheet of paper."""
    return _page(_file(evidence_id), None, "cases/custody.html")


@blueprint.get("/files/<int:evidence_id>/copy")
@guard(Permission.READ_CASE)
def copy(evidence_id: int) -> ResponseReturnValue:
    """The picture drawn anew, or the sound: shown in the page, never as what it arrived as."""
    row = _file(evidence_id)
    shown = _in_its_folder(row)
    if not (shown.looks or shown.plays):
        raise Missing
    content = evidence_queries.copy(row)
    size = content.seek(0, 2)
    content.seek(0)
    media_type = pictures.MEDIA_TYPE if row.kind is FileKind.PICTURE else row.media_type
    if uploads.begins_here() or not _opened_lately(evidence_id):
        with first_of_all():
            _log(evidence_id, reason="")
    return uploads.serve(
        content, media_type=media_type, size=size, name=_plain(shown, media_type), inline=True
    )


@blueprint.post("/files/<int:evidence_id>/original")
@guard(Permission.READ_CASE)
@writes
def original(evidence_id: int) -> ResponseReturnValue:
    """The bytes that arrived, to keep elsewhere; with a reason, and for a tip with its right."""
    row = _file(evidence_id)
    if row.confidential:
        row = evidence_queries.evidence(evidence_id, reach=_tip_reach())
    form = OpenForm()
    if form.sent():
        with form.attempt(claims=False):
            content = evidence_queries.original(row)
            _log(row.id, reason=form.reason.data)
            return _original(row, content)
    return _page(row, form)


def _original(row: Evidence, content: Any) -> Response:
    return uploads.serve(
        content,
        media_type=row.media_type,
        size=row.size,
        name=_plain(_in_its_folder(row), row.media_type),
    )


def _tip_reach() -> Any:
    if not current_user.may(Permission.OPEN_TIP):
        raise Missing
    return current_user.reach(Permission.OPEN_TIP)


def _plain(shown: Shown, media_type: str) -> str:
    """The name of the download: as it was called, with the ending of what it really is."""
    stem = shown.name.rsplit(".", 1)[0]
    return stem + next(f.endings[0] for f in FORMATS if f.media_type == media_type)


def _opened_lately(evidence_id: int) -> bool:
    """Whether this officer's opening of the file is in the log: a player asks for many parts."""
    log = officers.readings(
        login=reader().login,
        subject=(Logged.EVIDENCE.value, evidence_id),
        since=time.now() - _ONE_LOOK,
        size=1,
    )
    return bool(log.rows)


def _log(evidence_id: int, *, reason: str) -> None:
    readings.log_reading(
        what=Deed.OPENED_FILE,
        subject_kind=Logged.EVIDENCE,
        subject_id=evidence_id,
        reason=reason,
        address=request.remote_addr or "",
        by=reader(),
        now=time.now(),
    )
