"""Every word that a page shows has both its faces."""

from __future__ import annotations

import re

import pytest

from casework.kernel.terms import LabelEnum, Refused
from tests.house.source import classes_below

_HAN = re.compile(r"[\u4e00-\u9fff]")
_HAN_NEXT_TO_SPACE = re.compile(r"[\u4e00-\u9fff] +[0-9]|[0-9] +[\u4e00-\u9fff]")
_HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,;:!?](?=[\u4e00-\u9fff]|$)")


@pytest.mark.parametrize("words", classes_below(LabelEnum), ids=lambda c: c.__name__)
def test_every_word_has_a_chinese_and_an_english_face(words: type[LabelEnum]) -> None:
    for word in words:
        assert word.zh.strip(), word
        assert word.en.strip(), word
        assert not _HAN.search(word.en), f"{word!r}: Chinese in the English face"
        assert len(word.value) <= 40, f"{word!r} does not fit its column"
        assert re.fullmatch("[a-z0-9_.-]+", word.value), f"{word!r}: values are lower case"


@pytest.mark.parametrize("words", classes_below(LabelEnum), ids=lambda c: c.__name__)
def test_no_two_words_of_one_kind_look_the_same(words: type[LabelEnum]) -> None:
    # English may say one word where Chinese has two (倍 and 次 are both "times")
    assert len({word.zh for word in words}) == len(words)


@pytest.mark.parametrize("refusal", classes_below(Refused), ids=lambda c: c.__name__)
def test_every_refusal_says_why_in_both_languages(refusal: type[Refused]) -> None:
    assert _HAN.search(refusal.zh)
    assert not _HAN.search(refusal.en)


@pytest.mark.parametrize("refusal", classes_below(Refused), ids=lambda c: c.__name__)
def test_chinese_words_keep_chinese_typography(refusal: type[Refused]) -> None:
    assert not _HAN_NEXT_TO_SPACE.search(refusal.zh)
    assert not _HALF_WIDTH.search(refusal.zh)
