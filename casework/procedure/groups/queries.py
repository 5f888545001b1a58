"""Ask: group complaints by their code, who stands in them, and who speaks for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, exists, func, select
from sqlalchemy.orm import contains_eager, joinedload

from casework.ground.cases.models.case import Line
from casework.ground.cases.queries import matters
from casework.ground.cases.rules import stages
from casework.ground.cases.terms import Ending
from casework.ground.statute import queries as statute
from casework.kernel import crypto
from casework.kernel.database import db
from casework.kernel.terms import Missing
from casework.procedure.groups import rules
from casework.procedure.groups.models import (
    Group,
    GroupAct,
    Joining,
    Representative,
)
from casework.procedure.groups.terms import GroupState, JoinWay, RepresentativeState
from casework.procedure.intake.models.complaints import Claimant, Complaint
from casework.procedure.intake.queries.complaints import code_index


@dataclass(frozen=True)
class Member:
    """One who stands in a group complaint; how he came, and whether he speaks for it."""

    claimant: Claimant
    joining: Joining | None
    representative: Representative | None


@dataclass(frozen=True)
class GroupOfCase:
    """A group complaint as the page of its case shows it."""

    state: GroupState
    until_on: date
    complaint_id: int
    register_number: str
    joined: int
    speakers: tuple[str, ...]


def join_index(code: str) -> str:
    """The keyed hash under which six digits are found."""
    return crypto.blind("join.code", code)


def token_index(token: str) -> str:
    """The keyed hash under which the token of a QR code is found."""
    return crypto.blind("join.token", token)


def find_group_by_code(code: str) -> Group | None:
    return db.session.scalars(
        select(Group).where(Group.code_index == join_index(code))
    ).one_or_none()


def find_group_by_token(token: str) -> Group | None:
    return db.session.scalars(
        select(Group).where(Group.token_index == token_index(token))
    ).one_or_none()


def find_group(complaint_id: int) -> Group | None:
    """The group of a complaint, when it has one."""
    return db.session.scalars(select(Group).where(Group.complaint_id == complaint_id)).one_or_none()


def any_group(group_id: int) -> Group:
    """For those who hold its code. Raises Missing."""
    found = db.session.get(Group, group_id)
    if found is None:
        raise Missing
    return found


def takes_part() -> ColumnElement[bool]:
    """That a claimant of a complaint has not taken back his part, neither before there was a case
    nor as a line of it."""
    gone = exists().where(
        Line.case_id == Complaint.case_id,
        Line.worker_id == Claimant.worker_id,
        Line.ending == Ending.WITHDRAWN,
    )
    return and_(Claimant.withdrawn_at.is_(None), ~gone)


def group_led_by(claimant_id: int | None) -> Group:
    """The group that this person speaks for. Raises Missing, also when he does not, or has taken
    back his own part."""
    query = (
        select(Group)
        .join(Representative, Representative.group_id == Group.id)
        .join(Claimant, Claimant.id == Representative.claimant_id)
        .join(Complaint, Complaint.id == Claimant.complaint_id)
        .where(
            Claimant.id == claimant_id,
            takes_part(),
            Representative.state == RepresentativeState.ACCEPTED,
        )
    )
    found = db.session.scalars(query).one_or_none()
    if found is None:
        raise Missing
    return found


def find_representative(claimant_id: int | None) -> Representative | None:
    """What was asked of this person, and what he has said to it."""
    return db.session.scalars(
        select(Representative).where(Representative.claimant_id == claimant_id)
    ).one_or_none()


def joinable(group: Group, *, on: date) -> bool:
    """Whether a workmate may still come in on this day."""
    complaint = group.complaint
    case = matters.any_case(complaint.case_id) if complaint.case_id else None
    return rules.is_joinable(
        group.state,
        until_on=group.until_on,
        complaint=complaint.state,
        case_open=case is not None and case.stage in stages.OPEN,
        on=on,
    )


def members(complaint_id: int) -> list[Member]:
    """Everybody who stands in a complaint, in the order in which they came."""
    query = (
        select(Claimant, Joining, Representative)
        .outerjoin(Joining, Joining.claimant_id == Claimant.id)
        .outerjoin(Representative, Representative.claimant_id == Claimant.id)
        .where(Claimant.complaint_id == complaint_id)
        .order_by(Claimant.position, Claimant.id)
    )
    return [Member(*row) for row in db.session.execute(query)]


def most_representatives(*, on: date) -> int:
    """How many may speak for one group, 25号令12."""
    return statute.statute().figure(rules.MOST_REPRESENTATIVES, on=on).whole


def speakers(group_id: int) -> list[Representative]:
    """Those who speak for the group or were asked to, the first one first."""
    query = (
        select(Representative)
        .join(Representative.claimant)
        .join(Complaint, Complaint.id == Claimant.complaint_id)
        .where(
            Representative.group_id == group_id,
            Representative.state.in_(rules.SPEAKING),
            takes_part(),
        )
        .options(contains_eager(Representative.claimant))
        .order_by(Representative.since_at, Representative.id)
    )
    return list(db.session.scalars(query))


def group_acts(group_id: int) -> list[GroupAct]:
    """What happened to a group, newest first."""
    query = (
        select(GroupAct)
        .where(GroupAct.group_id == group_id)
        .options(joinedload(GroupAct.officer), joinedload(GroupAct.claimant))
        .order_by(GroupAct.id.desc())
    )
    return list(db.session.scalars(query))


def find_joining_by_code(code: str) -> Joining | None:
    """The joining behind a workmate's own receipt."""
    return _joining(Joining.code_index == code_index(code))


def find_joining(claimant_id: int | None) -> Joining | None:
    """How this person came in; None when he stood in the complaint from the first day."""
    return _joining(Joining.claimant_id == claimant_id)


def _joining(which: ColumnElement[bool]) -> Joining | None:
    query = (
        select(Joining)
        .where(which)
        .options(
            joinedload(Joining.claimant).joinedload(Claimant.worker), joinedload(Joining.group)
        )
    )
    return db.session.scalars(query).one_or_none()


def joined_from(address_index: str, *, since: datetime) -> int:
    """How many came in from this address since then."""
    query = (
        select(func.count())
        .select_from(Joining)
        .where(Joining.address_index == address_index, Joining.joined_at >= since)
    )
    return db.session.scalar(query) or 0


def joined_by_code(group_id: int) -> int:
    """How many came into a group by its code, and not at the counter."""
    query = (
        select(func.count())
        .select_from(Joining)
        .where(Joining.group_id == group_id, Joining.way != JoinWay.COUNTER)
    )
    return db.session.scalar(query) or 0


def groups_of_case(case_id: int) -> list[GroupOfCase]:
    """The group complaints of a case, oldest first, each with who speaks for it."""
    joined = func.count(Joining.id).label("joined")
    query = (
        select(
            Group.id, Group.state, Group.until_on, Complaint.id, Complaint.register_number, joined
        )
        .join(Complaint, Complaint.id == Group.complaint_id)
        .outerjoin(Joining, Joining.group_id == Group.id)
        .where(Complaint.case_id == case_id)
        .group_by(Group.id, Group.state, Group.until_on, Complaint.id, Complaint.register_number)
        .order_by(Group.id)
    )
    rows = db.session.execute(query).all()
    speaking = _speaking([row[0] for row in rows])
    return [
        GroupOfCase(state, until_on, complaint_id, number, count, tuple(speaking.get(group_id, ())))
        for group_id, state, until_on, complaint_id, number, count in rows
    ]


def _speaking(group_ids: list[int]) -> dict[int, list[str]]:
    """The names of those who speak for each of these groups."""
    query = (
        select(Representative)
        .where(
            Representative.group_id.in_(group_ids),
            Representative.state == RepresentativeState.ACCEPTED,
        )
        .options(joinedload(Representative.claimant))
        .order_by(Representative.since_at, Representative.id)
    )
    found: dict[int, list[str]] = {}
    for one in db.session.scalars(query) if group_ids else ():
        found.setdefault(one.group_id, []).append(one.claimant.name)
    return found
