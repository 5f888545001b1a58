"""A field that cannot be read: said where it stands, alarmed once, and the pages around it work."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, text

from casework.ground.cases.models.case import Line, Task
from casework.ground.documents.queries import form_file
from casework.ground.documents.terms.kinds import Kind
from casework.ground.identity.terms import ROLES, Role
from casework.ground.notices.actions.telling import tell
from casework.ground.notices.models import Message
from casework.ground.notices.terms import Delivery, Notice
from casework.ground.parties.models import Worker
from casework.kernel import alarms, crypto, paper, unreadable
from casework.kernel.alarms import Alarm, AlarmKind
from casework.kernel.database import db
from casework.kernel.unreadable import WORDS, FieldUnreadable
from casework.upkeep import history
from tests.conftest import NOW
from tests.factories import cases, offices, parties
from tests.fixtures.pages import PageClient
from tests.house.subjects import ENDS_THE_SESSION, Subjects, rules_of
from tests.portal import walk

#: Nothing but the words of a paper, the bytes of a file, or what a second person decides on as it
#: was sealed: these refuse, and say why.
NOTHING_ELSE = {
    "advances.approve",
    "campaigns.file_case",
    "cases.approve_extension",
    "cases.approve_suspension",
    "closing.approve",
    "deposits.approve",
    "documents.send_back",
    "statute.approve",
    "cases.copy",
    "documents.approve",
    "documents.blank_return",
    "documents.paper",
    "documents.pdf",
    "documents.preview",
    "referrals.decide",
    "referrals.referral",
}
SignedIn = Callable[..., PageClient]
BROKEN = b"v1:gcm:k1:" + b"A" * 64
TAIL = "_sealed"


def sealed_columns() -> list[tuple[str, str]]:
    """Every sealed column of every table."""
    return [(t.name, c.name) for t in db.metadata.sorted_tables for c in t.columns
            if c.name.endswith(TAIL)]  # fmt: skip


def damage(columns: list[tuple[str, str]]) -> None:
    """What stands in these columns opens no more, as after a bad copy beneath the triggers."""
    db.session.commit()
    with db.engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET LOCAL session_replication_role = replica"))
        else:
            for name in history.guards(connection):
                connection.execute(text(f"DROP TRIGGER {name}"))
        for table, column in columns:
            broken = text(f"UPDATE {table} SET {column} = :broken WHERE {column} IS NOT NULL")
            connection.execute(broken, {"broken": BROKEN})
    db.session.expire_all()


def _role_for(app: Flask, endpoint: str) -> Role | None:
    permissions = app.view_functions[endpoint].permissions
    return next((r for r, held in ROLES.items() if set(permissions) & set(held)), None)


@pytest.mark.slow
def test_no_page_of_an_officer_breaks(app: Flask, officer: SignedIn) -> None:
    subjects = Subjects(area=offices.HOME)
    routes = [(rule, subjects.values(rule) if rule.arguments else {})
              for rule in rules_of(app, method="GET")]  # fmt: skip
    roles = {rule.endpoint: _role_for(app, rule.endpoint) for rule, _ in routes}
    clients = {role: officer(role=role) for role in set(roles.values()) if role}
    damage(sealed_columns())

    wrong = []
    for rule, values in routes:
        role = roles[rule.endpoint]
        if role is None or values is None or rule.endpoint in ENDS_THE_SESSION:
            continue
        client = clients[role]
        answer = client.ask("GET", client.url(rule.endpoint, **values), inspect=False)
        refused = answer.status == 409 and rule.endpoint not in NOTHING_ELSE
        if answer.status >= 500 or refused:
            wrong.append(f"{rule.endpoint}: {answer.status}")
    assert not wrong, "\n".join(wrong)


@pytest.fixture
def matter(app: Flask) -> Any:
    """A case of two workers, with its inspectors."""
    made = cases.case()
    cases.inspectors(case=made)
    for name, phone in (("张示例", "13953900164"), ("李示例", "13953900165")):
        cases.line(case=made, worker_id=parties.worker(name=name, phone=phone).id)
    return made


def test_it_is_said_where_it_stands_and_alarmed_once(officer: SignedIn, matter: Any) -> None:
    lead = officer(role=Role.INSPECTOR)
    damage([("worker", "name_sealed")])

    for _ in range(2):
        page = lead.get("desk.case", case_id=matter.id)
        assert WORDS["zh"] in page.text

    raised = db.session.scalars(select(Alarm).where(Alarm.kind == AlarmKind.UNREADABLE)).all()
    assert len(raised) == 1
    assert raised[0].detail.startswith("worker.name ")


def test_an_alarm_that_was_looked_at_is_not_raised_again_for_the_same_place(matter: Any) -> None:
    damage([("worker", "name_sealed")])
    worker = db.session.scalars(select(Worker)).first()
    for _ in range(2):
        assert worker is not None
        assert worker.name == WORDS["zh"]
        alarms.tell_unreadable(now=NOW)
        for alarm in alarms.open_alarms():
            alarms.clear(alarm.id, by=None, now=NOW)

    assert len(db.session.scalars(select(Alarm)).all()) == 1


def test_row_twelve_does_not_hide_row_one(session: Any) -> None:
    for row_id in (12, 1):
        unreadable.in_place_of("worker.name", row_id)
        alarms.tell_unreadable(now=NOW)
        for alarm in alarms.open_alarms():
            alarms.clear(alarm.id, by=None, now=NOW)

    details = db.session.scalars(select(Alarm.detail).order_by(Alarm.id)).all()
    assert list(details) == ["worker.name 12", "worker.name 1"]


def test_nothing_made_of_it_is_written(matter: Any) -> None:
    damage([("worker", "name_sealed")])
    worker = db.session.scalars(select(Worker)).first()
    assert worker is not None
    for act in (
        lambda: setattr(worker, "address", worker.name),
        lambda: setattr(worker, "phone", f"{worker.name}等人"),
        lambda: crypto.blind("worker.name", worker.name),
        lambda: paper.render(form_file(Kind.ORDER), {"addressee": worker.name}, at=NOW),
        lambda: db.session.execute(text("UPDATE alarm SET detail = :d"), {"d": worker.name}),
    ):
        with pytest.raises(FieldUnreadable):
            act()
    db.session.rollback()


def test_a_worker_whose_phone_is_unreadable_is_called(matter: Any) -> None:
    damage([("worker", "phone_sealed")])
    line = db.session.scalars(select(Line)).first()
    assert line is not None

    tell(line.worker, notice=Notice.ASSIGNED, about="case:1", unit=matter.holder, case_id=matter.id,
         now=NOW)  # fmt: skip

    message = db.session.scalars(select(Message)).one()
    assert (message.state, message.address) == (Delivery.FAILED, "")
    assert "请打电话" in db.session.scalars(select(Task)).one().title


@pytest.mark.slow
def test_no_page_of_a_worker_breaks(app: Flask, client: PageClient) -> None:
    """The filed complaint in one browser, its progress open, and a half answered one in another."""
    walk.city()
    code = walk.code_of(walk.filed(client))
    client.get("lookup.receipt").form().submit({"code": code, "tail": walk.PHONE[-4:]})
    half = PageClient(app, NOW)
    walk.to_step(half, "evidence")
    damage(sealed_columns())

    wrong = [
        f"{rule.endpoint}: {answer.status}"
        for browser in (client, half)
        for rule in rules_of(app, method="GET")
        if rule.endpoint.startswith("portal.") and not rule.arguments
        for answer in [browser.ask("GET", browser.url(rule.endpoint), inspect=False)]
        if answer.status >= 500 or answer.status == 409
    ]
    assert not wrong, "\n".join(wrong)
