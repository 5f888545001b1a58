"""A message that waits to be sent."""

from __future__ import annotations

from itertools import count
from typing import Any

from casework.kernel.database import db
from casework.notices.models import Message
from casework.notices.terms import Channel, Notice
from tests.conftest import NOW
from tests.factories import offices

_keys = count(1)


def message(*, area: str = offices.HOME, **values: Any) -> Message:
    """``area`` does not matter: an administrator reads the mailbox of the whole city."""
    given = {
        "key": f"demo:{next(_keys)}", "notice": Notice.RECEIVED, "channel": Channel.SMS,
        "words": "您交的材料已收到。", "made_at": NOW, "not_before_at": NOW, **values,
    }  # fmt: skip
    made = Message(**given)
    made.address = "13800000000"
    db.session.add(made)
    db.session.flush()
    return made
