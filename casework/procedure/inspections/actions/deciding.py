"""Deciding: prior notice, the party's statement, the decision to pay."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import date, datetime

from casework.ground.cases.actions import timeline
from casework.ground.cases.models.case import Case, Line
from casework.ground.documents import actions as documents
from casework.ground.documents.models import Paper
from casework.ground.documents.terms.bodies.decision import DecisionBody, PriorNoticeBody
from casework.ground.documents.terms.kinds import Kind
from casework.ground.identity.models import Officer
from casework.ground.offices import queries as offices
from casework.ground.parties import queries as parties
from casework.ground.parties.models import Employer
from casework.ground.parties.terms import ChainLevel
from casework.kernel.database import db, lock
from casework.kernel.days import day_of
from casework.procedure.inspections import queries, rules
from casework.procedure.inspections.actions import ordering, wording
from casework.procedure.inspections.models import Decision, DecisionPart, Order
from casework.procedure.inspections.terms import DecisionKind, Event, OrderKind, Outcome, Part


def draft_notice(
    case: Case,
    *,
    kind: DecisionKind,
    statement_until: date,
    line_ids: Sequence[int] | None = None,
    by: Officer,
    now: datetime,
) -> Decision:
    """Drafts the 事先告知书 that comes before a decision to pay. Where a decision has gone out,
    a further notice is about what was found since; until then its decision takes that in.

    Raises NotAssigned, NoGeneralContractor, TermTooEarly, NothingToOrder, OrderedAlready.
    """
    case = lock(Case, case.id)
    rules.must_be_inspector(by.id, queries.inspector_ids(case.id))
    today = day_of(now)
    rules.check_term(statement_until, today=today)
    addressee = _addressee(case, kind)
    standing = queries.open_notices(case.id)
    beside = queries.gone_out(standing)
    lines, parts = _further(case, line_ids, beside)
    ordering.check_unannounced(lines, queries.undecided(standing))
    owes = wording.owed(lines, parts, after=queries.seen(beside))
    body = PriorNoticeBody(
        addressee=addressee.name,
        facts=wording.facts(case, owes),
        violated=wording.articles(kind, on=today),
        basis=wording.notice_basis(today),
        proposed=wording.proposed(owes, kind, addressee=addressee.name),
        amount=owes.amount,
        rights=wording.STATEMENT_RIGHT,
        term_on=statement_until,
    )
    notice = documents.draft(kind=Kind.PRIOR_NOTICE, body=body, case=case, by=by, now=now)
    decision = Decision(
        case_id=case.id,
        kind=kind,
        addressee_id=addressee.id,
        amount=owes.amount,
        notice_id=notice.id,
        statement_until=statement_until,
    )
    db.session.add(decision)
    db.session.flush()
    db.session.add_all(DecisionPart(decision_id=decision.id, line_id=line.id) for line in lines)
    db.session.flush()
    return decision


def _addressee(case: Case, kind: DecisionKind) -> Employer:
    if kind is DecisionKind.PAY:
        return case.employer
    chain = parties.chain(case.project_id) if case.project_id else []
    for link in chain:
        if link.level is ChainLevel.GENERAL:
            return link.employer
    raise rules.NoGeneralContractor(field="kind")


def hear_statement(
    decision: Decision, *, statement: str, answer: str, by: Officer, now: datetime
) -> None:
    """What the party said to the notice, and what is answered. Raises NotAssigned,
    NoticeNotServed, DecidedAlready."""
    case = lock(Case, decision.case_id)  # before the decision, as everywhere
    decision = lock(Decision, decision.id)
    if decision.notice.served_on is None:
        raise rules.NoticeNotServed
    if decision.order_id is not None:
        raise rules.DecidedAlready
    rules.must_be_inspector(by.id, queries.inspector_ids(decision.case_id))
    decision.statement, decision.answer = statement, answer
    decision.heard_on = day_of(now)
    db.session.flush()
    timeline.record(case, event=Event.STATEMENT_HEARD, text=statement, by=by, now=now)


def draft_decision(
    decision: Decision,
    *,
    term_on: date,
    evidence: Sequence[str],
    line_ids: Sequence[int] | None = None,
    by: Officer,
    now: datetime,
) -> Paper:
    """Drafts the 行政处理决定书 over what is still owed; approved by another, then served.

    Raises NotAssigned, NoticeNotServed, StatementPeriodRuns, DecidedAlready, TermTooEarly,
    NothingToOrder, OrderedAlready.
    """
    case = lock(Case, decision.case_id)
    decision = lock(Decision, decision.id)
    today = day_of(now)
    rules.must_be_inspector(by.id, queries.inspector_ids(case.id))
    rules.check_decision(
        notice_served_on=decision.notice.served_on,
        # the paper may have been changed before it went out: the party goes by the paper
        statement_until=decision.notice.term_on or decision.statement_until,
        heard=decision.heard_on is not None,
        decided=_is_decided(decision),
        today=today,
    )
    rules.check_term(term_on, today=today)
    standing = queries.open_orders(case.id, OrderKind.DECISION)
    lines, parts = _further(case, line_ids, standing)
    owes = wording.owed(lines, parts, after=queries.seen(standing))
    body = dataclasses.replace(
        _body(case, decision, owes, term_on, today), evidence=tuple(evidence)
    )
    paper = documents.draft(kind=Kind.DECISION, body=body, case=case, by=by, now=now)
    order = ordering.keep_order(
        case,
        kind=OrderKind.DECISION,
        paper=paper,
        addressee=decision.addressee,
        term_on=term_on,
        parts=parts,
        beside=standing,
    )
    decision.order, decision.amount = order, order.amount
    db.session.flush()
    return paper


def _further(
    case: Case, line_ids: Sequence[int] | None, standing: Sequence[Order]
) -> tuple[list[Line], list[Part]]:
    """What decisions that stand leave of what is owed. Raises NothingToOrder, OrderedAlready."""
    lines, parts = ordering.choose(case, line_ids, beside=standing)
    left = {part.line_id for part in parts if part.amount}
    ordering.check_alone([line for line in lines if line.id not in left], standing)
    return lines, parts


def _is_decided(decision: Decision) -> bool:
    """A decision made void, or served when its own term was over, may be drafted again."""
    if decision.order is None or queries.is_void(decision.order):
        return False
    return decision.order.outcome is not Outcome.LATE_SERVICE


def _body(
    case: Case, decision: Decision, owes: wording.Owed, term_on: date, today: date
) -> DecisionBody:
    party = decision.addressee
    government = offices.government_over(case.holder.area_id)
    return DecisionBody(
        addressee=party.name,
        party_code=party.credit_code or "",
        party_address=party.address,
        party_head=party.head,
        facts=wording.facts(case, owes),
        statement=wording.statement(decision),
        violated=wording.articles(decision.kind, on=today),
        basis=wording.order_basis(today),
        people=owes.people,
        amount=owes.amount,
        demand=wording.demand(owes, term_on, addressee=party.name),
        way=wording.WAY,
        term_on=term_on,
        remedies=wording.remedies(government, on=today),
        workers=owes.rows,
    )
