"""Phrases of an answer that are Chinese text and know their English."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from casework.kernel import terms as kernel


class Said(str):
    """A Chinese phrase, kept and printed as such; ``words`` follows the reader's language."""

    __slots__ = ("en",)

    en: str

    def __new__(cls, zh: str, en: str = "") -> Self:
        phrase = str.__new__(cls, zh)
        phrase.en = en or zh
        return phrase

    @property
    def words(self) -> str:
        return self.en if kernel.language.get() == "en" else str(self)


NOTHING = Said("")


def joined(phrases: Iterable[Said], zh: str, en: str) -> Said:
    """Phrases in one, with the punctuation of each language."""
    said = [phrase for phrase in phrases if phrase]
    return Said(zh.join(said), en.join(phrase.en for phrase in said))
