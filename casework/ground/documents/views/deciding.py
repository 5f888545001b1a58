"""A paper revised, approved, sent back, issued, voided, served."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from casework.ground.documents import actions, queries
from casework.ground.documents.forms import (
    ApproveForm,
    IssueForm,
    ReasonForm,
    ServeForm,
    content_form,
)
from casework.ground.identity.terms import Permission
from casework.kernel import clock
from casework.web.edge import writes
from casework.web.guard import guard, reader
from casework.web.pages import page

if TYPE_CHECKING:
    pass
from casework.ground.documents.views.blueprint import (
    APPROVALS,
    DRAFTINGS,
    approving,
    blueprint,
    drafting,
    mine,
    voiding,
)
from casework.ground.documents.views.shown import shown


@blueprint.route("/<int:paper_id>/revise", methods=["GET", "POST"])
@guard(*DRAFTINGS)
@writes
def revise(paper_id: int) -> ResponseReturnValue:
    found = mine(paper_id, drafting)
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
@guard(*APPROVALS)
@writes
def approve(paper_id: int) -> ResponseReturnValue:
    found = mine(paper_id, approving)
    form = ApproveForm(shown=queries.sheet(found).sha256)
    if form.sent():
        with form.attempt():
            actions.approve(
                found, seen=form.seen_hash, opinion=form.opinion.data, by=reader(), now=clock.now()
            )
            return redirect(url_for("documents.paper", paper_id=found.id))
    return page(form=form, paper=found, fields=shown(found.body))


@blueprint.route("/<int:paper_id>/send-back", methods=["GET", "POST"])
@guard(*APPROVALS)
@writes
def send_back(paper_id: int) -> ResponseReturnValue:
    found = mine(paper_id, approving)
    form = ReasonForm(shown=queries.sheet(found).sha256)
    if form.sent():
        with form.attempt():
            actions.send_back(
                found, seen=form.seen_hash, reason=form.reason.data, by=reader(), now=clock.now()
            )
            return redirect(url_for("documents.paper", paper_id=found.id))
    return page(form=form, paper=found, fields=shown(found.body))


@blueprint.post("/<int:paper_id>/issue")
@guard(*DRAFTINGS)
@writes
def issue(paper_id: int) -> ResponseReturnValue:
    """The number is taken here, for the text that was read; where the paper goes out, its service
    is asked at once."""
    found = mine(paper_id, drafting)
    form = IssueForm()
    if form.sent():
        actions.issue(found, seen=form.seen_hash, by=reader(), now=clock.now())
        asks_service = found.kind.form.served and current_user.may(Permission.SERVE_PAPER)
        after = "documents.serve" if asks_service else "documents.paper"
        return redirect(url_for(after, paper_id=found.id))
    return redirect(url_for("documents.paper", paper_id=found.id))


@blueprint.route("/<int:paper_id>/void", methods=["GET", "POST"])
@guard(*APPROVALS, *DRAFTINGS)
@writes
def void(paper_id: int) -> ResponseReturnValue:
    found = mine(paper_id, voiding)
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
