"""Ask: what a representative may see of his group: names, and what each has handed in."""

from __future__ import annotations

from sqlalchemy import select

from casework.doors.joining.terms import Mate, Part
from casework.doors.proving.terms import Seeing
from casework.kernel.database import db
from casework.procedure.groups import queries as groups
from casework.procedure.groups import rules as group_rules
from casework.procedure.groups.models import Group, Joining, Representative
from casework.procedure.groups.terms import RepresentativeState
from casework.procedure.intake.models.complaints import Claimant, Complaint
from casework.procedure.intake.terms import Kind


def mates(group: Group) -> list[Mate]:
    """Everybody of the group as a workmate may know him: no amount, no number, no phone."""
    return [
        Mate(
            claimant_id=one.claimant.id,
            name=one.claimant.name,
            has_id=one.claimant.id_number_sealed is not None,
            has_months=one.claimant.from_month is not None,
            has_amount=one.claimant.amount is not None,
            speaks=_speaks(one),
            asked=_asked(one),
        )
        for one in groups.members(group.complaint_id)
        if one.claimant.withdrawn_at is None
    ]


def part(seeing: Seeing) -> Part:
    """What the holder of an opened receipt may do about a group."""
    query = (
        select(Joining.id, Representative.state, Group.id, Complaint.kind, Complaint.state)
        .select_from(Claimant)
        .join(Complaint, Complaint.id == Claimant.complaint_id)
        .outerjoin(Joining, Joining.claimant_id == Claimant.id)
        .outerjoin(Representative, Representative.claimant_id == Claimant.id)
        .outerjoin(Group, Group.complaint_id == Claimant.complaint_id)
        .where(Claimant.id == seeing.claimant_id, groups.takes_part())
    )
    row = db.session.execute(query).one_or_none()
    if row is None:
        return Part.NONE
    joining, state, group, kind, complaint = row
    if group is not None:
        return _PARTS.get(state, Part.NONE)
    may_open = joining is None and kind is Kind.COMPLAINT and complaint in group_rules.JOINABLE
    return Part.MAY_OPEN if may_open else Part.NONE


_PARTS = {
    RepresentativeState.ACCEPTED: Part.SPEAKS,
    RepresentativeState.ASKED: Part.ASKED,
}


def _speaks(one: groups.Member) -> bool:
    found = one.representative
    return found is not None and found.state is RepresentativeState.ACCEPTED


def _asked(one: groups.Member) -> bool:
    found = one.representative
    return found is not None and found.state is RepresentativeState.ASKED
