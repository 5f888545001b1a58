"""The answer: 刑法276之一 with 法释〔2013〕3号, in three values."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from casework.ground.statute.rules.referral.amount import amount_element
from casework.ground.statute.rules.referral.elements import (
    conduct_element,
    leniency_of,
    order_element,
    unpaid_element,
)
from casework.ground.statute.rules.referral.facts import (
    Element,
    Facts,
    Finding,
    Outcome,
    paid_before_filing,
)
from casework.ground.statute.rules.referral.said import Said
from casework.ground.statute.terms.entries import Statute

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
        amount=amount,
        order=order,
        unpaid=unpaid,
        conduct=conduct,
        missing=tuple(dict.fromkeys(missing)),
        leniency=leniency,
        sources=(_LAW, _AMOUNTS, _LENIENCY) if leniency else (_LAW, _AMOUNTS),
    )


def _outcome(
    elements: Iterable[Element], *, paid_up: bool | None, harm: tuple[str, ...] | None
) -> Outcome:
    met = [element.met for element in elements]
    if False in met:
        return Outcome.DO_NOT_REFER
    if None in met or (paid_up and harm is None):
        return Outcome.REVIEW
    return Outcome.REFER_THEN_CLOSE if paid_up and not harm else Outcome.REFER
