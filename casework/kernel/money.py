"""Money: integer fen, and the ways it is written.

Owns arithmetic, and writing amounts for ledgers, papers and workers. Leaves reading what people
type to ``amounts``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

from casework.kernel.amounts import FEN_PER_YUAN, read_fen

_CAPITAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_CAPITAL_UNITS = ("", "拾", "佰", "仟")
_SPOKEN_DIGITS = "零一二三四五六七八九"
_SPOKEN_UNITS = ("", "十", "百", "千")
_GROUPS = ("", "万", "亿", "万亿")


@dataclass(frozen=True, order=True)
class Money:
    """An amount in fen. Never a fraction of a fen, never a float."""

    fen: int = 0

    def __post_init__(self) -> None:
        if not isinstance(self.fen, int) or isinstance(self.fen, bool):
            raise TypeError("money is a whole number of fen")

    @classmethod
    def yuan(cls, yuan: int) -> Self:
        """Whole yuan."""
        return cls(yuan * FEN_PER_YUAN)

    @classmethod
    def total(cls, amounts: Iterable[Money]) -> Self:
        return cls(sum(amount.fen for amount in amounts))

    @classmethod
    def read(cls, text: str) -> Self:
        """Reads what a person types: ``12,800`` ``１２８００`` ``1.2万`` ``一万二`` ``12800元5角``.

        Raises NotAnAmount, or AmountOutOfRange for a negative or absurd one.
        """
        return cls(read_fen(text))

    def __add__(self, other: Money) -> Money:
        return Money(self.fen + other.fen)

    def __sub__(self, other: Money) -> Money:
        return Money(self.fen - other.fen)

    def __str__(self) -> str:
        """As on the officers' pages; a page that prints a value as it is shows an amount."""
        return self.plain

    def __neg__(self) -> Money:
        return Money(-self.fen)

    def __bool__(self) -> bool:
        return self.fen != 0

    def times(self, number: int) -> Money:
        return Money(self.fen * number)

    def share(self, numerator: int, denominator: int) -> Money:
        """This amount × numerator / denominator, rounded down to the fen."""
        return Money(self.fen * numerator // denominator)

    def spread(self, weights: Sequence[int]) -> list[Money]:
        """Split by weight, to the fen: the parts always sum to the whole.

        Each part is rounded down; the fen left over go one each to the largest remainders,
        earlier ones first when they are equal. Raises ValueError when all weights are zero.
        """
        total = sum(weights)
        if total <= 0 or min(weights) < 0:
            raise ValueError("weights must be zero or more, and not all zero")
        parts = [self.fen * weight // total for weight in weights]
        remainders = [(-(self.fen * weight % total), i) for i, weight in enumerate(weights)]
        for _, i in sorted(remainders)[: self.fen - sum(parts)]:
            parts[i] += 1
        return [Money(part) for part in parts]

    @property
    def plain(self) -> str:
        """``347,500.00``: for ledgers and papers; the unit stands in the head of the column."""
        sign = "-" if self.fen < 0 else ""
        yuan, fen = divmod(abs(self.fen), FEN_PER_YUAN)
        return f"{sign}{yuan:,}.{fen:02d}"

    @property
    def short(self) -> str:
        """``12800`` or ``12800.50``: what a field holds and a worker reads."""
        sign = "-" if self.fen < 0 else ""
        yuan, fen = divmod(abs(self.fen), FEN_PER_YUAN)
        return f"{sign}{yuan}.{fen:02d}" if fen else f"{sign}{yuan}"

    @property
    def worker(self) -> str:
        """``12,800元（一万二千八百元）``: figures and words, for a worker."""
        return f"{self.plain.removesuffix('.00')}元（{self.spoken}）"

    @property
    def spoken(self) -> str:
        """``一万二千八百元``, with jiao and fen where there are any."""
        yuan, fen = divmod(abs(self.fen), FEN_PER_YUAN)
        words = _integer_words(yuan, _SPOKEN_DIGITS, _SPOKEN_UNITS) + "元"
        words = "十" + words[2:] if words.startswith("一十") else words
        jiao, rest = divmod(fen, 10)
        if jiao:
            words += _SPOKEN_DIGITS[jiao] + "角"
        if rest:
            words += ("" if jiao else "零") + _SPOKEN_DIGITS[rest] + "分"
        return ("负" if self.fen < 0 else "") + words

    @property
    def capital(self) -> str:
        """``壹万贰仟捌佰元整``: capital numerals, as a legal paper must show them."""
        yuan, fen = divmod(abs(self.fen), FEN_PER_YUAN)
        jiao, rest = divmod(fen, 10)
        words = _integer_words(yuan, _CAPITAL_DIGITS, _CAPITAL_UNITS) + "元"
        if yuan == 0 and fen:
            words = ""
        if not fen:
            words += "整"
        if jiao:
            words += _CAPITAL_DIGITS[jiao] + "角" + ("" if rest else "整")
        if rest:
            words += ("零" if yuan and not jiao else "") + _CAPITAL_DIGITS[rest] + "分"
        return ("负" if self.fen < 0 else "") + words


def _integer_words(number: int, digits: str, units: tuple[str, ...]) -> str:
    """A whole number in Chinese numerals, with one 零 for each gap."""
    if number == 0:
        return digits[0]
    groups = []
    while number:
        number, group = divmod(number, 10_000)
        groups.append(group)
    words = ""
    for place in range(len(groups) - 1, -1, -1):
        group = groups[place]
        if not group:
            continue
        gap = words and (group < 1000 or groups[place + 1] == 0)
        words += (digits[0] if gap else "") + _group_words(group, digits, units) + _GROUPS[place]
    return words


def _group_words(group: int, digits: str, units: tuple[str, ...]) -> str:
    words, gap = "", False
    for place in range(3, -1, -1):
        digit = group // 10**place % 10
        if digit:
            words += (digits[0] if gap and words else "") + digits[digit] + units[place]
            gap = False
        else:
            gap = True
    return words
