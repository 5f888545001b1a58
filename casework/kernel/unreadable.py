"""A sealed field that does not open: damaged, or brought here from another row or database.

Owns the words that stand in its place, so that the page around it works, and the refusal to do
anything with them: such a field never counts as empty, and nothing is written, printed or sent
that holds these words. Leaves the alarm to ``alarms``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextvars import ContextVar
from typing import Any

from casework.kernel.terms import Refused, language

WORDS = {"zh": "〖读不出来〗", "en": "〖unreadable〗"}
#: As they stand in a text of JSON that keeps to ASCII.
_SPELLED = tuple(json.dumps(words)[1:-1] for words in WORDS.values())

#: The places found in this request, task or command that nobody has been told of yet.
_found: ContextVar[frozenset[str]] = ContextVar("unreadable", default=frozenset())


class FieldUnreadable(Refused):
    """What is asked for would go by something that cannot be read."""

    zh = (
        "有一处存下的内容读不出来（页面上写着〖读不出来〗），不能照着它办，也不能写进文书、发给别人。"
        "请重新填那一处，或者找管理员。"
    )
    en = (
        "Something kept here cannot be read (it says 〖unreadable〗): nothing can be done by it, "
        "and no paper or message made of it. Enter it again, or ask an administrator."
    )


def in_place_of(field: str, row_id: int | str) -> str:
    """The words for one field of one row, in the reader's language."""
    _found.set(_found.get() | {f"{field} {row_id}"})
    return WORDS[language.get()]


def found() -> frozenset[str]:
    """The places met since this was last asked."""
    met = _found.get()
    if met:
        _found.set(frozenset())
    return met


def any_found() -> bool:
    return bool(_found.get())


def is_in(value: Any) -> bool:
    """Whether a text, or any text inside, was made of an unreadable field."""
    if isinstance(value, str):
        return any(words in value for words in (*WORDS.values(), *_SPELLED))
    if isinstance(value, Mapping):
        return any(is_in(part) for part in value.values())
    return isinstance(value, list | tuple) and any(is_in(part) for part in value)


def loaded(text: str) -> Any:
    """What a sealed text of JSON holds. Raises FieldUnreadable."""
    must_not_be_in(text)
    return json.loads(text)


def must_not_be_in(value: Any) -> None:
    """Raises FieldUnreadable."""
    if is_in(value):
        raise FieldUnreadable
