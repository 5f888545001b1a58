"""How pressing a complaint and its case are: the rule, row by row, and what a person says. B9."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.ground.cases.actions import people as case_people
from casework.ground.cases.queries import matters
from casework.ground.cases.rules.people import PriorityReasonNeeded, priority_of
from casework.ground.cases.terms import Priority, Trait
from casework.ground.statute.queries import statute
from casework.ground.statute.rules import calendar
from casework.kernel.identifiers import check_character
from casework.procedure.intake.actions import deciding, triage
from casework.procedure.intake.queries import complaints
from casework.procedure.intake.rules import triage as triage_rules
from casework.procedure.intake.terms import Act
from casework.procedure.rosters import actions as roster
from tests.factories import cases as case_rows
from tests.factories import groups, identity, intake, offices
from tests.portal import walk

_TABLE = Path(__file__).parent / "tables" / "triage.csv"
TABLE = list(csv.DictReader(_TABLE.read_text(encoding="utf-8").splitlines()))
SUMMER = date(2026, 6, 1)


@pytest.fixture
def city(session, now):
    walk.city()


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row["why"])
def test_each_row_of_the_table(city, row):
    facts = triage_rules.Pressing(
        people=int(row["people"]) if row["people"] else None,
        received_on=date.fromisoformat(row["received_on"]),
        births=tuple(date.fromisoformat(born) for born in row["births"].split()),
        noted=frozenset(Trait(word) for word in row["noted"].split()),
    )
    found = triage_rules.triage(facts, statute=statute())
    assert found.priority.en == row["priority"]
    assert " ".join(trait.value for trait in found.traits) == row["traits"]


@given(st.lists(st.sampled_from(Trait), unique=True))
def test_another_reason_never_makes_it_less_pressing(traits):
    for more in Trait:
        assert priority_of([*traits, more]).value <= priority_of(traits).value


@pytest.mark.parametrize(
    ("on", "festival"),
    [
        (date(2026, 2, 16), date(2026, 2, 17)),
        (date(2026, 2, 17), date(2026, 2, 17)),
        (date(2026, 2, 18), date(2027, 2, 6)),
        (date(2200, 1, 1), None),
    ],
)
def test_the_spring_festival_that_comes_next(on, festival):
    assert calendar.next_spring_festival(on) == festival


def test_it_follows_the_people_who_come_in(session, city, now):
    made = intake.complaint(people=9, received_on=SUMMER)
    assert (made.priority, made.traits) == (Priority.ORDINARY, "")
    people = [groups.workmate(n) for n in range(1, 30)]
    clerk = identity.officer(role="clerk")
    roster.add_roster(made, people, by=clerk, now=now)
    assert (made.priority, made.traits) == (Priority.URGENT, "mass")


def test_a_case_has_the_reasons_of_all_its_complaints(session, city, now):
    old = groups.id_number(1)[:6] + "19600101" + "001"
    number = old + check_character(old)
    first = intake.complaint(received_on=SUMMER, claimants=(intake.claimant(id_number=number),))
    second = intake.complaint(received_on=SUMMER)
    case = deciding.accept(second, by=None, now=now)
    assert case.priority is Priority.ORDINARY
    deciding.accept(first, join=case, by=None, now=now)
    assert (case.priority, case.traits) == (Priority.RAISED, "old")


def test_a_clerk_notes_what_he_has_heard_and_says_why(officer, session, city):
    made = intake.complaint(received_on=SUMMER)
    session.commit()
    clerk = officer(role="clerk")
    page = clerk.get("intake.complaint", complaint_id=made.id)
    form = page.form("intake.pressing", complaint_id=made.id)
    assert form.submit({"noted": ["flight"], "reason": ""}, expect=422).errors[-1] == (
        "请写明理由，会留下记录"
    )
    page = form.submit({"noted": ["flight"], "reason": "工人说老板在卖设备"})
    assert "特急 用人单位逃匿或者可能逃匿" in page.text
    kept = complaints.decision(made.id, Act.WEIGHED)
    assert kept.reason == "用人单位逃匿或者可能逃匿、特急。工人说老板在卖设备"
    page = page.form("intake.pressing", complaint_id=made.id).submit(
        {"chosen": "3", "reason": "查过，设备是租的"}
    )
    session.expire_all()
    assert made.priority is Priority.ORDINARY
    assert "人工定的" in page.text
    other = officer(role="clerk", area=offices.ELSEWHERE)
    other.post("intake.pressing", {"reason": "x"}, complaint_id=made.id, expect=404)


def test_what_a_person_has_set_stands_when_more_come(session, city, now):
    made = intake.complaint(people=2, received_on=SUMMER)
    clerk = identity.officer(role="clerk")
    triage.note_pressing(made, noted=(), chosen=Priority.RAISED, reason="有孩子在等学费", by=clerk,
                          now=now)  # fmt: skip
    made.people = 40
    triage.weigh(made)
    assert (made.priority, made.traits) == (Priority.RAISED, "mass")
    case = deciding.accept(made, by=None, now=now)
    assert case.priority is Priority.RAISED


def test_on_a_case_the_timeline_keeps_who_changed_it_and_why(officer, session, now):
    case = case_rows.case(traits="many", priority=Priority.RAISED)
    session.commit()
    head = officer(role="squad_head")
    page = head.get("desk.case", case_id=case.id).click("改急缓")
    assert page.form().submit({"chosen": "1", "reason": " "}, expect=422).errors
    page.form().submit({"chosen": "1", "reason": "工人要上访"})
    session.expire_all()
    assert case.priority is Priority.URGENT
    entry = next(e for e in matters.timeline(case.id) if e.event == "priority_chosen")
    assert (entry.text, entry.officer_id) == ("工人要上访", head.officer.id)
    head.get("cases.priority", case_id=case.id).form().submit({"chosen": "", "reason": "谈好了"})
    session.expire_all()
    assert (case.priority, case.chosen_priority) == (Priority.RAISED, None)


def test_without_a_reason_no_action_changes_it(session, now, city):
    case, made = case_rows.case(), intake.complaint()
    head = identity.officer(role="squad_head")
    with pytest.raises(PriorityReasonNeeded):
        case_people.choose_priority(case, chosen=Priority.URGENT, reason=" ", by=head, now=now)
    with pytest.raises(triage_rules.WhyPressing):
        triage.note_pressing(made, noted=(), chosen=None, reason="", by=head, now=now)


def test_the_desk_is_sorted_and_narrowed_by_it(officer, session, city):
    plain = intake.complaint(received_on=date(2026, 11, 18))
    many = intake.complaint(people=12, received_on=date(2026, 11, 23))
    session.commit()
    clerk = officer(role="clerk")
    numbers = [plain.register_number, many.register_number]
    rows = "tbody th a"
    assert clerk.get("intake.desk").all(rows) == numbers
    assert clerk.get("intake.desk").click("按急缓排").all(rows) == numbers[::-1]
    assert clerk.get("intake.desk").click("优先").all(rows) == numbers[1:]
    assert clerk.get("intake.desk", query={"priority": "nonsense", "order": "x"}).all(rows)


def test_the_queue_pages_by_it_and_loses_nobody(officer, session, now):
    made = [case_rows.case(priority=list(Priority)[n % 3]) for n in range(60)]
    session.commit()
    lead = officer(role="inspector")
    page = lead.get("desk.queue", query={"order": "pressing", "size_of_page": "25"})
    seen = page.all("tbody th")
    while page.has("a[rel=next]"):
        page = page.click("下一页")
        seen += page.all("tbody th")
    assert len(seen) == len(set(seen)) == 60
    by_number = {case.number.split("〔")[1].replace("号", ""): case.priority for case in made}
    ranks = [by_number[number.strip("〔")].value for number in seen]
    assert ranks == sorted(ranks)
    urgent = lead.get("desk.queue", query={"priority": "1"})
    assert len(urgent.all("tbody th")) == 20
