"""Papers of a case, one paper, its print; beginning one."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING
from urllib.parse import quote

from flask import Response, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from casework.ground.approvals import queries as approvals
from casework.ground.cases.queries import clocks, matters
from casework.ground.cases.terms import Subject
from casework.ground.documents import actions, queries, rules
from casework.ground.documents.forms import (
    NewForm,
)
from casework.ground.documents.terms.kinds import Kind, State
from casework.ground.documents.terms.sheets import APPROVED
from casework.ground.identity.terms import ROLES, Permission, Role
from casework.kernel import clock
from casework.web.edge import writes
from casework.web.guard import guard, reader
from casework.web.pages import page, pages, place

if TYPE_CHECKING:
    from casework.ground.documents.models import Paper
from casework.ground.documents.views.blueprint import (
    APPROVALS,
    DRAFTINGS,
    blueprint,
    readable,
    voiding,
)
from casework.ground.documents.views.shown import shown


@blueprint.get("/cases/<int:case_id>")
@guard(Permission.READ_CASE)
def papers(case_id: int) -> ResponseReturnValue:
    """The papers of a case, in the order of the file."""
    case = matters.case(case_id, reach=current_user.reach(Permission.READ_CASE))
    return page(case=case, papers=queries.papers(case.id), may_draft=bool(_kinds()))


@blueprint.get("/waiting")
@guard(*APPROVALS)
def waiting() -> ResponseReturnValue:
    """Drafts that wait for this officer's approval."""
    found = queries.waiting_for(reader(), after=place())
    return page(papers=found.rows, pages=pages(found))


def _kinds() -> list[Kind]:
    return [kind for kind in Kind if kind.form.begun_alone and current_user.may(kind.form.drafting)]


@blueprint.route("/cases/<int:case_id>/new", methods=["GET", "POST"])
@guard(*DRAFTINGS)
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
    found = readable(paper_id)
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
        "void": voiding(form),
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
    found = readable(paper_id)
    if found.file_key:
        return redirect(url_for("documents.paper", paper_id=found.id))
    pictures = [b64encode(picture).decode() for picture in queries.pictures(found)]
    return page(paper=found, pictures=[f"data:image/png;base64,{text}" for text in pictures])


@blueprint.get("/<int:paper_id>/pdf")
@guard(Permission.READ_CASE)
def pdf(paper_id: int) -> ResponseReturnValue:
    """The issued paper; of a draft, its preview with blanks and a watermark."""
    found = readable(paper_id)
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
