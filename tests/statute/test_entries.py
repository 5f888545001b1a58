"""Entries of the statute: which version counts, for which area, and what is not confirmed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from casework.ground.statute.rules import cards, changes, citing, counting
from casework.ground.statute.rules.citing import numeral
from casework.ground.statute.terms.entries import Figure
from casework.ground.statute.terms.refusals import FigureNotConfirmed, UnknownFigure, UnknownRule
from casework.ground.statute.terms.words import Card, Confidence, Measure, Nature
from casework.kernel.money import Money
from casework.kernel.terms import language
from tests.factories import statute
from tests.statute.tables import rows

STATUTE, CALENDAR = statute.seed()
TODAY = date(2026, 11, 23)


def test_all_limits_of_the_law_are_there_with_article_source_and_names() -> None:
    own = {rule.id for rule in STATUTE.rules if rule.own}
    assert len({rule.id for rule in STATUTE.rules} - own) == 86
    for rule in STATUTE.rules:
        assert rule.article
        assert rule.name_zh
        assert rule.name_en.isascii()
        assert rule.start_en.isascii()
        assert rule.start_zh


def test_what_no_law_says_is_labelled_as_our_own_rule() -> None:
    """And nothing of ours is said to have been read in the law."""
    for entry in (*STATUTE.rules, *STATUTE.figures):
        ours = entry.article.startswith(citing.OWN_RULE)
        assert ours is (entry.confidence is Confidence.OWN), entry.id
    assert STATUTE.rule("PASS-ON", on=TODAY).own
    assert Confidence.OWN.zh == "本系统内部规则"


@pytest.mark.parametrize(
    ("rule_id", "source"),
    [("INV", Confidence.VERIFIED), ("ACC", Confidence.SECONDARY), ("DEC", Confidence.MEMORY),
     ("BOND-FILE", Confidence.UNCONFIRMED), ("SP-CAMP", Confidence.OWN)],
)  # fmt: skip
def test_a_limit_says_where_it_comes_from(rule_id: str, source: Confidence) -> None:
    assert STATUTE.rule(rule_id, on=TODAY).confidence is source


def test_only_limits_with_a_basis_may_pause() -> None:
    assert {rule.id for rule in STATUTE.rules if rule.pausable} == {"INV", "LIM-ARB"}
    assert {rule.id for rule in STATUTE.rules if rule.extension_open} == {"DEC"}


def test_only_what_an_officer_gives_a_day_has_no_length() -> None:
    without = [rule.id for rule in STATUTE.rules if rule.length is None]
    assert sorted(without) == ["ORDER-TERM", "SUPP"]


@pytest.mark.parametrize(
    ("rule_id", "nature"),
    [("ACC", Nature.LIMIT), ("HEAR-NOT", Nature.MINIMUM), ("CG", Nature.WAIT),
     ("LEDGER", Nature.KEEP), ("PUB-Q", Nature.CYCLE)],
)  # fmt: skip
def test_each_limit_has_its_nature(rule_id: str, nature: Nature) -> None:
    assert STATUTE.rule(rule_id, on=TODAY).nature is nature


def test_a_case_uses_the_version_in_force_at_its_start() -> None:
    assert STATUTE.rule("ANN", on=date(2021, 12, 31)).length == 60
    assert STATUTE.rule("ANN", on=date(2022, 1, 1)).length == 30


def test_a_rule_that_was_not_in_force_is_unknown() -> None:
    assert STATUTE.find_rule("DIS-DEC", on=date(2021, 12, 31)) is None
    with pytest.raises(UnknownRule):
        STATUTE.rule("DIS-DEC", on=date(2021, 12, 31))
    with pytest.raises(UnknownRule):
        STATUTE.rule("NO-SUCH", on=TODAY)


def test_a_figure_comes_from_the_narrowest_area_that_has_one() -> None:
    wage = STATUTE.figure("wage.minimum", on=date(2022, 5, 1), area="371321")
    assert wage.money == Money.yuan(1700)
    assert STATUTE.figure("wage.minimum", on=date(2022, 5, 1), area="371302").whole == 1900
    assert STATUTE.figure("wage.minimum", on=date(2022, 5, 1), area="371399").area == "37"
    assert STATUTE.figure("crime.group.workers", on=TODAY, area="371302").area == ""
    with pytest.raises(UnknownFigure):
        STATUTE.figure("wage.minimum", on=date(1990, 1, 1), area="37")


@pytest.mark.parametrize(
    "figure_id",
    ["crime.single.amount", "crime.group.amount", "deposit.rate", "hearing.fine.unit",
     "wage.minimum"],
)  # fmt: skip
def test_shandongs_uncertain_figures_are_marked_so(figure_id: str) -> None:
    assert STATUTE.figure(figure_id, on=TODAY, area="37").unconfirmed


def test_a_figure_without_a_value_cannot_be_used() -> None:
    with pytest.raises(FigureNotConfirmed):
        _ = STATUTE.figure("hearing.fine.unit", on=TODAY, area="37").money


def test_figures_are_exact() -> None:
    third = STATUTE.figure("card.yellow.share", on=TODAY)
    assert third.ratio * 3 == 1
    assert STATUTE.figure("deposit.rate.several", on=TODAY).ratio * 200 == 1
    assert STATUTE.figure("fine.spot.unit", on=TODAY).money == Money.yuan(3000)


def test_a_figure_is_shown_with_its_unit_in_both_languages() -> None:
    fine = STATUTE.figure("fine.spot.unit", on=TODAY)
    assert fine.shown == "3000元"
    token = language.set("en")
    assert fine.shown == "3000 yuan"
    language.reset(token)


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "一"), (10, "十"), (17, "十七"), (20, "二十"), (85, "八十五"), (101, "一百零一"),
     (110, "一百一十"), (225, "二百二十五")],
)  # fmt: skip
def test_articles_are_written_in_words(number: int, words: str) -> None:
    assert numeral(number) == words


@pytest.mark.parametrize(
    ("article", "cited"),
    [
        ("劳动保障监察条例17; 山东省监察条例18; 25号令30", "《劳动保障监察条例》第十七条"),
        ("25号令18", "《关于实施〈劳动保障监察条例〉若干规定》第十八条"),
        ("行政处罚法64(1), 85", "《行政处罚法》第六十四条第一项"),
        ("民事诉讼法88-95", "《民事诉讼法》第八十八条至第九十五条"),
        ("国务院令310号第5条", "《行政执法机关移送涉嫌犯罪案件的规定》第五条"),
        ("本系统内部规则；首问负责见保障农民工工资支付条例10", "本系统内部规则"),
        (
            "法释2013-3第4条",
            "《最高人民法院关于审理拒不支付劳动报酬刑事案件适用法律若干问题的解释》第四条",
        ),
        ("首问负责见25号令18", "首问负责见《关于实施〈劳动保障监察条例〉若干规定》第十八条"),
    ],
)
def test_a_source_is_written_out(article: str, cited: str) -> None:
    assert citing.cite(article) == cited


def test_all_sources_of_a_refusal_are_written_out() -> None:
    said = citing.cite_all("劳动保障监察条例17；25号令37")
    assert (
        said == "《劳动保障监察条例》第十七条、《关于实施〈劳动保障监察条例〉若干规定》第三十七条"
    )


def test_a_remark_beside_a_source_stands_apart() -> None:
    said = "本系统内部规则；监察条例和25号令没有规定中止"
    assert citing.cite_all(said) == said
    token = language.set("en")
    try:
        assert citing.cite_all(said) == (
            "our own rule; neither the Regulation on Labour Inspection nor Order 25 has a pause"
        )
    finally:
        language.reset(token)


@pytest.mark.parametrize("row", rows("cards.csv"), ids=lambda row: row["why"])
def test_the_card_follows_what_is_left(row: dict[str, str]) -> None:
    found = cards.card(
        left=int(row["left"]), length=int(row["length"]),
        workdays_left=int(row["workdays_left"]), people=int(row["people"]), statute=STATUTE,
        on=TODAY, repeated=row["repeated"] == "yes",
    )  # fmt: skip
    assert found.value == row["card"]


def test_the_card_of_a_sheet_counts_in_the_unit_of_its_limit() -> None:
    sheet = counting.due(STATUTE.rule("INV", on=TODAY), date(2026, 9, 18), CALENDAR)
    assert cards.card_of(sheet, TODAY, CALENDAR, STATUTE) is Card.YELLOW
    assert cards.card_of(sheet, date(2026, 10, 8), CALENDAR, STATUTE) is Card.GREEN
    assert cards.card_of(sheet, date(2026, 12, 18), CALENDAR, STATUTE) is Card.RED


def _figure(unit: Measure) -> Figure:
    return Figure("x", "数", "figure", Decimal(1), unit, "本系统内部规则", Confidence.OWN)


@pytest.mark.parametrize("text", ["", "abc", "-1", "NaN", "Infinity", "1e30", "一万"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(changes.NotANumber):
        changes.read_value(_figure(Measure.YUAN), text)


def test_people_and_days_of_a_limit_are_whole_numbers() -> None:
    with pytest.raises(changes.NotANumber):
        changes.read_value(_figure(Measure.PEOPLE), "1.5")
    with pytest.raises(changes.NotANumber):
        changes.read_value(STATUTE.rule("ACC", on=TODAY), "4.5")
    assert changes.read_value(_figure(Measure.PERCENT), "0.50") == "0.5"
    assert changes.read_value(_figure(Measure.YUAN), "60000") == "60000"
