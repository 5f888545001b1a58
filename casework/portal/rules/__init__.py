"""Pure: which question comes next, what the answers say, which state a worker reads, who waits."""

from casework.portal.rules.answers import (
    Answers,
    AnswersChanged,
    amount,
    digest,
    filing,
    first_gap,
    may_open,
    months,
    people,
)
from casework.portal.rules.states import nodes, worker_state
from casework.portal.rules.sums import HUNDREDTHS, NothingLeft, TooMuch, earned, number, owed
from casework.portal.rules.tries import (
    FORGIVEN_AFTER,
    FREE_TRIES_OF_A_CODE,
    FREE_TRIES_OF_AN_ADDRESS,
    PHONE_TAIL,
    STAYS_OPEN,
    NothingFound,
    TooManyTries,
    wait_after,
)

__all__ = [
    "FORGIVEN_AFTER",
    "FREE_TRIES_OF_AN_ADDRESS",
    "FREE_TRIES_OF_A_CODE",
    "HUNDREDTHS",
    "PHONE_TAIL",
    "STAYS_OPEN",
    "Answers",
    "AnswersChanged",
    "NothingFound",
    "NothingLeft",
    "TooManyTries",
    "TooMuch",
    "amount",
    "digest",
    "earned",
    "filing",
    "first_gap",
    "may_open",
    "months",
    "nodes",
    "number",
    "owed",
    "people",
    "wait_after",
    "worker_state",
]
