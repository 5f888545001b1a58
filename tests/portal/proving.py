"""Proving who one is, as a worker does: ask for the code, read the message, type it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from casework.ground.notices.models import Message
from casework.ground.notices.terms import Notice
from casework.kernel.database import db
from tests.fixtures.pages import Page, PageClient


def open_matter(client: PageClient, code: str, tail: str) -> Page:
    """Progress by receipt and phone: the matter's page."""
    return client.get("lookup.receipt").form().submit({"code": code, "tail": tail})


def sent() -> list[Any]:
    """The messages with one-time codes, oldest first."""
    db.session.commit()  # what a browser has written meanwhile is seen only afterwards
    codes = select(Message).where(Message.notice == Notice.ONE_TIME).order_by(Message.id)
    return list(db.session.scalars(codes))


def last_code() -> str:
    """The digits that came to the phone last."""
    code = str(sent()[-1].secret)
    db.session.commit()  # a reader's transaction would keep a browser from writing
    return code


def prove(client: PageClient) -> Page:
    """From the opened matter to where one wanted to go."""
    client.get("proving.prove").form().submit()
    return client.get("proving.code").form().submit({"code": last_code()})


def sign_in(client: PageClient, code: str, tail: str) -> Page:
    """Opened and proven."""
    open_matter(client, code, tail)
    return prove(client)
