"""What orders and decisions say: texts from case data, with the articles that they cite."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from casework.ground.cases.models.case import Case, Line
from casework.ground.cases.queries import claims
from casework.ground.cases.rules import claims as claim_rules
from casework.ground.cases.rules.claims import Span
from casework.ground.documents.terms.bodies.rows import WorkerRow
from casework.ground.documents.terms.fields import chinese_day
from casework.ground.statute import queries as statute
from casework.ground.statute.terms.ids import FigureId, RuleId
from casework.kernel.identifiers import masked
from casework.kernel.money import Money
from casework.procedure.inspections import rules
from casework.procedure.inspections.models import Decision
from casework.procedure.inspections.terms import Article, DecisionKind, Part

_WAGES = (
    Article("《中华人民共和国劳动法》第五十条", until="2018-12-28"),
    Article("《中华人民共和国劳动法》（2018年12月29日修正）第五十条", since="2018-12-29"),
    Article("《保障农民工工资支付条例》（2020年5月1日起施行）第十六条", since="2020-05-01"),
)
_PAYING_FIRST = (
    Article("《保障农民工工资支付条例》（2020年5月1日起施行）第三十条", since="2020-05-01"),
)
_ORDERING = (
    Article("《中华人民共和国劳动合同法》第八十五条", since="2008-01-01", until="2013-06-30"),
    Article("《中华人民共和国劳动合同法》（2012年12月28日修正）第八十五条", since="2013-07-01"),
    Article("《劳动保障监察条例》（2004年12月1日起施行）第十八条、第二十六条", since="2004-12-01"),
)
_HEARING = (
    Article("《劳动保障监察条例》（2004年12月1日起施行）第十八条、第十九条", since="2004-12-01"),
)
_REVIEW = (
    Article("《中华人民共和国行政复议法》第九条", until="2023-12-31"),
    Article("《中华人民共和国行政复议法》第二十条", since="2024-01-01"),
)
_LATER_EFFECTS = (
    Article(
        "符合条件的，列入拖欠农民工工资失信联合惩戒对象名单"
        "（《拖欠农民工工资失信联合惩戒对象名单管理暂行办法》）。",
        since="2022-01-01",
    ),
    Article(
        "涉嫌拒不支付劳动报酬犯罪的，移送公安机关（《中华人民共和国刑法》第二百七十六条之一）。",
        since="2011-05-01",
    ),
)

#: A list that the employer reads shows so many digits of an ID number at either end.
_ID_HEAD, _ID_TAIL = 3, 4

#: What a paper says where nobody remembers the months.
_NO_MONTHS = "未载明"
WAY = "以货币形式，通过银行转账支付给工人本人，不得以实物或者有价证券代替"
PROOF = "银行付款回单和工人签收的工资表"
STATEMENT_RIGHT = (
    "你单位有权陈述和申辩。请在下列日期前书面提出，或者到本机关当面说明；逾期不提出的，视为放弃。"
)
NO_STATEMENT = "事先告知后，当事人在期限内没有陈述申辩。"


@dataclass(frozen=True)
class Owed:
    """The workers of an order, with what each is to receive."""

    rows: tuple[WorkerRow, ...]
    amount: Money
    period: str

    @property
    def people(self) -> int:
        return len(self.rows)


def owed(
    lines: Sequence[Line], parts: Sequence[Part], *, after: Mapping[int, int] | None = None
) -> Owed:
    """The list of an order in the order of the lines. ``after``: so many of a line's claims stand
    in older orders already."""
    amounts = {part.line_id: part.amount for part in parts}
    months = claims.found_months(lines, after=after or {})
    rows = tuple(
        WorkerRow(
            name=line.worker.name,
            job=line.job,
            period=period(months[line.id]),
            owed=amounts[line.id],
            identity=masked(line.worker.id_number, head=_ID_HEAD, tail=_ID_TAIL),
        )
        for line in lines
    )
    everybody = claim_rules.joined(span for line in lines for span in months[line.id])
    return Owed(rows, Money.total(amounts.values()), period(everybody))


def period(spans: Sequence[Span]) -> str:
    """``2026年6月至2026年8月、2026年10月``: the months that were named, and none between them."""
    return "、".join(span.zh for span in spans) or _NO_MONTHS


def facts(case: Case, owes: Owed) -> str:
    place = f"在{case.project.name}" if case.project else ""
    months = "" if owes.period == _NO_MONTHS else owes.period
    return (
        f"经查，{case.employer.name}{place}拖欠{owes.people}名劳动者{months}"
        f"工资合计{owes.amount.plain}元，名单附后。"
    )


def demand(owes: Owed, term_on: date, *, addressee: str) -> str:
    return (
        f"{addressee}应当在{chinese_day(term_on)}前（含当日），向附表所列{owes.people}名劳动者"
        f"足额支付工资合计{owes.amount.plain}元（大写：{owes.amount.capital}）。"
    )


def effects(on: date) -> tuple[str, ...]:
    """What follows when the term runs out, with the figures in force on that day."""
    book = statute.statute()
    least, most, fine_least, fine_most = (
        book.figure(name, on=on)
        for name in (
            FigureId.ORDER_SURCHARGE_LEAST,
            FigureId.ORDER_SURCHARGE_MOST,
            FigureId.FINE_REFUSAL_LEAST,
            FigureId.FINE_REFUSAL_MOST,
        )
    )
    surcharge = (
        f"逾期不支付的，责令按应付金额{least.shown}以上{most.shown}以下加付赔偿金"
        "（《中华人民共和国劳动合同法》第八十五条）。"
    )
    fine = (
        f"拒不改正的，处{fine_least.money.plain}元以上{fine_most.money.plain}元以下罚款"
        "（《劳动保障监察条例》第三十条）。"
    )
    return (surcharge, fine, *rules.in_force(_LATER_EFFECTS, on=on))


def remedies(government: str, *, on: date) -> tuple[str, ...]:
    """Where a decision can be challenged, and within how long: ``government`` by its full name."""
    book = statute.statute()
    review, suit = book.rule(RuleId.REC, on=on), book.rule(RuleId.SUE, on=on)
    article = rules.in_force(_REVIEW, on=on)[0]
    reconsider = (
        f"可以自收到本决定书之日起{review.length}日内，向{government}申请行政复议（{article}）。"
    )
    sue = (
        f"也可以自收到本决定书之日起{suit.length}个月内，直接向人民法院提起行政诉讼"
        "（《中华人民共和国行政诉讼法》第四十六条）。"
    )
    return (reconsider, sue, "复议和诉讼期间，本决定不停止执行。")


def articles(kind: DecisionKind, *, on: date) -> tuple[str, ...]:
    """What was violated, under the law of that day."""
    cited = _PAYING_FIRST if kind is DecisionKind.PAY_FIRST else _WAGES
    return rules.in_force(cited, on=on)


def order_basis(on: date) -> tuple[str, ...]:
    return rules.in_force(_ORDERING, on=on)


def notice_basis(on: date) -> tuple[str, ...]:
    return rules.in_force(_HEARING, on=on)


def proposed(owes: Owed, kind: DecisionKind, *, addressee: str) -> str:
    verb = "先行清偿" if kind is DecisionKind.PAY_FIRST else "支付"
    return (
        f"拟责令{addressee}{verb}附表所列{owes.people}名劳动者工资合计{owes.amount.plain}元"
        f"（大写：{owes.amount.capital}）。"
    )


def statement(decision: Decision) -> str:
    """What the party said, and what is answered."""
    if decision.statement is None:
        return NO_STATEMENT
    return f"当事人陈述申辩：{decision.statement}\n本机关意见：{decision.answer}"
