"""What the referral test is told, and the form of its answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from casework.ground.statute.rules.referral.said import NOTHING, Said
from casework.kernel.money import Money
from casework.kernel.terms import LabelEnum


class Outcome(LabelEnum):
    """What the engine advises."""

    REFER = "refer", "可以移送", "refer"
    REFER_THEN_CLOSE = "refer_then_close", "移送后可从宽", "refer; leniency applies"
    REVIEW = "review", "待核实", "review"
    DO_NOT_REFER = "do_not_refer", "不够移送", "do not refer"


class Payer(LabelEnum):
    """Who has paid."""

    EMPLOYER = "employer", "用人单位", "employer"
    THIRD_PARTY = "third_party", "其他人", "third party"


class PaidWhen(LabelEnum):
    """At what stage somebody paid."""

    BEFORE_DUE = "before_due", "期满前", "before the term ended"
    BEFORE_FILING = "before_filing", "刑事立案前", "before criminal filing"
    AFTER_FILING = "after_filing", "刑事立案后", "after criminal filing"


@dataclass(frozen=True)
class WorkerLine:
    """What one worker is owed."""

    months: Decimal | None
    amount: Money | None


@dataclass(frozen=True)
class OrderToPay:
    """The written order: which document, and whether it was validly served."""

    document: str | None
    served: bool | None
    issued_on: date | None = None
    due_on: date | None = None


@dataclass(frozen=True)
class Payment:
    """Money that was paid towards what is owed."""

    amount: Money
    by: Payer
    stage: PaidWhen


@dataclass(frozen=True)
class Facts:
    """The facts as the file knows them. ``harm`` and ``excuse``: see the fields' readers."""

    province: str | None = None
    on: date | None = None
    workers: int | None = None
    amount: Money | None = None
    months_per_worker: Decimal | None = None
    lines: tuple[WorkerLine, ...] | None = None
    order: OrderToPay | None = None
    unpaid_after_due: bool | None = None
    evasion: tuple[str, ...] = ()
    fled: bool | None = None
    ability_to_pay: tuple[str, ...] = ()
    payments: tuple[Payment, ...] = ()
    harm: tuple[str, ...] | None = ()
    excuse: str | None = None
    single_amount: Money | None = None
    group_amount: Money | None = None


@dataclass(frozen=True)
class Element:
    """One element: met, absent (False) or not known (None), why, and what is missing."""

    met: bool | None
    because: Said = NOTHING
    missing: tuple[Said, ...] = ()
    test: str | None = None


def met_by(because: Said = NOTHING, *, test: str | None = None) -> Element:
    return Element(met=True, because=because, test=test)


def absent(because: Said, *, test: str | None = None) -> Element:
    return Element(met=False, because=because, test=test)


def unknown(*missing: Said, because: Said = NOTHING, test: str | None = None) -> Element:
    """Not known: a doubt that no missing fact names would never end."""
    return Element(met=None, because=because, missing=missing, test=test)


def either(*values: bool | None) -> bool | None:
    """Three-valued or: one true is enough; a doubt remains unless all are false."""
    if True in values:
        return True
    return None if None in values else False


@dataclass(frozen=True)
class Finding:
    """What the facts come to."""

    outcome: Outcome
    amount: Element
    order: Element
    unpaid: Element
    conduct: Element
    missing: tuple[Said, ...]
    leniency: tuple[Said, ...]
    sources: tuple[str, ...]
    assumed: tuple[str, ...] = ("subject", "wages")

    @property
    def elements(self) -> dict[str, Element]:
        return {
            "amount": self.amount,
            "order": self.order,
            "unpaid": self.unpaid,
            "conduct": self.conduct,
        }

    def document(self) -> dict[str, Any]:
        """The answer as the command prints it."""
        elements: dict[str, dict[str, Any]] = {}
        for name, element in self.elements.items():
            shown: dict[str, Any] = {"met": element.met}
            if name == "amount":
                shown["test"] = element.test
            if element.because:
                shown["because"] = element.because
            elements[name] = shown
        return {
            "outcome": self.outcome.value,
            "elements": elements,
            "missing": list(self.missing),
            "assumed": list(self.assumed),
            "leniency": list(self.leniency),
            "sources": list(self.sources),
        }


def owed_in_all(facts: Facts) -> Money | None:
    """What is owed in all; the sum of the lines where the file gives no total."""
    if facts.amount is not None or not facts.lines:
        return facts.amount
    amounts = [line.amount for line in facts.lines]
    known = [amount for amount in amounts if amount is not None]
    return Money.total(known) if len(known) == len(amounts) else None


def heads_of(facts: Facts) -> int | None:
    if facts.workers is not None:
        return facts.workers
    return len(facts.lines) if facts.lines else None


def term_still_runs(facts: Facts) -> bool:
    due_on = facts.order.due_on if facts.order else None
    return due_on is not None and facts.on is not None and facts.on <= due_on


def paid_in_time(facts: Facts) -> bool:
    return bool(paid_by_employer(facts, PaidWhen.BEFORE_DUE))


def paid_before_filing(facts: Facts) -> bool | None:
    return paid_by_employer(facts, PaidWhen.BEFORE_DUE, PaidWhen.BEFORE_FILING)


def paid_by_employer(facts: Facts, *stages: PaidWhen) -> bool | None:
    """Whether the employer itself had paid everything by then; None when the total is unknown."""
    owed = owed_in_all(facts)
    if not owed:
        return None
    paid = Money.total(
        p.amount for p in facts.payments if p.by is Payer.EMPLOYER and p.stage in stages
    )
    return paid >= owed
