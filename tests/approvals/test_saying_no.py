"""Sending back, refusing and making void: of what was read alone, by a button, and once."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from sqlalchemy import select

from casework.ground.approvals.models import Approval
from casework.ground.approvals.terms import State
from casework.ground.cases.models.case import TimelineEntry
from casework.ground.documents import actions as paper_actions
from casework.ground.documents.terms.kinds import Event
from casework.ground.documents.terms.kinds import State as PaperState
from tests.approvals.kinds import ALL, Kind, latest
from tests.conftest import NOW
from tests.factories import documents, identity

#: The button that says no, of the kinds whose page has one.
NO = {"closing": "back", "claim": "back", "advance": "back", "referral": "refuse",
      "extension": "不批准", "suspension": "不批准", "statute": "不批准"}  # fmt: skip
ENDS = {"back": State.RETURNED, "refuse": State.REFUSED, "不批准": State.REFUSED}
REASON = "材料不齐，补齐再报"

refusable = [kind for kind in ALL if kind.name in NO]
each_kind = pytest.mark.parametrize("kind", refusable, ids=[kind.name for kind in refusable])
of_papers = pytest.mark.parametrize("verb", ["send_back", "void"])


def _form(client: Any, kind: Kind, row: Any) -> Any:
    address = kind.address(row)
    return client.get(address.pop("target"), **address).form()


def _approval(session: Any, row: Any) -> Approval:
    session.expire_all()
    query = select(Approval).where(Approval.subject_id == latest(row).id)
    return session.scalars(query.order_by(Approval.id.desc())).first()


@each_kind
def test_who_says_no_after_it_has_changed_reads_both_and_says_nothing(
    officer: Any, session: Any, kind: Kind
) -> None:
    row = kind.make()
    form = _form(officer(role=kind.role), kind, row)
    form.values["shown"] = "0" * 64
    if kind.again:
        form = _form(officer(role=kind.role), kind, row)
        kind.change(row)
    session.commit()

    answer = form.submit({kind.words: REASON}, button=NO[kind.name], expect=409)

    assert answer.has(".conflict")
    assert REASON in answer.html
    assert _approval(session, row).state is State.WAITING


@each_kind
def test_a_sending_without_a_button_decides_nothing(officer: Any, session: Any, kind: Kind) -> None:
    row = kind.make()
    form = _form(officer(role=kind.role), kind, row)

    form.submit(dict(kind.typed), expect=422)

    assert _approval(session, row).state is State.WAITING


@pytest.mark.both
@each_kind
def test_the_same_no_sent_four_times_at_once_is_one(officer: Any, session: Any, kind: Kind) -> None:
    row = kind.make()
    form = _form(officer(role=kind.role), kind, row)
    sent = {**form.values, **form._pressed(NO[kind.name]), kind.words: REASON}
    session.commit()
    gate, answers = threading.Barrier(4), []

    def press() -> None:
        gate.wait()
        answers.append(form.page.client.ask("POST", form.url, dict(sent)))

    threads = [threading.Thread(target=press) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert {answer.status for answer in answers} == {302}
    assert len({answer.location for answer in answers}) == 1
    assert _approval(session, row).state is ENDS[NO[kind.name]]


@each_kind
def test_a_yes_under_the_key_of_a_no_is_shown_beside_it(
    officer: Any, session: Any, kind: Kind
) -> None:
    row = kind.make()
    form = _form(officer(role=kind.role), kind, row)
    form.submit({kind.words: REASON}, button=NO[kind.name])

    form.submit(dict(kind.typed), button=kind.press, expect=409)

    assert _approval(session, row).state is ENDS[NO[kind.name]]


@of_papers
def test_a_paper_that_was_revised_is_neither_sent_back_nor_made_void_unread(
    officer: Any, session: Any, verb: str
) -> None:
    paper = documents.paper()
    page = officer(role="squad_head").get(f"documents.{verb}", paper_id=paper.id)
    paper_actions.revise(paper, body=documents.order("王改过"), by=identity.officer(), now=NOW)
    session.commit()

    answer = page.form().submit({"reason": REASON}, expect=409)

    assert "王改过" in answer.one(".conflict")
    assert REASON in answer.html
    session.expire_all()
    assert paper.state is PaperState.DRAFTED
    assert _approval(session, paper).state is State.WAITING
    answer.form().submit({"reason": REASON})
    session.expire_all()
    assert _approval(session, paper).state is not State.WAITING


def _returned(session: Any) -> int:
    query = select(TimelineEntry).where(TimelineEntry.what_zh == Event.PAPER_SENT_BACK.zh)
    return len(session.scalars(query).all())


def test_a_paper_is_sent_back_once_however_often_it_is_pressed(officer: Any, session: Any) -> None:
    paper = documents.paper()
    form = officer(role="squad_head").get("documents.send_back", paper_id=paper.id).form()

    for _ in range(2):
        form.submit({"reason": REASON})

    assert _returned(session) == 1
