"""The whole system as ``make run`` starts it: real processes on a private data directory."""

import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from contextlib import closing
from pathlib import Path

import pytest

from tests.fixtures.lanes import make_app
from tests.fixtures.wire import Wire
from tests.portal import walk

ROOT = Path(__file__).parents[2]
PATIENCE_SECONDS = 90

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]


class System:
    """A running system and what can be done to it."""

    def __init__(self, data_dir):
        self.data_dir = data_dir
        with closing(socket.create_server(("127.0.0.1", 0))) as probe:
            self.port = probe.getsockname()[1]
        self.environ = {
            "PATH": os.environ["PATH"],
            "DATA_DIR": str(data_dir),
            "PORT": str(self.port),
        }
        self.address = f"http://127.0.0.1:{self.port}"
        self.start()

    def start(self):
        with (self.data_dir / "console").open("ab") as console:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "config.run"],
                cwd=ROOT,
                env=self.environ,
                stdout=console,
                stderr=console,
            )

    def until(self, happened):
        for _ in range(PATIENCE_SECONDS * 5):
            if answer := happened():
                return answer
            time.sleep(0.2)
        raise AssertionError(self.words())

    def words(self):
        return (self.data_dir / "console").read_text()

    def answers(self):
        assert self.process.poll() is None, self.words()
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz") as answer:
                return answer.read()
        except urllib.error.URLError:
            return None

    def is_well(self):
        """Nobody is silent; no law is loaded here, so the calendar may be asked for."""
        said = json.loads(self.answers() or b'{"silent": ["web"], "alarms": []}')
        return not said["silent"] and set(said["alarms"]) <= {"calendar_missing"}

    def child(self, word):
        """The process directly under the supervisor whose command says this word."""
        [pid] = [p for p in children_of(self.process.pid) if word in command_of(p)]
        return pid

    def everybody(self):
        """Every process of this system, however deep."""
        found, waiting = [], [self.process.pid]
        while waiting:
            waiting += (below := children_of(waiting.pop()))
            found += below
        return found

    def end(self):
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait()


def children_of(parent):
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rsplit(")", 1)[1].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(fields[1]) == parent and fields[0] != "Z":
            found.append(int(stat.parent.name))
    return found


def command_of(pid):
    return Path(f"/proc/{pid}/cmdline").read_bytes().decode().split("\0")


def alive(pids):
    return [pid for pid in pids if Path(f"/proc/{pid}").exists()]


@pytest.fixture
def data_dir(tmp_path):
    """Deep, so that the queue's socket does not fit; with a city in it, so that none is built."""
    deep = tmp_path / ("a-long-way-down-" * 4) / ("and-further-" * 4)
    deep.mkdir(parents=True)
    (deep / "sign-ins.txt").write_text("示例  a-password\n")
    return deep


@pytest.fixture
def system(data_dir):
    started = System(data_dir)
    yield started
    started.end()


def run(environ):
    """A start that is over soon, because it is refused."""
    command = [sys.executable, "-m", "config.run"]
    return subprocess.run(
        command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False
    )


def query(data_dir, statement):
    with closing(sqlite3.connect(data_dir / "casework.sqlite3")) as database:
        return database.execute(statement).fetchall()


def test_it_serves_replaces_a_frozen_beat_stops_cleanly_and_keeps_its_data(system, data_dir):
    system.until(system.is_well)
    system.until(lambda: "a-password" in system.words())
    assert f"http://127.0.0.1:{system.port}" in system.words()

    frozen = system.child("beat")
    os.kill(frozen, signal.SIGSTOP)
    system.until(lambda: "beat has gone silent" in system.words())
    system.until(lambda: [p for p in children_of(system.process.pid) if "beat" in command_of(p)])
    assert system.child("beat") != frozen
    assert alive([frozen]) == []

    everybody = system.everybody()
    system.process.send_signal(signal.SIGTERM)
    assert system.process.wait() == 0
    assert alive(everybody) == []

    pulse = query(data_dir, "SELECT id FROM pulse")
    system.start()
    system.until(system.answers)
    assert query(data_dir, "SELECT id FROM pulse") == pulse


def process_of(system, name):
    """The process id of a process that is kept running; None while there is none."""
    marks = {
        "worker": "tasks worker",
        "beat": "tasks beat",
        "web": "config.web",
        "valkey": "valkey-server",
    }
    found = [p for p in children_of(system.process.pid) if marks[name] in " ".join(command_of(p))]
    return found[0] if found else None


def to_send(system, data_dir, employer):
    """The last page of a tip, not yet sent."""
    [(area,)] = query(data_dir, "SELECT id FROM area WHERE code = '371302'")
    client = Wire(make_app(f"sqlite:///{data_dir / 'casework.sqlite3'}"), system.address)
    answers = {**walk.UNSURE, "who": {"employer": employer}}
    answers["where"] = {**walk.UNSURE["where"], "area": str(area)}
    return walk.to_send(client, answers).form()


def test_whoever_is_killed_comes_back_and_no_complaint_is_lost_or_doubled(data_dir):
    system = System(data_dir)
    try:
        system.until(system.is_well)
        for number, name in enumerate(["worker", "beat", "web", "valkey"], start=1):
            send = to_send(system, data_dir, f"演示{name}公司")
            killed = process_of(system, name)
            killing = threading.Timer(0.02, os.kill, (killed, signal.SIGKILL))
            killing.start()

            receipt = send.submit()

            killing.join()
            assert walk.code_of(receipt)
            assert query(data_dir, "SELECT count(*) FROM complaint") == [(number,)]
            system.until(lambda: process_of(system, name) not in (None, killed))  # noqa: B023
        system.until(system.is_well)
        assert system.words().count("has ended; starting another one") == 4
        system.process.terminate()
        assert system.process.wait() == 0
    finally:
        system.end()


def test_when_the_supervisor_is_killed_nobody_is_left_behind(system):
    system.until(system.answers)
    everybody = system.everybody()

    system.process.kill()

    system.until(lambda: not alive(everybody))


def test_a_second_system_on_the_same_directory_is_refused(system, data_dir):
    system.until((data_dir / "valkey").exists)

    second = run(system.environ)

    assert second.returncode == 1
    assert "another system is running" in second.stdout


def test_an_address_in_use_is_named_in_one_sentence(tmp_path):
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = str(taken.getsockname()[1])
        environ = {"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path), "PORT": port}
        refused = run(environ)

    assert refused.returncode == 1
    assert re.fullmatch(rf"casework: cannot use 127.0.0.1:{port}: .*PORT=.*\n", refused.stdout)


def test_unsafe_settings_are_named_together(tmp_path):
    environ = {"PATH": os.environ["PATH"], "MODE": "production", "DATA_DIR": str(tmp_path)}

    refused = run(environ)

    assert refused.returncode == 2
    assert {"SECRET_KEY", "FIELD_KEY", "INDEX_KEY", "BASE_URL"} <= set(
        re.findall(r"- (\w+):", refused.stdout)
    )
