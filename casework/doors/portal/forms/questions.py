"""The nine questions as forms: what is typed becomes answers that a draft can keep, and back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from wtforms import BooleanField, HiddenField, RadioField, SelectField

from casework.doors.hall.forms import Question
from casework.ground.parties.terms import EmployerKind, Industry
from casework.web.fields import (
    CountField,
    IdNumberField,
    MonthField,
    Needed,
    PhoneField,
    PrintedText,
    Text,
)
from casework.web.pages import Form
from casework.web.words import _, _l

_MOST_PEOPLE = 5000


class WhoForm(Question):
    """谁欠您的钱: the law needs it."""

    employer = PrintedText(
        _l("老板或单位叫什么"),
        [Needed(_l("请写谁欠您的钱，写不全也行"))],
        hint=_l("写不全也行，比如：老王工地。"),
    )
    kind = RadioField(
        _l("对方是哪一类"),
        validate_choice=False,
        default="",
        choices=lambda: [
            (EmployerKind.PERSON.value, _("老板、包工头")),
            (EmployerKind.LABOUR_COMPANY.value, _("劳务公司")),
            (EmployerKind.COMPANY.value, _("公司、工厂")),
            (EmployerKind.SOLE_TRADER.value, _("小店、个体户")),
            (EmployerKind.UNKNOWN.value, _("说不清，帮我判断")),
        ],
    )

    def answers(self) -> dict[str, Any]:
        kind = EmployerKind.known(self.kind.data) or EmployerKind.UNKNOWN
        return {"employer": self.employer.data, "kind": kind.value}


class WhereForm(Question):
    """在哪儿干的活: which county, and which trade."""

    industry = RadioField(
        _l("干活的地方"),
        validate_choice=False,
        default="",
        choices=lambda: [
            (Industry.BUILDING.value, _("盖楼的工地")),
            (Industry.ROADS.value, _("修路架桥")),
            (Industry.FACTORY.value, _("工厂车间")),
            (Industry.SERVICE.value, _("饭店商店")),
            (Industry.RENOVATION.value, _("家里装修")),
            (Industry.DELIVERY.value, _("送货跑车")),
            (Industry.WATER_WORKS.value, _("修河修水库")),
            (Industry.FARM.value, _("地里干活")),
            (Industry.OTHER.value, _("别的地方")),
            (Industry.UNKNOWN.value, _("说不清，帮我判断")),
        ],
    )
    area = SelectField(_l("在哪个县区？"), coerce=str, validate_choice=False)
    place = PrintedText(_l("工地或店叫什么，在哪条路"), hint=_l("记不清就空着。"), most=200)

    def offer(self, areas: list[tuple[str, str]]) -> None:
        """The counties come from the database, so the view puts them in."""
        self.area.choices = [("", _("请选县区")), *areas]

    def validate(self, extra_validators: Any = None) -> bool:
        good = super().validate(extra_validators)
        if Industry.known(self.industry.data) is None:
            good = self.refuse(self.industry, _("请选一个，说不清也可以选"))
        if not self.area.data or self.area.data not in dict(self.area.choices):
            good = self.refuse(self.area, _("请选县区，说不清也可以选"))
        return good

    def answers(self) -> dict[str, Any]:
        return {
            "industry": self.industry.data,
            "area": int(self.area.data),
            "place": self.place.data or "",
        }

    @staticmethod
    def shown(kept: Mapping[str, Any]) -> dict[str, Any]:
        return {**kept, "area": str(kept.get("area", ""))}


class HowLongForm(Question):
    """欠的月份: from which month to which, or not remembered."""

    first = MonthField(_l("从哪个月开始欠"))
    last = MonthField(_l("欠到哪个月"), hint=_l("还在欠，就选这个月。"))
    unsure = BooleanField(_l("记不清了"))

    def validate(self, extra_validators: Any = None) -> bool:
        good = super().validate(extra_validators)
        if self.first.data is not None:  # what is typed counts more than a tick from before
            self.unsure.data = False
        if self.unsure.data:
            return good
        if good and self.first.data is None:
            return self.refuse(self.first, _("请选月份，记不清就打勾"))
        return good and self._in_order()

    def _in_order(self) -> bool:
        month = self.today.replace(day=1) if self.today else None
        for field in (self.first, self.last):
            if month and field.data and field.data > month:
                return self.refuse(field, _("这个月还没有到，请重选"))
        if self.last.data and self.last.data < self.first.data:
            return self.refuse(self.last, _("结束月份在开始月份前面，请再看一遍"))
        return True

    def answers(self) -> dict[str, Any]:
        if self.unsure.data:
            return {"unsure": True}
        last = self.last.data.isoformat() if self.last.data else None
        return {"from": self.first.data.isoformat(), "to": last, "unsure": False}

    @staticmethod
    def shown(kept: Mapping[str, Any]) -> dict[str, Any]:
        days = {
            name: date.fromisoformat(kept[key])
            for name, key in (("first", "from"), ("last", "to"))
            if kept.get(key)
        }
        return {**days, "unsure": kept.get("unsure", False)}


class HowManyForm(Question):
    """一共几个人."""

    choice = RadioField(
        _l("几个人"),
        validate_choice=False,
        default="",
        choices=lambda: [
            ("alone", _("就我一个人")),
            ("together", _("和工友一起")),
            ("unsure", _("记不清")),
        ],
    )
    number = CountField(
        _l("连您一共几个人"), least=2, largest=_MOST_PEOPLE, hint=_l("写个大概的数也行。")
    )

    def validate(self, extra_validators: Any = None) -> bool:
        good = super().validate(extra_validators)
        if self.choice.data not in ("alone", "together", "unsure"):
            return self.refuse(self.choice, _("请选一个"))
        return good

    def answers(self) -> dict[str, Any]:
        together = self.choice.data == "together"
        return {"choice": self.choice.data, "number": self.number.data if together else None}


class YouForm(Question):
    """怎么找到您: name, number and phone, each of which one need not give."""

    name = PrintedText(_l("姓名"), hint=_l("和身份证上一样。"), most=60)
    id_number = IdNumberField(_l("身份证号"), hint=_l("办案核对用，不给老板看。"))
    no_id = BooleanField(_l("身份证号记不清"))
    phone = PhoneField(_l("手机号"), hint=_l("有消息，发短信到这个号。"))
    no_phone = BooleanField(_l("没有手机"))
    phone_of = Text(_l("这是谁的手机"), hint=_l("留别人的号，写清是谁的，比如：我女儿。"), most=60)
    told = BooleanField(_l("有进展，发短信告诉我"))
    no_messages = BooleanField(_l("别给我发短信"))
    helper = PrintedText(_l("您（帮忙填的人）的姓名"), most=60)
    helper_phone = PhoneField(_l("您的手机号"))
    messages_to = RadioField(
        _l("短信发给谁"),
        validate_choice=False,
        default="",
        choices=lambda: [("own", _("发给工人本人")), ("helper", _("发给我，我转告"))],
    )
    anonymous = BooleanField(_l("不想说姓名"))

    def validate(self, extra_validators: Any = None) -> bool:
        good = super().validate(extra_validators)
        if self.anonymous.data:
            for field in (
                self.name,
                self.id_number,
                self.phone,
                self.phone_of,
                self.helper,
                self.helper_phone,
            ):
                field.errors = ()
            return not self.form_errors and not self.csrf_token.errors
        if not self.name.data and not self.name.errors:
            good = self.refuse(self.name, _("请写姓名，不想说就在下面打勾"))
        if not self._given(self.id_number) and not self.no_id.data:
            good = self.refuse(self.id_number, _("请写身份证号，记不清就打勾"))
        if not self._given(self.phone) and not self.no_phone.data:
            good = self.refuse(self.phone, _("请写手机号，没有就打勾"))
        return self._helper_is_whole() and good

    @property
    def helped(self) -> bool:
        """Whether somebody fills this in for another; then the form shows his part open."""
        return self._given(self.helper) or self._given(self.helper_phone)

    def _helper_is_whole(self) -> bool:
        """Whoever helps gives his own name and number, and says who is to be written to."""
        if not self.helped:
            return True
        good = not (self.helper.errors or self.helper_phone.errors)
        if not self._given(self.helper):
            good = self.refuse(self.helper, _("请写您自己的姓名"))
        if not self._given(self.helper_phone):
            good = self.refuse(self.helper_phone, _("请写您自己的手机号"))
        if self.messages_to.data not in ("own", "helper"):
            return self.refuse(self.messages_to, _("请选短信发给谁"))
        if self.messages_to.data == "own" and not self._given(self.phone):
            return self.refuse(self.messages_to, _("工人没有手机，请选“发给我，我转告”"))
        return good

    @staticmethod
    def _given(field: Any) -> bool:
        return bool(field.data or field.errors)

    def _helper(self) -> dict[str, Any]:
        if not self.helped:
            return {}
        return {
            "helper": self.helper.data,
            "helper_phone": self.helper_phone.data,
            "messages_to": self.messages_to.data,
        }

    def answers(self) -> dict[str, Any]:
        if self.anonymous.data:
            return {"anonymous": True}
        return {
            "name": self.name.data,
            "id_number": self.id_number.data or "",
            "phone": self.phone.data or "",
            "phone_of": self.phone_of.data or "",
            "told": bool(self.told.data),
            "no_id": not self.id_number.data,
            "no_phone": not self.phone.data,
            "anonymous": False,
            "no_messages": self.no_messages.data,
            **self._helper(),
        }

    @staticmethod
    def shown(kept: Mapping[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in kept.items() if value not in ("", None)}


class SendForm(Form):
    """The sending, with the fingerprint of what was looked over."""

    digest = HiddenField()
