"""Ask: tries, proposals, and everything that still stands in the way of closing a case."""

from __future__ import annotations

from sqlalchemy import func, select

from casework.ground.approvals.terms import Sheet
from casework.ground.cases.models.case import Case, Line
from casework.ground.cases.queries import clocks, matters
from casework.ground.cases.terms import ClockState, Subject
from casework.ground.documents import queries as papers
from casework.ground.documents.models import Paper
from casework.ground.documents.terms.bodies.decision import ClosingApprovalBody
from casework.ground.documents.terms.kinds import State as PaperState
from casework.ground.documents.terms.sheets import listed
from casework.ground.ledger.actions.noting import named
from casework.ground.statute import queries as statute
from casework.kernel import terms as kernel
from casework.kernel.database import db
from casework.kernel.money import Money
from casework.procedure.closing.models import Closing, Try
from casework.procedure.closing.terms import APPROVED, Gap, Missing, State
from casework.procedure.inspections import queries as inspections
from casework.procedure.intake.queries import identities

#: Limits that closing itself fulfils or ends; all others belong to something still under way.
_OF_THE_CASE = (Subject.CASE, Subject.PAPER)


def tries(line_id: int) -> list[Try]:
    query = select(Try).where(Try.line_id == line_id).order_by(Try.id)
    return list(db.session.scalars(query))


def tries_of(case_id: int) -> dict[int, int]:
    """How often each worker of a case was tried, by line; lines never tried are left out."""
    query = (
        select(Try.line_id, func.count())
        .join(Line, Line.id == Try.line_id)
        .where(Line.case_id == case_id)
        .group_by(Try.line_id)
    )
    return dict(db.session.execute(query).tuples().all())


def paid_in_full(case_id: int) -> list[Line]:
    """Open lines whose verified amount has all arrived, as confirmed."""
    query = select(Line).where(
        Line.case_id == case_id,
        Line.ending.is_(None),
        Line.verified > Money(0),
        Line.confirmed == Line.verified,
        Line.recheck.is_(False),
    )
    return list(db.session.scalars(query.order_by(Line.position, Line.id)))


def find_closing(case_id: int) -> Closing | None:
    """The proposal that waits, or the one by which the case is closed."""
    return db.session.scalars(
        select(Closing).where(
            Closing.case_id == case_id, Closing.state.in_([State.PROPOSED, State.APPROVED])
        )
    ).one_or_none()


def latest_closing(case_id: int) -> Closing:
    """The newest proposal, however it ended. Raises Missing."""
    query = select(Closing).where(Closing.case_id == case_id).order_by(Closing.id.desc())
    found = db.session.scalars(query).first()
    if found is None:
        raise kernel.Missing
    return found


_PROPOSAL = "事实已经查清，每个人都有结果，建议结案。"


def told(case: Case, *, facts: str, result: str) -> ClosingApprovalBody:
    """The 结案审批表: what the record says of every worker, and what was typed."""
    return ClosingApprovalBody(
        party=case.employer.name,
        case_number=case.number,
        source="投诉",
        filed_on=case.filed_on,
        facts=facts,
        people=case.people,
        verified=case.verified or Money(0),
        paid=case.paid,
        result=result,
        endings=tuple(_ending(line) for line in matters.lines(case.id)),
        proposal=_PROPOSAL,
    )


def _ending(line: Line) -> str:
    """One worker's ending: what was found, what was paid, and how it is proved."""
    verified = line.verified.plain if line.verified is not None else "—"
    ending = line.ending.zh if line.ending else ""
    proof = f"，{line.ending_proof}" if line.ending_proof else ""
    return f"{line.worker.name}：认定{verified}元，已付{line.paid.plain}元，{ending}{proof}"


def sheet(closing: Closing) -> Sheet:
    """What the head decides on, as the record stands now."""
    typed = closing.paper.body
    facts, text = listed(told(closing.case, facts=typed.facts, result=typed.result))
    return Sheet(APPROVED, closing.id, facts, text)


def missing(case: Case) -> list[Missing]:
    """Everything that stands in the way of closing, in the order in which it is done."""
    return [*_lines(case), *_investigation(case), *_tasks(case), *_papers(case), *_clocks(case)]


def _lines(case: Case) -> list[Missing]:
    lines, doubts = matters.lines(case.id), identities.doubts_in_case(case.id)
    if not lines and not doubts:
        return [Missing(Gap.NO_LINE)]
    unknown = [Missing(Gap.IDENTITY_OPEN, doubt.claimant.name, doubt.id) for doubt in doubts]
    return unknown + [
        Missing(Gap.LINE_OPEN, named(line), line.id) for line in lines if line.ending is None
    ]


def _investigation(case: Case) -> list[Missing]:
    """No accepted case is closed without two officers having looked into it."""
    assigned = inspections.inspector_ids(case.id)
    return [] if assigned else [Missing(Gap.NOT_INVESTIGATED)]


def _tasks(case: Case) -> list[Missing]:
    return [Missing(Gap.TASK_OPEN, task.title, task.id) for task in matters.open_tasks(case.id)]


def _papers(case: Case) -> list[Missing]:
    """Drafts left lying, and papers that went out without proof of service."""
    found = []
    waiting = find_closing(case.id)
    for paper in papers.papers(case.id):
        if waiting is not None and paper.id == waiting.paper_id:
            continue
        if paper.state in (PaperState.DRAFTED, PaperState.APPROVED):
            found.append(Missing(Gap.PAPER_OPEN, _titled(paper), paper.id))
        elif paper.state is PaperState.ISSUED and paper.kind.form.served:
            found.append(Missing(Gap.PAPER_UNSERVED, _titled(paper), paper.id))
    return found


def _titled(paper: Paper) -> str:
    return f"{paper.kind.form.title}{paper.number or ''}"


def _clocks(case: Case) -> list[Missing]:
    book = statute.statute()
    found = []
    for clock in clocks.clocks(case.id):
        if clock.state is ClockState.RUNNING and clock.subject_kind not in _OF_THE_CASE:
            rule = book.find_rule(clock.rule, on=clock.start_on)
            name = rule.name_zh if rule else clock.rule
            found.append(Missing(Gap.CLOCK_RUNS, name, clock.id))
    return found
