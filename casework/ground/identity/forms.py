"""Forms of signing in, of the own account, and of the administrator's pages."""

from __future__ import annotations

from typing import Any

from wtforms import HiddenField, PasswordField, SelectField
from wtforms.validators import ValidationError

from casework.ground.identity.terms import Account, Deed, Role
from casework.ground.offices.terms import Department
from casework.web.fields import DayField, EmailField, Needed, Text, WordField
from casework.web.pages import Form
from casework.web.words import _, _l


class Password(PasswordField):
    """A password, exactly as typed; never shown again."""

    def __init__(self, label: Any = None, validators: Any = (), *, hint: Any = "", **kwargs: Any):
        super().__init__(label, list(validators), **kwargs)
        self.hint = hint


def _login(**kwargs: Any) -> Text:
    return Text(
        _l("工号"),
        [Needed(_l("请填工号"))],
        most=40,
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
        **kwargs,
    )


def _new_password(label: Any, **kwargs: Any) -> Password:
    return Password(
        label, [Needed(_l("请填新密码"))], render_kw={"autocomplete": "new-password"}, **kwargs
    )


def _email() -> EmailField:
    return EmailField(
        _l("邮箱（没有可不填）"),
        hint=_l("工作日早上的提醒也寄到这里。信里只有件数，没有人名和金额。"),
        render_kw={"autocomplete": "email", "inputmode": "email", "spellcheck": "false"},
    )


class SignInForm(Form):
    login = _login()
    password = Password(
        _l("密码"), [Needed(_l("请填密码"))], render_kw={"autocomplete": "current-password"}
    )
    back = HiddenField()


class _NewPasswordForm(Form):
    """A new password is typed twice."""

    def validate_again(self, field: Password) -> None:
        if field.data != self.password.data:
            raise ValidationError(_("两次填的不一样，请再填一次"))


class FirstPasswordForm(_NewPasswordForm):
    login = _login()
    key = Text(
        _l("一次性口令"),
        [Needed(_l("请填一次性口令"))],
        most=60,
        hint=_l("管理员当面给您的20个字母和数字"),
        render_kw={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"},
    )
    password = _new_password(_l("新密码"), hint=_l("至少12个字，最好是一句话，中文也行"))
    again = _new_password(_l("再填一次新密码"))


class PasswordForm(_NewPasswordForm):
    old = Password(
        _l("现在的密码"),
        [Needed(_l("请填现在的密码"))],
        render_kw={"autocomplete": "current-password"},
    )
    password = _new_password(_l("新密码"), hint=_l("至少12个字，最好是一句话，中文也行"))
    again = _new_password(_l("再填一次新密码"))


class MailForm(Form):
    """Where the own reminders go; empty for nowhere."""

    email = _email()


class _LoginForm(Form):
    """Stands before the fields of the account, as on the page."""

    login = _login(hint=_l("3到40个英文字母或数字，以后不能改"))


class AccountForm(Form):
    """An officer as the administrator writes it down; the view gives the units to choose from."""

    name = Text(_l("姓名"), [Needed(_l("请填姓名"))], most=60)
    role = WordField(_l("角色"), [Needed(_l("请选角色"))], words=Role, empty=_l("请选择"))
    unit_id = SelectField(_l("单位"), [Needed(_l("请选单位"))], coerce=str)
    card_number = Text(_l("执法证号（没有可不填）"), most=40)
    phone = Text(_l("办公电话（没有可不填）"), most=40)
    email = _email()

    def offer_units(self, units: list[tuple[str, str]]) -> None:
        self.unit_id.choices = [("", str(_("请选择"))), *units]

    def facts(self) -> Account:
        return Account(
            name=self.name.data,
            role=self.role.data,
            unit_id=int(self.unit_id.data),
            card_number=self.card_number.data or "",
            phone=self.phone.data or "",
            email=self.email.data,
        )


class NewOfficerForm(_LoginForm, AccountForm):
    """A new account: the login too, which never changes."""


class SearchForm(Form):
    """Filters of the list of officers; a GET form."""

    class Meta(Form.Meta):
        csrf = False

    q = Text(_l("姓名或工号"), most=60)
    area = SelectField(_l("地区"), coerce=str, validate_choice=False)
    department = WordField(_l("部门"), words=Department, empty=_l("全部部门"))


class LogForm(Form):
    """Filters of the log; a GET form."""

    class Meta(Form.Meta):
        csrf = False

    login = Text(_l("谁（工号）"), most=40)
    what = WordField(_l("做了什么"), words=Deed, empty=_l("全部"))
    since = DayField(_l("从哪天"))
    until = DayField(_l("到哪天"))
