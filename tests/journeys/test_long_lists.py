"""Lists that are longer than a page: every row is reached by the pager, the sums are those of all,
and a page takes as many statements however long the list is."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from casework.ground.cases.models.case import Case
from casework.ground.cases.terms import Priority
from casework.kernel.database import db
from casework.kernel.paging import PAGE_ROWS
from tests.factories import cases, deposits, documents, intake, requests
from tests.portal import walk

MANY = PAGE_ROWS + 3


def _rows(client: Any, endpoint: str, **filters: str) -> list[str]:
    """The first link of each row, over all pages of the list."""
    page = client.get(endpoint, **filters)
    found: list[str] = []
    while True:
        found += [link.attributes["href"] for link in page.tree.css("tr[data-row] th a")]
        following = page.tree.css("a[rel=next]")
        if not following:
            return found
        page = client.get(following[0].attributes["href"])


def _make(kind: str, many: int) -> None:
    for n in range(many):
        if kind == "deposits.index":
            deposits.deposit(yuan=1000)
        elif kind == "intake.desk":
            intake.complaint()
        elif kind == "desk.queue":
            cases.case(sort_on=date(2026, 11, 2 + n % 20), priority=list(Priority)[n % 2])
        else:
            requests.request()
    db.session.commit()


@pytest.mark.parametrize(
    ("endpoint", "role"),
    [
        ("deposits.index", "fund_officer"),
        ("intake.desk", "clerk"),
        ("requests.waiting", "clerk"),
        ("desk.queue", "inspector"),
    ],
)
def test_every_row_of_a_long_list_is_reached(
    officer: Any, session: Any, queries: Any, endpoint: str, role: str
) -> None:
    walk.city()
    _make(endpoint, 3)
    client = officer(role=role)
    client.get(endpoint)
    with queries() as few:
        client.get(endpoint)
    _make(endpoint, MANY - 3)

    with queries() as many:
        page = client.get(endpoint)

    assert f"共{MANY}件" in page.text
    assert page.has("a[rel=next]")
    found = _rows(client, endpoint)
    assert len(found) == len(set(found)) == MANY
    assert len(many) <= len(few) + 1, many.listing


def test_the_sum_of_the_register_is_that_of_all_pages(officer: Any, session: Any) -> None:
    _make("deposits.index", MANY)
    page = officer(role="fund_officer").get("deposits.index")
    assert f"{MANY * 1000:,}.00" in page.one("tfoot")
    assert "全部合计" in page.text


def test_the_most_pressing_cases_come_first_over_all_pages(officer: Any, session: Any) -> None:
    _make("desk.queue", MANY)
    wanted = select(Case.id).order_by(Case.priority, Case.sort_on, Case.id)
    client = officer()
    found = _rows(client, "desk.queue", order="pressing", size_of_page="25")
    assert found == [client.url("desk.case", case_id=one) for one in session.scalars(wanted)]


def test_what_is_to_be_carried_out_is_counted_and_reached(officer: Any, session: Any) -> None:
    client = officer()
    for _ in range(22):
        documents.approved(case=cases.case(handler_id=client.officer.id))
    db.session.commit()

    page = client.get("desk.today")

    assert "共22件" in page.text
    links = "tr[data-row] th a[href*='/papers/']"
    first = page.tree.css(links)
    assert len(first) == 20
    more = client.get(page.tree.css("a[rel=next]")[0].attributes["href"])
    assert len(more.tree.css(links)) == 2
