"""``flask law``: one JSON document, or exit status 2 with the field named."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import Result
from flask import Flask

from tests.factories import statute


def run(app: Flask, *words: str, given: str | None = None) -> Result:
    return app.test_cli_runner().invoke(args=["law", *words], input=given)


@pytest.fixture(autouse=True)
def _law(session: Any) -> None:
    statute.law()
    session.commit()


@pytest.mark.every_zone
def test_a_limit_is_answered_day_by_day(app: Flask) -> None:
    answer = run(app, "due", "ACC", "--from", "2026-09-18", "--json")
    body = json.loads(answer.output)
    assert answer.exit_code == 0
    assert list(body) == [
        "rule", "article", "from", "length", "unit", "due", "provisional", "rolled_from", "days",
    ]  # fmt: skip
    assert body["days"][:2] == [
        {"date": "2026-09-19", "counted": False, "why": "周六"},
        {"date": "2026-09-20", "counted": True, "why": "调休上班", "number": 1},
    ]
    assert (body["due"], body["provisional"], body["rolled_from"]) == ("2026-09-24", False, None)


@pytest.mark.every_zone
def test_hours_are_answered_on_shanghais_clock(app: Flask) -> None:
    body = json.loads(run(app, "due", "CR-SEND", "--from", "2026-09-18T16:40", "--json").output)
    assert body["from"] == "2026-09-18T16:40"
    assert body["due"] == "2026-09-19T16:40"


def test_the_calendar_can_be_asked_as_it_was_known(app: Flask) -> None:
    asked = ("due", "ACC", "--from", "2026-09-18", "--json", "--calendar-as-of")
    assert json.loads(run(app, *asked, "2025-10-01").output)["provisional"] is True
    assert json.loads(run(app, *asked, "2026-01-01").output)["provisional"] is False


def test_an_extension_is_answered(app: Flask) -> None:
    body = json.loads(run(app, "due", "INV", "--from", "2025-01-20", "--extended", "--json").output)
    assert (body["due"], body["length"]) == ("2025-06-05", 90)


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (["NO-SUCH", "--from", "2026-09-18"], "rule"),
        (["ORDER-TERM", "--from", "2026-09-18"], "rule"),
        (["ACC", "--from", "2026-02-30"], "from"),
        (["ACC", "--from", "tomorrow"], "from"),
        (["ACC", "--from", "2026-9-1"], "from"),
        (["ACC", "--from", "20260918"], "from"),
        (["ACC", "--from", "2026-W38-5"], "from"),
        (["CR-SEND", "--from", "2026-9-1T8:05"], "from"),
        (["ACC", "--from", "2026-09-18T10:00"], "from"),
        (["ACC", "--from", "1949-10-01"], "from"),
        (["CR-SEND", "--from", "2026-09-18"], "from"),
        (["CR-SEND", "--from", "2026-09-18T25:00"], "from"),
        (["ACC", "--from", "2026-09-18", "--extended"], "extended"),
        (["ACC", "--from", "2026-09-18", "--calendar-as-of", "x"], "calendar-as-of"),
        (["ACC"], "from"),
    ],
)
def test_a_bad_question_ends_with_status_2_and_names_the_field(
    app: Flask, words: list[str], field: str
) -> None:
    answer = run(app, "due", *words, "--json")
    assert answer.exit_code == 2
    assert field in answer.stderr
    assert answer.stdout == ""


def test_a_referral_is_answered_from_standard_input(app: Flask) -> None:
    facts = {"workers": 30, "amount": "300000", "order": None, "fled": True}
    answer = run(app, "referral", "-", "--json", given=json.dumps(facts))
    assert answer.exit_code == 0
    assert json.loads(answer.output)["outcome"] == "review"


@pytest.mark.parametrize(
    ("given", "field"), [("{", "FILE"), ('{"workers": "x"}', "workers"), ("\udcff", "FILE")]
)
def test_bad_facts_end_with_status_2_and_name_the_field(app: Flask, given: str, field: str) -> None:
    raw: Any = given.encode("utf-8", "surrogateescape")
    answer = run(app, "referral", "-", "--json", given=raw)
    assert answer.exit_code == 2
    assert field in answer.stderr


def test_a_file_that_is_not_there_is_named(app: Flask) -> None:
    answer = run(app, "referral", "/nowhere.json", "--json")
    assert answer.exit_code == 2
    assert "FILE" in answer.stderr
