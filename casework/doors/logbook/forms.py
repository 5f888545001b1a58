"""Forms of the own log: its phone, a day, a promise."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from wtforms import BooleanField, RadioField

from casework.doors.hall.forms import NumberField
from casework.procedure.daylogs.terms import DayOfWork, Promise, Worked
from casework.web.fields import DayField, LongText, Needed, PhoneField, Text
from casework.web.pages import Form
from casework.web.words import _, _l

_MOST_WORDS = 600
_NAME = 60
_HOURS = re.compile("个?小时|个?钟头")
_NO_HOURS = ("0", "没有", "没", "无")


class LogForm(Form):
    """开一本: a phone keeps others out, and is not needed."""

    phone = PhoneField(_l("您的手机号"), hint=_l("打开记工本时，要填后四位。"))
    no_phone = BooleanField(_l("没有手机"))

    def validate(self, extra_validators: Any = None) -> bool:
        good = super().validate(extra_validators)
        if not (self.phone.data or self.phone.errors or self.no_phone.data):
            self.phone.errors = (_("请写手机号，没有就打勾"),)
            return False
        return good


class HoursField(NumberField):
    """Hours as people say them: ``2`` ``2.5小时`` ``两个半小时`` ``没有``; in hundredths."""

    def _parse(self, text: str) -> Any:
        plain = _HOURS.sub("", unicodedata.normalize("NFKC", text)).strip()
        if plain in _NO_HOURS:
            return 0
        try:
            return super()._parse(plain)
        except ValueError as error:
            raise ValueError(_("请写几小时，比如2，或者2个半小时")) from error


class DayForm(Form):
    """记一天: the day is today unless another one is chosen."""

    day = DayField(_l("哪一天"), [Needed(_l("请选哪一天"))])
    worked = RadioField(
        _l("干了多久"), validate_choice=False, default=Worked.WHOLE.value, choices=Worked.choices
    )
    overtime = HoursField(_l("加班几小时"), hint=_l("没有加班，就空着。"))
    site = Text(_l("在哪个工地"), hint=_l("工地、店名、路名都可以。"))
    foreman = Text(_l("带班的人"), hint=_l("老板、包工头的姓名。"), most=_NAME)

    def said(self) -> DayOfWork:
        return DayOfWork(
            day=self.day.data,
            worked=Worked.known(self.worked.data) or Worked.WHOLE,
            overtime=self.overtime.data or 0,
            site=self.site.data or "",
            foreman=self.foreman.data or "",
        )

    @staticmethod
    def shown(said: DayOfWork) -> dict[str, Any]:
        return {
            "day": said.day,
            "worked": said.worked.value,
            "overtime": said.overtime or None,
            "site": said.site,
            "foreman": said.foreman,
        }

    def validate(self, extra_validators: Any = None) -> bool:
        good = super().validate(extra_validators)
        if Worked.known(self.worked.data) is None:
            self.worked.errors = (_("请选一个"),)
            return False
        return good


class PromiseForm(Form):
    """记一句话: who promised what, and when."""

    day = DayField(_l("哪天说的"), [Needed(_l("请选哪一天"))])
    who = Text(
        _l("谁说的"), [Needed(_l("请写谁说的"))], hint=_l("老板、包工头的姓名。"), most=_NAME
    )
    words = LongText(
        _l("老板怎么说的"),
        [Needed(_l("请写老板怎么说的"))],
        hint=_l("照原话写，几句就行。"),
        most=_MOST_WORDS,
    )

    def said(self) -> Promise:
        return Promise(self.day.data, self.who.data, self.words.data)

    @staticmethod
    def shown(said: Promise) -> dict[str, Any]:
        return {"day": said.day, "who": said.who, "words": said.words}
