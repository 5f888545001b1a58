"""Page 4: the amount worked out from rates, in words, kept as it was typed; without a script."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select

from casework.kernel.money import Money
from casework.procedure.intake.models.complaints import Complaint, Draft
from tests.portal import walk


def opened(client):
    walk.city()
    return walk.to_step(client, "how_much")


def rows(*pairs, **more):
    found = {}
    for place, (rate, number) in enumerate(pairs):
        found |= {f"stretches-{place}-rate": rate, f"stretches-{place}-number": number}
    return {**found, **more}


def test_the_sum_is_shown_with_its_working_and_read_back(client):
    typed = rows(("280", "46"), paid="2000")
    page = opened(client).form().submit(typed, button="计算", expect=200)

    assert "280元 × 46天 − 2,000元 = 10,880元" in page.text
    assert "一万零八百八十元" in page.text
    assert page.attribute("#amount", "value") == "10880"
    assert page.attribute("#stretches-0-rate", "value") == "280"
    assert "一万零八百八十元" in page.form().submit({}).text


def test_an_amount_that_cannot_be_read_does_not_stop_the_counting(client):
    typed = rows(("260", "60"), amount="很多钱", paid="3000")
    page = opened(client).form().submit(typed, button="计算", expect=200)
    assert "260元 × 60天 − 3,000元 = 12,600元" in page.text
    assert page.attribute("#amount", "value") == "12600"
    assert page.errors == []


def test_two_rates_are_added_without_a_script(client):
    page = (
        opened(client).form().submit(rows(("280", "40")), button="工价变过，再加一段", expect=200)
    )
    assert page.attribute("#stretches-0-rate", "value") == "280"
    typed = rows(("280", "40"), ("300.5", "十天半"))
    page = page.form().submit(typed, button="计算", expect=200)

    assert "280元 × 40天 + 300.50元 × 10.5天 = 14,355.25元" in page.text
    assert page.attribute("#amount", "value") == "14355.25"


@pytest.mark.parametrize(
    ("paid_by", "working"),
    [
        ("by_month", "5,000元 × 2.5个月 = 12,500元"),
        ("by_piece", "5,000元 × 2.5件 = 12,500元"),
        ("moon", "5,000元 × 2.5天 = 12,500元"),
    ],
)
def test_months_and_pieces_are_counted_too(client, paid_by, working):
    typed = rows(("５０００", "2.5"), paid_by=paid_by)
    page = opened(client).form().submit(typed, button="计算", expect=200)
    assert working in page.text


def test_going_on_with_rates_alone_keeps_their_sum(client, session):
    page = opened(client).form().submit(rows(("一百二", "46天半"), paid="80"))
    assert "记下了：5,500元（五千五百元）" in page.text
    kept = json.loads(session.scalars(select(Draft)).one().answers)["how_much"]
    assert kept == {
        "fen": 550_000, "paid_by": "by_day", "stretches": [[12_000, 4_650]], "paid": 8_000,
    }  # fmt: skip
    again = client.get("portal.how_much")
    assert again.attribute("#stretches-0-number", "value") == "46.5"
    assert again.attribute("#paid", "value") == "80"


def test_an_amount_that_is_written_stands_above_the_sum(client, session):
    page = opened(client).form().submit({"amount": "9999.99", **rows(("280", "46"))})
    for step in ("how_many", "evidence", "you"):
        page = page.form().submit(walk.ANSWERS[step])
    client.get("portal.send").form().submit()
    assert session.scalars(select(Complaint)).one().amount == Money(999_999)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (rows(("280", "")), "请写干了多少"),
        (rows(("", "46")), "请写多少钱"),
        (rows(("", "")), "请写多少钱一天、干了几天"),
        (rows(("-5", "46")), "金额要大于零"),
        (rows(("280", "-5")), "请写数字"),
        (rows(("280", "很久")), "请写数字"),
        (rows(("280", "0")), "要大于零"),
        (rows(("999999999999", "1")), "不超过1亿元"),
        (rows(("99999999", "1000000")), "算出来超过1亿元"),
        (rows(("280", "10"), paid="2800"), "已经给的不少于应得的"),
    ],
)
def test_what_cannot_be_worked_out_is_asked_again_and_kept(client, typed, said):
    page = opened(client).form().submit(typed, button="计算", expect=422)
    assert any(said in words for words in page.errors)
    for name, value in typed.items():
        assert page.attribute(f"#{name}", "value") == value


def test_no_more_rates_than_the_page_takes(client):
    page = opened(client)
    for _time in range(5):
        page = page.form().submit({}, button="工价变过，再加一段", expect=200)
    assert page.has("#stretches-5-rate")
    assert "再加一段" not in page.text


def test_what_is_typed_counts_more_than_a_tick_from_before(client):
    """First 记不清, then back with an amount; the tick is still there."""
    opened(client).form().submit({"unsure": "y"})
    page = client.get("portal.how_much")
    assert page.has("input[name=unsure][checked]")
    page = page.form().submit({"amount": "一万一千六百"})
    assert "11,600元（一万一千六百元）" in page.text
