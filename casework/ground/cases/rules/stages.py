"""How a case may move."""

from __future__ import annotations

from casework.ground.cases.terms import Stage
from casework.kernel.lifecycle import Lifecycle, Move

LIFECYCLE = Lifecycle(
    Stage.FILED,
    [
        Move("begin", (Stage.FILED,), Stage.INVESTIGATING),
        Move("order", (Stage.INVESTIGATING, Stage.ORDERED, Stage.EXPIRED), Stage.ORDERED),
        Move("expire", (Stage.ORDERED,), Stage.EXPIRED),
        Move(
            "close",
            (Stage.FILED, Stage.INVESTIGATING, Stage.ORDERED, Stage.EXPIRED),
            Stage.CLOSED,
        ),
        Move("withdraw", (Stage.FILED, Stage.INVESTIGATING, Stage.ORDERED), Stage.WITHDRAWN),
        Move("transfer", (Stage.FILED, Stage.INVESTIGATING), Stage.TRANSFERRED),
        Move("reopen", (Stage.CLOSED,), Stage.INVESTIGATING),
    ],
    ends=(Stage.CLOSED, Stage.WITHDRAWN, Stage.TRANSFERRED),
)


OPEN = tuple(stage for stage in Stage if stage not in LIFECYCLE.ends)
