"""集体投诉: one line for each person, sums to the fen, a code that can be shut and changed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some
from sqlalchemy import func, select, update

from casework.ground.cases.models.case import Line, TimelineEntry
from casework.ground.cases.terms import Ending, Stage
from casework.ground.notices.models import Message
from casework.ground.notices.terms import Notice
from casework.ground.parties import actions as parties
from casework.ground.parties.models import Worker
from casework.ground.statute import queries as statute
from casework.ground.statute.actions.edition import new_edition
from casework.ground.statute.models import FigureVersion
from casework.kernel.lifecycle import NoSuchMove
from casework.kernel.money import Money
from casework.kernel.terms import Missing
from casework.procedure.closing import actions as closing
from casework.procedure.groups import queries as group_queries
from casework.procedure.groups import rules as group_rules
from casework.procedure.groups.actions import codes as group_actions
from casework.procedure.groups.actions import joining, representatives
from casework.procedure.groups.models import GroupAct, Joining, Representative
from casework.procedure.groups.terms import (
    Entry,
    GroupEvent,
    GroupState,
    JoinWay,
    RepresentativeState,
)
from casework.procedure.intake.actions import claimants, deciding, drafts
from casework.procedure.intake.models.complaints import Claimant, Complaint
from casework.procedure.intake.models.identities import IdentityDoubt
from casework.procedure.intake.queries import claimants as claimant_queries
from casework.procedure.intake.terms import Elsewhere, Kind
from casework.procedure.requests import queries as requests
from casework.procedure.requests.terms import About
from casework.procedure.rosters import actions as roster
from casework.procedure.rosters import rules as roster_rules
from tests.factories import groups, identity, intake

FEN = some.integers(min_value=0, max_value=10**9).map(Money)


def number(session, model, *where):
    return session.scalar(select(func.count()).select_from(model).where(*where))


def test_a_group_has_six_digits_and_a_token_that_stand_nowhere_in_clear(session, now):
    group = groups.group()
    assert len(group.code) == 6
    assert group.code.isdigit()
    assert len(group.token) == 32
    kept = repr([session.execute(select(*type(group).__table__.columns)).one()])
    assert group.code not in kept
    assert group.token not in kept
    assert group_queries.find_group_by_code(group.code) is group
    assert group_queries.find_group_by_token(group.token) is group


def test_opening_twice_gives_the_same_group(session, now):
    complaint = intake.complaint()
    assert groups.group(complaint) is groups.group(complaint)
    assert number(session, GroupAct) == 1


def test_a_tip_has_no_group(session, now):
    tip = intake.complaint(claimants=(), confidential=True)
    assert tip.kind is Kind.TIP
    with pytest.raises(group_rules.NoGroup):
        groups.group(tip)


def test_a_refused_complaint_has_no_group(session, now):
    complaint = intake.complaint()
    place = Elsewhere("演示机关", "演示路1号", "0539-0000001")
    deciding.transfer(complaint, place=place, reason="转办", by=identity.officer(), now=now)
    with pytest.raises(group_rules.NotJoinable):
        groups.group(complaint)


def test_a_workmate_is_a_person_of_the_complaint_with_a_receipt_of_his_own(session, now):
    group = groups.group()
    joined = groups.joining(group, groups.workmate(1))
    complaint = group.complaint
    assert [one.name for one in claimant_queries.claimants(complaint.id)] == ["张示例", "李示例1"]
    assert (complaint.people, complaint.amount) == (2, Money.yuan(21800))
    assert joined.code != complaint.code
    assert group_queries.find_joining_by_code(joined.code) is joined
    assert joined.claimant.worker_id is not None


def test_a_workmate_is_told_that_it_has_arrived(session, now):
    groups.joining(groups.group(), groups.workmate(1))
    told = session.scalars(select(Message).where(Message.notice == Notice.RECEIVED)).all()
    assert [message.address for message in told] == ["13900000164", "13700000001"]


def test_the_same_person_with_the_same_months_is_inside_already(session, now):
    group = groups.group()
    groups.joining(group, groups.workmate(1))
    with pytest.raises(group_rules.AlreadyInside):
        groups.joining(group, groups.workmate(1))
    assert number(session, Claimant) == 2


def test_the_same_person_with_other_months_claims_more_and_is_counted_once(session, now):
    group = groups.group(from_month=date(2026, 8, 1), to_month=date(2026, 8, 1))
    for month, yuan in ((9, 9_000), (10, 5_000)):
        groups.joining(group, groups.workmate(
            1, from_month=date(2026, month, 1), to_month=date(2026, month, 1),
            amount=Money.yuan(yuan)))  # fmt: skip
    assert (group.complaint.people, group.complaint.amount) == (2, Money.yuan(26_800))

    case = deciding.accept(group.complaint, by=None, now=now)

    assert (case.people, case.claimed) == (2, Money.yuan(26_800))


def test_nothing_is_said_to_a_stranger_who_has_somebodys_number(session, now):
    """His own claim is taken, and an officer is asked who he is."""
    group = groups.group(claimants=(intake.claimant(id_number=groups.id_number(9)),))
    groups.joining(group, groups.workmate(1))
    for stranger in (groups.workmate(1, name="王示例"), groups.workmate(9)):
        groups.joining(group, stranger)
    assert number(session, Claimant) == 4
    assert number(session, IdentityDoubt) == 2


def test_a_draft_that_joined_joins_no_second_time(session, now):
    group = groups.group()
    draft = drafts.start_draft({"name": {}}, now=now)
    code = draft.code
    first = groups.joining(group, groups.workmate(1), draft=draft)
    assert groups.joining(group, groups.workmate(1), draft=draft) is first
    assert first.code == code
    assert draft.answers == "{}"


def test_joining_an_open_case_adds_a_line_to_it(session, now):
    group = groups.group()
    case = deciding.accept(group.complaint, by=None, now=now)
    groups.joining(group, groups.workmate(1))
    lines = session.scalars(select(Line).order_by(Line.position)).all()
    assert [line.worker.name for line in lines] == ["张示例", "李示例1"]
    assert (case.people, case.claimed) == (2, Money.yuan(21800))
    entry = session.scalars(select(TimelineEntry).where(TimelineEntry.event == "joined")).one()
    assert (entry.text, entry.to_worker) == ("李*" + "*" * 2, False)


def test_who_came_before_acceptance_becomes_a_line_with_it(session, now):
    group = groups.group()
    groups.joining(group, groups.workmate(1))
    case = deciding.accept(group.complaint, by=None, now=now)
    assert case.claimed == Money.yuan(21800)
    assert number(session, Line) == 2


def test_who_has_a_line_by_another_complaint_is_inside(session, now):
    group = groups.group()
    case = deciding.accept(group.complaint, by=None, now=now)
    other = intake.complaint(claimants=(groups.workmate(1),))
    deciding.accept(other, join=case, by=None, now=now)
    with pytest.raises(group_rules.AlreadyInside):
        groups.joining(group, groups.workmate(1))


def test_a_stranger_changes_nobodys_phone(session, now):
    given = {"id_number": groups.id_number(1), "phone": "13911112222"}
    known = parties.register_worker(name="李示例1", **given, now=now)
    group = groups.group()
    deciding.accept(group.complaint, by=None, now=now)
    groups.joining(group, groups.workmate(1, phone="13799999999"))
    assert session.get(Worker, known.id).phone == "13911112222"
    assert number(session, Line, Line.worker_id == known.id) == 0
    assert number(session, IdentityDoubt) == 1


def test_nobody_joins_after_the_code_is_shut_or_its_last_day_is_over(session, now):
    group = groups.group()
    group_actions.close_group(group, by=None, now=now)
    with pytest.raises(group_rules.NotJoinable):
        groups.joining(group)
    group_actions.reopen_group(group, by=None, now=now)
    groups.joining(group)
    with pytest.raises(group_rules.NotJoinable):
        groups.joining(group, now=now + timedelta(days=31))


def test_nobody_joins_a_case_that_is_closed(session, now):
    group = groups.group()
    case = deciding.accept(group.complaint, by=None, now=now)
    case.stage, case.closed_on = Stage.CLOSED, now.date()
    session.flush()
    with pytest.raises(group_rules.NotJoinable):
        groups.joining(group)


def test_a_renewed_code_kills_the_old_one_and_what_was_begun_under_it(session, now):
    group = groups.group()
    code, token = group.code, group.token
    begun = Entry(group.id, group.issue, JoinWay.QR)
    group_actions.renew_code(group, by=None, now=now)
    assert group_queries.find_group_by_code(code) is None
    assert group_queries.find_group_by_token(token) is None
    with pytest.raises(group_rules.CodeRenewed):
        joining.join(groups.workmate(1), entry=begun, by=None, now=now)
    groups.joining(group, groups.workmate(1))


def test_the_code_brings_only_so_many_and_the_counter_more(session, now):
    group = groups.group()
    most = (
        update(FigureVersion).where(FigureVersion.code == group_rules.MOST_PEOPLE).values(value="5")
    )
    session.execute(most)
    new_edition()
    statute.forget_edition()
    groups.joining(group, way=JoinWay.COUNTER, by=identity.officer(role="clerk"))
    for _ in range(5):
        groups.joining(group)
    with pytest.raises(group_rules.GroupFull):
        groups.joining(group)
    groups.joining(group, way=JoinWay.COUNTER, by=identity.officer())
    assert group.complaint.people == 8


def test_a_flood_from_one_address_is_marked_and_taken(session, now):
    group = groups.group()
    for _ in range(22):
        groups.joining(group, address="192.0.2.7")
    groups.joining(group, address="192.0.2.8")
    marked = session.scalars(select(Joining.unchecked).order_by(Joining.id)).all()
    assert marked == [False] * 20 + [True] * 2 + [False]
    assert "192.0.2.7" not in repr(session.scalars(select(Joining.address_index)).all())


def test_five_speak_for_the_group_and_the_sixth_is_refused_with_the_article(session, now):
    group = groups.group()
    mates = [groups.joining(group).claimant_id for _ in range(5)]
    for one in mates[:4]:
        representatives.ask_representative(group, claimant_id=one, by=None, now=now)
    with pytest.raises(group_rules.TooManyRepresentatives) as refusal:
        representatives.ask_representative(group, claimant_id=mates[4], by=None, now=now)
    assert "最多5人" in refusal.value.zh
    assert "第十二条" in refusal.value.zh
    representatives.answer_as_representative(mates[0], verb="decline", by=None, now=now)
    representatives.ask_representative(group, claimant_id=mates[4], by=None, now=now)
    assert len(group_queries.speakers(group.id)) == 5


def test_each_answers_for_himself_and_the_last_one_stays(session, now):
    group = groups.group()
    first = claimant_queries.claimants(group.complaint_id)[0].id
    mate = groups.joining(group).claimant_id
    with pytest.raises(Missing):
        representatives.answer_as_representative(mate, verb="accept", by=None, now=now)
    representatives.ask_representative(group, claimant_id=mate, by=None, now=now)
    with pytest.raises(group_rules.LastRepresentative):
        representatives.answer_as_representative(first, verb="resign", by=None, now=now)
    with pytest.raises(Missing):
        group_queries.group_led_by(mate)
    representatives.answer_as_representative(mate, verb="accept", by=None, now=now)
    representatives.answer_as_representative(first, verb="resign", by=None, now=now)
    assert group_queries.group_led_by(mate) is group
    with pytest.raises(Missing):
        group_queries.group_led_by(first)
    states = set(session.scalars(select(Representative.state)))
    assert states == {RepresentativeState.ACCEPTED, RepresentativeState.RESIGNED}


def test_who_has_withdrawn_speaks_for_nobody(session, now):
    group = groups.group()
    first, mate = claimant_queries.claimants(group.complaint_id)[0], groups.joining(group).claimant
    representatives.ask_representative(group, claimant_id=mate.id, by=None, now=now)
    representatives.answer_as_representative(mate.id, verb="accept", by=None, now=now)
    claimants.withdraw_claimant(first, call="本人同意撤回", by=identity.officer(), now=now)
    with pytest.raises(Missing):
        group_queries.group_led_by(first.id)
    assert [one.claimant_id for one in group_queries.speakers(group.id)] == [mate.id]
    with pytest.raises(group_rules.LastRepresentative):
        representatives.answer_as_representative(mate.id, verb="resign", by=None, now=now)
    with pytest.raises(group_rules.NotOfTheGroup):
        representatives.ask_representative(group, claimant_id=first.id, by=None, now=now)


def test_whose_line_of_the_case_is_withdrawn_speaks_for_nobody_either(session, now):
    group = groups.group()
    first, mate = claimant_queries.claimants(group.complaint_id)[0], groups.joining(group).claimant
    representatives.ask_representative(group, claimant_id=mate.id, by=None, now=now)
    representatives.answer_as_representative(mate.id, verb="accept", by=None, now=now)
    case = deciding.accept(session.get(Complaint, group.complaint_id), by=None, now=now)
    [line] = session.scalars(select(Line).where(Line.worker_id == first.worker_id))
    closing.end_line(
        line, ending=Ending.WITHDRAWN, proof="本人同意撤回", by=identity.officer(), now=now
    )
    assert line.case_id == case.id
    with pytest.raises(Missing):
        group_queries.group_led_by(first.id)
    assert [one.claimant_id for one in group_queries.speakers(group.id)] == [mate.id]


def test_only_one_of_the_group_can_speak_for_it(session, now):
    group, other = groups.group(), groups.group()
    stranger = claimant_queries.claimants(other.complaint_id)[0].id
    with pytest.raises(group_rules.NotOfTheGroup):
        representatives.ask_representative(group, claimant_id=stranger, by=None, now=now)
    with pytest.raises(NoSuchMove):
        mine = claimant_queries.claimants(group.complaint_id)[0].id
        representatives.ask_representative(group, claimant_id=mine, by=None, now=now)


def test_what_happened_to_a_group_is_kept_in_order(session, now):
    clerk = identity.officer()
    group = groups.group(by=clerk)
    group_actions.close_group(group, by=clerk, now=now)
    with pytest.raises(NoSuchMove):
        group_actions.close_group(group, by=clerk, now=now)
    group_actions.renew_code(group, by=None, now=now)
    assert group.state is GroupState.OPEN
    acts = [(act.event, act.officer_id) for act in reversed(group_queries.group_acts(group.id))]
    assert acts == [
        (GroupEvent.OPENED, clerk.id), (GroupEvent.CLOSED, clerk.id), (GroupEvent.RENEWED, None),
    ]  # fmt: skip


def test_a_list_is_not_taken_out_once_somebody_of_it_is_asked_to_speak(session, now):
    complaint, clerk = intake.complaint(), identity.officer(role="clerk")
    people = [groups.workmate(1), groups.workmate(2)]
    added = roster.add_roster(complaint, people, by=clerk, now=now)
    group, asked = groups.group(complaint), complaint.claimants[-1]
    representatives.ask_representative(group, claimant_id=asked.id, by=None, now=now)
    with pytest.raises(roster_rules.RosterInUse):
        roster.remove_roster(complaint, batch=added.batch, by=clerk, now=now)
    assert number(session, Claimant) == 3


def test_a_lost_receipt_of_a_workmate_is_replaced_and_the_old_one_dies(session, now):
    joined = groups.joining(groups.group())
    old = joined.code
    joining.reissue_joined_receipt(joined, by=identity.officer(), now=now)
    assert group_queries.find_joining_by_code(old) is None
    assert group_queries.find_joining_by_code(joined.code) is joined


def test_what_was_said_for_all_belongs_to_him_who_stood_alone(session, now):
    group = groups.group(amount=Money.yuan(5000), claimants=(intake.claimant(amount=None),))
    groups.joining(group, groups.workmate(1, amount=Money.yuan(100)))
    assert [c.amount for c in claimant_queries.claimants(group.complaint_id)] == [
        Money.yuan(5000), Money.yuan(100),
    ]  # fmt: skip
    case = deciding.accept(group.complaint, by=None, now=now)
    assert case.claimed == group.complaint.amount == Money.yuan(5100)


@given(said=some.none() | FEN, amounts=some.lists(some.none() | FEN, max_size=40))
def test_the_sum_is_that_of_the_people_and_never_less_than_was_said(said, amounts):
    known = [amount for amount in amounts if amount is not None]
    total = Money.total(known)
    together = group_rules.claimed_together(said, amounts)
    if together is None:
        assert said is None
        assert not known
        return
    assert together >= total
    assert together in (total, said)
    assert group_rules.claimed_together(together, amounts) == together


@pytest.mark.parametrize("accepted", [0, 3, 7])
def test_every_line_adds_up_to_the_fen_whenever_the_complaint_is_accepted(session, now, accepted):
    """Odd fen on purpose; accepted before, between and after the workmates."""
    group = groups.group(amount=Money(123_457), claimants=(intake.claimant(amount=Money(123_457)),))
    amounts = [Money(1), Money(99), Money(1_000_003), None, Money(777), Money(0), Money(50_001)]
    for turn, amount in enumerate([*amounts, None]):
        if turn == accepted:
            case = deciding.accept(group.complaint, by=None, now=now)
        if turn < len(amounts):
            groups.joining(group, groups.workmate(100 + turn, amount=amount))
    known = Money.total(a for a in [Money(123_457), *amounts] if a is not None)
    lines = session.scalars(select(Line).where(Line.case_id == case.id)).all()
    kept = session.scalars(select(Complaint)).one()
    assert kept.amount == case.claimed == Money.total(line.claimed for line in lines) == known
    assert kept.people == case.people == len(lines) == len(amounts) + 1


@pytest.mark.parametrize("accepted_first", [True, False])
def test_months_that_he_does_not_remember_are_not_those_of_another(session, now, accepted_first):
    first = intake.claimant(from_month=date(2026, 6, 1), to_month=date(2026, 9, 1))
    group = groups.group(from_month=date(2026, 6, 1), to_month=date(2026, 9, 1),
                         claimants=(first,))  # fmt: skip
    if accepted_first:
        deciding.accept(group.complaint, by=None, now=now)
    groups.joining(group)
    if not accepted_first:
        deciding.accept(group.complaint, by=None, now=now)
    months = session.execute(select(Line.from_month, Line.to_month).order_by(Line.position))
    assert [tuple(row) for row in months] == [
        (date(2026, 6, 1), date(2026, 9, 1)), (None, None),
    ]  # fmt: skip


def test_who_does_not_remember_his_amount_never_reads_the_sum_of_all(session, now):
    group = groups.group(amount=Money.yuan(12800))
    joined = groups.joining(group, groups.workmate(1, amount=None))
    said = requests.present(joined.claimant, About.AMOUNT)
    assert said.amount is None
