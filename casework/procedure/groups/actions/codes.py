"""Group complaints: open the door for workmates, shut it, change its code."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from casework.ground.cases.actions import timeline
from casework.ground.cases.queries import matters
from casework.ground.cases.terms import EntryKind, Subject
from casework.ground.identity.models import Officer
from casework.ground.statute import queries as statute
from casework.kernel.database import db, lock
from casework.kernel.days import day_of
from casework.kernel.identifiers import masked
from casework.procedure.groups import queries, rules
from casework.procedure.groups.models import Group, GroupAct, Representative
from casework.procedure.groups.terms import GroupEvent, RepresentativeState
from casework.procedure.intake.models.complaints import Claimant, Complaint
from casework.procedure.intake.queries import claimants
from casework.procedure.intake.terms import Kind


def open_group(
    complaint: Complaint, *, speaker_id: int | None = None, by: Officer | None, now: datetime
) -> Group:
    """Gives a complaint its join code, once. ``speaker_id`` is the claimant who speaks for the
    group; without him it is the first one of the complaint.

    Raises NoGroup for a tip, NotJoinable when the matter is over.
    """
    held = lock(Complaint, complaint.id)
    there = queries.find_group(held.id)
    if there is not None:
        return there
    people = [one for one in claimants.claimants(held.id) if one.withdrawn_at is None]
    if held.kind is Kind.TIP or not people:
        raise rules.NoGroup
    group = Group(complaint_id=held.id, opened_at=now)
    _new_code(group, now=now)
    db.session.add(group)
    db.session.flush()
    if not queries.joinable(group, on=day_of(now)):
        raise rules.NotJoinable
    speaker = next((one for one in people if one.id == speaker_id), people[0])
    first = Representative(
        group_id=group.id, claimant_id=speaker.id, since_at=now, state=RepresentativeState.ACCEPTED
    )
    db.session.add(first)
    note(group, GroupEvent.OPENED, by=by, now=now)
    return group


def close_group(group: Group, *, by: Officer | None, now: datetime) -> None:
    """Nobody comes in by the code any more. Raises NoSuchMove."""
    held = lock(Group, group.id)
    held.state = rules.GROUP.after(held.state, "close")
    note(held, GroupEvent.CLOSED, by=by, now=now)


def reopen_group(group: Group, *, by: Officer | None, now: datetime) -> None:
    """The same code is good again, for as long as a new one. Raises NoSuchMove."""
    held = lock(Group, group.id)
    held.state = rules.GROUP.after(held.state, "reopen")
    held.until_on = day_of(now) + _validity(now)
    note(held, GroupEvent.REOPENED, by=by, now=now)


def renew_code(group: Group, *, by: Officer | None, now: datetime) -> None:
    """New digits and a new QR code; the sheets that hang on the site open nothing any more."""
    held = lock(Group, group.id)
    held.state = rules.GROUP.after(held.state, "renew")
    held.issue += 1
    _new_code(held, now=now)
    note(held, GroupEvent.RENEWED, by=by, now=now)


def _new_code(group: Group, *, now: datetime) -> None:
    code, token = _free_digits(), secrets.token_hex(rules.TOKEN_BYTES)
    group.code, group.code_index = code, queries.join_index(code)
    group.token, group.token_index = token, queries.token_index(token)
    group.until_on = day_of(now) + _validity(now)


def _free_digits() -> str:
    """Six digits that no group has."""
    while True:
        code = f"{secrets.randbelow(10**rules.JOIN_DIGITS):0{rules.JOIN_DIGITS}d}"
        if queries.find_group_by_code(code) is None:
            return code


def _validity(now: datetime) -> timedelta:
    figure = statute.statute().figure(rules.OPEN_DAYS, on=day_of(now))
    return timedelta(days=figure.whole)


def note(
    group: Group,
    event: GroupEvent,
    *,
    about: Claimant | None = None,
    by: Officer | None,
    now: datetime,
) -> None:
    """Keeps what happened to a group; the timeline of its case says it too."""
    db.session.add(
        GroupAct(
            group_id=group.id,
            event=event,
            at=now,
            claimant_id=about.id if about else None,
            officer_id=by.id if by else None,
        )
    )
    db.session.flush()
    complaint = group.complaint
    if complaint.case_id is None:
        return
    timeline.record(
        matters.any_case(complaint.case_id),
        event=event,
        kind=EntryKind.STEP if by else EntryKind.WORKER,
        text=masked(about.name, head=1, tail=0) if about else complaint.register_number,
        subject=(Subject.COMPLAINT, complaint.id),
        by=by,
        now=now,
    )
