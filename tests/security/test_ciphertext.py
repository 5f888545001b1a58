"""Who a worker is and what he said cannot be read in the database, nor in any log."""

from __future__ import annotations

import hashlib
import json
import logging
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import inspect, select, text

from casework.ground.cases.models.case import Case
from casework.kernel import once
from casework.kernel.database import db
from tests.journeys.office import Office
from tests.portal import walk

pytestmark = pytest.mark.slow

NAME, PHONE, STORY = "鸢尾金丝雀", "13953900177", "金丝雀在矿井里不叫了"
NOTE, SPOKEN = "金丝雀的内部记录", "金丝雀的问与答"
_SECRETS = (NAME, walk.ID_NUMBER, PHONE, STORY, NOTE, SPOKEN)
_DIGESTS = ("md5", "sha1", "sha256", "sm3")


def needles():
    """Each secret as it may stand in a file: in words, as JSON writes it, and as a bare digest."""
    for secret in _SECRETS:
        yield secret
        yield json.dumps(secret).strip('"')
        for digest in _DIGESTS:
            if digest in hashlib.algorithms_available:
                yield hashlib.new(digest, secret.encode()).hexdigest()


def everything_stored(lane) -> bytes:
    """Every byte of the SQLite file; every row of every table of PostgreSQL as text."""
    if lane.kind == "sqlite":
        parts = [lane.path, *(Path(f"{lane.path}{end}") for end in ("-wal", "-journal"))]
        return b"".join(part.read_bytes() for part in parts if part.exists())
    rows = []
    for table in inspect(db.engine).get_table_names():
        found = db.session.execute(text(f'SELECT t::text FROM "{table}" t'))
        rows += [row for (row,) in found]
    return "\n".join(rows).encode()


@pytest.fixture
def lived(client, officer, session, caplog):
    """A complaint on its whole way to an order, with a note and an interview."""
    caplog.set_level(logging.DEBUG)
    walk.city()
    you = {"name": NAME, "id_number": walk.ID_NUMBER, "phone": PHONE}
    answers = walk.answered(evidence={"story": STORY}, you=you)
    walk.filed(client, answers)
    office = Office(officer, "371302")
    office.on(date(2026, 11, 23))
    office.accept()
    office.assign()
    case_id = session.scalars(select(Case.id)).one()
    office.lead.get("cases.note", case_id=case_id).form().submit({"text": NOTE})
    office.lead.get("inspections.interview", case_id=case_id).form().submit(
        {"held_on": "2026-11-23", "hours": "9:00至10:20", "place": "询问室", "person": NAME,
         "relation": "worker", "text": f"问：{SPOKEN}", "read_back": "read", "signed": "given"}
    )  # fmt: skip
    office.verify({line.id: "12000" for line in office.lines()}, ground="转账记录")
    office.order(date(2026, 11, 30))
    office.relay()
    session.commit()
    return caplog


def test_neither_database_nor_log_knows_the_worker(lived, lane):
    stored = everything_stored(lane)
    said = "\n".join(record.getMessage() for record in lived.records)
    assert len(stored) > 10_000
    assert [needle for needle in needles() if needle.encode() in stored] == []
    assert [needle for needle in needles() if needle in said] == []


def test_the_key_of_a_page_opens_its_answer_and_is_kept_nowhere(client, session, lane):
    walk.city()
    form = walk.to_send(client).form()
    key = form.values["form_key"]
    form.submit()
    session.commit()

    assert once.find_form(key) is None
    assert key.encode() not in everything_stored(lane)
