"""What is put before the second person who decides on a change of the statute."""

from __future__ import annotations

from casework.ground.approvals.terms import Kind, Word
from casework.ground.identity.terms import Permission

APPROVED = Kind(
    code="statute",
    zh="法定数值修改",
    en="change of a legal figure",
    permission=Permission.APPROVE_STATUTE,
    words={
        "entry": Word("哪一种", "kind"),
        "code": Word("哪一项", "entry"),
        "area": Word("地区", "area"),
        "old_value": Word("现在的值", "present value"),
        "new_value": Word("改成", "new value"),
        "effective_on": Word("从哪一天起", "from"),
        "applies": Word("已经开始的期限", "limits that have begun"),
        "article": Word("依据", "article"),
        "confidence": Word("核对", "checked"),
        "reason": Word("为什么改", "reason"),
    },
)
