"""The sheet that answers "why this date?"."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from casework.ground.statute.rules import counting, explaining
from casework.ground.statute.rules.explaining import Explanation
from casework.ground.statute.terms.calendar import Suspension
from casework.ground.statute.terms.words import Unit
from casework.kernel.days import at
from casework.kernel.terms import language
from tests.factories import statute

STATUTE, CALENDAR = statute.seed()
TODAY = date(2026, 11, 23)


def explain(rule_id: str, start: date, today: date | None = TODAY, **more: object) -> Explanation:
    sheet = counting.due(STATUTE.rule(rule_id, on=start), start, CALENDAR, **more)  # type: ignore[arg-type]
    return explaining.explain(sheet, CALENDAR, today)


@pytest.fixture
def english() -> Iterator[None]:
    token = language.set("en")
    yield
    language.reset(token)


def test_the_sentence_names_event_count_article_and_today() -> None:
    assert explain("INV", date(2026, 9, 18)).sentence == (
        "从立案第二天起，数满60个工作日。依据《劳动保障监察条例》第十七条。"
        "今天数到第42天，还剩18天。"
    )


def test_only_the_unusual_days_stand_in_the_table() -> None:
    rows = explain("INV", date(2026, 9, 18)).unusual
    assert [(row.when, row.counts, row.why) for row in rows] == [
        ("09-20 周日", True, "调休上班（国务院办公厅2026年放假通知）"),
        ("09-25至09-27", False, "中秋放假3天（国务院办公厅2026年放假通知）"),
        ("10-01至10-07", False, "国庆放假7天（国务院办公厅2026年放假通知）"),
        ("10-10 周六", True, "调休上班（国务院办公厅2026年放假通知）"),
        ("其余周末20天", False, "周六、周日，没有调休"),
    ]


def test_the_grid_has_weeks_as_rows_from_start_to_due() -> None:
    weeks = explain("INV", date(2026, 9, 18)).weeks
    assert len(weeks) == 14
    cells = [cell for week in weeks for cell in week.days if cell]
    assert cells[0].kind == "start"
    assert cells[-1].kind == "due"
    assert cells[-1].count == 60
    assert [cell.on for cell in cells if cell.today] == [TODAY]
    assert [week.label for week in weeks if week.label] == ["9月", "10月", "11月", "12月"]
    assert {cell.on.day for cell in cells if cell.kind == "makeup"} == {20, 10}


def test_a_date_that_moved_on_says_from_where() -> None:
    notes = explain("FINE-PAY", date(2026, 1, 31)).notes
    assert "最后一天2026-02-15是春节，顺延到2026-02-24。" in notes


def test_a_provisional_date_says_which_year_is_missing() -> None:
    found = explain("INV", TODAY)
    assert found.provisional
    assert any("2027年放假安排还没公布" in note for note in found.notes)


def test_the_latest_day_with_an_extension_is_named_as_provisional() -> None:
    notes = explain("INV", date(2026, 9, 18)).notes
    assert any("最晚到2027-01-29（暂定）" in note for note in notes)


def test_an_extended_limit_says_so_and_offers_no_second_one() -> None:
    notes = explain("INV", date(2026, 9, 18), extended=True).notes
    assert "没有中止，已延期一次。" in notes
    assert not any("最晚到" in note for note in notes)


def test_suspended_days_are_shown_with_their_reason_and_paper() -> None:
    pause = Suspension(date(2026, 9, 21), date(2026, 9, 22), "等审计", "演监中止〔2026〕1号")
    found = explain("ACC", date(2026, 9, 18), suspensions=[pause])
    assert ("09-21至09-22", False, "中止，等审计，演监中止〔2026〕1号") in [
        (row.when, row.counts, row.why) for row in found.unusual
    ]
    assert "中止2天，没有延期。" in found.notes


def test_an_unconfirmed_limit_says_so() -> None:
    assert any("待确认" in note for note in explain("RND-PUB", date(2026, 9, 18)).notes)


def test_hours_are_explained_by_the_clock() -> None:
    sheet = counting.due(STATUTE.rule("CR-SEND", on=TODAY), at(TODAY, 16, 40), CALENDAR)
    assert "24小时，中间不停，到16:40" in explaining.explain(sheet, CALENDAR).sentence


def test_years_are_explained_without_a_grid() -> None:
    assert explain("LIM-INSP", date(2024, 3, 1)).weeks == ()


@pytest.mark.usefixtures("english")
def test_everything_is_said_in_english_too() -> None:
    for rule in STATUTE.rules:
        if rule.length is None or rule.unit is Unit.HOUR:
            continue
        found = explaining.explain(counting.due(rule, date(2026, 9, 18), CALENDAR), CALENDAR, TODAY)
        said = [found.title, *(row.why for row in found.unusual), *found.notes]
        assert all(text.isascii() for text in said), said


def test_a_limit_of_our_own_is_not_said_to_be_the_law() -> None:
    explained = explaining.explain(
        counting.due(STATUTE.rule("PASS-ON", on=TODAY), TODAY, CALENDAR), CALENDAR
    )
    assert explained.source == "本系统内部规则"
    assert "依据本系统内部规则" in explained.sentence
    assert "保障农民工工资支付条例" not in explained.sentence
    assert "这个期限是本系统内部规则，不是法律规定的。" in explained.notes


def test_the_days_of_a_closed_case_use_up_no_cap_and_are_told_apart() -> None:
    closed = Suspension(date(2026, 10, 9), date(2026, 11, 6), closed=True)
    rule = STATUTE.rule("INV", on=date(2026, 9, 1))
    sheet = counting.due(rule, date(2026, 9, 1), CALENDAR, suspensions=[closed], cap=0)
    used, left = explaining.used_by(sheet, date(2026, 10, 8))
    assert (used, left) == (counting.count_workdays(date(2026, 9, 1), date(2026, 10, 8), CALENDAR),
                            60 - used)  # fmt: skip
    assert counting.count_workdays(date(2026, 11, 6), sheet.due_on, CALENDAR) == left
    notes = explaining.explain(sheet, CALENDAR).notes
    assert any(f"已用{used}个工作日" in note and f"还剩{left}个工作日" in note for note in notes)
    assert "没有中止，没有延期。" in notes
