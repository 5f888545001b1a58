"""What a virus scanner finds is quarantined; a scanner that is away has found nothing."""

from __future__ import annotations

import io

import pytest
from sqlalchemy import select

from casework.ground.cases.actions import evidence as evidence_actions
from casework.ground.cases.models.evidence import Evidence
from casework.ground.cases.queries import matters
from casework.ground.cases.terms import Event, Scan
from casework.kernel import scanner, vault
from casework.kernel.database import db
from casework.kernel.transaction import writing
from tasks import evidence
from tests.factories import cases, files, identity
from tests.fixtures.clamd import VIRUS, clamd


@pytest.fixture(autouse=True)
def no_scanner():
    yield
    scanner.configure(None)


@pytest.fixture
def rows(session, now):
    """A clean photo and one with a virus in it, in a case."""
    case = cases.case()
    brought = [
        vault.take_in("好的.jpg", io.BytesIO(files.jpeg())),
        vault.take_in("有毒.jpg", io.BytesIO(files.jpeg() + VIRUS)),
    ]
    laid = evidence_actions.add_evidence(case, brought, by=identity.officer(), now=now)
    session.commit()
    return laid.new


def test_without_a_scanner_nothing_is_called_clean(rows, officer):
    evidence.tick()
    assert {row.scan for row in rows} == {Scan.UNSCANNED}
    page = officer(role="inspector").get("cases.evidence", case_id=rows[0].case_id)
    assert page.all(".tag-yellow") == ["未查毒", "未查毒"]


def test_a_scanner_that_is_away_leaves_the_badge(rows, officer):
    with clamd() as address:
        pass
    scanner.configure(address)
    evidence.tick()
    assert {row.scan for row in rows} == {Scan.UNSCANNED}


def test_while_files_are_scanned_others_may_write(rows, app):
    written = []

    def write():
        with app.app_context(), writing():
            written.append(db.session.scalar(select(Evidence.id).limit(1)))

    with clamd(meanwhile=write) as address:
        scanner.configure(address)
        evidence.tick()
    assert len(written) == len(rows)


def test_a_virus_is_quarantined_and_the_case_tells_it(rows, officer, session):
    with clamd() as address:
        scanner.configure(address)
        evidence.tick()
        evidence.tick()
    session.expire_all()
    assert [row.scan for row in rows] == [Scan.CLEAN, Scan.INFECTED]
    told = [e for e in matters.timeline(rows[0].case_id) if e.event == Event.EVIDENCE_QUARANTINED]
    assert len(told) == 1
    client = officer(role="inspector")
    bad = rows[1].id
    client.get("cases.copy", evidence_id=bad, expect=404)
    page = client.get("cases.file", evidence_id=bad)
    assert "有毒，已隔离" in page.text
    assert not page.has("input[name=reason]")
    answer = client.ask("POST", client.url("cases.original", evidence_id=bad), {"reason": "看一看"})
    assert answer.status == 422
    assert "有病毒" in answer.text


def test_an_answer_that_is_none_is_not_clean():
    for answer in ("", "stream: size limit exceeded. ERROR", "OK", "stream: OK extra"):
        with pytest.raises(scanner.ScannerAway):
            scanner._judged(answer)
    assert scanner._judged("stream: Eicar-Test FOUND") == "Eicar-Test"
