"""The receipt after sending: the number, the QR, and what comes next with its dates."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import segno
from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from casework.doors.hall.views import (
    kept_joining,
    kept_receipt,
    mark_remembered,
    receipt_code,
    worker_urls,
)
from casework.doors.kiosks.views.watch import at_kiosk
from casework.doors.portal.actions import keeping
from casework.doors.portal.queries import receipts
from casework.doors.portal.views.blueprint import blueprint
from casework.doors.portal.views.evidence import row_words
from casework.ground.cases.queries import clocks, evidence
from casework.ground.cases.terms import Folder, Subject
from casework.ground.offices import queries as offices
from casework.ground.statute import queries as statute
from casework.ground.statute.rules import counting
from casework.ground.statute.terms.ids import RuleId
from casework.kernel import clock
from casework.kernel.days import local
from casework.procedure.intake.actions import record
from casework.procedure.intake.queries import claimants
from casework.procedure.intake.terms import Gap, Kind
from casework.web import addresses
from casework.web.edge import writes
from casework.web.filters import day_words
from casework.web.guard import public
from casework.web.pages import page
from casework.web.words import _

if TYPE_CHECKING:
    from casework.procedure.intake.models.complaints import Complaint


@blueprint.route("/receipt")
@public
def receipt() -> ResponseReturnValue:
    """The number in four groups, and the days on which something must happen."""
    return _receipt("portal/receipt.html")


@blueprint.route("/receipt/sheet")
@public
def sheet() -> ResponseReturnValue:
    """The same on one sheet of paper: who prints it has kept the number. At a kiosk the receipt
    itself is printed."""
    if at_kiosk():
        return redirect(url_for("portal.receipt"))
    mark_remembered()
    return _receipt("portal/sheet.html")


def _receipt(template: str) -> ResponseReturnValue:
    complaint = kept_receipt()
    if complaint is None:
        return redirect(url_for("joining.joined" if kept_joining() else "hall.home"))
    return page(template, **_told(complaint), **worker_urls())


def _told(complaint: Complaint) -> dict[str, Any]:
    code = receipt_code()
    address = addresses.printed("lookup.receipt", code=code)
    return {
        "complaint": complaint,
        "at": at_words(complaint.received_at),
        "code": code,
        "amount": claimants.receipt_amount(complaint),
        "is_tip": complaint.kind is Kind.TIP,
        "qr": segno.make(address, micro=False).svg_data_uri(border=0),
        "address": addresses.printed("lookup.receipt"),
        "reached": _reached(complaint),
        "gaps": [Gap(value) for value in complaint.gaps.split(",") if value],
        "unit_name": offices.name(complaint.unit),
        "days": _days(complaint),
        "phone": complaint.unit.phone or "12333",
        "textable": receipts.worker_of(complaint) is not None and not complaint.unverified,
        "files": _handed_in(complaint),
    }


def _handed_in(complaint: Complaint) -> list[dict[str, Any]]:
    """The files that came with it; what workmates brought later is not for this page."""
    files = evidence.files(Folder(complaint_id=complaint.id))
    return [row_words(row) for row in files if row.received_at <= complaint.received_at]


def _reached(complaint: Complaint) -> list[str]:
    """Who gets the messages, in short sentences; the whole number is nobody's business."""
    first = complaint.claimants[0] if complaint.claimants else None
    if complaint.kind is Kind.TIP or first is None or not first.contact:
        return [_("也可以到窗口查。")]
    if complaint.unverified:
        return [_("这次不发短信，"), _("请留好回执号。")]
    if first.worker is not None and first.worker.no_messages:
        return [_("不给您发短信，"), _("有事打电话。")]
    tail = _("手机尾号%(tail)s。", tail=first.contact[-4:])
    if complaint.to_helper:
        return [_("短信发给%(who)s，", who=complaint.helper), tail]
    if complaint.phone_of:
        return [_("短信发给%(who)s，", who=complaint.phone_of), tail]
    return [_("有消息发短信，"), tail]


def at_words(instant: datetime) -> str:
    """``2026年11月23日10:05``."""
    at = local(instant)
    return _(
        "%(year)s年%(month)s月%(day)s日%(time)s",
        year=at.year,
        month=at.month,
        day=at.day,
        time=at.strftime("%H:%M"),
    )


def _days(complaint: Complaint) -> dict[str, Any]:
    """When it came, when the answer is due, and when the checking would be at the latest."""
    running = clocks.find_running_clock(Subject.COMPLAINT, complaint.id, record.ACCEPTANCE)
    if running is None:
        return {"received": complaint.received_on, "answer": None, "checked": None}
    rule = statute.statute().rule(RuleId.INV, on=running.due_on)
    checked = counting.due(rule, running.due_on, statute.calendar())
    return {"received": complaint.received_on, "answer": running, "checked": checked}


@blueprint.route("/receipt/text", methods=["POST"])
@public
@writes
def text() -> ResponseReturnValue:
    """The number to the worker's own phone, once."""
    complaint = kept_receipt()
    if complaint is None:
        return redirect(url_for("hall.home"))
    sent = keeping.send_number(complaint, now=clock.now())
    mark_remembered()
    flash(_("短信马上发到您的手机。") if sent else _("短信已经发过。没收到的，请打12333。"))
    return redirect(url_for("portal.receipt"))


@blueprint.route("/receipt/remembered", methods=["POST"])
@public
@writes
def remembered() -> ResponseReturnValue:
    """The worker has photographed or noted the number."""
    mark_remembered()
    flash(_("提交成功。请留好回执号，最晚%(day)s答复您。", day=_answer_day()))
    return redirect(url_for("hall.home"))


def _answer_day() -> str:
    complaint = kept_receipt()
    answer = _days(complaint)["answer"] if complaint else None
    return day_words(answer.due_on) if answer else day_words(clock.today())
