"""Styles and scripts on a slow line."""

from __future__ import annotations

import gzip

import pytest
from flask import url_for

from tests.house.source import ROOT

CSS = ROOT / "static" / "theme" / "worker.css"


def fetched(app, address, **headers):
    with app.test_client().get(address, headers=headers) as answer:
        return answer, answer.get_data()


@pytest.fixture
def address(app):
    with app.test_request_context():
        return url_for("static", filename="theme/worker.css")


def test_a_file_is_kept_for_good_under_an_address_that_changes_with_it(app, address):
    answer, body = fetched(app, address)
    assert "immutable" in answer.headers["Cache-Control"]
    assert body == CSS.read_bytes()


@pytest.mark.parametrize("query", ["", "?v=", "?v=000000000000"])
def test_under_any_other_address_it_is_asked_for_again(app, query):
    answer, _body = fetched(app, f"/static/theme/worker.css{query}")
    assert "immutable" not in answer.headers["Cache-Control"]


def test_it_travels_compressed_to_those_who_understand(app, address):
    answer, body = fetched(app, address, **{"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(body) == CSS.read_bytes()
    assert len(body) < CSS.stat().st_size / 2
    assert "Accept-Encoding" in answer.headers["Vary"]


def test_a_page_with_a_token_is_not_compressed(client):
    page = client.get("hall.home", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in page.headers


@pytest.mark.parametrize("name", ["nothing.css", "../config/run.py", "theme"])
def test_what_is_not_there_has_no_version_and_no_error(app, name):
    with app.test_request_context():
        assert url_for("static", filename=name).endswith("?v=")
    assert app.test_client().get(f"/static/{name}?v=").status_code == 404
