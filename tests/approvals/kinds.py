"""Every kind of approval: how one is put forward, who decides where, and what changes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from casework.ground.cases.models.clocks import Clock
from casework.ground.cases.queries import matters
from casework.ground.documents import actions as paper_actions
from casework.ground.ledger.actions.entries import record_payment
from casework.ground.ledger.terms import Source
from casework.ground.statute.actions.edition import new_edition
from casework.ground.statute.models import Proposal, RuleVersion
from casework.kernel.database import db
from casework.kernel.money import Money
from casework.procedure.closing import actions as closing_actions
from casework.procedure.closing.models import Closing
from casework.procedure.deposits.actions import claiming
from tests.conftest import NOW
from tests.factories import (
    advances,
    campaigns,
    cases,
    deposits,
    documents,
    identity,
    inspections,
    referrals,
    requests,
    statute,
)


@dataclass(frozen=True)
class Kind:
    """``change`` makes what was read something else; ``seen`` and ``stands`` are then told side by
    side. ``press`` is the button and ``typed`` what stands in the form; ``words`` is the field
    that keeps a remark. ``again``: after the change it waits anew, and may be approved."""

    name: str
    make: Callable[..., Any]
    role: str
    page: tuple[str, str, str]
    change: Callable[[Any], None]
    seen: str
    stands: str
    press: str | None = None
    typed: dict[str, str] = field(default_factory=dict)
    words: str = "reason"
    again: bool = False
    whole_city: bool = False

    def address(self, row: Any) -> dict[str, Any]:
        endpoint, name, attribute = self.page
        return {"target": endpoint, name: getattr(row, attribute)}


def _closing(*, area: str = "371302") -> Any:
    return requests.proposed(inspections.case(area=area), now=NOW)


def _propose_anew(closing: Any) -> None:
    """Another head sends it back, and the inspector proposes with another result."""
    from tests.factories.approvals import shown

    case, lead = closing.case, closing.proposer
    head = identity.officer(role="squad_head")
    closing_actions.return_closing(closing, seen=shown(closing), reason="改结果", by=head, now=NOW)
    closing_actions.propose_closing(
        case, facts="查明。", result="改过的处理结果。", by=lead, now=NOW
    )


def latest(row: Any) -> Any:
    """A closing that was proposed anew is another row."""
    if not isinstance(row, Closing):
        return row
    query = select(Closing).where(Closing.case_id == row.case_id).order_by(Closing.id.desc())
    return db.session.scalars(query).first()


def _revise(paper: Any) -> None:
    paper_actions.revise(paper, body=documents.order("王改过"), by=identity.officer(), now=NOW)


def _other_card(row: Any) -> None:
    line = matters.lines(row.case_id)[0]
    claiming.enter_card(line, card="6222021234567894", by=identity.officer(), now=NOW)


def _pay(referral: Any) -> None:
    record_payment(referral.case, source=Source.EMPLOYER, slip="单9", paid_on=NOW.date(),
                   total=Money.yuan(400), by=None, now=NOW)  # fmt: skip


def _move_limit(asked: Any) -> None:
    clock = db.session.get(Clock, asked.clock_id)
    clock.due_on += timedelta(days=1)


def _change_law(proposal: Proposal) -> None:
    query = select(RuleVersion).where(RuleVersion.code == proposal.code)
    for version in db.session.scalars(query):
        version.length = 4
    new_edition()


def _rewrite(finding: Any) -> None:
    finding.people = 7


ALL = [
    Kind("paper", documents.paper, "squad_head", ("documents.approve", "paper_id", "id"), _revise,
         "演示姓名", "王改过", words="opinion", again=True),
    Kind("closing", _closing, "squad_head", ("closing.approve", "case_id", "case_id"),
         _propose_anew, "结案", "改过的处理结果。", press="approve", again=True),
    Kind("claim", deposits.claim, "department_head", ("deposits.approve", "claim_id", "id"),
         _other_card, "****", "7894", press="approve"),
    Kind("advance", advances.advance, "principal_head", ("advances.approve", "advance_id", "id"),
         _other_card, "****", "7894", press="approve", typed={"cap_reason": "按当地办法"}),
    Kind("referral", referrals.referral, "principal_head",
         ("referrals.decide", "referral_id", "id"), _pay, "10,000.00", "9,600.00",
         press="approve"),
    Kind("extension", cases.extension, "department_head",
         ("cases.approve_extension", "extension_id", "id"), _move_limit, "2026-", "2026-",
         press="批准", words="note"),
    Kind("suspension", cases.suspension, "department_head",
         ("cases.approve_suspension", "suspension_id", "id"), _move_limit, "2026-", "2026-",
         press="批准", words="note"),
    Kind("statute", statute.proposal, "city_supervisor",
         ("statute.approve", "proposal_id", "id"), _change_law, "5", "4", press="批准",
         words="note", whole_city=True),
    Kind("finding", campaigns.finding, "squad_head", ("campaigns.file_case", "finding_id", "id"),
         _rewrite, "3", "7", words=""),
]  # fmt: skip
