"""Words of the worker's pages: the nine steps, and the states in plain words."""

from casework.portal.terms.asking import Step
from casework.portal.terms.telling import (
    Due,
    Known,
    Matter,
    Moment,
    Node,
    Seeing,
    TrackNode,
    WorkerState,
)

__all__ = [
    "Due",
    "Known",
    "Matter",
    "Moment",
    "Node",
    "Seeing",
    "Step",
    "TrackNode",
    "WorkerState",
]
