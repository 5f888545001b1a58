"""Reading the facts of a file from JSON: each mistake names its field, and null stays unknown."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, NoReturn, TypeVar

from casework.ground.statute.rules.referral.facts import (
    Facts,
    OrderToPay,
    PaidWhen,
    Payer,
    Payment,
    WorkerLine,
)
from casework.kernel.amounts import FEN_PER_YUAN
from casework.kernel.money import Money
from casework.kernel.terms import LabelEnum, Refused

T = TypeVar("T")
W = TypeVar("W", bound=LabelEnum)

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_LARGEST = Decimal(10**12)
_LONGEST = 10_000
_KNOWN = {
    "province",
    "on",
    "workers",
    "amount",
    "months_per_worker",
    "lines",
    "order",
    "unpaid_after_due",
    "evasion",
    "fled",
    "ability_to_pay",
    "payments",
    "harm",
    "excuse",
    "thresholds",
}


class BadFact(Refused):
    """A fact is not in the agreed form; ``field`` says which."""

    def __init__(self, field: str, zh: str, en: str):
        super().__init__(f"{field}：{zh}", f"{field}: {en}", field=field)


def read_facts(text: str) -> Facts:
    """Raises BadFact."""
    body = _document(text)
    for name in body:
        if name not in _KNOWN:
            raise BadFact(name, "没有这一项", "no such field")
    thresholds = _mapping(body.get("thresholds"), "thresholds")
    return Facts(
        province=_text(body.get("province"), "province"),
        on=_day(body.get("on"), "on"),
        workers=_whole(body.get("workers"), "workers"),
        amount=_money(body.get("amount"), "amount"),
        months_per_worker=_number(body.get("months_per_worker"), "months_per_worker"),
        lines=_lines(body.get("lines")),
        order=_order(body.get("order")),
        unpaid_after_due=_truth(body.get("unpaid_after_due"), "unpaid_after_due"),
        evasion=_texts(body.get("evasion"), "evasion") or (),
        fled=_truth(body.get("fled"), "fled"),
        ability_to_pay=_texts(body.get("ability_to_pay"), "ability_to_pay") or (),
        payments=_payments(body.get("payments")),
        harm=_texts(body["harm"], "harm") if "harm" in body else (),
        excuse=_text(body.get("excuse"), "excuse"),
        single_amount=_money(thresholds.get("single_amount"), "thresholds.single_amount"),
        group_amount=_money(thresholds.get("group_amount"), "thresholds.group_amount"),
    )


def _document(text: str) -> dict[str, Any]:
    try:
        body = json.loads(text, parse_float=Decimal, parse_constant=_no_constant)
    except (ValueError, RecursionError, InvalidOperation) as error:
        raise BadFact("FILE", "不是JSON", "not JSON") from error
    if not isinstance(body, dict):
        raise BadFact("FILE", "要是一个对象", "must be one object")
    return body


def _no_constant(name: str) -> Any:
    raise ValueError(name)


def _mapping(value: Any, field: str) -> Mapping[str, Any]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise BadFact(field, "要是一个对象或者null", "must be an object or null")
    return value


def _text(value: Any, field: str) -> str | None:
    if value is not None and not isinstance(value, str):
        raise BadFact(field, "要是文字或者null", "must be text or null")
    return value or None


def _truth(value: Any, field: str) -> bool | None:
    if value is not None and not isinstance(value, bool):
        raise BadFact(field, "要是true、false或者null", "must be true, false or null")
    return value


def _day(value: Any, field: str) -> date | None:
    if value is None:
        return None
    # the pattern first: fromisoformat also reads weeks and dates without dashes
    if not isinstance(value, str) or not _ISO_DAY.fullmatch(value):
        _no_day(field)
    try:
        return date.fromisoformat(value)
    except ValueError:
        _no_day(field)


def _no_day(field: str) -> NoReturn:
    raise BadFact(field, "没有这一天，写成2026-12-04", "no such date; write 2026-12-04")


def _whole(value: Any, field: str) -> int | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= _LARGEST:
        raise BadFact(field, "要是零以上的整数", "must be a whole number, zero or more")
    return value


def _number(value: Any, field: str) -> Decimal | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | Decimal | str):
        raise BadFact(field, "要是数", "must be a number")
    try:
        number = Decimal(value)
    except InvalidOperation as error:
        raise BadFact(field, "要是数", "must be a number") from error
    if not number.is_finite() or not 0 <= number <= _LARGEST:
        raise BadFact(field, "要是零以上的数", "must be zero or more")
    return number


def _money(value: Any, field: str) -> Money | None:
    yuan = _number(value, field)
    if yuan is None:
        return None
    fen = yuan * FEN_PER_YUAN
    if fen != fen.to_integral_value():
        raise BadFact(field, "最多两位小数", "at most two decimals")
    return Money(int(fen))


def _list(value: Any, field: str, read: Callable[[Any, str], T]) -> tuple[T, ...] | None:
    if value is None:
        return None
    if not isinstance(value, list) or len(value) > _LONGEST:
        raise BadFact(field, "要是列表", "must be a list")
    return tuple(read(item, f"{field}[{i}]") for i, item in enumerate(value))


def _texts(value: Any, field: str) -> tuple[str, ...] | None:
    return _list(value, field, _needed_text)


def _needed_text(value: Any, field: str) -> str:
    text = _text(value, field)
    if text is None:
        raise BadFact(field, "要写文字", "must be text")
    return text


def _lines(value: Any) -> tuple[WorkerLine, ...] | None:
    return _list(value, "lines", _line)


def _line(value: Any, field: str) -> WorkerLine:
    body = _object(value, field, {"months", "amount"})
    return WorkerLine(
        months=_number(body.get("months"), f"{field}.months"),
        amount=_money(body.get("amount"), f"{field}.amount"),
    )


def _order(value: Any) -> OrderToPay | None:
    if value is None:
        return None
    body = _object(value, "order", {"document", "issued", "served", "due"})
    return OrderToPay(
        document=_text(body.get("document"), "order.document"),
        served=_truth(body.get("served"), "order.served"),
        issued_on=_day(body.get("issued"), "order.issued"),
        due_on=_day(body.get("due"), "order.due"),
    )


def _payments(value: Any) -> tuple[Payment, ...]:
    return _list(value, "payments", _payment) or ()


def _payment(value: Any, field: str) -> Payment:
    body = _object(value, field, {"amount", "by", "stage"})
    amount = _money(body.get("amount"), f"{field}.amount")
    if amount is None:
        raise BadFact(f"{field}.amount", "要写金额", "an amount is needed")
    return Payment(
        amount=amount,
        by=_word(Payer, body.get("by"), f"{field}.by"),
        stage=_word(PaidWhen, body.get("stage"), f"{field}.stage"),
    )


def _object(value: Any, field: str, known: set[str]) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise BadFact(field, "要是一个对象", "must be an object")
    for name in value:
        if name not in known:
            raise BadFact(f"{field}.{name}", "没有这一项", "no such field")
    return value


def _word(words: type[W], value: Any, field: str) -> W:
    found = words.known(value)
    if found is None:
        listed = ", ".join(word.value for word in words)
        raise BadFact(field, f"只能是{listed}", f"must be one of {listed}")
    return found
