"""The element of amount: ten workers and a total, or one worker with months and an amount."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from casework.ground.statute.rules.referral.facts import (
    Element,
    Facts,
    PaidWhen,
    Payer,
    WorkerLine,
    absent,
    either,
    heads_of,
    met_by,
    owed_in_all,
    unknown,
)
from casework.ground.statute.rules.referral.provinces import province_code
from casework.ground.statute.rules.referral.said import Said, joined
from casework.ground.statute.terms.entries import Statute
from casework.ground.statute.terms.ids import FigureId
from casework.kernel.money import Money


@dataclass(frozen=True)
class _Threshold:
    """A least amount: exact where one is configured, else the national floor and ceiling."""

    exact: Money | None
    floor: Money
    ceiling: Money
    name: Said

    def reached(self, amount: Money | None) -> bool | None:
        if amount is None:
            return None
        if self.exact is not None:
            return amount >= self.exact
        if amount >= self.ceiling:
            return True
        return False if amount < self.floor else None

    def compared(self, amount: Money) -> Said:
        """``1346600.00元≥全国上限100000元``"""
        if self.exact is not None:
            return _measured(amount, self.name, self.exact)
        if amount >= self.ceiling:
            return _measured(amount, _CEILING, self.ceiling)
        if amount < self.floor:
            return _measured(amount, _FLOOR, self.floor)
        low, high = self.floor.short, self.ceiling.short
        return Said(
            f"{_full(amount)}元在全国下限{low}元与上限{high}元之间",
            f"{_full(amount)} yuan lies between the national floor {low} and ceiling {high}",
        )

    @property
    def unconfirmed(self) -> Said:
        """What is missing where no figure is confirmed for the province."""
        return Said(
            f"{self.name}（待确认）", f"{self.name.en.removesuffix(' of ')} (to be confirmed)"
        )


_CEILING = Said("全国上限", "the national ceiling of ")
_FLOOR = Said("全国下限", "the national floor of ")
_SINGLE = Said("本省单人数额", "the province's figure for one worker of ")
_GROUP = Said("本省十人以上数额", "the province's figure for ten or more of ")
_TOTAL = Said("欠薪总额", "the total owed")
_HEADS = Said("被欠工资的人数", "the number of workers owed")
_PER_WORKER = Said("每名工人的欠薪月数和金额", "the months and the amount owed to each worker")
_PAID_IN_TIME = Said(
    "欠薪数额是否已扣除期满前付的钱", "whether the amount leaves out what was paid in time"
)


def _full(amount: Money) -> str:
    return amount.plain.replace(",", "")


def _measured(amount: Money, name: Said, least: Money) -> Said:
    zh, en = ("≥", "≥") if amount >= least else ("＜", "<")
    return Said(
        f"{_full(amount)}元{zh}{name}{least.short}元",
        f"{_full(amount)} yuan {en} {name.en}{least.short}",
    )


def _counted(number: object, least: int, zh: str, en: str) -> Said:
    """``61人≥10人``"""
    more = not isinstance(number, int | Decimal) or number >= least
    return Said(
        f"{number}{zh}{'≥' if more else '＜'}{least}{zh}",
        f"{number} {en} {'≥' if more else '<'} {least}",
    )


def amount_element(facts: Facts, statute: Statute, on: date) -> Element:
    group = _group(facts, statute, on)
    single = _single(facts, statute, on)
    met = either(group.met, single.met)
    if met:
        tests = [name for name, e in (("group", group), ("single", single)) if e.met]
        reasons = [e.because for e in (group, single) if e.met]
        test = "both" if len(tests) == 2 else tests[0]
        return met_by(joined(reasons, "；", "; "), test=test)
    because = joined((group.because, single.because), "；", "; ")
    if met is False:
        return absent(because, test="none")
    missing = (*group.missing, *single.missing)
    return unknown(*missing, because=because, test=_open_test(facts, group))


def _open_test(facts: Facts, group: Element) -> str:
    """Which test is still open: the group test alone when only its amount is lacking."""
    enough = facts.workers is not None and group.met is None and owed_in_all(facts) is None
    return "group" if enough else "unknown"


def _group(facts: Facts, statute: Statute, on: date) -> Element:
    """Ten workers or more, and a total."""
    least = statute.figure(FigureId.CRIME_GROUP_WORKERS, on=on).whole
    threshold = _for_many(facts, statute, on)
    heads, owed = heads_of(facts), owed_in_all(facts)
    if heads is not None and heads < least:
        return absent(_counted(heads, least, "人", "workers"))
    reached = _reached(threshold, owed, facts)
    if reached is False:
        return absent(threshold.compared(owed or Money()))
    if heads is not None and reached and owed is not None:
        people = _counted(heads, least, "人", "workers")
        return met_by(joined((people, threshold.compared(owed)), "，", ", "))
    missing = [_HEADS] if heads is None else []
    missing += _amount_missing(threshold, owed, reached)
    words = [_counted(heads, least, "人", "workers")] if heads is not None else []
    words += [threshold.compared(owed)] if owed is not None else []
    return unknown(*missing, because=joined(words, "，", ", "))


def _amount_missing(threshold: _Threshold, owed: Money | None, reached: bool | None) -> list[Said]:
    if owed is None:
        return [_TOTAL]
    if reached is None and threshold.reached(owed) is not None:
        return [_PAID_IN_TIME]
    return [threshold.unconfirmed] if reached is None else []


def _reached(threshold: _Threshold, owed: Money | None, facts: Facts) -> bool | None:
    """Unclear when what the employer paid in time would tip the amount the other way."""
    if owed is None:
        return None
    gross = threshold.reached(owed)
    in_time = Money.total(
        p.amount
        for p in facts.payments
        if p.by is Payer.EMPLOYER and p.stage is PaidWhen.BEFORE_DUE
    )
    return gross if threshold.reached(owed - in_time) == gross else None


def _single(facts: Facts, statute: Statute, on: date) -> Element:
    """One worker with three months or more, and an amount."""
    months = statute.figure(FigureId.CRIME_SINGLE_MONTHS, on=on).whole
    threshold = _for_one(facts, statute, on)
    if facts.lines is not None:
        return _single_by_lines(facts.lines, months, threshold)
    return _single_by_average(facts, months, threshold)


def _single_by_lines(lines: tuple[WorkerLine, ...], months: int, threshold: _Threshold) -> Element:
    results = [_line_meets(line, months, threshold) for line in lines]
    met = either(*results) if results else False
    if met:
        line = lines[results.index(True)]
        owed = line.amount or Money()
        long = _counted(line.months, months, "个月", "months owed to one worker")
        return met_by(
            joined((Said("有人被欠" + long, long.en), threshold.compared(owed)), "，", ", ")
        )
    if met is False:
        return absent(_nobody(months))
    doubtful = [line for line, result in zip(lines, results, strict=True) if result is None]
    missing: list[Said] = []
    if any(line.months is None or line.amount is None for line in doubtful):
        missing.append(_PER_WORKER)
    if any(line.amount is not None and threshold.reached(line.amount) is None for line in doubtful):
        missing.append(threshold.unconfirmed)
    return unknown(*missing)


def _line_meets(line: WorkerLine, months: int, threshold: _Threshold) -> bool | None:
    long_enough = None if line.months is None else line.months >= months
    reached = threshold.reached(line.amount)
    if long_enough is False or reached is False:
        return False
    return None if long_enough is None or reached is None else True


def _single_by_average(facts: Facts, months: int, threshold: _Threshold) -> Element:
    """An average proves that somebody is owed so much; it never proves that nobody is."""
    if facts.amount is not None and threshold.reached(facts.amount) is False:
        whole = threshold.compared(facts.amount)
        return absent(Said(f"全部欠薪{whole}", f"all that is owed: {whole.en}"))
    if facts.amount is not None and facts.workers and facts.months_per_worker is not None:
        average = facts.amount.share(1, facts.workers)
        if facts.months_per_worker >= months and threshold.reached(average):
            return met_by(_by_average(facts.months_per_worker, months, threshold, average))
    return unknown(_PER_WORKER)


def _nobody(months: int) -> Said:
    return Said(
        f"没有人被欠{months}个月以上并达到数额",
        f"nobody is owed for {months} months or more and enough",
    )


def _by_average(least: Decimal, months: int, threshold: _Threshold, average: Money) -> Said:
    long = _counted(least, months, "个月", "months for each worker")
    enough = threshold.compared(average)
    return Said(f"每人至少{long}，按人均计算{enough}", f"{long.en}, by the average {enough.en}")


def _for_one(facts: Facts, statute: Statute, on: date) -> _Threshold:
    given = facts.single_amount
    amount = FigureId.CRIME_SINGLE_AMOUNT
    return _Threshold(
        exact=_provincial(amount, facts, statute, on) if given is None else given,
        floor=statute.figure(FigureId.CRIME_SINGLE_FLOOR, on=on).money,
        ceiling=statute.figure(FigureId.CRIME_SINGLE_CEILING, on=on).money,
        name=_SINGLE,
    )


def _for_many(facts: Facts, statute: Statute, on: date) -> _Threshold:
    given = facts.group_amount
    amount = FigureId.CRIME_GROUP_AMOUNT
    return _Threshold(
        exact=_provincial(amount, facts, statute, on) if given is None else given,
        floor=statute.figure(FigureId.CRIME_GROUP_FLOOR, on=on).money,
        ceiling=statute.figure(FigureId.CRIME_GROUP_CEILING, on=on).money,
        name=_GROUP,
    )


def _provincial(amount: FigureId, facts: Facts, statute: Statute, on: date) -> Money | None:
    """A figure that is not confirmed is never silently assumed."""
    figure = statute.find_figure(amount, on=on, area=province_code(facts.province))
    return None if figure is None or figure.unconfirmed else figure.money
