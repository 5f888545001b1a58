"""Words of the worker's pages: the nine steps, how pay was agreed, the states in plain words."""

from casework.portal.terms.acting import Act, Asked
from casework.portal.terms.asking import PaidBy, Step, Stretch, Sum
from casework.portal.terms.before import Advice, Body, Doing, Point, Remaining, Since, Topic, Way
from casework.portal.terms.happened import Happened
from casework.portal.terms.joining import JoinStep, Mate, Part
from casework.portal.terms.kiosks import AtKiosk, Leaving
from casework.portal.terms.proving import Asking, ProofOf, Window
from casework.portal.terms.telling import (
    Due,
    Known,
    Matter,
    Moment,
    Node,
    OpenedLog,
    SaidShort,
    Seeing,
    Told,
    TrackNode,
    WorkerState,
)

__all__ = [
    "Act",
    "Advice",
    "Asked",
    "Asking",
    "AtKiosk",
    "Body",
    "Doing",
    "Due",
    "Happened",
    "JoinStep",
    "Known",
    "Leaving",
    "Mate",
    "Matter",
    "Moment",
    "Node",
    "OpenedLog",
    "PaidBy",
    "Part",
    "Point",
    "ProofOf",
    "Remaining",
    "SaidShort",
    "Seeing",
    "Since",
    "Step",
    "Stretch",
    "Sum",
    "Told",
    "Topic",
    "TrackNode",
    "Way",
    "Window",
    "WorkerState",
]
