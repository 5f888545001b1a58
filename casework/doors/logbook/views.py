"""自己记工: a worker's own log before any quarrel; opened like a draft, by its code and phone."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

import segno
from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from casework.doors.hall.views import worker_urls
from casework.doors.logbook.forms import DayForm, LogForm, PromiseForm
from casework.doors.proving import actions as proving
from casework.doors.proving import rules as proving_rules
from casework.doors.proving.forms import AskCodeForm, CodeForm
from casework.doors.proving.views import end_open, from_where, keep_open, kept_open
from casework.kernel import clock
from casework.kernel.terms import Missing
from casework.procedure.daylogs import actions as daylogs
from casework.procedure.daylogs import queries as log_queries
from casework.procedure.daylogs import rules as log_rules
from casework.procedure.daylogs.terms import DayOfWork, Promise
from casework.procedure.intake.actions.drafts import new_code
from casework.web import addresses, tabs
from casework.web.edge import writes
from casework.web.guard import public
from casework.web.pages import Form, page
from casework.web.tabs import WorkerPages, tab
from casework.web.words import _

if TYPE_CHECKING:
    from casework.procedure.daylogs.models import DayLog
    from casework.procedure.daylogs.terms import Note

blueprint = WorkerPages("logbook", __name__)

_LOG, _COMING, _PROOF = "log", "log_code", "log_proof"


def keep_log(log_id: int) -> None:
    """Opens the log in this browser."""
    keep_open(_LOG, until=clock.now() + proving_rules.STAYS_OPEN, id=log_id)


def kept_log() -> DayLog | None:
    """The log that is open in this browser."""
    kept = kept_open(_LOG, now=clock.now())
    return log_queries.find_log(kept["id"]) if kept else None


def _log() -> DayLog:
    """Raises Missing where none is open."""
    log = kept_log()
    if log is None:
        raise Missing
    return log


def _shut() -> None:
    end_open(_LOG)
    tabs.forget_everywhere(_LOG, _COMING, _PROOF)


def _page(
    template: str | None = None,
    *,
    back: str = "logbook.log",
    form: Form | None = None,
    **context: Any,
) -> ResponseReturnValue:
    return page(template, form=form, back_url=url_for(back), **context, **worker_urls())


@blueprint.route("/days")
@public
def about() -> ResponseReturnValue:
    """What a log is good for, on one screen."""
    return _page(back="hall.home", open=kept_log() is not None)


@blueprint.route("/days/new", methods=["GET", "POST"])
@public
@writes
def new() -> ResponseReturnValue:
    """A new log; sent twice it is one, for its code is that of the page."""
    form = LogForm()
    if form.sent():
        code = tab.setdefault(_COMING, new_code())
        log = daylogs.start_log(code=code, phone=form.phone.data, now=clock.now())
        keep_log(log.id)
        return redirect(url_for("logbook.code"))
    tab.note(_COMING, new_code())
    return _page(form=form, back="logbook.about")


@blueprint.route("/days/code")
@public
def code() -> ResponseReturnValue:
    """The code of the log, to be kept before anything is written."""
    log = kept_log()
    if log is None:
        return redirect(url_for("logbook.about"))
    return _page(**_code(log))


@blueprint.route("/days/code/sheet")
@public
def code_sheet() -> ResponseReturnValue:
    """The same on paper; apart from the days, for those may be shown to others."""
    return page(**_code(_log()))


def _code(log: DayLog) -> dict[str, Any]:
    address = addresses.printed("lookup.receipt", code=log.code)
    return {
        "code": log.code,
        "has_phone": bool(log.phone),
        "qr": segno.make(address, micro=False).svg_data_uri(border=0),
        "address": addresses.printed("lookup.receipt"),
    }


@blueprint.route("/days/log")
@public
def log() -> ResponseReturnValue:
    """Everything noted, by month, with what its days come to."""
    log = kept_log()
    if log is None:
        return redirect(url_for("logbook.about"))
    return _page(back="logbook.about", **_noted(log))


@blueprint.route("/days/sheet")
@public
def sheet() -> ResponseReturnValue:
    """The log on paper, in black and white."""
    return page(begun_at=_log().made_at, **_noted(_log()))


def _noted(log: DayLog) -> dict[str, Any]:
    notes = log_queries.notes(log)
    return {"months": log_rules.months(notes), "sum": log_rules.total(notes)}


@blueprint.route("/days/day", methods=["GET", "POST"])
@blueprint.route("/days/day/<int:note_id>", methods=["GET", "POST"])
@public
@writes
def day(note_id: int | None = None) -> ResponseReturnValue:
    """A day; with the number of a note, what stands for it from now on."""
    return _write(DayForm, DayOfWork, note_id)


@blueprint.route("/days/promise", methods=["GET", "POST"])
@blueprint.route("/days/promise/<int:note_id>", methods=["GET", "POST"])
@public
@writes
def promise(note_id: int | None = None) -> ResponseReturnValue:
    """What somebody promised; with the number of a note, what stands for it from now on."""
    return _write(PromiseForm, Promise, note_id)


def _write(
    form_class: type[DayForm] | type[PromiseForm], kind: type, note_id: int | None
) -> ResponseReturnValue:
    log = _log()
    earlier = log_queries.note(note_id, log=log) if note_id is not None else None
    if earlier is not None and not isinstance(earlier.said, kind):
        raise Missing
    form = form_class(data=_begun(form_class, log, earlier))
    if form.sent():
        with form.attempt():
            daylogs.note(log, form.said(), replaces=note_id, now=clock.now())
            flash(_("已更正，原来的也保留。") if earlier else _("已保存。"))
            return redirect(url_for("logbook.log"))
    return _page(form=form, earlier=earlier)


def _begun(form_class: Any, log: DayLog, earlier: Note | None) -> dict[str, Any]:
    """What stands in the form already: the earlier note; else today, at the site of last time."""
    if earlier is not None:
        shown: dict[str, Any] = form_class.shown(earlier.said)
        return shown
    last = log_rules.brought(log_queries.notes(log))
    more = {"site": last.site, "foreman": last.foreman} if last and form_class is DayForm else {}
    return {"day": clock.today(), **more}


@blueprint.route("/days/wipe", methods=["GET", "POST"])
@public
@writes
def wipe() -> ResponseReturnValue:
    """全部删掉: first a code to the phone, so that nobody wipes it who has only found the paper."""
    log, form = _log(), AskCodeForm()
    if form.sent():
        if not log.phone:
            return _wiped(log)
        with form.attempt():
            token = secrets.token_urlsafe(24)
            proving.send_code_to(
                log.phone, purpose=_purpose(log), token=token, address=from_where(), now=clock.now()
            )
            tab[_PROOF] = token
            return redirect(url_for("logbook.wipe_code"))
    return _page(form=form, has_phone=bool(log.phone))


@blueprint.route("/days/wipe/code", methods=["GET", "POST"])
@public
@writes
def wipe_code() -> ResponseReturnValue:
    """The digits that came to the phone; whatever is wrong with them, the answer is the same."""
    log, form = _log(), CodeForm()
    if form.sent():
        # not in an attempt: a wrong try must be counted although it is refused
        token = str(tab.get(_PROOF, ""))
        proof = proving.enter_code(_purpose(log), token=token, code=form.code.data, now=clock.now())
        if proof is not None:
            return _wiped(log)
        form.code.errors = (proving_rules.CodeNotRight().words,)
    return _page(form=form, back="logbook.wipe")


def _purpose(log: DayLog) -> str:
    return f"wipe:{log.id}"


def _wiped(log: DayLog) -> ResponseReturnValue:
    daylogs.wipe_log(log)
    _shut()
    flash(_("记工本已全部删除。"))
    return redirect(url_for("logbook.about"))


@blueprint.route("/days/close", methods=["POST"])
@public
@writes
def close() -> ResponseReturnValue:
    """Closes the log in this browser: the next person sees nothing."""
    _shut()
    return redirect(url_for("hall.home"))
