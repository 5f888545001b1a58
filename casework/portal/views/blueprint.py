"""The blueprint, and what this browser remembers: a draft, a receipt, an opened matter."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from flask import Blueprint, session, url_for

from casework.intake import queries as intake
from casework.intake.actions import new_code
from casework.portal.terms import Seeing

if TYPE_CHECKING:
    from casework.intake.models import Complaint, Draft

blueprint = Blueprint("portal", __name__)

_DRAFT, _RECEIPT, _SEEING, _REMEMBERED = "draft", "receipt", "seeing", "remembered"


def kept_draft() -> Draft | None:
    """The draft of this browser, unless it is gone or has become a complaint."""
    code = session.get(_DRAFT)
    draft = intake.find_draft(code) if code else None
    return None if draft is None or draft.complaint_id is not None else draft


def sent_draft() -> Draft | None:
    """The draft behind a sending, also when it has become a complaint meanwhile."""
    code = session.get(_DRAFT) or session.get(_RECEIPT)
    return intake.find_draft(code) if code else None


def coming_code() -> str:
    """The code under which the first answer will be kept; the first page shows it already."""
    code = session.get(_DRAFT)
    if not code or intake.is_code_taken(code):
        code = session[_DRAFT] = new_code()
    return str(code)


def keep_draft(code: str) -> None:
    session[_DRAFT] = code
    session.pop(_RECEIPT, None)
    session.pop(_REMEMBERED, None)


def keep_receipt(code: str) -> None:
    """The draft is filed: from now on going back shows the receipt."""
    session.pop(_DRAFT, None)
    session[_RECEIPT] = code
    session.pop(_REMEMBERED, None)


def kept_receipt() -> Complaint | None:
    """The complaint that this browser has handed in."""
    code = session.get(_RECEIPT)
    return intake.find_complaint_by_code(code) if code else None


def receipt_code() -> str:
    return str(session.get(_RECEIPT, ""))


def mark_remembered() -> None:
    session[_REMEMBERED] = True


def is_remembered() -> bool:
    return bool(session.get(_REMEMBERED)) or _RECEIPT not in session


def begin_anew() -> None:
    for name in (_DRAFT, _RECEIPT, _REMEMBERED):
        session.pop(name, None)


def keep_seeing(seeing: Seeing) -> None:
    session[_SEEING] = [seeing.complaint_id, seeing.claimant_id, seeing.until.isoformat()]


def kept_seeing(now: datetime) -> Seeing | None:
    """The matter opened in this browser, while it stays open."""
    kept: list[Any] = session.get(_SEEING) or []
    if not kept:
        return None
    seeing = Seeing(kept[0], kept[1], datetime.fromisoformat(kept[2]))
    return seeing if seeing.until > now else None


def stop_seeing() -> None:
    session.pop(_SEEING, None)


def worker_urls() -> dict[str, Any]:
    """Where the bar of a worker's page leads."""
    return {"home_url": url_for("portal.home"), "help_url": url_for("portal.help")}
