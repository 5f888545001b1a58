"""Workmates who press at the same moment: one line for each person, and every guess counts."""

from __future__ import annotations

from contextlib import suppress

import pytest
from sqlalchemy import func, select

from casework.doors.joining import actions as joining_actions
from casework.doors.proving import rules as tries
from casework.doors.proving.models import WrongCode
from casework.ground.cases.models.case import Case, Line
from casework.kernel.money import Money
from casework.kernel.transaction import writing
from casework.procedure.groups.actions import joining
from casework.procedure.groups.models import Group, Joining
from casework.procedure.groups.rules import AlreadyInside
from casework.procedure.groups.terms import Entry, JoinWay
from casework.procedure.intake.actions import deciding
from casework.procedure.intake.models.complaints import Claimant, Complaint
from casework.procedure.intake.queries import complaints
from tests.chaos.test_at_once import at_once, five_times
from tests.factories import groups
from tests.fixtures.browser import live  # noqa: F401 - the server without a browser
from tests.joining import mates
from tests.portal import walk

pytestmark = pytest.mark.chaos

AT_ONCE = 8


def number(session, model, *where):
    return session.scalar(select(func.count()).select_from(model).where(*where))


def joins(group_id, facts, *, now):
    """A deed: this person joins by a browser of his own."""

    def deed():
        with writing():
            joining.join(facts, entry=Entry(group_id, 1, JoinWay.QR), by=None, now=now)

    return deed


def quietly(deed, *refusals):
    """The deed, where being refused is an answer."""

    def inner():
        with suppress(*refusals):
            deed()

    return inner


def test_a_phone_that_sends_five_times_at_once_joins_once(app, session, client, live):  # noqa: F811
    walk.city()
    code = mates.digits(mates.opened(client))
    mate = mates.another_phone(client)
    form = mates.to_send(mate, code, mates.typed(1)).form()
    session.commit()

    answers = five_times(live, "/joining/send", mate, form.values)

    assert set(answers) == {(302, "/joined")}
    assert number(session, Joining) == 1
    assert number(session, Claimant) == 2


@pytest.mark.parametrize("accepted", [False, True])
def test_the_same_id_from_eight_phones_at_once_is_one_line(app, session, now, accepted):
    group = groups.group()
    if accepted:
        deciding.accept(group.complaint, by=None, now=now)
    group_id = group.id
    session.commit()
    same = groups.workmate(1)
    deeds = [joins(group_id, same, now=now) for _ in range(AT_ONCE)]

    at_once(app, now, *(quietly(deed, AlreadyInside) for deed in deeds))

    session.expire_all()
    assert number(session, Joining) == 1
    assert session.scalars(select(Complaint.people)).one() == 2
    assert number(session, Line) == (2 if accepted else 0)


@pytest.mark.parametrize("accepted", [False, True])
def test_eight_workmates_at_once_are_eight_lines_to_the_fen(app, session, now, accepted):
    group = groups.group(amount=Money(101), people=1)
    if accepted:
        deciding.accept(group.complaint, by=None, now=now)
    group_id = group.id
    session.commit()
    deeds = [
        joins(group_id, groups.workmate(n, amount=Money(1000 + n)), now=now) for n in range(AT_ONCE)
    ]

    at_once(app, now, *deeds)

    session.expire_all()
    people = session.scalars(select(Claimant)).all()
    complaint = session.scalars(select(Complaint)).one()
    total = Money.total(one.amount for one in people if one.amount)
    assert sorted(one.position for one in people) == list(range(1, AT_ONCE + 2))
    assert (complaint.people, complaint.amount) == (AT_ONCE + 1, total)
    if accepted:
        case = session.scalars(select(Case)).one()
        assert (case.people, case.claimed) == (AT_ONCE + 1, total)


def test_who_joins_while_the_complaint_is_accepted_has_a_line(app, session, now):
    group = groups.group()
    group_id, complaint_id = group.id, group.complaint_id
    session.commit()

    def accepts():
        with writing():
            deciding.accept(complaints.any_complaint(complaint_id), by=None, now=now)

    deeds = [joins(group_id, groups.workmate(n), now=now) for n in range(4)]
    at_once(app, now, *deeds[:2], accepts, *deeds[2:])

    session.expire_all()
    assert number(session, Claimant) == number(session, Line) == 5
    case = session.scalars(select(Case)).one()
    assert (case.people, case.claimed) == (5, Money.yuan(12800 + 4 * 9000))


def test_guesses_at_once_count_each_and_ten_are_judged(app, session, now):
    group = groups.group()
    start = "11" if not group.code.startswith("11") else "22"
    session.commit()
    answers = []

    def guess(turn):
        def deed():
            with writing():
                try:
                    joining_actions.find_door(
                        code=f"{start}{turn:04}", address="192.0.2.7", now=now
                    )
                    answers.append("judged")
                except tries.TooManyTries:
                    answers.append("slow")

        return deed

    at_once(app, now, *(guess(turn) for turn in range(15)))

    assert sorted(answers) == ["judged"] * 10 + ["slow"] * 5
    assert set(session.scalars(select(WrongCode.failures))) == {10}
    assert number(session, Group) == 1
