"""What waited or was decided before approvals were one table is there after the upgrade."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import select

from casework.ground.approvals import queries as approvals
from casework.ground.approvals.models import Approval
from casework.ground.approvals.terms import State
from casework.ground.cases.actions import pauses
from casework.ground.documents import actions as papers
from casework.ground.documents import queries as paper_queries
from casework.ground.documents.models import Paper
from casework.ground.identity.terms import Role
from casework.kernel.database import db
from casework.procedure.deposits.actions import claiming
from tests.conftest import NOW
from tests.factories import advances, cases, deposits, documents, identity, inspections
from tests.factories import statute as seeded
from tests.factories.approvals import shown
from tests.factories.deposits import LATER
from tests.fixtures.lanes import MIGRATIONS, make_app

BEFORE = "0105"


@pytest.fixture
def empty(empty_database: str) -> Iterator[Flask]:
    """The application on a database without any table."""
    application = make_app(empty_database)
    with application.app_context():
        yield application
        db.session.remove()
        db.engine.dispose()


def _decided() -> dict[tuple[str, int], tuple[Any, ...]]:
    """By kind and subject: where it stands, who prepared and decided it, and in which words."""
    query = select(Approval).order_by(Approval.id)
    return {
        (one.kind, one.subject_id): (
            one.state,
            one.case_id,
            one.prepared_by,
            one.decided_by,
            one.reason if one.state in (State.RETURNED, State.REFUSED) else "",
        )
        for one in db.session.scalars(query)
    }


def _written() -> list[tuple[Any, ...]]:
    query = select(Paper).order_by(Paper.id)
    return [(one.id, one.number, one.state, one.body) for one in db.session.scalars(query)]


def _rows() -> Paper:
    """One of each: waiting, sent back, approved and issued, refused. Gives back what waits."""
    seeded.law()
    waiting = documents.paper()
    back = documents.paper()
    squad = identity.officer(role=Role.SQUAD_HEAD)
    papers.send_back(back, seen=shown(back), reason="期限写错了", by=squad, now=NOW)
    inspections.served_order()
    head = identity.officer(role=Role.DEPARTMENT_HEAD)
    claim = deposits.claim()
    claiming.return_claim(claim, seen=shown(claim), reason="卡号不对", by=head, now=LATER)
    advances.approved()
    extension = cases.extension()
    pauses.decide_extension(
        extension.id, seen=shown(extension), approve=False, words="案情不复杂", by=head, now=NOW
    )
    db.session.commit()
    return waiting


def test_approvals_keep_their_words_and_their_numbers(empty: Flask) -> None:
    upgrade(directory=str(MIGRATIONS))
    waiting_id = _rows().id
    decided, written = _decided(), _written()
    assert {state for state, *_ in decided.values()} >= {
        State.WAITING,
        State.RETURNED,
        State.APPROVED,
        State.REFUSED,
    }
    db.session.rollback()

    downgrade(directory=str(MIGRATIONS), revision=BEFORE)
    upgrade(directory=str(MIGRATIONS))

    db.session.expire_all()
    assert _decided() == decided
    assert _written() == written
    waiting = db.session.get(Paper, waiting_id)
    assert waiting is not None
    head = identity.officer(role=Role.SQUAD_HEAD)
    seen = approvals.before(paper_queries.sheet(waiting), reader=head).sha256
    papers.approve(waiting, seen=seen, by=head, now=NOW)
    assert _decided()[("paper.order", waiting.id)][0] is State.APPROVED
    db.session.rollback()
