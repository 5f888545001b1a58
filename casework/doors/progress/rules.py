"""Which state a worker reads, and how the track is drawn."""

from __future__ import annotations

from casework.doors.progress.terms import Known, Matter, Node, WorkerState
from casework.ground.cases.terms import Ending, Stage
from casework.procedure.intake.terms import Kind
from casework.procedure.intake.terms import State as ComplaintState


def worker_state(known: Known) -> WorkerState:
    """The one state that a worker reads: from his own line's ending outward to the case.

    What is furthest on is what he reads: money in the hand before everything, then how the line
    ended, then what is being done, then where the case stands.
    """
    if known.ending is not None:
        return _ended(Ending(known.ending))
    before_case = {
        ComplaintState.RECEIVED: WorkerState.RECEIVED,
        ComplaintState.SUPPLEMENT: WorkerState.SUPPLEMENT,
        ComplaintState.REFUSED: WorkerState.OVER,
        ComplaintState.TRANSFERRED: WorkerState.OVER,
        ComplaintState.WITHDRAWN: WorkerState.OVER,
    }
    state = ComplaintState(known.complaint)
    if state in before_case:
        return before_case[state]
    if known.referred:
        return WorkerState.REFERRED
    if known.claim_open or known.advance_open:
        return WorkerState.FUNDS
    return _of_stage(known)


def _ended(ending: Ending) -> WorkerState:
    if ending is Ending.PAID:
        return WorkerState.PAID
    if ending in (Ending.POLICE, Ending.COURT):
        return WorkerState.REFERRED
    return WorkerState.OVER


def _of_stage(known: Known) -> WorkerState:
    stage = Stage(known.stage) if known.stage else Stage.FILED
    if stage in (Stage.ORDERED, Stage.EXPIRED) or known.ordered:
        return WorkerState.ORDERED
    if stage in (Stage.CLOSED, Stage.WITHDRAWN, Stage.TRANSFERRED):
        return WorkerState.OVER
    return WorkerState.CHECKING


def nodes(state: WorkerState, known: Known) -> list[Node]:
    """How each of the seven nodes of the track is drawn, in their order."""
    order: list[WorkerState] = [place for place in WorkerState if place is not WorkerState.OVER]
    over = state is WorkerState.OVER
    here = order.index(WorkerState.PAID if over else state)
    drawn = [_node(place, position, here, known) for position, place in enumerate(order)]
    # what was not gone through before it was over is no step that is behind him
    return [Node.MAYBE if over and node is Node.UNNEEDED else node for node in drawn]


def _node(place: WorkerState, position: int, here: int, known: Known) -> Node:
    perhaps = place in (WorkerState.SUPPLEMENT, WorkerState.FUNDS, WorkerState.REFERRED)
    if position == here:
        return Node.NOW
    if position > here:
        return Node.MAYBE if perhaps else Node.LATER
    used = {
        WorkerState.SUPPLEMENT: known.supplemented,
        WorkerState.CHECKING: known.stage is not None,
        WorkerState.ORDERED: known.ordered,
        WorkerState.FUNDS: known.claim_open or known.advance_open,
        WorkerState.REFERRED: known.referred,
    }
    return Node.DONE if used.get(place, True) else Node.UNNEEDED


def takes_files(found: Matter) -> bool:
    """Not when nobody works on it any more; and who gave a tip cannot prove here who he is."""
    finished = found.state in (WorkerState.OVER, WorkerState.PAID)
    return not finished and found.kind is not Kind.TIP
