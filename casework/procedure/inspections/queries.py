"""Ask: who works on a case, what was found, which orders and decisions stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import select

from casework.ground.cases.models.case import Line
from casework.ground.cases.models.claims import Claim
from casework.ground.cases.queries import matters
from casework.ground.documents import rules as documents
from casework.ground.documents.terms.kinds import State
from casework.ground.ledger import queries as ledger
from casework.ground.statute import queries as statute
from casework.kernel.database import db
from casework.kernel.money import Money
from casework.kernel.terms import Missing
from casework.procedure.inspections import rules
from casework.procedure.inspections.models import Decision, Interview, Investigation, Order
from casework.procedure.inspections.terms import OrderKind, Outcome
from casework.procedure.intake.queries import complaints


def inspector_ids(case_id: int) -> list[int]:
    """The officers assigned to the case now, the lead first."""
    found = matters.assignments(case_id)
    return [found[part].officer_id for part in sorted(found, reverse=True)]


def interviews(case_id: int) -> list[Interview]:
    query = select(Interview).where(Interview.case_id == case_id).order_by(Interview.id)
    return list(db.session.scalars(query))


def find_investigation(case_id: int) -> Investigation | None:
    """The report that stands; None while the investigation goes on."""
    return db.session.scalars(
        select(Investigation).where(
            Investigation.case_id == case_id, Investigation.resumed_at.is_(None)
        )
    ).one_or_none()


def register_numbers(claims: Iterable[Claim]) -> dict[int, str]:
    """Under which numbers the complaints came from which these claims are."""
    ids = {claim.complaint_id for claim in claims if claim.complaint_id is not None}
    return {one: complaints.any_complaint(one).register_number for one in ids}


def orders(case_id: int) -> list[Order]:
    """Orders and decisions of a case that tell somebody to pay, oldest first."""
    query = select(Order).where(Order.case_id == case_id).order_by(Order.id)
    return list(db.session.scalars(query))


def open_orders(case_id: int, kind: OrderKind) -> list[Order]:
    """Those that are drafted or went out and whose term has not ended; oldest first."""
    found = [one for one in orders(case_id) if one.kind is kind and one.outcome is None]
    return [one for one in found if not is_void(one)]


def open_notices(case_id: int) -> list[Decision]:
    """Prior notices on which a decision may still follow, or has followed and stands."""
    return [one for one in decisions(case_id) if rules.may_follow(_notice(one))]


def gone_out(notices: Iterable[Decision]) -> list[Order]:
    """Their decisions that went out, which never change, and whose term has not ended."""
    found = [one.order for one in notices if one.order is not None and one.order.outcome is None]
    return [one for one in found if one.paper.state in (State.ISSUED, State.SERVED)]


def undecided(notices: Sequence[Decision]) -> list[Decision]:
    """Those whose decision takes in whatever is owed when it goes out."""
    out = {order.id for order in gone_out(notices)}
    return [one for one in notices if one.order_id not in out]


def _notice(decision: Decision) -> rules.Notice:
    notice, order = decision.notice, decision.order
    return rules.Notice(
        until=notice.term_on or decision.statement_until,
        served_on=notice.served_on,
        void=notice.state is State.VOID,
        heard=decision.heard_on is not None,
        decided=order is not None,
        outcome=order.outcome if order else None,
    )


def payable(case_id: int) -> list[Line]:
    """The lines that a paper can name."""
    return [
        line
        for line in matters.lines(case_id)
        if rules.is_payable(ended=line.ending is not None, verified=line.verified, owed=line.owed)
    ]


def asked(orders: Iterable[Order]) -> dict[int, Money]:
    """What these orders still ask for, by line."""
    found: dict[int, Money] = {}
    for part in (part for order in orders for part in order.parts):
        rest = rules.still_asked(part.amount, paid_before=part.paid_before, paid=part.line.paid)
        found[part.line_id] = found.get(part.line_id, Money(0)) + rest
    return found


def room(line: Line, orders: Iterable[Order]) -> tuple[Money, Money]:
    """How much a worker must have been paid before a new order beside these counts for him, and
    what it can ask for; zero where they ask for all of it."""
    parts = (part for order in orders for part in order.parts if part.line_id == line.id)
    return rules.room(
        owed=line.owed, paid=line.paid, others=[(one.paid_before, one.amount) for one in parts]
    )


def seen(orders: Iterable[Order]) -> dict[int, int]:
    """How many of each worker's claims these orders are about, as far as that was kept."""
    parts = [part for order in orders for part in order.parts]
    return {
        line_id: max(part.seen_claims or 0 for part in parts if part.line_id == line_id)
        for line_id in {part.line_id for part in parts}
    }


def unordered(case_id: int) -> dict[int, Money]:
    """What was found to be owed and no order that stands, or is drafted, asks for: by line, where
    there is such an order and something is left."""
    named = asked(open_orders(case_id, OrderKind.ORDER))
    rests = {line.id: line.owed - named[line.id] for line in payable(case_id) if line.id in named}
    return {line_id: rest for line_id, rest in rests.items() if rest > Money(0)}


def is_beyond_order(line: Line) -> bool:
    """Whether an order that names this worker leaves out what he has said since."""
    named = {
        part.line_id
        for one in open_orders(line.case_id, OrderKind.ORDER)
        for part in one.parts
        if one.paper.state in (State.ISSUED, State.SERVED)
    }
    return line.id in named and (line.recheck or line.id in unordered(line.case_id))


def order(order_id: int, *, case_id: int) -> Order:
    """Raises Missing, also when the order belongs to another case."""
    found = db.session.scalars(
        select(Order).where(Order.id == order_id, Order.case_id == case_id)
    ).one_or_none()
    if found is None:
        raise Missing
    return found


def find_order_of_paper(paper_id: int) -> Order | None:
    return db.session.scalars(select(Order).where(Order.paper_id == paper_id)).one_or_none()


def running_orders(case_id: int) -> list[Order]:
    """Served, and the term has not ended."""
    query = select(Order).where(
        Order.case_id == case_id, Order.served_on.is_not(None), Order.outcome.is_(None)
    )
    return list(db.session.scalars(query.order_by(Order.id)))


def find_expired_order(case_id: int) -> Order | None:
    """The newest order to pay whose term ran out unpaid."""
    return db.session.scalars(
        select(Order)
        .where(
            Order.case_id == case_id,
            Order.kind == OrderKind.ORDER,
            Order.outcome == Outcome.EXPIRED,
        )
        .order_by(Order.id.desc())
    ).first()


def met_orders(case_id: int) -> list[Order]:
    """Those whose term ended because everybody had what was ordered."""
    query = select(Order).where(Order.case_id == case_id, Order.outcome == Outcome.MET)
    return list(db.session.scalars(query.order_by(Order.id)))


def expired_orders(case_id: int) -> list[Order]:
    """Those whose term ran out unpaid."""
    query = select(Order).where(Order.case_id == case_id, Order.outcome == Outcome.EXPIRED)
    return list(db.session.scalars(query.order_by(Order.id)))


def paid_by(order: Order) -> date | None:
    """The day by which, going by the dates of the payments, everybody whom it names had what it
    orders; None while somebody has not, or his line ended otherwise."""
    payments = ledger.payments_by_day([part.line_id for part in order.parts])
    days = [
        rules.covered_on(part.paid_before + part.amount, payments.get(part.line_id, ()))
        for part in order.parts
    ]
    known = [day for day in days if day is not None]
    return max(known, default=None) if len(known) == len(days) else None


def is_left_to_decide(case_id: int) -> bool:
    """Whether somebody is owed whom no standing paper names, or nothing was decided at all."""
    waiting = [line for line in matters.lines(case_id) if line.ending is None]
    found = orders(case_id)
    named = [asked(one for one in found if _stands(one) and one.kind is kind) for kind in OrderKind]
    forgotten = [
        line
        for line in waiting
        if line.owed > max(by_kind.get(line.id, Money(0)) for by_kind in named)
    ]
    decided = any(_stands(order) or order.outcome is Outcome.MET for order in found)
    return bool(waiting) and (bool(forgotten) or not decided)


def _stands(order: Order) -> bool:
    """It went out and somebody must still obey it; what follows a decision is enforcement."""
    if order.paper.state not in (State.ISSUED, State.SERVED):
        return False
    enforced = order.kind is OrderKind.DECISION and order.outcome is Outcome.EXPIRED
    return order.outcome is None or enforced


def decisions(case_id: int) -> list[Decision]:
    query = select(Decision).where(Decision.case_id == case_id).order_by(Decision.id)
    return list(db.session.scalars(query))


def decision(decision_id: int, *, case_id: int) -> Decision:
    """Raises Missing, also when the decision belongs to another case."""
    found = db.session.scalars(
        select(Decision).where(Decision.id == decision_id, Decision.case_id == case_id)
    ).one_or_none()
    if found is None:
        raise Missing
    return found


def find_decision_of_order(order_id: int) -> Decision | None:
    return db.session.scalars(select(Decision).where(Decision.order_id == order_id)).one_or_none()


def find_expired_decision(case_id: int) -> Decision | None:
    """The newest decision that was served and ran out unpaid: what a deposit claim stands on."""
    found = [decision for decision in decisions(case_id) if decision.expired]
    return found[-1] if found else None


def last_day(order: Order) -> date:
    """The last day of its term; one that ends on a rest day ends on the next working day."""
    return documents.last_day(order.term_on, statute.calendar())


def is_void(order: Order) -> bool:
    return order.paper.state is State.VOID
