"""The supervision queue, through HTTP."""

from __future__ import annotations

from datetime import date
from typing import Any

from casework.ground.cases.queries import clocks
from casework.ground.cases.terms import Subject
from casework.ground.identity.terms import Role
from casework.procedure.escalation.models import Item
from casework.procedure.escalation.terms import Level, State
from tests.factories import cases as case_factory
from tests.factories import escalation, intake, offices


def test_a_squad_head_answers_an_item(officer: Any, session: Any) -> None:
    item = escalation.item()
    client = officer(role=Role.SQUAD_HEAD)
    page = client.get("escalation.queue")
    assert "等您答复的" in page.text

    page = client.get("escalation.item", item_id=item.id)
    page = page.form("escalation.item", item_id=item.id).submit(
        {"measure": "urge", "words": "明天到现场", "due_on": "2026-11-27"}
    )

    assert session.get(Item, item.id).state is State.ANSWERED


def test_a_wrong_answer_stays_on_the_page_with_its_reason(officer: Any, session: Any) -> None:
    item = escalation.item()
    page = officer(role=Role.SQUAD_HEAD).get("escalation.item", item_id=item.id)

    page = page.form("escalation.item", item_id=item.id).submit(
        {"measure": "urge", "words": "明天到现场", "due_on": "2026-11-20"}, expect=422
    )

    assert "完成日期要在今天以后" in page.text
    assert page.one("textarea") == "明天到现场"


def test_another_county_does_not_see_the_item(officer: Any) -> None:
    item = escalation.item()
    client = officer(role=Role.SQUAD_HEAD, area=offices.ELSEWHERE)

    client.get("escalation.item", item_id=item.id, expect=404)

    assert item.area.name_zh not in client.get("escalation.queue").text


def test_an_overdue_complaint_is_shown_with_its_employer_and_the_way_to_it(officer: Any) -> None:
    complaint = intake.complaint()
    (clock,) = clocks.running_clocks(Subject.COMPLAINT, complaint.id)
    item = escalation.item(clock=clock)
    client = officer(role=Role.SQUAD_HEAD)

    for page in (client.get("escalation.queue"), client.get("escalation.item", item_id=item.id)):
        assert complaint.employer_text in page.text
        assert page.has(f"main a[href$='/intake/{complaint.id}']")


def _many(many: int, *, people: int = 1, due_on: Any = None, **values: Any) -> list[Item]:
    made = []
    for n in range(many):
        case = case_factory.case(people=people)
        clock = case_factory.clock(case=case, due_on=due_on or date(2026, 11, 2 + n % 17))
        made.append(escalation.item(clock=clock, **values))
    return made


def test_all_that_wait_are_reached_the_crowds_first(officer: Any, session: Any) -> None:
    _many(60, level=Level.CITY)
    crowd = _many(1, level=Level.CITY, people=40, due_on=date(2026, 11, 19))[0]
    client = officer(role=Role.CITY_SUPERVISOR, area=offices.CITY)

    page = client.get("escalation.queue")
    seen = _ids(page)

    assert "共61件" in page.text
    assert len(seen) == 50
    assert seen[0] == crowd.id
    more = client.get(page.tree.css("a[rel=next]")[0].attributes["href"])
    assert len(_ids(more)) == 11
    assert not set(seen) & set(_ids(more))
    assert not more.has("a[rel=next]")
    assert more.has(".pager a")


def test_the_longest_overdue_come_before_the_most_people(officer: Any, session: Any) -> None:
    late = _many(1, level=Level.CITY, due_on=date(2026, 11, 3))[0]
    large = _many(1, level=Level.CITY, people=9, due_on=date(2026, 11, 10))[0]
    small = _many(1, level=Level.CITY, people=2, due_on=date(2026, 11, 10))[0]
    client = officer(role=Role.CITY_SUPERVISOR, area=offices.CITY)
    assert _ids(client.get("escalation.queue")) == [late.id, large.id, small.id]


def test_older_items_of_lower_levels_push_out_none_of_ones_own(officer: Any, session: Any) -> None:
    _many(55, level=Level.SQUAD, due_on=date(2026, 10, 9))
    own = _many(2, level=Level.CITY, due_on=date(2026, 11, 19))
    client = officer(role=Role.CITY_SUPERVISOR, area=offices.CITY)

    page = client.get("escalation.queue")

    assert _ids(page) == [one.id for one in own]
    assert page.all(".tabs a") == ["市级 2", "县区 0", "大队 55"]
    below = client.get("escalation.queue", level="squad")
    assert "共55件" in below.text
    assert len(_ids(below)) == 50


def test_the_queue_opens_at_the_first_level_where_anything_waits(
    officer: Any, session: Any
) -> None:
    (item,) = _many(1, level=Level.SQUAD)
    for role in (Role.SQUAD_HEAD, Role.COUNTY_SUPERVISOR):
        page = officer(role=role).get("escalation.queue")
        assert _ids(page) == [item.id], role
        assert page.one(".tabs a[aria-current]") == "大队 1"
    (nearer,) = _many(1, level=Level.COUNTY)
    city = officer(role=Role.CITY_SUPERVISOR, area=offices.CITY)
    page = city.get("escalation.queue")
    assert _ids(page) == [nearer.id]
    assert page.all(".tabs a") == ["市级 0", "县区 1", "大队 1"]
    assert page.all(".chip-set") == ["等答复的 2件"]


def test_an_empty_level_that_was_chosen_stays_open(officer: Any, session: Any) -> None:
    _many(1, level=Level.SQUAD)
    client = officer(role=Role.CITY_SUPERVISOR, area=offices.CITY)
    page = client.get("escalation.queue", level="city")
    assert _ids(page) == []
    assert page.one(".tabs a[aria-current]") == "市级 0"


def test_an_answered_item_waits_in_its_own_list(officer: Any, session: Any) -> None:
    item = escalation.item()
    client = officer(role=Role.SQUAD_HEAD)
    page = client.get("escalation.item", item_id=item.id)
    page.form("escalation.item", item_id=item.id).submit(
        {"measure": "urge", "words": "明天到现场", "due_on": "2026-11-27"}
    )
    assert _ids(client.get("escalation.queue")) == []
    assert _ids(client.get("escalation.queue", standing="answered")) == [item.id]
    assert _ids(client.get("escalation.queue", standing="resolved")) == []


def test_the_queue_takes_as_many_statements_for_fifty_as_for_five(
    officer: Any, session: Any, queries: Any
) -> None:
    client = officer(role=Role.CITY_SUPERVISOR, area=offices.CITY)
    _many(5, level=Level.CITY)
    client.get("escalation.queue")
    with queries() as few:
        client.get("escalation.queue")
    _many(40, level=Level.CITY)
    with queries() as many:
        client.get("escalation.queue")
    assert len(many) <= len(few) + 1, many.listing


def _ids(page: Any) -> list[int]:
    """The items of the list, in order."""
    found = []
    for link in page.tree.css("main .sheet a[href*='/escalation/']"):
        number = int((link.attributes["href"] or "").rsplit("/", maxsplit=1)[-1])
        if number not in found:
            found.append(number)
    return found
