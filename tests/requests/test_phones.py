"""The numbers that a worker had are shown to who works on his complaint: masked, and it is kept."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from casework.ground.identity.models import Reading
from casework.ground.identity.terms import Deed
from casework.procedure.intake.models.complaints import Claimant
from casework.procedure.requests.actions import asking
from tests.conftest import NOW
from tests.factories import identity, requests
from tests.portal import walk


@pytest.fixture
def person(session: Any) -> Claimant:
    walk.city()
    made: Claimant = requests.claimant()
    return made


def _page(client: Any, person: Claimant) -> Any:
    where = {"complaint_id": person.complaint_id, "claimant_id": person.id}
    return client.get("requests.counter", **where)


def _opened(client: Any, person: Claimant) -> Any:
    where = {"complaint_id": person.complaint_id, "claimant_id": person.id}
    return _page(client, person).form("requests.phones", **where).submit()


@pytest.mark.once("requests.phones")
def test_the_history_is_masked_and_its_reading_is_kept(
    officer: Any, person: Claimant, session: Any
) -> None:
    clerk = identity.officer(role="clerk", name="李示范")
    asking.change_phone(person, phone="13900007777", reason="看过身份证", by=clerk, now=NOW)
    session.commit()
    client = officer(role="clerk")
    assert "7777" not in _page(client, person).one("#phones")

    page = _opened(client, person)

    shown = page.one("#phones")
    assert "7777" in shown
    assert "13900007777" not in page.text
    assert "李示范" in shown
    assert "看过身份证" in shown
    [line] = session.scalars(select(Reading).where(Reading.what == Deed.READ_PHONES.value))
    assert (line.officer_id, line.subject_id) == (client.officer.id, person.worker_id)
    assert "看过身份证" not in _page(client, person).one("#phones")


def test_who_never_changed_it_has_none(officer: Any, person: Claimant, session: Any) -> None:
    session.commit()
    assert "没有换过号" in _opened(officer(role="clerk"), person).text
