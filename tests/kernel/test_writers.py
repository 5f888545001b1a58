"""The queue of writers on SQLite: first come, first served; readers never stand in it."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from casework.kernel import writers
from casework.kernel.database import db
from casework.kernel.transaction import in_passing, looking, reading, writing
from casework.kernel.writers import Queue, TooManyWait

_ENOUGH_SECONDS = 20


@pytest.fixture
def queue(tmp_path: Path) -> Queue:
    return Queue(tmp_path / "writer")


def _in_line(queue: Queue, count: int) -> None:
    """Until so many wait."""
    waited = threading.Event()
    while len(queue._waiting) < count:
        waited.wait(0.005)


def test_who_came_first_writes_first(queue: Queue) -> None:
    order, threads = [], []
    queue.take()
    for number in range(12):

        def write(number: int = number) -> None:
            queue.take(_ENOUGH_SECONDS)
            order.append(number)
            queue.give_back()

        threads.append(threading.Thread(target=write))
        threads[-1].start()
        _in_line(queue, number + 1)
    queue.give_back()
    for thread in threads:
        thread.join()

    assert order == list(range(12))


def test_one_at_a_time(queue: Queue) -> None:
    inside, most = [], []

    def write() -> None:
        for _ in range(20):
            queue.take(_ENOUGH_SECONDS)
            inside.append(1)
            most.append(len(inside))
            inside.pop()
            queue.give_back()

    threads = [threading.Thread(target=write) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert max(most) == 1
    assert len(most) == 120


def test_a_full_queue_says_so_at_once(queue: Queue) -> None:
    queue.limit(1)
    queue.take()
    waiting = threading.Thread(target=lambda: (queue.take(_ENOUGH_SECONDS), queue.give_back()))
    waiting.start()
    _in_line(queue, 1)

    with pytest.raises(TooManyWait):
        queue.take(_ENOUGH_SECONDS)

    queue.give_back()
    waiting.join()
    queue.take(0)
    queue.give_back()


def test_who_gives_up_holds_up_nobody_behind(queue: Queue) -> None:
    queue.take()
    with pytest.raises(TooManyWait):
        queue.take(0.01)
    queue.give_back()

    queue.take(0)
    queue.give_back()


_HOLDER = """
import sys
from pathlib import Path
from casework.kernel.writers import Queue
queue = Queue(Path(sys.argv[1]))
queue.take()
print("has it", flush=True)
sys.stdin.readline()
queue.give_back()
print("gave it back", flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def other_process(tmp_path: Path) -> Any:
    process = subprocess.Popen(
        [sys.executable, "-c", _HOLDER, str(tmp_path / "writer")], stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == "has it\n"
    yield process
    process.kill()
    process.communicate()


def test_another_process_has_its_turn(queue: Queue, other_process: Any) -> None:
    with pytest.raises(TooManyWait):
        queue.take(0.05)
    other_process.stdin.write("\n")
    other_process.stdin.flush()

    queue.take(_ENOUGH_SECONDS)

    assert other_process.stdout.readline() == "gave it back\n"
    queue.give_back()


def test_a_process_that_is_killed_keeps_nobody_out(queue: Queue, other_process: Any) -> None:
    other_process.kill()
    other_process.wait()

    queue.take(_ENOUGH_SECONDS)
    queue.give_back()


@pytest.fixture
def held(app: Any, lane: Any) -> Any:
    """Somebody else is writing, for as long as the test takes."""
    if lane.kind != "sqlite":
        pytest.skip("only SQLite has one writer for the whole file")
    queue = writers.queue_of(lane.path.as_posix())
    assert queue is not None
    queue.take()
    yield queue
    queue.give_back()


def test_readers_do_not_wait_for_a_writer(held: Any) -> None:
    with reading():
        assert db.session.scalar(text("SELECT 1")) == 1
        db.session.rollback()
    with looking():
        assert db.session.scalar(text("SELECT 1")) == 1
    with in_passing():
        db.session.execute(text("DELETE FROM pulse"))
        pytest.fail("it must not write while another one does")


def test_a_transaction_gives_its_turn_back(app: Any, lane: Any) -> None:
    if lane.kind != "sqlite":
        pytest.skip("only SQLite has one writer for the whole file")
    queue = writers.queue_of(lane.path.as_posix())
    assert queue is not None
    for failing in (False, True):
        try:
            with writing():
                db.session.execute(text("DELETE FROM pulse"))
                assert queue._busy
                if failing:
                    raise LookupError
        except LookupError:
            pass
        assert not queue._busy
