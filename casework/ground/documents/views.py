"""Pages of papers: those of a case, one paper with its verbs, its PDF, its service."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from flask import Blueprint, Response, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.exceptions import Forbidden

from casework.ground.approvals import queries as approvals
from casework.ground.cases.queries import clocks, matters
from casework.ground.cases.terms import Subject
from casework.ground.documents import actions, queries, rules
from casework.ground.documents.forms import (
    ApproveForm,
    IssueForm,
    NewForm,
    ReasonForm,
    ServeForm,
    content_form,
)
from casework.ground.documents.terms.fields import Body, Shape, Spec
from casework.ground.documents.terms.kinds import FORMS, Form, Kind, State
from casework.ground.documents.terms.sheets import APPROVED
from casework.ground.identity.terms import ROLES, Permission, Role
from casework.kernel import clock
from casework.kernel.identifiers import masked
from casework.web.edge import writes
from casework.web.guard import guard, reader
from casework.web.pages import page, pages, place
from casework.web.words import _

if TYPE_CHECKING:
    from casework.ground.documents.models import Paper

blueprint = Blueprint("documents", __name__, url_prefix="/papers")

_APPROVALS = tuple(dict.fromkeys(form.approval for form in FORMS.values() if form.approval))
_DRAFTINGS = tuple(dict.fromkeys(form.drafting for form in FORMS.values()))

#: Kinds that an officer starts from the list of papers; the others begin with a step of their own.
_STARTED_HERE = (Kind.FILING, Kind.INQUIRY, Kind.DEMAND, Kind.TRANSFER)
_NUMBERS_KEPT_BACK = ("account", "identity")
_TAIL = 4


def _readable(paper_id: int) -> Paper:
    return queries.paper(paper_id, reach=current_user.reach(Permission.READ_CASE))


def _mine(paper_id: int, needed: Callable[[Form], Permission | None]) -> Paper:
    """The paper, for an officer who holds the permission that its kind asks for, within reach.

    Raises PartOfAStep, Forbidden, Missing.
    """
    form = _readable(paper_id).kind.form
    if form.step:
        raise rules.PartOfAStep
    permission = needed(form)
    if permission is None or not current_user.may(permission):
        raise Forbidden
    return queries.paper(paper_id, reach=current_user.reach(permission))


def _drafting(form: Form) -> Permission:
    return form.drafting


def _approving(form: Form) -> Permission | None:
    return form.approval


def _voiding(form: Form) -> Permission:
    """Who could approve it may make it void; a kind without approval: who drafts it."""
    return form.approval or form.drafting


@dataclass(frozen=True)
class Shown:
    """A field as the preview shows it."""

    label: str
    value: Any
    blank: bool
    needed: bool
    shape: str
    heads: tuple[Any, ...] = ()


def shown(body: Body) -> list[Shown]:
    """The fields of a paper for its preview, blanks marked; long numbers stay covered."""
    lacking = {spec.name for spec in body.missing()}
    return [_shown(body, spec, blank=spec.name in lacking) for spec in body.specs()]


def _shown(body: Body, spec: Spec, *, blank: bool) -> Shown:
    value = getattr(body, spec.name)
    heads: tuple[Any, ...] = ()
    if spec.shape is Shape.ROWS and spec.row is not None:
        columns = spec.row.specs()
        heads = tuple(_head(column) for column in columns)
        value = [[_cell(row, column) for column in columns] for row in value]
    return Shown(spec.label, value, blank, spec.needed, spec.shape.name, heads)


def _head(column: Spec) -> Any:
    return (f"{column.label}（{_('元')}）", "n") if column.shape is Shape.MONEY else column.label


def _cell(row: Body, column: Spec) -> tuple[Any, str]:
    """A value and the class of its cell."""
    value = getattr(row, column.name)
    if column.name in _NUMBERS_KEPT_BACK and value:
        return masked(value, head=0, tail=_TAIL), "num"
    if column.shape is Shape.MONEY:
        return (value.plain if value is not None else ""), "n"
    return value, ""


@blueprint.get("/cases/<int:case_id>")
@guard(Permission.READ_CASE)
def papers(case_id: int) -> ResponseReturnValue:
    """The papers of a case, in the order of the file."""
    case = matters.case(case_id, reach=current_user.reach(Permission.READ_CASE))
    return page(case=case, papers=queries.papers(case.id), may_draft=bool(_kinds()))


@blueprint.get("/waiting")
@guard(*_APPROVALS)
def waiting() -> ResponseReturnValue:
    """Drafts that wait for this officer's approval."""
    found = queries.waiting_for(reader(), after=place())
    return page(papers=found.rows, pages=pages(found))


def _kinds() -> list[Kind]:
    return [kind for kind in _STARTED_HERE if current_user.may(kind.form.drafting)]


@blueprint.route("/cases/<int:case_id>/new", methods=["GET", "POST"])
@guard(*_DRAFTINGS)
@writes
def new(case_id: int) -> ResponseReturnValue:
    """A draft with what the case already knows."""
    case = matters.case(case_id, reach=current_user.reach(Permission.READ_CASE))
    form = NewForm()
    form.offer(_kinds())
    if form.sent() and form.kind.data in _kinds():
        kind = form.kind.data
        matters.case(case_id, reach=current_user.reach(kind.form.drafting))
        with form.attempt():
            body = rules.prefilled(kind, queries.known(case))
            made = actions.draft(kind=kind, body=body, case=case, by=reader(), now=clock.now())
            return redirect(url_for("documents.revise", paper_id=made.id))
    return page(form=form, case=case)


@blueprint.get("/<int:paper_id>")
@guard(Permission.READ_CASE)
def paper(paper_id: int) -> ResponseReturnValue:
    found = _readable(paper_id)
    return page(
        paper=found,
        sheet=queries.sheet(found).sha256,
        fields=shown(found.body),
        services=queries.services(found.id),
        verbs=_verbs(found),
        attached=rules.attached(found.body),
        term=clocks.find_last_clock(Subject.PAPER, found.id, rules.TERM),
        returned_for=approvals.returned_for(APPROVED[found.kind], found.id),
        approvers=_approvers(found),
    )


def _approvers(paper: Paper) -> list[str]:
    """Whose approval a draft waits for, by their roles; empty where none is needed."""
    if paper.state is not State.DRAFTED or paper.kind.form.approval is None:
        return []
    return [role.label for role in Role if paper.kind.form.approval in ROLES.get(role, {})]


def _verbs(paper: Paper) -> set[str]:
    """What this officer may do with this paper now."""
    form = paper.kind.form
    verbs = set(rules.LIFECYCLE.verbs(paper.state))
    if form.step:
        verbs &= {"serve"}
    own = {
        "revise": form.drafting,
        "issue": form.drafting,
        "serve": Permission.SERVE_PAPER,
        "approve": form.approval,
        "send_back": form.approval,
        "void": _voiding(form),
    }
    verbs = {verb for verb in verbs if own[verb] is not None and current_user.may(own[verb])}
    if form.approval is not None and paper.state is State.DRAFTED:
        verbs.discard("issue")
    approval = approvals.find_latest(APPROVED[paper.kind], paper.id)
    if approval is None or not approvals.may_decide(approval, reader()):
        verbs -= {"approve", "send_back"}
    return verbs if form.served else verbs - {"serve"}


@blueprint.get("/<int:paper_id>/preview")
@guard(Permission.READ_CASE)
def preview(paper_id: int) -> ResponseReturnValue:
    """The pages of a draft as pictures; what is issued is read as it was printed."""
    found = _readable(paper_id)
    if found.file_key:
        return redirect(url_for("documents.paper", paper_id=found.id))
    pictures = [b64encode(picture).decode() for picture in queries.pictures(found)]
    return page(paper=found, pictures=[f"data:image/png;base64,{text}" for text in pictures])


@blueprint.get("/<int:paper_id>/pdf")
@guard(Permission.READ_CASE)
def pdf(paper_id: int) -> ResponseReturnValue:
    """The issued paper; of a draft, its preview with blanks and a watermark."""
    found = _readable(paper_id)
    content = queries.printed(found) if found.file_key else queries.rendered(found, at=clock.now())
    return _download(content, f"paper-{found.id}", found.number or found.kind.form.title)


@blueprint.get("/<int:paper_id>/blank-return.pdf")
@guard(Permission.SERVE_PAPER)
def blank_return(paper_id: int) -> ResponseReturnValue:
    """A 送达回证 to take along and have signed."""
    found = queries.paper(paper_id, reach=current_user.reach(Permission.SERVE_PAPER))
    content = queries.blank_return(found, at=clock.now())
    return _download(content, f"return-{found.id}", Kind.SERVICE_RETURN.form.title)


def _download(content: bytes, plain: str, name: str) -> Response:
    response = Response(content, mimetype="application/pdf")
    response.headers["Content-Disposition"] = (
        f"attachment; filename=\"{plain}.pdf\"; filename*=UTF-8''{quote(name)}.pdf"
    )
    return response


@blueprint.route("/<int:paper_id>/revise", methods=["GET", "POST"])
@guard(*_DRAFTINGS)
@writes
def revise(paper_id: int) -> ResponseReturnValue:
    found = _mine(paper_id, _drafting)
    present = found.body
    form = content_form(present, version=found.version)
    if form.sent():
        with form.attempt():
            actions.revise(
                found, body=form.body(present), seen=form.seen, by=reader(), now=clock.now()
            )
            return redirect(url_for("documents.paper", paper_id=found.id))
    if form.conflict is not None:
        form.rebase(found.body, version=found.version)
    return page(form=form, paper=found, rows=[f for f in shown(present) if f.heads])


@blueprint.route("/<int:paper_id>/approve", methods=["GET", "POST"])
@guard(*_APPROVALS)
@writes
def approve(paper_id: int) -> ResponseReturnValue:
    found = _mine(paper_id, _approving)
    form = ApproveForm(shown=queries.sheet(found).sha256)
    if form.sent():
        with form.attempt():
            actions.approve(
                found, seen=form.seen_hash, opinion=form.opinion.data, by=reader(), now=clock.now()
            )
            return redirect(url_for("documents.paper", paper_id=found.id))
    return page(form=form, paper=found, fields=shown(found.body))


@blueprint.route("/<int:paper_id>/send-back", methods=["GET", "POST"])
@guard(*_APPROVALS)
@writes
def send_back(paper_id: int) -> ResponseReturnValue:
    found = _mine(paper_id, _approving)
    form = ReasonForm(shown=queries.sheet(found).sha256)
    if form.sent():
        with form.attempt():
            actions.send_back(
                found, seen=form.seen_hash, reason=form.reason.data, by=reader(), now=clock.now()
            )
            return redirect(url_for("documents.paper", paper_id=found.id))
    return page(form=form, paper=found, fields=shown(found.body))


@blueprint.post("/<int:paper_id>/issue")
@guard(*_DRAFTINGS)
@writes
def issue(paper_id: int) -> ResponseReturnValue:
    """The number is taken here, for the text that was read; where the paper goes out, its service
    is asked at once."""
    found = _mine(paper_id, _drafting)
    form = IssueForm()
    if form.sent():
        actions.issue(found, seen=form.seen_hash, by=reader(), now=clock.now())
        asks_service = found.kind.form.served and current_user.may(Permission.SERVE_PAPER)
        after = "documents.serve" if asks_service else "documents.paper"
        return redirect(url_for(after, paper_id=found.id))
    return redirect(url_for("documents.paper", paper_id=found.id))


@blueprint.route("/<int:paper_id>/void", methods=["GET", "POST"])
@guard(*_APPROVALS, *_DRAFTINGS)
@writes
def void(paper_id: int) -> ResponseReturnValue:
    found = _mine(paper_id, _voiding)
    form = ReasonForm(shown=queries.sheet(found).sha256)
    if form.sent():
        with form.attempt():
            actions.void(
                found, seen=form.seen_hash, reason=form.reason.data, by=reader(), now=clock.now()
            )
            return redirect(url_for("documents.paper", paper_id=found.id))
    return page(form=form, paper=found, fields=shown(found.body))


@blueprint.route("/<int:paper_id>/serve", methods=["GET", "POST"])
@guard(Permission.SERVE_PAPER)
@writes
def serve(paper_id: int) -> ResponseReturnValue:
    found = queries.paper(paper_id, reach=current_user.reach(Permission.SERVE_PAPER))
    form = ServeForm()
    if form.sent():
        with form.attempt():
            actions.record_service(found, facts=form.facts(), by=reader(), now=clock.now())
            return redirect(url_for("documents.paper", paper_id=found.id))
    return page(form=form, paper=found, services=queries.services(found.id))
