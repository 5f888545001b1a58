"""Money: integer fen, and the ways it is written.

Owns arithmetic, reading what people type, and writing amounts for ledgers, papers and workers.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

FEN_PER_YUAN = 100
#: The largest amount that a field takes: one hundred million yuan.
LARGEST_FEN = 100_000_000 * FEN_PER_YUAN

_CAPITAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_CAPITAL_UNITS = ("", "拾", "佰", "仟")
_SPOKEN_DIGITS = "零一二三四五六七八九"
_SPOKEN_UNITS = ("", "十", "百", "千")
_GROUPS = ("", "万", "亿", "万亿")


class NotAnAmount(ValueError):
    """The text cannot be read as an amount of money."""


class AmountOutOfRange(ValueError):
    """The amount is below zero, or larger than any that a field takes."""


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
        return cls(_read_fen(text))

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
        """``12800元（一万二千八百元）``: figures and words, for a worker."""
        return f"{self.short}元（{self.spoken}）"

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


_HAN_DIGITS = {han: i for i, han in enumerate("零一二三四五六七八九")} | {
    "〇": 0, "两": 2, "俩": 2,
    **{han: i for i, han in enumerate(_CAPITAL_DIGITS)},
}  # fmt: skip
_HAN_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_HAN_GROUPS = {"万": 10_000, "萬": 10_000, "亿": 100_000_000}
_ARABIC = re.compile(r"(\d{1,15})(?:\.(\d{1,2}))?(万|亿|千|百)?元?")
_ARABIC_JIAO = re.compile(r"(\d{1,15})元(?:(\d)角)?(?:零?(\d)分)?")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?(?:元)?")
_LONGEST_TEXT = 60


def _read_fen(text: str) -> int:
    plain = unicodedata.normalize("NFKC", text).strip().replace(" ", "")
    plain = plain.replace("圆", "元").replace("块钱", "元").replace("块", "元").replace("毛", "角")
    plain = plain.removeprefix("¥").removeprefix("人民币").removesuffix("钱").removesuffix("整")
    if not plain or len(plain) > _LONGEST_TEXT:
        raise NotAnAmount(text)
    if plain[0] in "-负−":
        raise AmountOutOfRange(text)
    fen = _read_arabic(plain)
    if fen is None:
        fen = _read_mixed(plain)
    if fen is None:
        fen = _read_han(plain)
    if fen > LARGEST_FEN:
        raise AmountOutOfRange(text)
    return fen


def _read_arabic(plain: str) -> int | None:
    if "," in plain:
        if not _GROUPED.fullmatch(plain):
            raise NotAnAmount(plain)
        plain = plain.replace(",", "")
    whole = re.fullmatch(r"(\d{1,15})(?:\.(\d{1,4}))?(万|亿|千|百)元?", plain)
    if whole:
        scale = {**_HAN_UNITS, **_HAN_GROUPS}[whole[3]] * FEN_PER_YUAN
        decimals: str = whole[2] or ""
        fen: int = int(whole[1] + decimals) * scale // 10 ** len(decimals)
        return fen
    match = _ARABIC.fullmatch(plain)
    if match:
        return int(match[1]) * FEN_PER_YUAN + int((match[2] or "0").ljust(2, "0"))
    match = _ARABIC_JIAO.fullmatch(plain)
    if match:
        return int(match[1]) * FEN_PER_YUAN + int(match[2] or 0) * 10 + int(match[3] or 0)
    return None


_MIXED = re.compile(r"(?=.*[十百千万亿])[\d零〇一二两三四五六七八九十百千万亿]+(?:元.*)?")


def _read_mixed(plain: str) -> int | None:
    """``1万2千``, ``3千5``: figures between Chinese units, read as if they were words."""
    if not (_MIXED.fullmatch(plain) and any(c.isdigit() for c in plain)):
        return None
    words = re.sub(
        r"\d{1,12}", lambda run: _integer_words(int(run[0]), _SPOKEN_DIGITS, _SPOKEN_UNITS), plain
    )
    return _read_han(words)


def _read_han(plain: str) -> int:
    """``一万二千八百元五角``; a bare last digit counts the next lower unit: 一万二 is 12000."""
    head, yuan, tail = plain.partition("元")
    jiao = fen = 0
    if yuan and tail:
        match = re.fullmatch(r"(?:(.)角)?(?:零?(.)分)?", tail)
        if not match:
            raise NotAnAmount(plain)
        jiao, fen = (_han_digit(match[i]) if match[i] else 0 for i in (1, 2))
    return _han_integer(head) * FEN_PER_YUAN + jiao * 10 + fen


def _han_digit(character: str) -> int:
    if character not in _HAN_DIGITS:
        raise NotAnAmount(character)
    return _HAN_DIGITS[character]


def _han_integer(words: str) -> int:
    if not words or any(
        c not in _HAN_DIGITS and c not in _HAN_UNITS and c not in _HAN_GROUPS for c in words
    ):
        raise NotAnAmount(words)
    if len(words) > 1 and all(c in _HAN_DIGITS for c in words):
        return int("".join(str(_HAN_DIGITS[c]) for c in words))
    total = section = digit = 0
    last_unit = 1
    gap = False
    for character in words:
        if character in _HAN_DIGITS:
            if digit:
                raise NotAnAmount(words)
            digit = _HAN_DIGITS[character]
            gap = gap or digit == 0
        elif character in _HAN_UNITS:
            last_unit = _HAN_UNITS[character]
            section += (digit or 1) * last_unit
            digit, gap = 0, False
        else:
            last_unit = _HAN_GROUPS[character]
            total = (total + section + digit) * last_unit
            section = digit = 0
            gap = False
    short_form = digit and last_unit > 10 and not gap
    return total + section + (digit * last_unit // 10 if short_form else digit)
