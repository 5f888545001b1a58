"""Whether the money is here: the two answers of a worker."""

from __future__ import annotations

from wtforms import HiddenField

from casework.kernel.identifiers import row_id
from casework.kernel.money import Money
from casework.web.fields import MoneyField
from casework.web.pages import Form
from casework.web.words import _l


class CameForm(Form):
    """钱到了: the sum that he saw travels with his word."""

    seen = HiddenField()

    @property
    def sum(self) -> Money:
        """The sum that he saw; nothing when it is not one."""
        return Money(row_id(self.seen.data) or 0)


class LessForm(Form):
    """没到，或者少了: how much came, when he wants to say."""

    came = MoneyField(_l("到了多少"), hint=_l("一分没到，写0。不想写就空着。"))
