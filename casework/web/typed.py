"""What a request has brought, in words for the reader: nothing that was typed is lost.

Passwords, one-time codes and tokens are left out; everything else is the reader's own text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from flask import g, request
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import RequestEntityTooLarge
from wtforms import (
    BooleanField,
    Field,
    FieldList,
    FormField,
    HiddenField,
    PasswordField,
    SubmitField,
)
from wtforms.fields.choices import SelectFieldBase

from casework.web.words import _

_LONGEST = 2000
#: What forms carry beside what is typed; ``shown`` is the hash of what a decision is about.
TOKENS = frozenset(
    {"csrf_token", "form_key", "form_version", "version", "shown", "look_again", "tab"}
)


@dataclass(frozen=True)
class Typed:
    """One thing that was typed or chosen, with the words of its field."""

    label: str
    value: str


def posted() -> MultiDict[str, str]:
    """The fields of this request; none of a body too large to be read."""
    try:
        return request.form
    except RequestEntityTooLarge:
        return MultiDict()


def notice(form: Any) -> None:
    """This form reads the request: its words name what was typed."""
    g.setdefault("forms", []).append(form)


def read_by_forms() -> bool:
    """Whether any form has read this request."""
    return bool(g.get("forms"))


def any_is_old() -> bool:
    """Whether a form of this request stood on a page that is not current any more."""
    return any(getattr(one, "conflict", None) is not None for one in g.get("forms", []))


def any_shows_both() -> bool:
    """Whether a form stands on the page with what was sent first beside what came now."""
    return any(
        one.sent_first and one.form_key.drawn
        for one in g.get("forms", [])
        if hasattr(one, "sent_first")
    )


def typed() -> list[Typed]:
    """What this request has brought, in the order of the form."""
    found: list[Typed] = []
    for form in _forms():
        found += of_form(form)
    return list(dict.fromkeys(found))


def _forms() -> list[Any]:
    """The forms that have read this request; before any did, the one whose fields these are."""
    forms: list[Any] = g.get("forms", [])
    names = set(posted())
    if forms or not names:
        return forms
    fits = [one for one in _every(FlaskForm) if _names(one) & names - TOKENS]
    best = max(fits, key=lambda one: (len(_names(one) & names), -len(_names(one))), default=None)
    return [_guessed(best)] if best else []


def _guessed(kind: Any) -> Any:
    """A form that has not read this request, and must not seem to have."""
    form = kind(formdata=posted())
    g.forms = []
    return form


def _every(kind: Any) -> Iterator[Any]:
    for one in kind.__subclasses__():
        yield one
        yield from _every(one)


def _names(form: Any) -> set[str]:
    return {name for name in dir(form) if hasattr(getattr(form, name), "field_class")}


def secrets_of(names: Iterable[str]) -> set[str]:
    """Of these the passwords and codes."""
    held = {f.name for form in _forms() for f in form if _is_code(f)}
    return {name for name in names if name in held}


def of_form(form: Iterable[Field]) -> list[Typed]:
    """What is filled in."""
    return [Typed(label, value[:_LONGEST]) for f in form for label, value in _of(f) if value]


def _of(field: Field) -> Iterator[tuple[str, str]]:
    if is_secret(field) or isinstance(field, SubmitField):
        return
    if isinstance(field, FieldList):
        for entry in field.entries:
            yield from _of(entry)
    elif isinstance(field, FormField):
        for inner in field.form:
            yield from _of(inner)
    elif hasattr(field, "raw_data") and field.raw_data:
        yield words(field.label.text), _said(field)


def is_secret(field: Field) -> bool:
    """A password, a one-time code, or what no reader has typed."""
    return isinstance(field, HiddenField) or _is_code(field)


def _is_code(field: Field) -> bool:
    fills = str((field.render_kw or {}).get("autocomplete", ""))
    named = field.short_name in ("code", "key")
    return isinstance(field, PasswordField) or fills == "one-time-code" or named


def _said(field: Field) -> str:
    if isinstance(field, BooleanField):
        return _("是") if field.data else ""
    return shown(field, [str(getattr(one, "filename", one) or "") for one in field.raw_data])


def shown(field: Field, values: list[str]) -> str:
    """Values of a field as its page shows them: of a choice its words."""
    if isinstance(field, SelectFieldBase):
        # rows that nobody has offered say nothing to a reader
        labels = {str(c[0]): words(c[1]) for c in field.iter_choices()}
        values = [labels.get(value, "") for value in values]
    return "、".join(value for value in values if value)


def words(label: Any) -> str:
    return str(label or "").strip()
