"""Pages: the template of an endpoint, forms that keep what was typed, paging by key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from flask import Flask, flash, make_response, render_template, request
from flask_wtf import FlaskForm
from flask_wtf.form import _Auto
from markupsafe import Markup
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.routing import IntegerConverter, Map
from werkzeug.wrappers import Response
from wtforms import Field, FieldList, FormField, HiddenField
from wtforms.widgets import HiddenInput

from casework.kernel import clock
from casework.kernel.database import db
from casework.kernel.identifiers import LARGEST_ID, row_id
from casework.kernel.money import Money
from casework.kernel.paging import COUNT_CAP, Listing
from casework.kernel.terms import Conflict, Overtaken, Refused
from casework.web import once
from casework.web.fields import FormKeyField, MoneyField, RowChoices, VersionField
from casework.web.filters import worker_money
from casework.web.recordings import recording
from casework.web.typed import TOKENS, Typed, notice, of_form, shown
from casework.web.words import _

_NOT_SEEN = -1


@dataclass(frozen=True)
class Beside:
    """Two values of one field: what stands now, or was sent first; and what was typed."""

    label: str
    theirs: str
    mine: str
    target: str = ""


class Form(FlaskForm):
    """A form that acts once, knows what it showed, and keeps what was typed.

    Every form carries ``form_key`` (once) and ``form_version`` (a digest of the values and
    choices that it shows); ``hidden_csrf(form)`` or, where a page has no form at hand,
    ``tokens()`` writes both. A view asks ``if form.sent(): with form.attempt(): …``: ``sent`` is
    False when the page was stale, or the key was used for something else; the effect must stand
    within ``attempt``, which claims the key, and the answer to it is a redirect.

    ``version`` is the counter of the record when the form was shown.
    """

    class Meta(FlaskForm.Meta):
        locales = ("zh",)

    #: What an amount in words was understood as is said in figures, unless the view says it.
    reads_back = True

    form_key = FormKeyField()
    form_version = VersionField()
    version = HiddenField()

    def __init__(self, formdata: Any = _Auto, **kwargs: Any):
        super().__init__(formdata=formdata, **kwargs)
        self.conflict: dict[str, Any] | None = None
        self.beside: list[Beside] = []
        #: Whether what stands beside is what was sent first, and not what stands now.
        self.sent_first = False
        #: Whether the page that answers has no place for this form any more.
        self.gone = False
        self.refusal: Refused | None = None
        self.form_version.now = self._digest
        if request.method == "POST" and formdata is not None:
            notice(self)

    def sent(self) -> bool:
        """Whether this request posts the form, as it is now, and it is well-formed."""
        if request.method != "POST":
            return False
        if once.looks_again():
            self.form_errors += once.why_again()
            return False
        good = (once.is_exempt() or self._is_current()) and self.validate()
        if good:
            once.accept()
        if good and self.reads_back:
            _read_back(self)
        return good

    def _is_current(self) -> bool:
        sending = once.present()
        if sending is None:
            self.conflict = {}
            self.form_errors.append(_("这一页过期了，您填的都还在，请看过再交一次。"))
        elif sending.other is not None:
            self._sent_otherwise(sending.other)
        elif not self.form_version.is_now:
            self._clash({f.short_name: f.object_data for f in self._shown_fields()})
        return self.conflict is None

    @property
    def seen(self) -> int:
        """The version that the person saw; -1 when the form carries none."""
        found = row_id(str(self.version.data or ""))
        return _NOT_SEEN if found is None else found

    @contextmanager
    def attempt(self, *, claims: bool = True) -> Iterator[None]:
        """Runs an action once; a refusal or conflict undoes it and is shown in the form instead.

        ``claims=False`` for a mere look, and for files, each of which is taken once by itself.
        The code after the block runs in both cases: return from inside the block on success.
        """
        try:
            with db.session.begin_nested():
                once.claim() if claims else once.go_unclaimed()
                yield
                db.session.flush()
        except Refused as refusal:
            self.refusal = refusal
            self._mark(refusal)
            if isinstance(refusal, Overtaken):
                self.conflict = {}
        except Conflict as conflict:
            self._clash(conflict.theirs)
        except StaleDataError:
            # somebody was faster between our reading and our writing
            self._clash({})
        except IntegrityError as error:
            if not is_taken(error):
                raise
            self._clash({})
        else:
            return
        once.give_back()

    def hidden_tag(self, *fields: Any) -> Markup:
        """Everything hidden. Tokens have no id, since a page may hold several forms."""
        tags = [
            f(id=False) if f.short_name in TOKENS else f()
            for f in self
            if isinstance(f.widget, HiddenInput)
        ]
        return Markup("\n").join(tags)

    def left_over(self) -> list[Typed]:
        """What was typed, for a page that has no place for this form."""
        return [] if self.form_key.drawn else of_form(self)

    def leave(self) -> None:
        """The page has no place for this form any more: what is wrong in its fields cannot be put
        right, and is not said."""
        self.gone = True
        if not self.form_errors:
            self.conflict = {}
            self.form_errors.append(_("情况已经有变化，这一步现在不能办。您填的没有保存。"))

    def _digest(self) -> str:
        """Of values that come from the record, and of the choices; what is typed is not in it."""
        held = [(f.short_name, _plain(f.object_data), _choices(f)) for f in self._shown_fields()]
        return once.digest(held)

    def _shown_fields(self) -> Iterator[Field]:
        for field in self:
            tokens = field.short_name in TOKENS
            if not tokens and (_plain(field.object_data) or isinstance(field, RowChoices)):
                yield field

    def _sent_otherwise(self, first: once.Earlier) -> None:
        """The same page was sent before, with something else in it."""
        self.conflict, self.sent_first = {}, True
        self.form_errors.append(_("这一张表已经交过一次，内容不一样。第一次交的已经办了。"))
        mine, theirs = _by_label(of_form(self)), _by_label(first.typed)
        for label in dict.fromkeys([*theirs, *mine]):
            self.beside.append(Beside(label, theirs.get(label, ""), mine.get(label, "")))
        self.form_key.renew()

    def _clash(self, theirs: dict[str, Any]) -> None:
        """What was typed stays; where nothing can be set beside it, words say what happened."""
        self.conflict = theirs
        for name, value in theirs.items():
            field = self._fields.get(name)
            if field is not None:
                self.beside.append(_beside(field, value))
        if not self.beside:
            self.form_errors.append(_("您打开这一页以后，别人改过同一份记录。您的改动没有保存。"))

    def _mark(self, refusal: Refused) -> None:
        field = self._fields.get(refusal.field) if refusal.field else None
        if field is None:
            self.form_errors.append(refusal.words)
        else:
            field.errors = (*field.errors, refusal.words)
        for other in refusal.others:
            self._mark(other)


def is_taken(error: IntegrityError) -> bool:
    """Two did the same at once, and the database kept the first."""
    return "unique" in str(error.orig).casefold()


def _plain(value: Any) -> str:
    """A value as the digest holds it. What is only proposed, for today or by the address, says
    nothing about the record."""
    if value in (None, "", (), []) or value == clock.today() or value in request.args.values():
        return ""
    if isinstance(value, (list, tuple, set)):
        return repr(sorted(str(one) for one in value))
    return str(value)


def _choices(field: Field) -> list[tuple[str, str]]:
    """The rows that are offered, with their words."""
    if not isinstance(field, RowChoices):
        return []
    return sorted((str(value), str(label)) for value, label in field.choices or [])


def _by_label(found: list[Typed]) -> dict[str, str]:
    words: dict[str, list[str]] = {}
    for one in found:
        words.setdefault(one.label, []).append(one.value)
    return {label: "、".join(values) for label, values in words.items()}


def _beside(field: Field, theirs: Any) -> Beside:
    many = theirs if isinstance(theirs, (list, tuple, set)) else [theirs]
    words = shown(field, ["" if one is None else str(one) for one in many])
    mine = "、".join(one.value for one in of_form([field]))
    return Beside(str(field.label.text), words, mine, field.id)


def _read_back(form: Form) -> None:
    for amount in dict.fromkeys(_understood(form)):
        flash(_("金额读作%(amount)s，不对请更正。", amount=worker_money(amount)))


def _understood(fields: Iterable[Any]) -> Iterator[Money]:
    """Amounts that were not typed in figures alone, also those of rows."""
    for field in fields:
        if isinstance(field, FormField | FieldList):
            yield from _understood(field)
        elif isinstance(field, MoneyField) and isinstance(field.understood, Money):
            yield field.understood


def page(template: str | None = None, *, form: Form | None = None, **context: Any) -> Response:
    """The page of the present endpoint: ``room.name`` is ``room/name.html``.

    422 when the form has errors, 409 when the record changed meanwhile or it was done already.
    What was typed into a form that the page no longer has stands on it in words.
    """
    name = template or f"{request.endpoint.replace('.', '/')}.html"  # type: ignore[union-attr]
    given = {"form": form, "recording": recording(name), **context}
    html = render_template(name, **given)
    if request.method != "POST":
        return make_response(html)
    kept = form.left_over() if form is not None else once.left_over()
    if kept:
        if form is not None:
            form.leave()
        html = render_template(name, left_over=kept, **given)
    if once.looks_again():
        return make_response(html)
    if form is None:
        return make_response(html, once.CONFLICT if kept else 200)
    return make_response(html, once.CONFLICT if form.conflict is not None else 422)


def tokens(version: int | None = None) -> Markup:
    """The hidden fields of a form that is nothing but its button and plain fields."""
    return Form(formdata=None, version=version).hidden_tag()


def install(app: Flask) -> None:
    app.jinja_env.globals["tokens"] = tokens


def local_path(target: str | None, default: str) -> str:
    """A path inside this site to go back to; anything else becomes the default."""
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")):
        return default
    parts = urlsplit(target)
    if parts.scheme or parts.netloc or any(c in target for c in "\\\r\n\t"):
        return default
    return target


class ButtonForm(Form):
    """A button."""


class RowId(IntegerConverter):
    """A number in an address that a row can have; a larger one is an address without a page."""

    def __init__(self, url_map: Map, *args: Any, **kwargs: Any):
        super().__init__(url_map, *args, **{"max": LARGEST_ID, **kwargs})


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
    filters = {key: value for key, value in request.args.items() if key != name}
    following = _address({**filters, name: shown.following}) if shown.following else None
    first = _address(filters) if name in request.args else None
    return Pages(count_words(shown.total), following, first)


def _address(args: dict[str, str]) -> str:
    # not url_for: a filter named _external would mean something to it
    return f"{request.path}?{urlencode(args)}"


def count_words(total: int) -> str:
    """``共232件``; beyond the cap ``共1000件以上``."""
    if total > COUNT_CAP:
        return _("共%(cap)d件以上", cap=COUNT_CAP)
    return _("共%(count)d件", count=total)
