"""Papers of a referral to the police."""

# ruff: noqa: RUF009 -- these calls declare a field, as dataclasses.field does

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from casework.ground.documents.terms.fields import Body, count, day, items, line, money, text
from casework.kernel.money import Money


@dataclass(frozen=True, kw_only=True)
class ReferralApprovalBody(Body):
    """涉嫌犯罪案件移送审批表: the facts by element, and how an order or expiry is proved."""

    suspect: str = line("涉嫌单位或个人", "suspect")
    suspect_code: str = line("证件号码", "code or ID number", needed=False)
    case_number: str = line("案号", "case number")
    who: str = text("主体", "who owes")
    wages: str = text("劳动报酬", "wages")
    act: str = text("行为", "act: evading, or able and not paying")
    size: str = text("数额", "amount reached")
    order: str = text("责令支付及送达", "order and its service")
    unpaid: str = text("期满仍未支付", "unpaid at the end of the term")
    people: int | None = count("人数", "people")
    amount: Money | None = money("金额", "amount")
    team: str = line("专案组", "team of two or more")
    term_on: date | None = day("决定期限", "last day to decide")
    proposal: str = text("移送建议", "proposal")
    basis: tuple[str, ...] = items("依据", "basis")


@dataclass(frozen=True, kw_only=True)
class ReferralBody(Body):
    """涉嫌犯罪案件移送书, with its 回执."""

    addressee: str = line("公安机关", "police authority")
    suspect: str = line("涉嫌单位或个人", "suspect")
    suspect_code: str = line("证件号码", "code or ID number", needed=False)
    facts: str = text("案件事实", "facts")
    grounds: str = text("移送理由", "grounds")
    people: int | None = count("人数", "people")
    amount: Money | None = money("金额", "amount")
    attached: tuple[str, ...] = items("材料目录", "list of papers")
    copied_to: str = line("抄送检察机关", "copy to the procuratorate")
    basis: tuple[str, ...] = items("依据", "basis")
