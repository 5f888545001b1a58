"""The board: each number equals its list, the counties sum to the city."""

from __future__ import annotations

from datetime import date
from typing import Any

from casework.doors.reports import queries as reports_asked
from casework.doors.reports import rules
from casework.ground.cases.queries import matters
from casework.ground.identity.terms import Role
from casework.ground.offices.terms import Reach, Scope
from tests.factories import cases, offices


def _city() -> None:
    for area in (offices.HOME, offices.ELSEWHERE):
        for due in (date(2026, 11, 2), date(2026, 11, 20), date(2026, 11, 25), date(2027, 3, 1)):
            case = cases.case(area=area)
            cases.line(case=case, yuan=1000)
            cases.clock(case=case, due_on=due)
        cases.case(area=area)


def test_the_counties_sum_to_the_city(session: Any, now: Any) -> None:
    _city()
    unit = offices.unit()
    marker = matters.marker(now.date())

    rows = reports_asked.tallies(marker, reach=Reach(Scope.CITY, unit.area_id, unit.id))
    whole = rules.whole(rows, name="合计")

    assert (whole.supervised, whole.red, whole.yellow, whole.green, whole.no_clock) == (
        2, 2, 2, 2, 2,
    )  # fmt: skip
    assert (whole.open, whole.people, whole.claimed.fen) == (10, 8, 800_000)


def test_every_number_opens_a_list_of_that_length(officer: Any) -> None:
    _city()
    client = officer(role=Role.CITY_SUPERVISOR, area=offices.CITY)
    page = client.get("reports.board")
    links = {
        node.attributes["href"]: int(node.text())
        for node in page.tree.css("table.list a, .figure a.big")
        if node.text().isdigit() and "/desk/cases" in node.attributes["href"]
    }
    assert len(links) > 8

    for href, number in links.items():
        people = "在办" if href == "/desk/cases" else ""
        listed = len(client.get(href).all("tr[data-row]"))
        assert listed == number or people, href


def test_a_county_supervisor_sees_the_own_county_only(officer: Any) -> None:
    _city()
    elsewhere = offices.area(code=offices.ELSEWHERE)

    page = officer(role=Role.COUNTY_SUPERVISOR).get("reports.board")

    assert elsewhere.name_zh not in page.text
    assert "在办5件" in page.text


def test_the_board_costs_the_same_queries_however_many_cases(officer: Any, queries: Any) -> None:
    client = officer(role=Role.CITY_SUPERVISOR, area=offices.CITY)
    client.get("reports.board")
    with queries() as few:
        client.get("reports.board")
    _city()
    with queries() as many:
        client.get("reports.board")

    assert len(few) == len(many), many.listing
