"""Ask: referrals of a case, and what the file comes to by the test."""

from __future__ import annotations

import dataclasses
from datetime import date
from decimal import Decimal

from sqlalchemy import select

from casework.ground.approvals.terms import Fact, Sheet, plain
from casework.ground.cases.models.case import Case
from casework.ground.cases.queries import claims, matters
from casework.ground.cases.rules import claims as claim_rules
from casework.ground.ledger import queries as ledger
from casework.ground.ledger.models import Entry
from casework.ground.ledger.terms import Kind, Source
from casework.ground.offices.terms import Reach
from casework.ground.statute import queries as statute
from casework.ground.statute.rules.referral import outcome
from casework.ground.statute.rules.referral.facts import (
    Facts,
    Finding,
    OrderToPay,
    PaidWhen,
    Payer,
    Payment,
    WorkerLine,
)
from casework.kernel.database import db
from casework.kernel.money import Money
from casework.kernel.unreadable import loaded
from casework.procedure.inspections import queries as inspections
from casework.procedure.inspections.models import Order
from casework.procedure.inspections.terms import OrderKind, Outcome
from casework.procedure.referrals import rules
from casework.procedure.referrals.models import Referral
from casework.procedure.referrals.terms import APPROVED, Conduct, ReferralKind

#: The province whose figures the test asks for.
PROVINCE = "山东"


def referral(referral_id: int, *, reach: Reach) -> Referral:
    """Raises Missing, also when its case lies outside the reach."""
    return matters.about_case(Referral, referral_id, reach=reach)


def referrals_of_case(case_id: int) -> list[Referral]:
    """Newest first."""
    query = select(Referral).where(Referral.case_id == case_id).order_by(Referral.id.desc())
    return list(db.session.scalars(query))


def open_of_case(case_id: int) -> list[Referral]:
    """Files of a case that are with the police or another body."""
    query = select(Referral).where(Referral.case_id == case_id, Referral.state.in_(rules.OUT))
    return list(db.session.scalars(query.order_by(Referral.id)))


def find_under_way(case_id: int) -> Referral | None:
    """The referral to the police that waits for somebody."""
    return db.session.scalars(
        select(Referral).where(
            Referral.case_id == case_id,
            Referral.kind == ReferralKind.POLICE,
            Referral.state.in_(rules.UNDER_WAY),
        )
    ).one_or_none()


def find_referral_of_paper(paper_id: int) -> Referral | None:
    return db.session.scalars(select(Referral).where(Referral.paper_id == paper_id)).one_or_none()


def conduct_of(referral: Referral) -> Conduct:
    return Conduct(**loaded(referral.conduct)) if referral.conduct else Conduct()


def sheet(referral: Referral) -> Sheet:
    """What the head decides on, as the record stands now."""
    order = find_order(referral.case_id)
    owed = [line for line in matters.lines(referral.case_id) if line.ending is None and line.owed]
    facts: dict[str, Fact] = {
        "case": referral.case.number,
        "employer": referral.case.employer.name,
        "receiver": referral.receiver,
        "copied_to": referral.copied_to,
        "order": plain(order.paper.number if order else None),
        "served_on": plain(order.served_on if order else None),
        "last_on": plain(inspections.last_day(order) if order else None),
        "workers": [{"name": line.worker.name, "owed": line.owed.plain} for line in owed],
    }
    text = {"report": referral.report or "", **dataclasses.asdict(conduct_of(referral))}
    return Sheet(APPROVED, referral.id, facts, text)


def latest_conduct(case_id: int) -> Conduct:
    """What was entered last for this case."""
    found = [one for one in referrals_of_case(case_id) if one.kind is ReferralKind.POLICE]
    return conduct_of(found[0]) if found else Conduct()


def find_order(case_id: int) -> Order | None:
    """The order that counts: one that ran out unpaid, else the newest that was served or issued."""
    expired = inspections.find_expired_order(case_id)
    if expired is not None:
        return expired
    orders = [
        one
        for one in inspections.orders(case_id)
        if one.kind is OrderKind.ORDER and one.outcome is not Outcome.VOID and one.paper.number
    ]
    served = [one for one in orders if one.served_on]
    best = served or orders
    return best[-1] if best else None


def finding(case: Case, conduct: Conduct, *, on: date) -> Finding:
    """What the file comes to on a day."""
    return outcome.referral(facts(case, conduct, on=on), statute.statute(), on)


def facts(case: Case, conduct: Conduct, *, on: date) -> Facts:
    """The file as the test reads it: amounts are what was still owed when the term ended."""
    order = find_order(case.id)
    owed = _owed(case, order)
    return Facts(
        province=PROVINCE,
        on=on,
        lines=owed,
        order=_order(order),
        unpaid_after_due=_unpaid(order, owed, on=on),
        evasion=conduct.evasion,
        fled=True if conduct.fled else None,
        payments=_payments(case, order),
        ability_to_pay=(conduct.able,) if conduct.able else (),
        excuse=conduct.excuse or None,
    )


def _owed(case: Case, order: Order | None) -> tuple[WorkerLine, ...]:
    ordered = {part.line_id: part.amount for part in order.parts} if order else {}
    in_time = _paid_in_time(case, order)
    lines = matters.lines(case.id)
    spans = claims.found_months(lines)
    months = {line.id: claim_rules.months(spans[line.id]) for line in lines}
    rows = []
    for line in lines:
        if order is not None and line.id not in ordered:
            continue
        amount = ordered.get(line.id, line.verified)
        if amount is not None:
            amount = max(amount - in_time.get(line.id, Money(0)), Money(0))
        number = months[line.id]
        rows.append(WorkerLine(Decimal(number) if number is not None else None, amount))
    return tuple(rows)


def _since(case: Case, order: Order) -> list[Entry]:
    """Payments that count and came after the order was served."""
    entries = ledger.entries(case.id)
    undone = {entry.reverses_id for entry in entries}
    return [
        entry
        for entry in entries
        if entry.kind is Kind.PAYMENT
        and entry.id not in undone
        and (order.served_on is None or entry.paid_on >= order.served_on)
    ]


def _paid_in_time(case: Case, order: Order | None) -> dict[int, Money]:
    found: dict[int, Money] = {}
    for entry in _since(case, order) if order else []:
        if order is not None and entry.paid_on <= inspections.last_day(order):
            found[entry.line_id] = found.get(entry.line_id, Money(0)) + entry.amount
    return found


def _payments(case: Case, order: Order | None) -> tuple[Payment, ...]:
    """What was paid after the term; payment by another does not help the employer."""
    if order is None:
        return ()
    return tuple(
        Payment(
            entry.amount,
            Payer.EMPLOYER if entry.source is Source.EMPLOYER else Payer.THIRD_PARTY,
            PaidWhen.BEFORE_FILING,
        )
        for entry in _since(case, order)
        if entry.paid_on > inspections.last_day(order)
    )


def _order(order: Order | None) -> OrderToPay:
    """The file here is whole: an order that is not in it does not exist."""
    if order is None:
        return OrderToPay(document=None, served=False)
    return OrderToPay(
        document=order.paper.number,
        served=order.served_on is not None,
        issued_on=order.paper.issued_on,
        due_on=inspections.last_day(order),
    )


def _unpaid(order: Order | None, owed: tuple[WorkerLine, ...], *, on: date) -> bool | None:
    """Unpaid when the term is over and something of it was left."""
    if order is None or order.served_on is None or on <= inspections.last_day(order):
        return None
    return any(line.amount for line in owed)
