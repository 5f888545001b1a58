"""The buttons of the mailbox, and what a text message service sends us: JSON to facts."""

from __future__ import annotations

import json
import unicodedata
from datetime import datetime
from typing import Any

from casework.ground.notices.terms import Inbound, Reported
from casework.kernel import identifiers
from casework.kernel.gateway import Fate
from casework.kernel.terms import Refused
from casework.web.fields import Needed, Text, clean_text
from casework.web.pages import Form
from casework.web.words import _l

#: What a service may send in one request, in bytes.
LARGEST = 8192
_LONGEST_ID = 120
_LONGEST_TEXT = 500


class MailboxForm(Form):
    """Buttons, nothing typed."""


class AnswerForm(Form):
    """In a demo: what the holder of a phone would answer."""

    text = Text(_l("替这个手机回复"), [Needed(_l("请写回复内容"))], most=_LONGEST_TEXT)


def reply(body: bytes) -> Inbound | None:
    """``{"id": …, "from": …, "text": …, "at": …}``; None when it cannot be read.

    A number that is no mobile number here is kept as it is: it belongs to nobody.
    """
    said = _object(body)
    service_id, sender = _word(said.get("id")), _number(_word(said.get("from")))
    if not service_id or not sender or not isinstance(said.get("text"), str):
        return None
    return Inbound(
        service_id, sender, _readable(said["text"])[:_LONGEST_TEXT], _instant(said.get("at"))
    )


def report(body: bytes) -> Reported | None:
    """``{"key": …, "id": …, "state": "delivered" | "undelivered"}``; None for anything else."""
    said = _object(body)
    fate = Fate.known(said.get("state"))
    if fate not in (Fate.DELIVERED, Fate.UNDELIVERED):
        return None
    key, reference = _word(said.get("key")), _word(said.get("id"))
    return Reported(key, reference, fate is Fate.DELIVERED) if key or reference else None


def _object(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _word(value: Any) -> str:
    """A short text, or a number as one; empty when it is neither or too long."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    text = _readable(str(value))
    return text if len(text) <= _LONGEST_ID else ""


def _readable(text: str) -> str:
    return "".join(c for c in clean_text(text) if unicodedata.category(c) not in ("Cc", "Cs"))


def _number(text: str) -> str:
    try:
        return identifiers.phone(text)
    except Refused:
        return text


def _instant(value: Any) -> datetime | None:
    """With its zone, or not believed."""
    try:
        found = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return None
    return found if found.tzinfo is not None else None
