"""Files handed in at the same moment: together never more than the thirty of one folder."""

from __future__ import annotations

import io
from functools import partial

import pytest

from casework.ground.cases.actions import evidence
from casework.ground.cases.models.case import Case
from casework.ground.cases.queries import evidence as evidence_queries
from casework.ground.cases.terms import Folder
from casework.ground.identity.models import Officer
from casework.kernel import vault
from casework.kernel.database import get
from casework.kernel.transaction import writing
from casework.procedure.intake.actions import drafts
from casework.procedure.intake.actions import evidence as evidence_actions
from casework.procedure.intake.models.complaints import Complaint, Draft
from tests.chaos.test_at_once import at_once
from tests.factories import cases as case_factory
from tests.factories import files, identity
from tests.factories import intake as filing

pytestmark = pytest.mark.chaos

AT_ONCE = 8


def photos(number):
    return [
        vault.take_in(f"{n}.png", io.BytesIO(files.png())) for n in range(number)
    ]  # fmt: skip


def draft_of(session, now):
    draft_id = drafts.start_draft({}, now=now).id

    def lay(arrived):
        evidence_actions.keep_files(get(Draft, draft_id), arrived, now=now)

    return Folder(draft_id=draft_id), lay


def complaint_of(session, now):
    complaint_id = filing.complaint().id

    def lay(arrived):
        evidence_actions.hand_in(get(Complaint, complaint_id), arrived, batch="", by=None, now=now)

    return Folder(complaint_id=complaint_id), lay


def case_of(session, now):
    case_id, officer_id = case_factory.case().id, identity.officer().id

    def lay(arrived):
        evidence.add_evidence(get(Case, case_id), arrived, by=get(Officer, officer_id), now=now)

    return Folder(case_id=case_id), lay


@pytest.mark.parametrize("made", [draft_of, complaint_of, case_of])
def test_together_they_never_lay_more_than_thirty(app, session, now, made):
    folder, lay = made(session, now)
    lay(photos(28))
    session.commit()

    def deed(arrived):
        with writing():
            lay(arrived)

    at_once(app, now, *(partial(deed, photos(2)) for _ in range(AT_ONCE)))
    session.expire_all()
    assert evidence_queries.file_count(folder) == 30
