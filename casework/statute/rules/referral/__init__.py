"""Whether a file is ripe for the police: 刑法276之一 with 法释〔2013〕3号, in three values.

A pure function of what the file knows. ``None`` is "not known" and never the same as false; an
element known to be absent beats everything else. It advises; the principal head decides.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from casework.statute.rules.referral.amount import amount_element
from casework.statute.rules.referral.elements import (
    conduct_element,
    leniency_of,
    order_element,
    unpaid_element,
)
from casework.statute.rules.referral.facts import (
    Element,
    Facts,
    Finding,
    OrderToPay,
    Outcome,
    PaidWhen,
    Payer,
    Payment,
    WorkerLine,
    paid_before_filing,
)
from casework.statute.rules.referral.said import Said
from casework.statute.terms import Statute

__all__ = [
    "Element",
    "Facts",
    "Finding",
    "OrderToPay",
    "Outcome",
    "PaidWhen",
    "Payer",
    "Payment",
    "Said",
    "WorkerLine",
    "referral",
]

_LAW = "刑法276之一"
_AMOUNTS = "法释〔2013〕3号第3条"
_LENIENCY = "法释〔2013〕3号第6条"


def referral(facts: Facts, statute: Statute, on: date) -> Finding:
    """``on`` is used where the facts carry no day of their own."""
    facts_on = facts.on or on
    amount = amount_element(facts, statute, facts_on)
    order = order_element(facts.order)
    unpaid = unpaid_element(facts)
    conduct = conduct_element(facts, unpaid.met)
    elements = (amount, order, unpaid, conduct)
    paid_up = paid_before_filing(facts)
    harm_unknown = bool(paid_up and facts.harm is None)
    missing = [item for element in elements for item in element.missing]
    if harm_unknown:
        missing.append(Said("是否造成严重后果", "whether grave harm was done"))
    leniency = leniency_of(facts)
    return Finding(
        outcome=_outcome(elements, paid_up=paid_up, harm=facts.harm),
        amount=amount, order=order, unpaid=unpaid, conduct=conduct,
        missing=tuple(dict.fromkeys(missing)), leniency=leniency,
        sources=(_LAW, _AMOUNTS, _LENIENCY) if leniency else (_LAW, _AMOUNTS),
    )  # fmt: skip


def _outcome(elements: Iterable[Element], *, paid_up: bool | None,
             harm: tuple[str, ...] | None) -> Outcome:  # fmt: skip
    met = [element.met for element in elements]
    if False in met:
        return Outcome.DO_NOT_REFER
    if None in met or (paid_up and harm is None):
        return Outcome.REVIEW
    return Outcome.REFER_THEN_CLOSE if paid_up and not harm else Outcome.REFER
