"""Words of the worker's pages: the nine steps, how pay was agreed, the states in plain words."""

from casework.portal.terms.asking import PaidBy, Step, Stretch, Sum
from casework.portal.terms.proving import ProofOf, Window
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
    "PaidBy",
    "ProofOf",
    "Seeing",
    "Step",
    "Stretch",
    "Sum",
    "TrackNode",
    "Window",
    "WorkerState",
]
