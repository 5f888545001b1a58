"""What a worker does himself with his opened matter, once he has proved who he is: one thing on
each page, and an answer on the spot; and what he adds to it."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from flask import flash, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue

from casework.doors.acting import queries
from casework.doors.acting.forms import MoreEvidenceForm
from casework.doors.hall.views import worker_urls
from casework.doors.portal.forms.evidence import name_bad_files
from casework.doors.portal.views.evidence import row_words, take_piece
from casework.doors.proving import actions as proving
from casework.doors.proving import queries as proving_queries
from casework.doors.proving import rules as proving_rules
from casework.doors.proving.forms import CodeForm
from casework.doors.proving.views import from_where, proven, proven_seeing
from casework.ground.cases.queries import evidence as evidence_queries
from casework.ground.cases.terms import Folder
from casework.kernel import clock
from casework.kernel.files import ACCEPT
from casework.kernel.terms import Refused
from casework.procedure.intake.actions import evidence
from casework.procedure.intake.queries import complaints
from casework.procedure.intake.queries import evidence as intake_evidence
from casework.procedure.requests import queries as wishes
from casework.procedure.requests.actions import asking
from casework.procedure.requests.forms import (
    CORRECTIONS,
    GradeForm,
    PhoneForm,
    UnsolvedForm,
    WithdrawForm,
)
from casework.procedure.requests.terms import CORRECTED, About, Grade, Said, State
from casework.web import uploads
from casework.web.edge import writes
from casework.web.filters import day_words, month, worker_money
from casework.web.guard import public
from casework.web.pages import Form, page
from casework.web.tabs import WorkerPages, tab
from casework.web.uploads import Brought, takes_files
from casework.web.words import _

if TYPE_CHECKING:
    from casework.doors.proving.terms import Seeing
    from casework.procedure.intake.models.complaints import Claimant, Complaint


blueprint = WorkerPages("acting", __name__)

_NEW_PHONE = "new_phone"


def _seeing() -> Seeing:
    """Behind ``@proven`` there is one."""
    seeing = proven_seeing(clock.now())
    if seeing is None:
        raise proving_rules.NothingFound
    return seeing


def _me() -> Claimant:
    return queries.claimant(_seeing())


def _page(form: Form, *, back: str = "progress.matter", **context: Any) -> ResponseReturnValue:
    return page(form=form, back_url=url_for(back), **context, **worker_urls())


def _done(words: str) -> ResponseReturnValue:
    flash(words)
    return redirect(url_for("progress.matter"))


@blueprint.route("/progress/withdraw", methods=["GET", "POST"])
@public
@writes
@proven
def withdraw() -> ResponseReturnValue:
    """撤回: his own line, after somebody has called him back."""
    form = WithdrawForm()
    if form.sent():
        with form.attempt():
            asking.ask_withdrawal(_me(), words=form.words.data or "", by=None, now=clock.now())
            return _done(_("已收到。监察员会打电话问您，由您决定。"))
    return _page(form)


@blueprint.route("/progress/correct")
@public
@proven
def correct() -> ResponseReturnValue:
    """Which of the things that he said is wrong."""
    me = _me()
    said = [(about, _read_out(wishes.present(me, about))) for about in CORRECTED]
    return page(said=said, back_url=url_for("progress.matter"), **worker_urls())


def _read_out(said: Said) -> str:
    """An amount and months as workers read them; anything else as it is kept."""
    if said.about is About.AMOUNT:
        return worker_money(said.amount)
    if said.about is About.MONTHS:
        return " – ".join(month(one) for one in (said.from_month, said.to_month) if one)
    return said.shown


@blueprint.route(
    "/progress/correct/<any(employer, place, months, amount):about>", methods=["GET", "POST"]
)
@public
@writes
@proven
def correct_one(about: str) -> ResponseReturnValue:
    """One thing said anew; the old and the new are kept."""
    form_class, me = CORRECTIONS[About(about)], _me()
    form = form_class(data=form_class.shown(wishes.present(me, About(about))))
    form.today = clock.today()
    if form.sent():
        with form.attempt():
            row = asking.ask_correction(me, form.said(), by=None, now=clock.now())
            at_once = row.state is State.DONE
            return _done(
                _("已更正，原来的记录也保留。") if at_once else _("已收到。监察员看过，给您答复。")
            )
    return _page(form, back="acting.correct", about=About(about))


@blueprint.route("/progress/phone", methods=["GET", "POST"])
@public
@writes
@proven
def phone() -> ResponseReturnValue:
    """A new phone: a code goes to it, so that nobody takes down a wrong number."""
    form = PhoneForm()
    if form.sent():
        with form.attempt():
            token = secrets.token_urlsafe(24)
            proving.send_code(
                _seeing(),
                token=token,
                address=from_where(),
                new_phone=form.phone.data,
                now=clock.now(),
            )
            tab[_NEW_PHONE] = token
            return redirect(url_for("acting.phone_code"))
    return _page(form)


@blueprint.route("/progress/phone/code", methods=["GET", "POST"])
@public
@writes
@proven
def phone_code() -> ResponseReturnValue:
    """The digits that came to the new phone."""
    form, token = CodeForm(), str(tab.get(_NEW_PHONE, ""))
    if form.sent():
        # not in an attempt: a wrong try must be counted although it is refused
        proof = proving.enter_code(
            _seeing().purpose, token=token, code=form.code.data, now=clock.now()
        )
        if proof is not None:
            asking.change_phone(_me(), phone=proof.phone or "", by=None, now=clock.now())
            tab.pop(_NEW_PHONE, None)
            return _done(_("已换号。以后短信发到新号。"))
        form.code.errors = (proving_rules.CodeNotRight().words,)
    return _page(form, back="acting.phone")


@blueprint.route("/progress/unsolved", methods=["GET", "POST"])
@public
@writes
@proven
def unsolved() -> ResponseReturnValue:
    """没解决: one press opens the closed case again; after the window the counter is told."""
    form, now = UnsolvedForm(), clock.now()
    if form.sent():
        with form.attempt():
            asking.say_unsolved(_me(), words=form.words.data or "", by=None, now=now)
            return _done(_("案件已重新办理，编号不变，监察员接着办。"))
    until = queries.standing(_seeing(), today=clock.today()).reopen_until
    late = until is not None and clock.today() > until
    return _page(form, until=until, late=late, window=proving_queries.window(_seeing()))


@blueprint.route("/progress/satisfied", methods=["GET", "POST"])
@public
@writes
@proven
def satisfied() -> ResponseReturnValue:
    """满意吗: one question after closing, which may be answered anew."""
    me = _me()
    given = wishes.find_satisfaction(me.id)
    kept = {"grade": given.grade.value, "words": given.words} if given else {}
    form = GradeForm(data=kept)
    if form.sent():
        with form.attempt():
            asking.grade(
                me, Grade(form.grade.data), words=form.words.data or "", by=None, now=clock.now()
            )
            return _done(_("谢谢，您的评价会给负责人看。"))
    until = queries.standing(_seeing(), today=clock.today()).grade_until
    return _page(form, until=day_words(until) if until else "")


def _too_large() -> Any:
    complaint = _complaint()
    if complaint is None:
        return redirect(url_for("proving.prove"))
    form = MoreEvidenceForm()
    form.form_errors.append(_("一次传的太多太大，没有收到。请分几次传。"))
    return _shown(form, complaint)


def _complaint() -> Complaint | None:
    """The complaint of whoever has proved himself in this browser."""
    seeing = proven_seeing(clock.now())
    return complaints.any_complaint(seeing.complaint_id) if seeing else None


@blueprint.route("/progress/matter/evidence", methods=["GET", "POST"])
@public
@proven
@takes_files(_too_large)
@writes
def more_evidence() -> ResponseReturnValue:
    """Files for the matter that is open here; whoever works on it hears of it once."""
    brought = uploads.bring() if request.method == "POST" else Brought()
    complaint = _complaint()
    if complaint is None:
        return redirect(url_for("proving.prove"))
    form = MoreEvidenceForm()
    form.brought = bool(brought) or "sent" in request.form
    form.refused, form.asked = brought.refused, bool(complaints.wanted(complaint))
    good = form.sent()
    if request.method == "POST" and brought.arrived:
        with form.attempt(claims=False):
            laid = evidence.hand_in(
                complaint, brought.arrived, batch=str(form.form_key.data), by=None, now=clock.now()
            )
            uploads.claim(row.file_key for row in laid.new)
            good = name_bad_files(form.files, laid.refused) and good
    if good and form.refusal is None and form.words.data:
        with form.attempt():
            evidence.say_more(complaint, form.words.data, by=None, now=clock.now())
    if good and form.refusal is None:
        flash(_("已收到，办案人员能看到了。"))
        return redirect(url_for("progress.matter"))
    return _shown(form, complaint)


def _shown(form: MoreEvidenceForm, complaint: Complaint) -> Any:
    """With what is there already, where it is all his own."""
    own = len(complaint.claimants) <= 1
    rows = evidence_queries.files(Folder(complaint_id=complaint.id)) if own else []
    closed = intake_evidence.why_no_files(complaint)
    return page(
        form=form,
        accept=ACCEPT,
        rows=[row_words(row) for row in rows],
        wanted=complaints.wanted(complaint),
        closed=closed,
        reopening=_reopening() if closed else None,
        pieces_url=url_for("acting.more_piece"),
        back_url=url_for("progress.matter"),
        question=True,
        **worker_urls(),
    )


def _reopening() -> dict[str, Any]:
    """The way to have a closed matter reopened: until when one press does it, else which window."""
    until = queries.standing(_seeing(), today=clock.today()).reopen_until
    in_time = until is not None and clock.today() <= until
    return {"until": until if in_time else None, "window": proving_queries.window(_seeing())}


@blueprint.route("/progress/matter/evidence/piece", methods=["POST"])
@public
@writes
def more_piece() -> ResponseReturnValue:
    """A piece of a file for the matter that is open here."""
    complaint = _complaint()
    if complaint is None:
        return jsonify(refused=_("请先验证手机号，再上传。")), 422
    batch = request.form.get("batch", "")

    def lay(arrived: Any) -> Any:
        return evidence.hand_in(complaint, [arrived], batch=batch, by=None, now=clock.now())

    try:
        return take_piece(Folder(complaint_id=complaint.id), lay)
    except Refused as refusal:
        return jsonify(refused=refusal.words), 422
