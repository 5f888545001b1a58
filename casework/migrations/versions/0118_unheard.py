"""Facts that no room hears any more count as handled.

Revision: 0118, after: 0117
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0118"
down_revision = "0117"
branch_labels = None
depends_on = None

_UNHEARD = (
    "AdvanceApproved",
    "AdvancePaid",
    "CaseOpened",
    "CaseReopened",
    "ClaimApproved",
    "ClaimPaid",
    "ClockWarned",
    "ComplaintRefused",
    "ComplaintTransferred",
    "CrowdRaised",
    "DecisionExpired",
    "DecisionServed",
    "FindingRecorded",
    "InvestigationFinished",
    "ItemAnswered",
    "ItemRaised",
    "ItemRisen",
    "OfficerChanged",
    "OrderExpired",
    "OrderMet",
    "PaymentConfirmed",
    "PoliceAnswered",
    "ReferralSent",
    "SupplementAsked",
)


def upgrade() -> None:
    fact = sa.table(
        "fact",
        sa.column("kind", sa.String),
        sa.column("happened_at", sa.DateTime(timezone=True)),
        sa.column("handled_at", sa.DateTime(timezone=True)),
    )
    waiting = fact.c.handled_at.is_(None) & fact.c.kind.in_(_UNHEARD)
    op.execute(fact.update().where(waiting).values(handled_at=fact.c.happened_at))


def downgrade() -> None:
    """What was handled stays so: nobody heard these facts before either."""
