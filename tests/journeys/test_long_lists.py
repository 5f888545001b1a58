"""Lists that are longer than a page: every row is reached by the pager, the sums are those of all,
and a page takes as many statements however long the list is."""

from __future__ import annotations

from typing import Any

import pytest

from casework.kernel.database import db
from casework.kernel.paging import PAGE_ROWS
from tests.factories import deposits, intake, requests
from tests.portal import walk

MANY = PAGE_ROWS + 3


def _rows(client: Any, endpoint: str) -> list[str]:
    """The first link of each row, over all pages of the list."""
    page = client.get(endpoint)
    found: list[str] = []
    while True:
        found += [link.attributes["href"] for link in page.tree.css("tr[data-row] th a")]
        following = page.tree.css("a[rel=next]")
        if not following:
            return found
        page = client.get(following[0].attributes["href"])


def _make(kind: str, many: int) -> None:
    for _ in range(many):
        if kind == "deposits.index":
            deposits.deposit(yuan=1000)
        elif kind == "intake.desk":
            intake.complaint()
        else:
            requests.request()
    db.session.commit()


@pytest.mark.parametrize(
    ("endpoint", "role"),
    [("deposits.index", "fund_officer"), ("intake.desk", "clerk"), ("requests.waiting", "clerk")],
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
