"""The filter of a list, read from the address: anything unknown is simply not set."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from casework.doors.desk.terms import PAGE_SIZES, Filter, Order, Standing, Whose
from casework.ground.cases.terms import Priority, Stage
from casework.ground.statute.terms.words import Card
from casework.kernel.terms import LabelEnum
from casework.web.fields import SHORT_TEXT, clean_text

W = TypeVar("W", bound=LabelEnum)


def _word(words: type[W], text: str | None, default: W | None) -> W | None:
    return words.known(text) or default


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 20 else None


def read_filter(args: Mapping[str, str]) -> Filter:
    """From the words in the address."""
    size = _number(args.get("size_of_page"))
    return Filter(
        whose=_word(Whose, args.get("whose"), Whose.ALL) or Whose.ALL,
        standing=_word(Standing, args.get("standing"), Standing.OPEN) or Standing.OPEN,
        card=_word(Card, args.get("card"), None),
        late=args.get("late") == "1",
        stage=_word(Stage, args.get("stage"), None),
        priority=_word(Priority, args.get("priority"), None),
        order=_word(Order, args.get("order"), Order.DUE) or Order.DUE,
        area_id=_number(args.get("area")),
        text=clean_text(args.get("q", ""))[:SHORT_TEXT].replace("\0", ""),
        size=size if size in PAGE_SIZES else Filter.size,
    )


def write_filter(wanted: Filter, **changes: object) -> dict[str, str]:
    """The words of the address for a filter with some changes; what is usual is left out."""
    usual = Filter()
    values = {
        "whose": wanted.whose,
        "standing": wanted.standing,
        "card": wanted.card,
        "stage": wanted.stage,
        "priority": wanted.priority,
        "order": wanted.order,
        "area": wanted.area_id,
        "q": wanted.text,
        "size_of_page": wanted.size,
        "late": "1" if wanted.late else None,
    } | changes
    left_out = {
        "whose": usual.whose,
        "standing": usual.standing,
        "order": usual.order,
        "size_of_page": usual.size,
        "q": "",
    }
    return {
        name: str(value)
        for name, value in values.items()
        if value is not None and value != left_out.get(name)
    }
