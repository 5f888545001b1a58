"""What the page of a complaint shows of its group: code, people, representatives, and hints."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from flask_login import current_user

from casework.ground.identity.terms import Permission
from casework.kernel import clock
from casework.procedure.groups import queries, rules
from casework.procedure.groups.forms import MarkForm
from casework.procedure.groups.queries import Member
from casework.procedure.groups.terms import RepresentativeState
from casework.procedure.intake.queries import complaints
from casework.procedure.intake.terms import Act, Kind
from casework.procedure.intake.views.blueprint import DESK
from casework.web.filters import mask_name

if TYPE_CHECKING:
    from casework.procedure.groups.models import Group
    from casework.procedure.intake.models.complaints import Complaint


@dataclass(frozen=True)
class Joined:
    """One who came in later, and what a clerk should look at before he believes it."""

    member: Member
    name: str
    same_phone: bool
    after_acceptance: bool

    @property
    def unchecked(self) -> bool:
        return bool(self.member.joining and self.member.joining.unchecked)

    @property
    def no_id(self) -> bool:
        return self.member.claimant.id_number_sealed is None


@dataclass(frozen=True)
class Panel:
    """A group as the page shows it; ``group`` None where there is none yet."""

    group: Group | None
    open: bool = False
    joined: tuple[Joined, ...] = ()
    speakers: tuple[tuple[str, RepresentativeState], ...] = ()
    acts: tuple[Any, ...] = ()
    mark_form: Any = None
    full: bool = False
    may: bool = False

    def number(self, hint: str) -> int:
        """How many of those who joined show this hint."""
        return sum(bool(getattr(one, hint)) for one in self.joined)


def panel_of(found: Complaint, mark_form: MarkForm | None = None) -> Panel | None:
    """The panel of a complaint; a tip has none."""
    if found.kind is Kind.TIP or not found.claimants:
        return None
    may = current_user.may(Permission.TAKE_COMPLAINT)
    group = queries.find_group(found.id)
    if group is None:
        return Panel(None, may=may and found.state in rules.JOINABLE)
    members = queries.members(found.id)
    form = mark_form or MarkForm(formdata=None)
    form.offer(to_mark(members))
    speakers = tuple(
        (name_of(one), one.representative.state)
        for one in members
        if _speaks(one) and one.representative
    )
    most = queries.most_representatives(on=clock.today())
    return Panel(
        group,
        open=queries.joinable(group, on=clock.today()),
        joined=_joined(members, _accepted_at(found)),
        speakers=speakers,
        acts=tuple(queries.group_acts(group.id)),
        mark_form=form,
        full=len(speakers) >= most,
        may=may,
    )


def to_mark(members: list[Member]) -> list[tuple[int, str]]:
    """Those of a group who do not speak for it yet."""
    return [
        (one.claimant.id, name_of(one))
        for one in members
        if one.claimant.withdrawn_at is None and not _speaks(one)
    ]


def name_of(one: Member) -> str:
    """In clear for those who work here, masked for those who only read."""
    works_here = any(current_user.may(permission) for permission in DESK)
    return one.claimant.name if works_here else mask_name(one.claimant.name)


def _speaks(one: Member) -> bool:
    found = one.representative
    stays = one.claimant.withdrawn_at is None
    return stays and found is not None and found.state in rules.SPEAKING


def _accepted_at(found: Complaint) -> datetime | None:
    accepted = complaints.decision(found.id, Act.ACCEPTED)
    return accepted.decided_at if accepted else None


def _joined(members: list[Member], accepted_at: datetime | None) -> tuple[Joined, ...]:
    phones = Counter(one.claimant.phone for one in members if one.claimant.phone_sealed)
    return tuple(
        Joined(
            one,
            name_of(one),
            same_phone=phones[one.claimant.phone] > 1,
            after_acceptance=accepted_at is not None and one.joining.joined_at > accepted_at,
        )
        for one in members
        if one.joining is not None
    )
