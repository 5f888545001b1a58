"""The web server's processes: renewed when they grow, restarted when they die, ended in order."""

from __future__ import annotations

import os
import signal
import threading

import pytest

from tests.fixtures.lanes import subprocess_environment
from tests.fixtures.web import ask, serving, until
from tests.run.test_supervisor import alive, children_of

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]


class Visitor(threading.Thread):
    """Asks for one page after the other, and keeps what was answered."""

    def __init__(self, address):
        super().__init__()
        self.address, self.over, self.seen = address, threading.Event(), []

    def run(self):
        while not self.over.is_set():
            try:
                self.seen.append(ask(self.address, "/").status)
            except OSError as error:
                self.seen.append(error)

    def leave(self):
        self.over.set()
        self.join()
        return set(self.seen)


def test_a_process_that_has_grown_is_followed_and_no_request_is_lost(app, lane, tmp_path):
    environ = subprocess_environment(lane, tmp_path, WEB_PROCESSES="1", WEB_MEMORY_MB="1")
    with serving(environ, tmp_path / "log") as web:
        visitors = [Visitor(web.address) for _ in range(3)]
        for visitor in visitors:
            visitor.start()
        begun = children_of(web.process.pid)

        until(lambda: not set(begun) & set(children_of(web.process.pid)))

        assert [visitor.leave() for visitor in visitors] == [{200}] * 3
        assert web.end() == 0


def test_one_that_dies_is_started_again_while_the_other_serves(app, lane, tmp_path):
    environ = subprocess_environment(lane, tmp_path, WEB_PROCESSES="2")
    with serving(environ, tmp_path / "log") as web:
        begun = until(
            lambda: len(children_of(web.process.pid)) == 2 and children_of(web.process.pid)
        )

        os.kill(begun[0], signal.SIGKILL)
        until(lambda: len(set(children_of(web.process.pid)) - {begun[0]}) == 2)

        assert ask(web.address, "/").status == 200
        assert "has ended; starting another one" in web.log.read_text()
        everybody = children_of(web.process.pid)
        assert web.end() == 0
        assert alive(everybody) == []
