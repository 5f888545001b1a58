"""Two inspectors save the same sheet at the same moment: each field is decided once."""

from __future__ import annotations

from threading import Barrier, Thread

import pytest

from casework.ground.cases.queries import matters
from casework.ground.identity import queries as officers
from casework.kernel.money import Money
from casework.kernel.terms import Conflict
from casework.kernel.transaction import writing
from casework.procedure.inspections import queries
from casework.procedure.inspections.actions import finding
from casework.procedure.inspections.terms import Finding, Found
from tests.factories import cases

pytestmark = pytest.mark.both

NOTHING = Found(books=None, verified=None)


def test_of_two_who_save_at_once_the_later_is_shown_both_values(app, session, now):
    case = cases.case()
    cases.inspectors(case=case)
    line = cases.line(case=case, yuan=800)
    case_id, line_id = case.id, line.id
    session.commit()
    ended: list[object] = []
    start = Barrier(2)

    def save(part, yuan):
        with app.app_context():
            start.wait()
            try:
                with writing():
                    _save(case_id, line_id, part=part, yuan=yuan, now=now)
                ended.append(None)
            except Conflict as conflict:
                ended.append(conflict.theirs)

    threads = [Thread(target=save, args=(part, 700 + part)) for part in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    kept = matters.line(line_id, case_id=case_id).verified
    assert ended.count(None) == 1
    assert {f"verified_{line_id}": kept} in ended


def _save(case_id, line_id, *, part, yuan, now):
    """What one inspector's page does, from a sheet on which nothing stood yet."""
    officer = officers.officer(queries.inspector_ids(case_id)[part])
    case = matters.any_case(case_id)
    matters.lines(case_id)
    mine = Found(books=None, verified=Money.yuan(yuan), ground="考勤")
    finding.verify(case, findings=[Finding(line_id, NOTHING, mine)], by=officer, now=now)
