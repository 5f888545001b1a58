"""What people type as an amount, read to the fen: figures, Chinese numerals, and both together.

A numeral must be well formed: whoever writes 一万六百千 is asked again, and nothing is guessed.
Owns this reading. Leaves how amounts are written to ``money``.
"""

from __future__ import annotations

import re
import unicodedata

FEN_PER_YUAN = 100
#: The largest amount that a field takes: one hundred million yuan.
LARGEST_FEN = 100_000_000 * FEN_PER_YUAN
_LONGEST_TEXT = 60


class NotAnAmount(ValueError):
    """The text cannot be read as an amount of money."""


class AmountOutOfRange(ValueError):
    """The amount is below zero, or larger than any that a field takes."""


def read_fen(text: str) -> int:
    """``12,800`` ``1.2万`` ``一万二`` ``1万2千`` ``12800元5角`` in fen.

    Raises NotAnAmount, or AmountOutOfRange for a negative or absurd one.
    """
    plain = _plain(text)
    if not plain or len(plain) > _LONGEST_TEXT:
        raise NotAnAmount(text)
    if plain[0] in "-负−":
        raise AmountOutOfRange(text)
    fen = _read_figures(plain)
    if fen is None:
        fen = _read_numerals(_spelled(plain))
    if fen > LARGEST_FEN:
        raise AmountOutOfRange(text)
    return fen


def is_figures(text: str) -> bool:
    """Whether an amount was typed in figures alone, so that nothing had to be understood."""
    return _FIGURES.fullmatch(_plain(text)) is not None or bool(_GROUPED.fullmatch(_plain(text)))


#: One way to write what has several: 块 for 元, capital numerals, the old 萬.
_SAME = str.maketrans("圆毛〇壹贰叁肆伍陆柒捌玖拾佰仟萬", "元角零一二三四五六七八九十百千万")


def _plain(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).strip().replace(" ", "")
    plain = plain.replace("块钱", "元").replace("块", "元").translate(_SAME)
    return plain.removeprefix("¥").removeprefix("人民币").removesuffix("钱").removesuffix("整")


_FIGURES = re.compile(r"(\d{1,15})(?:\.(\d{1,2}))?元?")
_FIGURES_JIAO = re.compile(r"(\d{1,15})元(?:(\d)角)?(?:零?(\d)分)?")
_FIGURES_UNIT = re.compile(r"(\d{1,15})(?:\.(\d{1,4}))?(万|亿|千|百)元?")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?(?:元)?")
_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}


def _read_figures(plain: str) -> int | None:
    """Figures, with at most one unit behind them; None for anything else."""
    if "," in plain:
        if not _GROUPED.fullmatch(plain):
            raise NotAnAmount(plain)
        plain = plain.replace(",", "")
    if match := _FIGURES_UNIT.fullmatch(plain):
        decimals: str = match[2] or ""
        scale = _UNITS[match[3]] * FEN_PER_YUAN
        fen: int = int(match[1] + decimals) * scale // 10 ** len(decimals)
        return fen
    if match := _FIGURES.fullmatch(plain):
        return int(match[1]) * FEN_PER_YUAN + int((match[2] or "0").ljust(2, "0"))
    if match := _FIGURES_JIAO.fullmatch(plain):
        return int(match[1]) * FEN_PER_YUAN + int(match[2] or 0) * 10 + int(match[3] or 0)
    return None


_MIXED = re.compile(r"(?=.*[十百千万亿])[\d零一二两三四五六七八九十百千万亿]+(?:元.*)?")
_FIGURE_RUN = re.compile(r"[1-9]\d{0,3}")


def _spelled(plain: str) -> str:
    """``1万2千`` with its figures in words. Raises NotAnAmount where figures stand otherwise."""
    if not any(c.isdigit() for c in plain):
        return plain
    if not _MIXED.fullmatch(plain):
        raise NotAnAmount(plain)
    return re.sub(r"\d+", lambda run: _in_words(run[0]), plain)


def _in_words(figures: str) -> str:
    """One to four figures as a numeral; a gap inside keeps its 零."""
    if not _FIGURE_RUN.fullmatch(figures):
        raise NotAnAmount(figures)
    units = ("千", "百", "十", "")[-len(figures) :]
    words = "".join(
        _DIGITS[int(figure)] + (unit if figure != "0" else "")
        for figure, unit in zip(figures, units, strict=True)
    )
    return re.sub("零+", "零", words).rstrip("零")


_DIGITS = "零一二三四五六七八九"
_DIGIT = f"[{_DIGITS[1:]}]"
#: 两 leads a unit, but not 十.
_LEADING = f"[{_DIGITS[1:]}两]"
#: Up to 9999: each unit once, from the largest down.
_SECTION = re.compile(
    rf"(零?)(?:({_LEADING})千)?(?:({_LEADING})百)?(?:(零?)({_DIGIT}?)(十))?(?:(零?)({_DIGIT}))?"
)
_TAIL = re.compile(rf"(?:({_LEADING})角)?(?:零?({_LEADING})分)?")
#: Digits said one by one, as of a number: 一二八零零.
_ONE_BY_ONE = re.compile(f"{_DIGIT}[{_DIGITS}]{{2,9}}")


def _value(digit: str | None) -> int:
    return 0 if not digit else 2 if digit in "两俩" else _DIGITS.index(digit)


def _read_numerals(plain: str) -> int:
    """``一万二千八百元五角``, or jiao and fen alone; in fen."""
    head, yuan, tail = plain.partition("元")
    if not yuan and plain[-1] in "角分":
        head, tail = "零", plain
    match = _TAIL.fullmatch(tail)
    if match is None:
        raise NotAnAmount(plain)
    return _whole(head) * FEN_PER_YUAN + _value(match[1]) * 10 + _value(match[2])


def _whole(words: str) -> int:
    """Whole yuan. Raises NotAnAmount."""
    if len(words) == 1 and words in f"{_DIGITS}两俩":
        return _value(words)
    if _ONE_BY_ONE.fullmatch(words):
        return int("".join(str(_DIGITS.index(c)) for c in words))
    total, above, rest = 0, 0, words
    for unit in "亿万":
        group, found, behind = rest.partition(unit)
        if found:
            total += _section(group, above=above, last=False) * _UNITS[unit]
            rest, above = behind, _UNITS[unit]
    if total and not rest:
        return total
    return total + _section(rest, above=above, last=True)


def _section(words: str, *, above: int, last: bool) -> int:
    """Up to 9999. ``above`` is the unit before it, 0 for none. At the end of a numeral a bare
    digit counts the next lower unit: 一万二 is 12000, 三千五 is 3500. Raises NotAnAmount."""
    if words == "两" and not last:
        return 2
    match = _SECTION.fullmatch(words)
    if match is None or not _is_well_formed(match, above=above, last=last):
        raise NotAnAmount(words)
    _zero, thousands, hundreds, _zero_tens, tens, ten, _zero_ones, ones = match.groups("")
    value = _value(thousands) * 1000 + _value(hundreds) * 100
    value += (_value(tens) or 1) * 10 if ten else 0
    lower = 10 if hundreds else 100 if thousands else max(above // 10, 1)
    return value + _value(ones) * (lower if _is_bare(match) and last else 1)


def _is_bare(match: re.Match[str]) -> bool:
    """Whether the last digit stands behind a larger unit with no 零 between them."""
    zero, _, _, _, _, ten, zero_ones, ones = match.groups("")
    return bool(ones) and not (zero or ten or zero_ones)


def _is_well_formed(match: re.Match[str], *, above: int, last: bool) -> bool:
    """Something is said, and 零 stands exactly where a place is skipped; it may be left out only
    before hundreds, as in 一万五百."""
    zero, thousands, hundreds, zero_tens, _tens, ten, zero_ones, ones = match.groups("")
    if not (thousands or hundreds or ten or ones):
        return False
    if zero and (not above or thousands):
        return False
    skips_to_ten = bool(ten and not hundreds and (thousands or above))
    if bool(zero_tens or (zero and not hundreds)) != skips_to_ten and ten:
        return False
    if zero_ones and (ten or not (thousands or hundreds)):
        return False
    return last or not (_is_bare(match) and (thousands or hundreds))
