"""Form fields: text kept exactly or refused in words, amounts, months, dates, identifiers.

Every field turns strings into values and raises an error that says what to do.
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from markupsafe import Markup
from wtforms import (
    Field,
    HiddenField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import Choice
from wtforms.validators import InputRequired, StopValidation, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget, TextInput

from casework.kernel import clock, identifiers, paper
from casework.kernel.amounts import AmountOutOfRange, NotAnAmount, is_figures
from casework.kernel.money import Money
from casework.kernel.terms import LabelEnum, Refused
from casework.web.words import _, _l

SHORT_TEXT = 120
LONG_TEXT = 10_000
_REPLACEMENT = "\ufffd"
_EARLIEST_YEAR = 1950
_LATEST_YEAR = 2100
#: Letters by name that show nothing: fillers of other scripts, and the joiner of marks.
_BLANK = frozenset("\u034f\u115f\u1160\u3164\uffa0")
#: It joins two emoji into one; between anything else it shows nothing.
_JOINER = "\u200d"
_LINE_ENDS = str.maketrans({"\r": "\n", "\u2028": "\n", "\u2029": "\n"})


def clean_text(text: str) -> str:
    """NFC, one kind of line end and of space, no edges of white space, and nothing that nobody
    can see; otherwise exactly what was typed, rare characters and emoji too."""
    plain = text.replace("\r\n", "\n").translate(_LINE_ENDS)
    if any(0xD800 <= ord(c) <= 0xDFFF for c in plain):
        return _REPLACEMENT
    seen = "".join(_as_seen(c, plain[i - 1 : i]) for i, c in enumerate(plain))
    return unicodedata.normalize("NFC", seen.strip())


def _as_seen(character: str, before: str) -> str:
    """The character, a plain space for any odd one, nothing for what is invisible."""
    kind = unicodedata.category(character)
    if character == _JOINER and before and unicodedata.category(before) in ("So", "Sk", "Mn"):
        return character
    if character in _BLANK or kind == "Cf" or (kind == "Cc" and character not in "\n\t"):
        return ""
    return " " if kind == "Zs" and character != "\u3000" else character


def _readable(text: str) -> bool:
    return _REPLACEMENT not in text


def _shown(text: str) -> str:
    """What was typed, less the characters that no page may hold."""
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))


class Needed(InputRequired):
    """The answer is needed; ``words`` say what to fill in."""

    def __init__(self, words: Any = None):
        super().__init__(words)

    def __call__(self, form: Any, field: Field) -> None:
        if not any(clean_text(str(value)) for value in field.raw_data or []):
            field.errors = []
            raise StopValidation(str(self.message or _("请填这一项")))


class Text(StringField):
    """One line of text, at most ``most`` characters."""

    def __init__(
        self,
        label: Any = None,
        validators: Any = (),
        *,
        most: int = SHORT_TEXT,
        hint: Any = "",
        **kwargs: Any,
    ):
        super().__init__(label, list(validators), **kwargs)
        self.most = most
        self.hint = hint

    def process_formdata(self, valuelist: Iterable[Any]) -> None:
        values = list(valuelist)
        if values:
            self.data = clean_text(str(values[0]))

    def _value(self) -> str:
        return _shown(str(self.data or ""))

    def pre_validate(self, form: Any) -> None:
        text = self.data or ""
        if len(text) > self.most:
            raise ValidationError(
                _("最多写%(most)d个字，您写了%(length)d个", most=self.most, length=len(text))
            )
        if not _readable(text):
            raise ValidationError(_("有系统认不出的字符，请换一种写法"))
        if "\n" in text and not isinstance(self, LongText):
            self.data = text.replace("\n", " ")


class PrintedText(Text):
    """One line that goes into papers as it is, such as a name: no emoji, which none can print."""

    def pre_validate(self, form: Any) -> None:
        super().pre_validate(form)
        signs = paper.unprintable_signs(self.data or "")
        if signs:
            raise ValidationError(_("%(signs)s印不出来，请改成文字", signs="、".join(signs)))


class LongText(TextAreaField, Text):
    """Several lines of text, at most ``most`` characters."""

    _value = Text._value

    def __init__(
        self, label: Any = None, validators: Any = (), *, most: int = LONG_TEXT, **kwargs: Any
    ):
        Text.__init__(self, label, validators, most=most, **kwargs)


class _Parsed(Text):
    """Text that must parse into a value; what was typed stays in the field."""

    data: Any

    def _value(self) -> str:
        if self.raw_data:
            return _shown(str(self.raw_data[0]))
        return self._write(self.data) if self.data is not None else ""

    def _write(self, value: Any) -> str:
        return str(value)

    def process_formdata(self, valuelist: Iterable[Any]) -> None:
        values = list(valuelist)
        text = clean_text(str(values[0])) if values else ""
        self.data = None
        if not text:
            return
        try:
            self.data = self._parse(text)
        except Refused as refusal:
            raise ValueError(refusal.words) from refusal

    def pre_validate(self, form: Any) -> None:
        """The parser has judged already."""

    def _parse(self, text: str) -> Any:
        raise ValueError(text)


class MoneyField(_Parsed):
    """An amount in yuan as people write it; the value is Money."""

    widget = TextInput()

    def _write(self, value: Money) -> str:
        return value.short

    @property
    def understood(self) -> Money | None:
        """What was read, where it was not typed in figures alone: to be read back."""
        typed = clean_text(str((self.raw_data or [""])[0]))
        return self.data if self.data is not None and not is_figures(typed) else None

    def _parse(self, text: str) -> Money:
        try:
            return Money.read(text)
        except AmountOutOfRange as error:
            raise ValueError(_("金额要大于零，不超过1亿元，请再看一遍")) from error
        except NotAnAmount as error:
            raise ValueError(_("这个金额看不懂，请写成12800或者一万二")) from error


class _Identifier(_Parsed):
    check: Callable[[str], str]

    def _parse(self, text: str) -> str:
        return type(self).check(text)


class IdNumberField(_Identifier):
    """A resident ID number, GB 11643."""

    check = staticmethod(identifiers.id_number)


class PhoneField(_Identifier):
    """A mobile number."""

    check = staticmethod(identifiers.phone)


class CreditCodeField(_Identifier):
    """A unified social credit code, GB 32100."""

    check = staticmethod(identifiers.credit_code)


class BankCardField(_Identifier):
    """A bank card number."""

    check = staticmethod(identifiers.bank_card)


class EmailField(_Identifier):
    """An e-mail address."""

    check = staticmethod(identifiers.email)


class _Picked(_Parsed):
    """What the browser has a picker for, which shows one way of writing alone and drops any other
    without a word: what was understood is shown that way, anything else as plain text."""

    picker = "date"

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.widget = TextInput(self.picker)

    def _value(self) -> str:
        return super()._value() if self._is_unclear else self._write(self.data)

    @property
    def _is_unclear(self) -> bool:
        """Whether somebody has to look at what was typed, as it was typed."""
        return self.data is None or bool(self.errors and self.raw_data)

    def __call__(self, **kwargs: Any) -> Any:
        typed = clean_text(self._value())
        plain = self.data is not None and typed == self._write(self.data)
        kind = {"type": "text"} if self._is_unclear and typed and not plain else {}
        return super().__call__(**{**kwargs, **kind})


class DayField(_Picked):
    """A date, ``2026-12-04``; also 2026年12月4日, 2026/12/4."""

    def _write(self, value: date) -> str:
        return value.isoformat()

    def _parse(self, text: str) -> date:
        try:
            year, month, day = map(int, _numbers(text))
            value = date(year, month, day)
        except (ValueError, OverflowError) as error:
            raise ValueError(_("这个日期不对，请写成2026-12-04")) from error
        return _in_our_time(value)


class MonthField(_Parsed):
    """A month, ``2026-06``; also 2026年6月, 2026/6. The value is its first day.

    Two small selects of one name, year and month; what was brought otherwise and is no month is
    shown as plain text, as it was written.
    """

    def process_formdata(self, valuelist: Iterable[Any]) -> None:
        parts = [clean_text(str(value)) for value in valuelist]
        if len(parts) > 1 and any(parts) and not all(parts[:2]):
            self.data = None
            raise ValueError(_("请把年和月都选上"))
        super().process_formdata(["-".join(parts[:2]).strip("-")] if parts else [])

    def _write(self, value: date) -> str:
        return f"{value.year:04}-{value.month:02}"

    def _parse(self, text: str) -> date:
        try:
            year, month = map(int, _numbers(text))
            value = date(year, month, 1)
        except (ValueError, OverflowError) as error:
            raise ValueError(_("请把月份写成2026-06")) from error
        return _in_our_time(value)

    def _chosen(self) -> tuple[str, str] | None:
        """Year and month as they stand in the selects; None for what these cannot show."""
        brought = [clean_text(str(value)) for value in self.raw_data or []]
        if self.data is not None:
            # what was written otherwise, and has to be looked at, is shown as it was written
            doubtful = bool(self.errors) and len(brought) == 1
            if not doubtful or brought == [self._write(self.data)]:
                return str(self.data.year), str(self.data.month)
        if len(brought) < 2:
            return None if any(brought) else ("", "")
        year, month = (part.lstrip("0") for part in brought[:2])
        fits = re.fullmatch(r"(\d{4})?", year) and re.fullmatch(r"(\d|1[0-2])?", month)
        return (year, month) if fits else None

    def __call__(self, **kwargs: Any) -> Any:
        chosen = self._chosen()
        if chosen is None:
            return TextInput()(self, **{**kwargs, "type": "text"})
        kept = {name: value for name, value in kwargs.items() if name not in _TEXT_ONLY}
        kept["class"] = str(kept.get("class", "")).replace("form-control", "form-select")
        year, month = chosen
        years = _select(self, _("年"), _years(year), year, **{"id": self.id, **kept})
        months = _select(self, _("月"), _MONTHS, month, **{**kept, "id": f"{self.id}-month"})
        return Markup('<span class="ym">{}{}</span>').format(years, months)


#: What only a text input has.
_TEXT_ONLY = ("type", "placeholder", "maxlength", "inputmode")
_YEARS_BACK = 15
_MONTHS = range(1, 13)


def _years(chosen: str) -> list[int]:
    """The years in which wages may be owed, the present first; what was chosen is among them."""
    this = clock.today().year
    offered = range(this, this - _YEARS_BACK - 1, -1)
    return sorted({*offered, *([int(chosen)] if chosen else [])}, reverse=True)


def _select(field: Field, word: str, numbers: Iterable[int], chosen: str, **kwargs: Any) -> Markup:
    """One of the two selects, the empty choice first: ``2026年``, so that typing 9 or 10 finds."""
    options = [Markup('<option value="">{}</option>').format(word)]
    for number in numbers:
        mark = Markup(" selected") if str(number) == chosen else ""
        year = number > _MONTHS[-1]
        shown = _("%(number)d年", number=number) if year else _("%(number)d月", number=number)
        options.append(Markup('<option value="{:02}"{}>{}</option>').format(number, mark, shown))
    label = f"{field.label.text} {word}"
    given = {"name": field.name, "aria_label": label, **kwargs}
    attributes = Markup("").join(
        Markup(' {}="{}"').format(name.replace("_", "-"), value) for name, value in given.items()
    )
    return Markup("<select{}>{}</select>").format(attributes, Markup("").join(options))


def _numbers(text: str) -> list[str]:
    """The parts of a day or a month, however they are parted."""
    plain = unicodedata.normalize("NFKC", text).replace(" ", "")
    plain = re.sub(r"^(\d{4})(\d\d)(\d\d)?$", r"\1-\2-\3", plain).removesuffix("-")
    return re.sub("[年月/.]", "-", plain.removesuffix("日").removesuffix("月")).split("-")


def _in_our_time(value: date) -> date:
    if not _EARLIEST_YEAR <= value.year <= _LATEST_YEAR:
        raise ValueError(_("年份不对，请再看一遍"))
    return value


class CountField(_Parsed):
    """A whole number from ``least`` to ``largest``."""

    def __init__(self, *args: Any, least: int = 0, largest: int = 100_000, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.least = least
        self.largest = largest

    def _parse(self, text: str) -> int:
        plain = unicodedata.normalize("NFKC", text)
        if not (plain.isascii() and plain.isdigit() and len(plain) <= 9):
            raise ValueError(_("请写一个整数"))
        value = int(plain)
        if not self.least <= value <= self.largest:
            raise ValueError(
                _("要在%(least)d到%(largest)d之间", least=self.least, largest=self.largest)
            )
        return value


#: What stands first in a list of choices from which one must be chosen: nothing is preselected.
_CHOOSE = _l("请选择")


def _must_choose(validators: Iterable[Any]) -> bool:
    return any(isinstance(one, Needed) for one in validators)


class WordField(SelectField):
    """One word of a LabelEnum, or None when it is left empty and allowed.

    Where one is needed and no default is given, none is preselected.
    """

    data: Any

    def __init__(
        self,
        label: Any = None,
        validators: Any = (),
        *,
        words: type[LabelEnum],
        empty: Any = None,
        hint: Any = "",
        **kwargs: Any,
    ):
        self.words = words
        if empty is None and "default" not in kwargs and _must_choose(validators):
            empty = _CHOOSE
        self.empty = empty
        self.hint = hint
        super().__init__(
            label,
            list(validators),
            choices=self._labels,
            coerce=str,
            validate_choice=False,
            **kwargs,
        )

    def _labels(self) -> list[tuple[str, str]]:
        first = [("", str(self.empty))] if self.empty is not None else []
        return first + self.words.choices()

    def process_formdata(self, valuelist: Iterable[Any]) -> None:
        values = list(valuelist)
        self.data = self.words.known(str(values[0])) if values and values[0] else None
        if values and values[0] and self.data is None:
            raise ValueError(_("请在列出的里面选一个"))


def _row(chosen: Any) -> int | None:
    """The row id chosen, None for nothing. Raises ValueError for what no row can have."""
    if chosen is None or chosen == "":
        return None
    found = identifiers.row_id(str(chosen))
    if found is None:
        raise ValueError(chosen)
    return found


class RowChoices(SelectField):
    data: Any

    def __init__(self, label: Any = None, validators: Any = (), *, hint: Any = "", **kwargs: Any):
        self.hint = hint
        words = _l("请在列出的里面选一个")
        self.must_choose = _must_choose(validators)
        super().__init__(
            label,
            list(validators),
            coerce=_row,
            choices=[],
            invalid_value_message=words,
            invalid_choice_message=words,
            **kwargs,
        )


class RowField(RowChoices):
    """One row of those that were offered: the value is its id, 0 where "none" was offered.

    What is not among the choices is refused in words. A form that leaves the field out has
    chosen nothing; ``Needed`` says whether that will do, and then none is preselected.
    """

    def iter_choices(self) -> list[Choice]:
        offered: list[Choice] = list(super().iter_choices())
        if self.must_choose and not any(choice.value == "" for choice in offered):
            return [Choice("", str(_CHOOSE), self.data is None, {}), *offered]
        return offered

    def pre_validate(self, form: Any) -> None:
        if self.raw_data:
            super().pre_validate(form)


class RowsField(RowChoices, SelectMultipleField):
    """Ticks: the ids of any number of the rows that were offered."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class FormKeyField(HiddenField):
    """The key of one showing of a form: sent twice, it acts once."""

    #: Whether the page has this form on it.
    drawn = False

    def __init__(self, **kwargs: Any):
        super().__init__(default=_new_key, **kwargs)

    def __call__(self, **kwargs: Any) -> Any:
        self.drawn = True
        return super().__call__(**kwargs)

    def renew(self) -> None:
        """The next sending is another one."""
        self.data = _new_key()


def _new_key() -> str:
    return secrets.token_urlsafe(24)


class VersionField(HiddenField):
    """The version of what a form shows: always that of now, whatever was sent."""

    def __init__(self, **kwargs: Any):
        super().__init__(**kwargs)
        self.now: Callable[[], str] = str

    def _value(self) -> str:
        return self.now()

    @property
    def is_now(self) -> bool:
        """Whether the reader saw what stands now."""
        return bool(self.raw_data) and self.raw_data[0] == self.now()
