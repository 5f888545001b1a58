"""Who dies is started again, each time later, and left dead when it is hopeless."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from functools import partial

import pytest

from config.keeping import Kept, KeptWeb, Stopped, look_after
from config.processes import Child
from config.run import System
from config.settings import Settings
from tests.fixtures.web import until

LIVES = "import time; time.sleep(600)"
DIES = "import sys; sys.exit('the reason')"


def start(code, child):
    child.start(partial(subprocess.Popen, [sys.executable, "-c", code]))


def kept(code, log):
    return Kept(partial(Child, "example", log), partial(start, code))


def dead(one):
    return one.child.process is not None and one.child.exit_code is not None


def test_it_is_started_again_each_time_later_and_then_given_up(tmp_path):
    one = kept(DIES, tmp_path / "any")
    said, waits, now = [], [], 0.0
    while not one.given_up:
        one.look(now)
        until(lambda: dead(one))
        said.append(one.look(now))
        assert one.look(now) is None
        waits.append(one.again_at - now)
        now = one.again_at

    assert waits[:3] == [0.5, 1, 2]
    assert len(said) == 8
    assert "the reason" in said[0]
    assert "8 times" in said[-1]
    assert one.look(now + 3600) is None
    assert one.child.process is None


def test_who_dies_seldom_is_never_given_up(tmp_path):
    one = kept(DIES, tmp_path / "any")
    for hour in range(20):
        one.look(hour * 3600.0)
        until(lambda: dead(one))
        assert "0.5 s" in one.look(hour * 3600.0)


def test_who_hangs_is_waited_for_longer_each_time_and_then_given_up(tmp_path):
    one = kept(LIVES, tmp_path / "any")
    waits, now = [], 0.0
    while not one.given_up:
        one.look(now)
        assert one.child.exit_code is None
        said = one.has_hung(now)
        assert "silent" in said
        assert one.look(now) is None
        assert one.child.process is None
        waits.append(one.again_at - now)
        now = one.again_at

    assert waits[:4] == [0.5, 1, 2, 4]
    assert "8 times" in said


def test_a_silent_beat_dies_once_until_another_one_has_begun(tmp_path, capsys):
    settings = Settings.from_env({"DATA_DIR": str(tmp_path)})
    with socket.create_server(("127.0.0.1", 0)) as listening:
        system = System(settings, listening)
        system.beat = kept(LIVES, tmp_path / "any")
        system.beat.start()
        system.last_tick = (0, time.monotonic() - 3600)
        system.look_after_beat()
        system.look_after_beat()

    assert len(system.beat.deaths) == 1
    assert system.beat.child.process is None
    assert capsys.readouterr().out.count("silent") == 1


def test_it_ends_only_when_nobody_serves(tmp_path):
    worker, web = kept(DIES, tmp_path / "any"), kept(LIVES, tmp_path / "any")
    web.start()
    worker.given_up = True
    look_after([worker, web], [web])
    web.child.stop(within=0)
    web.given_up = True
    with pytest.raises(Stopped):
        look_after([worker, web], [web])


def test_a_follower_that_does_not_begin_leaves_the_former_in_its_place(tmp_path):
    codes = iter([LIVES, DIES])

    def begin(child):
        heard, said = os.pipe()
        os.set_blocking(heard, False)
        start(next(codes), child)
        os.close(said)
        return heard

    one = KeptWeb(partial(Child, "example", tmp_path / "any"), begin, largest=1)
    one.start()
    former = one.child
    assert "too large" in one.look(0.0)
    until(lambda: one.successor[0].exit_code is not None)

    assert "could not be followed" in one.look(1.0)

    assert one.child is former
    assert former.exit_code is None
    former.stop(within=0)
