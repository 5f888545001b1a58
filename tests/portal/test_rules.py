"""Which state a worker reads, how the track is drawn, how long a wrong code waits."""

from __future__ import annotations

from datetime import timedelta

import pytest

from casework.doors.portal.rules import answers as answer_rules
from casework.doors.portal.terms.asking import Step
from casework.doors.progress import rules as states
from casework.doors.progress.terms import Known, Node, WorkerState
from casework.doors.proving import rules as tries

ACCEPTED = {"complaint": "accepted"}


@pytest.mark.parametrize(
    ("known", "state"),
    [
        (Known("received"), WorkerState.RECEIVED),
        (Known("supplement"), WorkerState.SUPPLEMENT),
        (Known("refused"), WorkerState.OVER),
        (Known("transferred"), WorkerState.OVER),
        (Known("withdrawn"), WorkerState.OVER),
        (Known(**ACCEPTED, stage="filed"), WorkerState.CHECKING),
        (Known(**ACCEPTED, stage="investigating"), WorkerState.CHECKING),
        (Known(**ACCEPTED, stage="ordered"), WorkerState.ORDERED),
        (Known(**ACCEPTED, stage="expired"), WorkerState.ORDERED),
        (Known(**ACCEPTED, stage="expired", claim_open=True), WorkerState.FUNDS),
        (Known(**ACCEPTED, stage="expired", advance_open=True), WorkerState.FUNDS),
        (Known(**ACCEPTED, stage="expired", referred=True), WorkerState.REFERRED),
        (Known(**ACCEPTED, stage="ordered", ending="paid"), WorkerState.PAID),
        (Known(**ACCEPTED, stage="ordered", ending="settled"), WorkerState.OVER),
        (Known(**ACCEPTED, stage="ordered", ending="court"), WorkerState.REFERRED),
        (Known(**ACCEPTED, stage="closed", ending="unfounded"), WorkerState.OVER),
        (Known(**ACCEPTED, stage="closed", ending="unreachable"), WorkerState.OVER),
        (Known(**ACCEPTED, stage="transferred"), WorkerState.OVER),
    ],
)
def test_the_state_that_a_worker_reads(known, state):
    assert states.worker_state(known) is state


def test_his_own_ending_counts_before_the_case():
    known = Known(**ACCEPTED, stage="investigating", ending="paid", claim_open=True)
    assert states.worker_state(known) is WorkerState.PAID


def test_the_track_shows_what_was_needed_and_what_was_not():
    known = Known(**ACCEPTED, stage="ordered", ordered=True)
    nodes = states.nodes(WorkerState.ORDERED, known)
    assert nodes == [
        Node.DONE, Node.UNNEEDED, Node.DONE, Node.NOW, Node.MAYBE, Node.MAYBE, Node.LATER,
    ]  # fmt: skip


def test_a_page_opens_when_all_before_it_are_answered():
    answers = {"who": {}, "where": {}}
    assert answer_rules.first_gap(answers) is Step.HOW_LONG
    assert answer_rules.may_open(Step.WHO, answers)
    assert answer_rules.may_open(Step.HOW_LONG, answers)
    assert not answer_rules.may_open(Step.SEND, answers)
    everything = {step.value: {} for step in Step if step.number < Step.CHECK.number}
    assert answer_rules.may_open(Step.SEND, everything)


def test_waiting_doubles_and_has_an_end():
    waits = [tries.wait_after(failures, tries.OF_A_CODE) for failures in (0, 4, 5, 6, 7, 500)]
    assert waits == [
        timedelta(0), timedelta(0), timedelta(seconds=30), timedelta(minutes=1),
        timedelta(minutes=2), timedelta(minutes=15),
    ]  # fmt: skip


def test_the_track_never_speaks_of_more_than_seven():
    for state in WorkerState:
        assert len(states.nodes(state, Known(**ACCEPTED))) == 7
