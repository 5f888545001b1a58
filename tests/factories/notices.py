"""A message that waits to be sent."""

from __future__ import annotations

from itertools import count
from typing import Any

from casework.ground.notices.models import Message, Reply
from casework.ground.notices.terms import Channel, Meaning, Notice
from casework.kernel.database import db
from tests.conftest import NOW
from tests.factories import offices

_keys = count(1)


def answered(**values: Any) -> Reply:
    """An answer that belongs to a message."""
    made = Reply(
        service_id=f"demo:{next(_keys)}", sender_index="demo", meaning=Meaning.OTHER, said_at=NOW,
        kept_at=NOW, message_id=message(**values).id,
    )  # fmt: skip
    made.sender, made.text = "13800000000", "谢谢"
    db.session.add(made)
    db.session.flush()
    return made


def message(*, area: str = offices.HOME, **values: Any) -> Message:
    """``area`` does not matter: an administrator reads the mailbox of the whole city."""
    given = {
        "key": f"demo:{next(_keys)}", "notice": Notice.RECEIVED, "channel": Channel.SMS,
        "words": "您提交的材料已收到。", "made_at": NOW, "not_before_at": NOW, **values,
    }  # fmt: skip
    made = Message(**given)
    made.address = "13800000000"
    db.session.add(made)
    db.session.flush()
    return made
