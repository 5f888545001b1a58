"""Pages: the template of an endpoint, forms that keep what was typed, paging by key."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from flask import make_response, render_template, request
from flask_wtf import FlaskForm
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.routing import IntegerConverter, Map
from werkzeug.wrappers import Response
from wtforms import HiddenField

from casework.kernel.database import db
from casework.kernel.identifiers import LARGEST_ID, row_id
from casework.kernel.paging import COUNT_CAP, Listing
from casework.kernel.terms import Conflict, Refused
from casework.web.recordings import recording
from casework.web.words import _

_NOT_SEEN = -1


class Form(FlaskForm):
    """A form that remembers what was typed, why it was refused, and who changed what meanwhile.

    ``version`` is the version of the record when the form was shown.
    """

    class Meta(FlaskForm.Meta):
        locales = ("zh",)

    version = HiddenField()

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.conflict: dict[str, Any] | None = None
        self.refusal: Refused | None = None

    def sent(self) -> bool:
        """Whether this request posts the form, and it is well-formed."""
        return request.method == "POST" and self.validate()

    @property
    def seen(self) -> int:
        """The version that the person saw; -1 when the form carries none."""
        found = row_id(str(self.version.data or ""))
        return _NOT_SEEN if found is None else found

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Runs an action; a refusal or conflict undoes it and is shown in the form instead.

        The code after the block runs in both cases: return from inside the block on success.
        """
        try:
            with db.session.begin_nested():
                yield
                db.session.flush()
        except Refused as refusal:
            self.refusal = refusal
            self._mark(refusal)
        except Conflict as conflict:
            self._clash(conflict.theirs)
        except StaleDataError:
            # somebody was faster between our reading and our writing
            self._clash({})

    def _clash(self, theirs: dict[str, Any]) -> None:
        """What was typed stays; where nothing can be set beside it, words say what happened."""
        self.conflict = theirs
        if not any(name in self._fields for name in theirs):
            self.form_errors.append(_("您打开这一页以后，别人改过同一份记录。您的改动没有存。"))

    def _mark(self, refusal: Refused) -> None:
        field = self._fields.get(refusal.field) if refusal.field else None
        if field is None:
            self.form_errors.append(refusal.words)
        else:
            field.errors = (*field.errors, refusal.words)


def page(template: str | None = None, *, form: Form | None = None, **context: Any) -> Response:
    """The page of the present endpoint: ``slice.name`` is ``slice/name.html``.

    422 when the form has errors, 409 when the record changed meanwhile.
    """
    name = template or f"{request.endpoint.replace('.', '/')}.html"  # type: ignore[union-attr]
    response = make_response(render_template(name, form=form, recording=recording(name), **context))
    if form is not None and request.method == "POST":
        response.status_code = 409 if form.conflict is not None else 422
    return response


def local_path(target: str | None, default: str) -> str:
    """A path inside this site to go back to; anything else becomes the default."""
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")):
        return default
    parts = urlsplit(target)
    if parts.scheme or parts.netloc or any(c in target for c in "\\\r\n\t"):
        return default
    return target


class RowId(IntegerConverter):
    """A number in an address that a row can have; a larger one is an address without a page."""

    def __init__(self, url_map: Map, *args: Any, **kwargs: Any):
        super().__init__(url_map, *args, **{"max": LARGEST_ID, **kwargs})


def after_key() -> int | None:
    """The key after which the next page of a list starts, from the address."""
    return row_id(request.args.get("after"))


def from_key(key: int | str | None, name: str = "after") -> str | None:
    """The address of this list after a key, with its filters; None when there is no more."""
    if key is None:
        return None
    # not url_for: a filter named _external would mean something to it
    return f"{request.path}?{urlencode({**request.args.to_dict(), name: key})}"


def place(name: str = "after") -> str | None:
    """The place after which a list begins, from the address; lists of one page differ in name."""
    return request.args.get(name)


@dataclass(frozen=True)
class Pages:
    """What stands under a list: how many there are in all, and the ways on and back."""

    words: str
    next_url: str | None
    first_url: str | None


def pages(shown: Listing[Any], name: str = "after") -> Pages:
    """The ways on from one page of a list."""
    others = {key: value for key, value in request.args.items() if key != name}
    first = f"{request.path}?{urlencode(others)}" if name in request.args else None
    return Pages(count_words(shown.total), from_key(shown.following, name), first)


def count_words(total: int) -> str:
    """``共232件``; beyond the cap ``共1000件以上``."""
    if total > COUNT_CAP:
        return _("共%(cap)d件以上", cap=COUNT_CAP)
    return _("共%(count)d件", count=total)
