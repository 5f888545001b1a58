"""Every lifecycle can be walked: each state is reached, and each that is no end has a way out."""

from __future__ import annotations

from typing import Any

import pytest

from casework.kernel.lifecycle import Lifecycle
from tests.house.source import instances_of

LIFECYCLES: dict[str, Lifecycle[Any]] = instances_of(Lifecycle)
each_lifecycle = pytest.mark.parametrize("table", LIFECYCLES.values(), ids=list(LIFECYCLES))


@each_lifecycle
def test_every_state_is_reached_from_the_start(table: Lifecycle[Any]) -> None:
    reached = {table.start}
    while True:
        beyond = {m.target for m in table.moves if reached & set(m.sources)} - reached
        if not beyond:
            break
        reached |= beyond
    assert reached == set(table.states)


@each_lifecycle
def test_every_state_but_an_end_has_a_way_out(table: Lifecycle[Any]) -> None:
    stuck = {s for s in table.states if s not in table.ends and not table.verbs(s)}
    assert not stuck


@each_lifecycle
def test_every_state_leads_to_an_end_at_last(table: Lifecycle[Any]) -> None:
    ending = set(table.ends)
    for _ in table.states:
        ending |= {s for m in table.moves if m.target in ending for s in m.sources}
    assert ending == set(table.states)


@each_lifecycle
def test_one_verb_leads_to_one_state(table: Lifecycle[Any]) -> None:
    for state in table.states:
        verbs = table.verbs(state)
        assert len(set(verbs)) == len(verbs), f"{state}: {verbs}"


def test_there_are_lifecycles_to_walk() -> None:
    assert LIFECYCLES
