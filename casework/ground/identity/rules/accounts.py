"""Who may be what, and where."""

from __future__ import annotations

import re
import unicodedata

from casework.ground.identity.terms import CITY_ROLES, Role
from casework.ground.offices.terms import AreaKind
from casework.kernel.terms import Refused

_LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{2,39}")


class NotALogin(Refused):
    zh = "工号用3到40个英文字母或数字，中间可以有点和横线。"
    en = "A staff number has 3 to 40 letters or digits; dots and dashes may stand between."
    field = "login"


class LoginTaken(Refused):
    zh = "这个工号已经有人用了，换一个。"
    en = "This staff number is taken; choose another."
    field = "login"


class NotThisRoleHere(Refused):
    zh = "市级督导、审计员、系统管理员只能在市级单位。"
    en = "City supervisors, auditors and administrators belong to a unit of the city."
    field = "unit_id"


class NotOneself(Refused):
    zh = "自己的角色、单位和停用，要由另一位管理员来办。"
    en = "Another administrator must change your own role or unit, or disable you."


class LastAdministrator(Refused):
    zh = "这是最后一位能用的管理员。先设好另一位，再来改。"
    en = "This is the last working administrator. Set up another one first."


class NotTheFirst(Refused):
    zh = "已经有管理员了，新账号请管理员在页面上建。"
    en = "There is an administrator already, who makes new accounts on the pages."


class NotADisabledAccount(Refused):
    zh = "停用的账号先恢复，再发一次性口令。"
    en = "Enable the account before giving it a one-time key."


def login_of(text: str) -> str:
    """One spelling of a staff number: half width, small letters, no edges. Judges nothing."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


def check_login(text: str) -> str:
    """The staff number for a new account. Raises NotALogin."""
    login = login_of(text)
    if not _LOGIN.fullmatch(login):
        raise NotALogin
    return login


def must_fit(role: Role, area: AreaKind) -> None:
    """Raises NotThisRoleHere."""
    if role in CITY_ROLES and area is not AreaKind.CITY:
        raise NotThisRoleHere
