"""Numbers without gap or double, also for two at the same moment."""

from __future__ import annotations

from threading import Barrier, Thread
from typing import Any

from flask import Flask

from casework.kernel.once import next_number
from casework.kernel.transaction import writing

PERSONS, EACH = 4, 10


def test_two_at_the_same_moment_get_different_numbers_without_a_gap(app: Flask) -> None:
    numbers: list[int] = []
    together = Barrier(PERSONS)

    def take() -> None:
        together.wait()
        for _ in range(EACH):
            with app.app_context(), writing():
                numbers.append(next_number("test"))

    threads = [Thread(target=take) for _ in range(PERSONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(numbers) == list(range(1, PERSONS * EACH + 1))


def test_a_number_taken_back_is_given_again(app: Flask, session: Any) -> None:
    class Changed(Exception):
        """The paper is not made after all."""

    try:
        with writing():
            assert next_number("test") == 1
            raise Changed
    except Changed:
        pass

    with writing():
        assert next_number("test") == 1
