"""Checks of identifiers that people type: ID number, mobile phone, credit code, bank card,
e-mail address.

Each function takes the raw text, returns the normal form, and raises NotValid with words that
say what to do. GB 11643 (ID number), GB 32100 (credit code).
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from stdnum import luhn
from stdnum.cn import uscc

from casework.kernel import unreadable
from casework.kernel.terms import Refused

_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS = "10X98765432"
_ID_LENGTH = 18
_PHONE_LENGTH = 11
_GROUP = 4
_LONGEST_EMAIL = 120
_EMAIL = re.compile(
    r"[A-Za-z0-9_%+-]+(\.[A-Za-z0-9_%+-]+)*"
    r"@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}"
)
#: Both databases keep ids as whole numbers of 64 bits with a sign.
LARGEST_ID = 2**63 - 1


def row_id(text: str | None) -> int | None:
    """The row id that a reader's text names; None when no row can have it."""
    if not (text and text.isascii() and text.isdigit() and len(text) <= len(str(LARGEST_ID))):
        return None
    return int(text) if int(text) <= LARGEST_ID else None


class NotValid(Refused):
    """The text is not a valid identifier of this kind."""


def _plain(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).upper()
    return "".join(c for c in plain if not c.isspace() and c not in "-－—")


def _digits_only(text: str) -> bool:
    return text.isascii() and text.isdigit()


def id_number(text: str) -> str:
    """The 18 characters of a resident ID number; an old one of 15 digits is made one of 18.

    The region is not judged: codes change, and residence permits have their own.
    """
    plain = _plain(text)
    if len(plain) == 15 and _digits_only(plain):
        plain = _from_old(plain)
    if len(plain) != _ID_LENGTH:
        raise NotValid(
            f"身份证号应是18位，您填了{len(plain)}位",
            f"An ID number has 18 characters; you typed {len(plain)}",
        )
    if not _digits_only(plain[:17]) or plain[17] not in "0123456789X":
        raise NotValid(
            "身份证号只有数字，最后一位可以是X", "An ID number has digits; the last may be X"
        )
    if _birth_date(plain) is None:
        raise NotValid(
            "身份证号里的出生日期不对，请再看一遍",
            "The date of birth in the ID number does not exist; please look again",
        )
    if check_character(plain) != plain[17]:
        raise NotValid(
            "身份证号有一位不对，请再看一遍，注意最后一位",
            "One character of the ID number is wrong; please look again, at the last one too",
        )
    return plain


def check_character(plain: str) -> str:
    """The last character that belongs to the first 17, GB 11643."""
    total = sum(int(digit) * weight for digit, weight in zip(plain, _ID_WEIGHTS, strict=False))
    return _ID_CHECKS[total % 11]


def _from_old(plain: str) -> str:
    body = plain[:6] + "19" + plain[6:]
    return body + check_character(body)


def _birth_date(plain: str) -> date | None:
    try:
        return date(int(plain[6:10]), int(plain[10:12]), int(plain[12:14]))
    except ValueError:
        return None


def birth_date(number: str) -> date | None:
    """The date of birth in a valid ID number."""
    return _birth_date(number)


def phone(text: str) -> str:
    """The 11 digits of a mobile number of the mainland."""
    plain = _plain(text).removeprefix("+86")
    if len(plain) == 13 and plain.startswith("86"):
        plain = plain[2:]
    if not _digits_only(plain):
        raise NotValid("手机号只能填数字", "A mobile number has only digits")
    if len(plain) != _PHONE_LENGTH:
        raise NotValid(
            f"手机号应是11位，您填了{len(plain)}位",
            f"A mobile number has 11 digits; you typed {len(plain)}",
        )
    if plain[0] != "1" or plain[1] in "012":
        raise NotValid("手机号应以13–19开头", "A mobile number begins with 13 to 19")
    return plain


def credit_code(text: str) -> str:
    """The 18 characters of a unified social credit code."""
    plain = _plain(text)
    if len(plain) != _ID_LENGTH:
        raise NotValid(
            f"统一社会信用代码应是18位，填了{len(plain)}位",
            f"A unified social credit code has 18 characters; this has {len(plain)}",
        )
    if not uscc.is_valid(plain):
        raise NotValid(
            "统一社会信用代码校验不对，请对照营业执照",
            "The check character of the credit code is wrong; compare it with the licence",
        )
    return plain


def bank_card(text: str) -> str:
    """The 12 to 19 digits of a bank card; those of 16 or more digits pass the Luhn check."""
    plain = _plain(text)
    if not _digits_only(plain) or not 12 <= len(plain) <= 19:
        raise NotValid("银行卡号应是12到19位数字", "A bank card number has 12 to 19 digits")
    if len(plain) >= 16 and not luhn.is_valid(plain):
        raise NotValid("银行卡号有一位不对，请再看一遍", "One digit of the card number is wrong")
    return plain


def email(text: str) -> str:
    """An e-mail address of the ordinary kind: no quotes, no comments, no digits for a host."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if len(plain) > _LONGEST_EMAIL or not _EMAIL.fullmatch(plain):
        raise NotValid("邮箱写成name@example.com这样", "Write the address as name@example.com")
    return plain


def masked(text: str | None, *, head: int, tail: int) -> str:
    """The first ``head`` and the last ``tail`` characters, the rest as asterisks."""
    if not text:
        return ""
    if unreadable.is_in(text):
        return text
    if len(text) <= head + tail:
        return text[:1] + "*" * (len(text) - 1)
    return text[:head] + "*" * (len(text) - head - tail) + text[len(text) - tail :]


def grouped(code: str) -> str:
    """Sixteen digits in four groups, as a receipt number is read out and written down."""
    return " ".join(code[i : i + _GROUP] for i in range(0, len(code), _GROUP))
