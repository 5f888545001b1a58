"""The nine pages on a slow line: how much they weigh, and how often they ask."""

from __future__ import annotations

import re

import pytest

from tests.portal import walk

_MOST_BYTES = 60_000
_SHEETS = re.compile(r'rel="stylesheet" href="([^"]+)"')


def weight(app, page):
    """Bytes of a page and its styles as they travel; the page itself is not compressed."""
    found = len(page.content)
    for address in _SHEETS.findall(page.html):
        with app.test_client().get(address, headers={"Accept-Encoding": "gzip"}) as answer:
            found += len(answer.get_data())
    return found


def test_a_question_page_with_its_styles_is_light(app, client):
    walk.city()
    page = client.get("portal.who")
    for values in walk.answered().values():
        assert weight(app, page) <= _MOST_BYTES, page.url
        page = page.form().submit(values)
    assert weight(app, page) <= _MOST_BYTES
    assert weight(app, client.get("portal.send")) <= _MOST_BYTES


@pytest.fixture
def asked(app, monkeypatch):
    """Every address that was asked of the application."""
    found = []
    served = app.wsgi_app

    def noting(environ, start_response):
        found.append(environ["PATH_INFO"])
        return served(environ, start_response)

    monkeypatch.setattr(app, "wsgi_app", noting)
    return found


@pytest.mark.slow
def test_after_the_first_page_an_answer_asks_at_most_twice(browser, asked, session):
    walk.city()
    area = walk.home_area()
    session.commit()
    page = browser.open("/file/who")
    page.fill("#employer", "演示劳务公司")
    page.click("main .btn-primary")
    page.wait_for_url("**/file/where*")
    page.wait_for_load_state("networkidle")
    page.click("label:has(input[value='building'])")
    page.select_option("#area", area)
    asked.clear()
    page.click("main .btn-primary")
    page.wait_for_url("**/file/how-long*")
    page.wait_for_load_state("networkidle")

    assert asked == ["/file/where", "/file/how-long"]
