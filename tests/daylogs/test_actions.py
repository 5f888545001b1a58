"""A log in the database: sealed, only ever added to, gone as a whole, kept while it is used."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from casework.kernel import vault
from casework.kernel.terms import Missing
from casework.procedure.daylogs import actions, queries, rules
from casework.procedure.daylogs.models import DayLog, DayNote
from casework.procedure.daylogs.terms import Promise, Worked
from tests.factories import daylogs as factory


@pytest.fixture
def log(session, now):
    return factory.log()


def test_a_correction_stands_behind_what_it_replaces_with_both_times(log, now):
    first = factory.write(log, factory.day(), now=now)
    later = now + timedelta(hours=3)
    factory.write(log, factory.day(worked=Worked.HALF), replaces=first.id, now=later)
    old, new = queries.notes(log)
    assert (old.standing, old.made_at, old.replaced_at) == (False, now, later)
    assert (new.standing, new.made_at, new.replaces) == (True, later, old.number)
    assert rules.total([old, new]).halves == 1
    with pytest.raises(rules.ReplacedMeanwhile):
        factory.write(log, factory.day(worked=Worked.NONE), replaces=first.id)


def test_the_database_refuses_to_change_a_note(log, session):
    factory.write(log, factory.day())
    with pytest.raises(DatabaseError, match="never changed"), session.begin_nested():
        session.execute(text("UPDATE day_note SET overtime = 100"))


def test_a_note_of_another_log_is_not_there(log, now):
    other = factory.log()
    foreign = factory.write(other, factory.day())
    with pytest.raises(Missing):
        factory.write(log, factory.day(), replaces=foreign.id)


def test_what_was_said_does_not_stand_in_the_tables_in_clear(log, session):
    factory.write(log, factory.day())
    factory.write(log, Promise(factory.TODAY, "老王（示例）", "年底给清"))
    kept = [row.said_sealed for row in session.scalars(select(DayNote))]
    kept += [row.phone_sealed + row.code_sealed for row in session.scalars(select(DayLog))]
    for word in ("演示路工地", "老王", "年底给清", factory.PHONE, log.code):
        assert not any(word.encode() in sealed for sealed in kept)


def test_wiping_leaves_nothing_and_other_logs_alone(log, session):
    first = factory.write(log, factory.day())
    factory.write(log, factory.day(worked=Worked.HALF), replaces=first.id)
    other = factory.log()
    factory.write(other, factory.day())
    actions.wipe_log(log)
    assert session.scalars(select(DayLog.id)).all() == [other.id]
    assert session.scalars(select(DayNote.log_id)).all() == [other.id]


def test_the_sheet_is_the_same_for_the_same_notes_and_is_taken_as_a_pdf(log):
    factory.write(log, factory.day())
    first = queries.statement(log)
    assert queries.statement(log) == first
    assert (
        vault.take_in("本人记工记录.pdf", io.BytesIO(first)).format.media_type == "application/pdf"
    )
    factory.write(log, factory.day(day=date(2026, 11, 22)))
    assert queries.statement(log) != first


def test_a_picture_in_somebodys_words_does_not_keep_the_sheet_from_being_printed(log):
    factory.write(log, Promise(factory.TODAY, "老王", "年底给👍"))
    assert queries.statement(log).startswith(b"%PDF")
