"""What a message may say, and at what hours it goes."""

from __future__ import annotations

import csv
from datetime import datetime
from pathlib import Path

import pytest

from casework.ground.notices import rules
from casework.ground.notices.terms import Notice
from casework.kernel.days import SHANGHAI

_UNITS = Path(__file__).parents[2] / "config" / "offices" / "units.csv"
LONGEST_OFFICE = max(
    (row["authority"] for row in csv.DictReader(_UNITS.read_text(encoding="utf-8").splitlines())),
    key=len,
)


@pytest.mark.parametrize("notice", list(Notice))
def test_every_message_fits_and_tells_a_stranger_nothing(notice: Notice) -> None:
    text = rules.saying(notice, day="12月31日", office=LONGEST_OFFICE, phone="0539-8000126").words

    assert len(text) <= rules.LONGEST
    assert not any(word in text for word in ("投诉", "工资", "欠薪", "老板", "元"))


@pytest.mark.parametrize("notice", list(Notice))
@pytest.mark.parametrize(
    ("office", "phone"),
    [("欠了您3000元的公司", "12333"), ("很长" * 40, "0539-8000126转8001、8002、8003、8004、8005"),
     ("工资投诉举报中心", "有事打投诉电话12333")],
)  # fmt: skip
def test_no_name_of_an_office_stops_a_message(notice: Notice, office: str, phone: str) -> None:
    text = rules.saying(notice, day="12月31日", office=office, phone=phone).words

    assert len(text) <= rules.LONGEST
    assert not any(word in text for word in ("投诉", "举报", "工资", "元"))


@pytest.mark.parametrize("notice", [one for one in Notice if one is not Notice.DIGEST])
def test_a_message_is_signed_and_still_fits_with_its_longest_number(notice: Notice) -> None:
    said = rules.saying(notice, day="12月31日", office=LONGEST_OFFICE, phone="0539-8000126",
                        signature="临沂市人社")  # fmt: skip

    assert said.words.startswith("【临沂市人社】")
    assert len(said.words.replace(rules.HIDDEN_CODE, "3713 0226 1123 0047")) <= rules.LONGEST


def test_what_fills_its_template_stands_beside_the_words() -> None:
    said = rules.saying(Notice.SUPPLEMENT, day="12月1日", office="局", phone="12333")

    assert said.parameters == {"day": "12月1日", "phone": "12333"}
    assert Notice.SUPPLEMENT.zh.format(**said.parameters) in said.words


@pytest.mark.parametrize("notice", [Notice.NUMBER, Notice.ONE_TIME])
def test_what_was_asked_for_waits_for_no_morning(notice: Notice) -> None:
    night = datetime(2026, 11, 23, 23, 10, tzinfo=SHANGHAI)

    assert rules.not_before(night, notice) == night
    assert rules.not_before(night, Notice.PAYMENT) > night


def test_the_city_is_left_out_before_the_name() -> None:
    long = "临沂市" + "很" * 28 + "局"

    text = rules.saying(Notice.TRANSFERRED, day="", office=long, phone="0539-8000126").words

    assert long.removeprefix("临沂市") in text
    assert long not in text


def test_the_question_about_money_says_how_to_answer() -> None:
    text = rules.saying(Notice.PAYMENT, day="", office="局", phone="0539-8000126转8001").words

    assert "到了回1" in text
    assert "没到或少了回2" in text


@pytest.mark.every_zone
@pytest.mark.parametrize(
    ("hour", "minute", "goes"),
    [
        (7, 59, (23, 8, 0)), (8, 0, (23, 8, 0)), (19, 59, (23, 19, 59)), (20, 0, (24, 8, 0)),
        (23, 10, (24, 8, 0)),
    ],
)  # fmt: skip
def test_messages_go_between_eight_and_twenty(
    hour: int, minute: int, goes: tuple[int, int, int]
) -> None:
    at = rules.not_before(datetime(2026, 11, 23, hour, minute, tzinfo=SHANGHAI))

    here = at.astimezone(SHANGHAI)
    assert (here.day, here.hour, here.minute) == goes
