"""Representatives of a group complaint, 25号令12: one is asked, and answers himself."""

from __future__ import annotations

from datetime import datetime

from casework.ground.identity.models import Officer
from casework.kernel.database import db, lock
from casework.kernel.days import day_of
from casework.kernel.terms import Missing
from casework.procedure.groups import queries, rules
from casework.procedure.groups.actions.codes import note
from casework.procedure.groups.models import Group, Representative
from casework.procedure.groups.terms import GroupEvent, RepresentativeState
from casework.procedure.intake.models.complaints import Claimant


def ask_representative(
    group: Group, *, claimant_id: int, by: Officer | None, now: datetime
) -> Representative:
    """Asks one of the group to speak for it; his place is kept until he answers.

    Raises NotOfTheGroup, TooManyRepresentatives, NoSuchMove when he is one already.
    """
    return _place(group, claimant_id, "ask", GroupEvent.ASKED, by=by, now=now)


def mark_representative(
    group: Group, *, claimant_id: int, by: Officer, now: datetime
) -> Representative:
    """Enters a representative whom the workers named on paper at the counter.

    Raises NotOfTheGroup, TooManyRepresentatives, NoSuchMove when he is one already.
    """
    return _place(group, claimant_id, "mark", GroupEvent.MARKED, by=by, now=now)


def _place(
    group: Group,
    claimant_id: int,
    verb: str,
    event: GroupEvent,
    *,
    by: Officer | None,
    now: datetime,
) -> Representative:
    held = lock(Group, group.id)
    claimant = db.session.get(Claimant, claimant_id)
    if claimant is None or claimant.complaint_id != held.complaint_id or claimant.withdrawn_at:
        raise rules.NotOfTheGroup
    found = queries.find_representative(claimant.id)
    others = [one for one in queries.speakers(held.id) if one.claimant_id != claimant.id]
    rules.check_places(len(others), queries.most_representatives(on=day_of(now)))
    if found is None:
        state = RepresentativeState.ASKED if verb == "ask" else RepresentativeState.ACCEPTED
        found = Representative(group_id=held.id, claimant_id=claimant.id, state=state)
        db.session.add(found)
    else:
        found.state = rules.REPRESENTATIVE.after(found.state, verb)
    found.since_at = now
    note(held, event, about=claimant, by=by, now=now)
    return found


_ANSWERS = {
    "accept": GroupEvent.ACCEPTED,
    "decline": GroupEvent.DECLINED,
    "resign": GroupEvent.RESIGNED,
}


def answer_as_representative(
    claimant_id: int | None, *, verb: str, by: Officer | None, now: datetime
) -> None:
    """He says yes or no, or lays it down: ``accept``, ``decline``, ``resign``.

    Raises Missing when nobody asked him, NoSuchMove, LastRepresentative.
    """
    asked = queries.find_representative(claimant_id)
    if asked is None or verb not in _ANSWERS:
        raise Missing
    group = lock(Group, asked.group_id)
    found = lock(Representative, asked.id)
    if verb == "resign" and not _others_speak(group, found):
        raise rules.LastRepresentative
    found.state = rules.REPRESENTATIVE.after(found.state, verb)
    found.since_at = now
    note(group, _ANSWERS[verb], about=found.claimant, by=by, now=now)


def _others_speak(group: Group, one: Representative) -> bool:
    return any(
        other.state is RepresentativeState.ACCEPTED and other.id != one.id
        for other in queries.speakers(group.id)
    )
