"""The elements of order, non-payment and conduct, and what speaks for leniency."""

from __future__ import annotations

from casework.statute.rules.referral.facts import (
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


def order_element(order: OrderToPay | None) -> Element:
    if order is None:
        return unknown("责令支付文书和送达证明")
    if order.served is False:
        reason = "没有责令支付文书" if order.document is None else "责令支付文书没有送达"
        return absent(reason)
    if order.document is None:
        return unknown("责令支付文书")
    if order.served is None:
        return unknown("责令支付文书的送达证明")
    return met_by()


def unpaid_element(facts: Facts) -> Element:
    still_running = term_still_runs(facts)
    settled = paid_in_time(facts)
    if facts.unpaid_after_due is False:
        return absent("期满前已经支付")
    if facts.unpaid_after_due is None:
        if still_running:
            return absent("责令支付的期限还没有到")
        return absent("期满前已经付清") if settled else unknown("期满后是否仍未支付")
    if facts.excuse:
        return unknown(f"未支付的理由是否成立（{facts.excuse}）")
    if still_running:
        return unknown("责令支付的期限是否已满")
    if settled:
        return unknown("期满前付款与期满未付不一致")
    return met_by()


def conduct_element(facts: Facts, unpaid: bool | None) -> Element:
    """Evasion, or ability together with non-payment. Nothing on file is unknown, never false."""
    if facts.evasion or facts.fled:
        return met_by()
    if facts.ability_to_pay:
        # ability alone is no conduct; what is missing is named where non-payment is judged
        return met_by() if unpaid else unknown()
    return unknown("逃匿或有能力支付而不支付的证据")


def leniency_of(facts: Facts) -> tuple[str, ...]:
    harmed = bool(facts.harm)
    if paid_before_filing(facts) and facts.harm == ():
        return ("刑事立案前已全部支付，没有严重后果：可以不追究刑事责任",)
    if paid_by_employer(facts, *PaidWhen) and not harmed:
        return ("已全部支付：可以从轻或者免除处罚",)
    return ()
