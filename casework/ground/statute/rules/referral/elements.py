"""The elements of order, non-payment and conduct, and what speaks for leniency."""

from __future__ import annotations

from casework.ground.statute.rules.referral.facts import (
    Element,
    Facts,
    OrderToPay,
    PaidWhen,
    absent,
    met_by,
    paid_before_filing,
    paid_by_employer,
    paid_in_time,
    term_still_runs,
    unknown,
)
from casework.ground.statute.rules.referral.said import Said

_NO_ORDER = Said("没有责令支付文书", "there is no order to pay")
_NOT_SERVED = Said("责令支付文书没有送达", "the order to pay was not served")
_SETTLED = Said("期满前已经付清", "everything was paid before the term ended")
_STILL_UNPAID = Said("期满后是否仍未支付", "whether it is still unpaid after the term")
_CONTRADICTION = Said(
    "期满前付款与期满未付不一致", "payments before the term ended contradict the non-payment"
)
_CONDUCT = Said("逃匿或有能力支付而不支付的证据", "evidence of evasion, or of ability to pay")
_ALL_PAID_BEFORE_FILING = Said(
    "刑事立案前已全部支付，没有严重后果：可以不追究刑事责任",
    "all paid before criminal filing, without grave harm: prosecution may be waived",
)
_ALL_PAID = Said(
    "已全部支付：可以从轻或者免除处罚", "all paid: the penalty may be lighter or waived"
)


def order_element(order: OrderToPay | None) -> Element:
    if order is None:
        return unknown(
            Said("责令支付文书和送达证明", "the order to pay and the proof of its service")
        )
    if order.served is False:
        return absent(_NO_ORDER if order.document is None else _NOT_SERVED)
    if order.document is None:
        return unknown(Said("责令支付文书", "the order to pay"))
    if order.served is None:
        return unknown(Said("责令支付文书的送达证明", "the proof that the order was served"))
    return met_by()


def unpaid_element(facts: Facts) -> Element:
    still_running = term_still_runs(facts)
    settled = paid_in_time(facts)
    if facts.unpaid_after_due is False:
        return absent(Said("期满前已经支付", "paid before the term ended"))
    if facts.unpaid_after_due is None:
        if still_running:
            return absent(Said("责令支付的期限还没有到", "the term of the order still runs"))
        return absent(_SETTLED) if settled else unknown(_STILL_UNPAID)
    if facts.excuse:
        return unknown(
            Said(
                f"未支付的理由是否成立（{facts.excuse}）",
                f"whether the excuse holds ({facts.excuse})",
            )
        )
    if still_running:
        return unknown(Said("责令支付的期限是否已满", "whether the term of the order has ended"))
    if settled:
        return unknown(_CONTRADICTION)
    return met_by()


def conduct_element(facts: Facts, unpaid: bool | None) -> Element:
    """Evasion, or ability together with non-payment. Nothing on file is unknown, never false."""
    if facts.evasion or facts.fled:
        return met_by()
    if facts.ability_to_pay:
        # ability alone is no conduct; what is missing is named where non-payment is judged
        return met_by() if unpaid else unknown()
    return unknown(_CONDUCT)


def leniency_of(facts: Facts) -> tuple[Said, ...]:
    harmed = bool(facts.harm)
    if paid_before_filing(facts) and facts.harm == ():
        return (_ALL_PAID_BEFORE_FILING,)
    if paid_by_employer(facts, *PaidWhen) and not harmed:
        return (_ALL_PAID,)
    return ()
