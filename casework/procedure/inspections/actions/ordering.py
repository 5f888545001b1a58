"""Ordering payment: the draft of an order to pay, from case data. Others approve and serve it."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Sequence
from datetime import date, datetime

from casework.ground.cases.models.case import Case, Line
from casework.ground.cases.queries import matters
from casework.ground.cases.rules import stages
from casework.ground.documents import actions as documents
from casework.ground.documents.models import Paper
from casework.ground.documents.terms.bodies.decision import DecisionBody
from casework.ground.documents.terms.bodies.investigation import OrderBody
from casework.ground.documents.terms.fields import Body
from casework.ground.documents.terms.kinds import Kind, State
from casework.ground.identity.models import Officer
from casework.ground.parties.models import Employer
from casework.kernel.database import db, lock
from casework.kernel.days import day_of
from casework.kernel.money import Money
from casework.procedure.inspections import queries, rules
from casework.procedure.inspections.actions import wording
from casework.procedure.inspections.models import Decision, Order, OrderPart
from casework.procedure.inspections.terms import DecisionKind, OrderKind, Part


def draft_order(
    case: Case,
    *,
    term_on: date,
    line_ids: Sequence[int] | None = None,
    by: Officer,
    now: datetime,
) -> Order:
    """Drafts a 限期改正指令书 over what the chosen workers (all who are owed) are still owed and no
    open order asks for: what was verified after an order went out goes on a further one.

    A renewed order is a new one. Raises NoSuchMove, NotAssigned, TermTooEarly, NothingToOrder,
    OrderedAlready.
    """
    case = lock(Case, case.id)
    stages.LIFECYCLE.after(case.stage, "order")
    rules.must_be_inspector(by.id, queries.inspector_ids(case.id))
    today = day_of(now)
    rules.check_term(term_on, today=today)
    standing = queries.open_orders(case.id, OrderKind.ORDER)
    lines, parts = choose(case, line_ids, beside=standing)
    check_alone(
        [line for line, part in zip(lines, parts, strict=True) if not part.amount], standing
    )
    owes = wording.owed(lines, parts, after=queries.seen(standing))
    body = OrderBody(
        addressee=case.employer.name,
        facts=wording.facts(case, owes),
        people=owes.people,
        amount=owes.amount,
        period=owes.period,
        basis=wording.order_basis(today),
        violated=wording.articles(DecisionKind.PAY, on=today),
        demand=wording.demand(owes, term_on, addressee=case.employer.name),
        way=wording.WAY,
        term_on=term_on,
        proof=wording.PROOF,
        effects=wording.effects(today),
        workers=owes.rows,
    )
    paper = documents.draft(kind=Kind.ORDER, body=body, case=case, by=by, now=now)
    return keep_order(
        case,
        kind=OrderKind.ORDER,
        paper=paper,
        addressee=case.employer,
        term_on=term_on,
        parts=parts,
        beside=standing,
    )


def choose(
    case: Case, line_ids: Sequence[int] | None, *, beside: Sequence[Order] = ()
) -> tuple[list[Line], list[Part]]:
    """The lines that an order can name, and what it can ask for each, ``beside`` what other orders
    ask for. Raises NothingToOrder."""
    lines = [line for line in queries.payable(case.id) if line_ids is None or line.id in line_ids]
    if not lines or (line_ids is not None and len(lines) != len(set(line_ids))):
        raise rules.NothingToOrder
    return lines, [_part(line, beside) for line in lines]


def _part(line: Line, beside: Sequence[Order]) -> Part:
    _place, amount = queries.room(line, beside)
    return Part(line.id, amount)


def check_alone(lines: Sequence[Line], standing: Sequence[Order]) -> None:
    """The case is held meanwhile, so of many that are drafted at once one stays. Raises
    OrderedAlready."""
    for order in standing:
        _check_apart(lines, {part.line_id for part in order.parts}, order.paper)


def check_unannounced(lines: Sequence[Line], notices: Sequence[Decision]) -> None:
    """Of these workers none is named by a notice that still counts. Raises OrderedAlready."""
    for decision in notices:
        _check_apart(lines, {part.line_id for part in decision.parts}, decision.notice)


def _check_apart(lines: Sequence[Line], named: Collection[int], paper: Paper) -> None:
    twice = [line.worker.name for line in lines if line.id in named]
    if twice:
        kind = paper.kind
        raise rules.OrderedAlready(twice, title=kind.zh, title_en=kind.en, number=paper.number)


def keep_order(
    case: Case,
    *,
    kind: OrderKind,
    paper: Paper,
    addressee: Employer,
    term_on: date,
    parts: Sequence[Part],
    beside: Sequence[Order],
) -> Order:
    """The row behind a paper that tells somebody to pay: it has its own place in the money,
    ``beside`` the others that stand."""
    order = Order(
        case_id=case.id,
        kind=kind,
        paper_id=paper.id,
        addressee_id=addressee.id,
        amount=Money.total(part.amount for part in parts),
        term_on=term_on,
    )
    db.session.add(order)
    db.session.flush()
    lines = {line.id: line for line in matters.lines(case.id)}
    for part in parts:
        line = lines[part.line_id]
        db.session.add(
            OrderPart(
                order_id=order.id,
                line_id=line.id,
                amount=part.amount,
                paid_before=queries.room(line, beside)[0],
                seen_claims=line.seen_claims,
            )
        )
    db.session.flush()
    return order


_FINDING_CHANGED = "认定金额改了，按新的认定重新拟稿"


def follow_findings(case: Case, *, by: Officer, now: datetime) -> None:
    """A paper that tells somebody to pay and has not gone out is drafted anew when what it rests on
    is found differently; one that has gone out never changes."""
    drafts = [
        one for one in queries.orders(case.id) if one.paper.state in (State.DRAFTED, State.APPROVED)
    ]
    for place, order in enumerate(drafts):
        _follow(case, order, later=drafts[place:], by=by, now=now)


def _follow(
    case: Case, order: Order, *, later: Sequence[Order], by: Officer, now: datetime
) -> None:
    """``later``: this one, and those that follow after it and take what it leaves."""
    named, old = {part.line_id for part in order.parts}, order.paper
    others = [one for one in queries.open_orders(case.id, order.kind) if one not in later]
    rests = [(line, _part(line, others)) for line in queries.payable(case.id) if line.id in named]
    lines = [line for line, part in rests if part.amount]
    parts = [part for _line, part in rests if part.amount]
    owes = wording.owed(lines, parts, after=queries.seen(others))
    body = _body_now(order, owes) if parts else None
    if body == old.body:
        return
    documents.void(old, reason=_FINDING_CHANGED, by=by, now=now)
    if body is None:
        return
    paper = documents.draft(kind=old.kind, body=body, case=case, by=by, now=now)
    fresh = keep_order(
        case,
        kind=order.kind,
        paper=paper,
        addressee=order.addressee,
        term_on=order.term_on,
        parts=parts,
        beside=others,
    )
    decision = queries.find_decision_of_order(order.id)
    if decision is not None:
        decision.order, decision.amount = fresh, fresh.amount
        db.session.flush()


def _body_now(order: Order, owes: wording.Owed) -> Body:
    """The same paper with the people, sums and months of today; all else stays as it was put."""
    body = order.paper.body
    facts = wording.facts(order.case, owes)
    demand = wording.demand(owes, order.term_on, addressee=order.addressee.name)
    if isinstance(body, OrderBody):
        return dataclasses.replace(
            body,
            facts=facts,
            demand=demand,
            people=owes.people,
            amount=owes.amount,
            period=owes.period,
            workers=owes.rows,
        )
    if isinstance(body, DecisionBody):
        return dataclasses.replace(
            body,
            facts=facts,
            demand=demand,
            people=owes.people,
            amount=owes.amount,
            workers=owes.rows,
        )
    raise TypeError(type(body).__name__)
