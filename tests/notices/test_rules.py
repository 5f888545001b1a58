"""What a message may say, and at what hours it goes."""

from __future__ import annotations

from datetime import datetime

import pytest

from casework.kernel.days import SHANGHAI
from casework.notices import rules
from casework.notices.terms import Notice

LONGEST_OFFICE = "临沂市临沂高新技术产业开发区人力资源和社会保障局"


@pytest.mark.parametrize("notice", list(Notice))
def test_every_message_fits_and_tells_a_stranger_nothing(notice: Notice) -> None:
    text = rules.words(notice, day="12月31日", office=LONGEST_OFFICE, phone="0539-8000126")

    assert len(text) <= rules.LONGEST
    assert not any(word in text for word in ("投诉", "工资", "欠薪", "老板", "元"))


def test_words_that_would_tell_too_much_are_refused() -> None:
    with pytest.raises(rules.NotToBeSaid):
        rules.words(Notice.ACCEPTED, day="", office="欠了您3000元的公司", phone="")


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
