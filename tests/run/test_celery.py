"""How tasks are delivered: late acknowledgement, one at a time, JSON, no timers."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import tasks
from config.settings import BEAT_SECONDS, Settings
from tasks.schedule import SCHEDULE

ROOT = Path(tasks.__file__).parents[1]


@pytest.fixture
def options(tmp_path):
    return tasks.options(Settings.from_env({"DATA_DIR": str(tmp_path)}))


def test_a_task_is_acknowledged_only_when_it_is_done(options):
    assert options["task_acks_late"]
    assert options["task_reject_on_worker_lost"]
    assert options["worker_prefetch_multiplier"] == 1


def test_a_lost_task_comes_back_soon(options):
    transport = options["broker_transport_options"]

    assert transport["unacked_restore_interval"] == 10
    assert transport["unacked_restore_throttle"] == 1
    assert transport["visibility_timeout"] == 300


def test_no_task_outlives_its_own_message(options):
    hard, soft = options["task_time_limit"], options["task_soft_time_limit"]

    assert soft < hard < options["broker_transport_options"]["visibility_timeout"]


def test_a_process_that_has_grown_is_replaced(options):
    assert options["worker_max_memory_per_child"] * 1024 < 120_000_000


def test_only_json_is_taken_and_no_result_is_kept(options):
    assert options["accept_content"] == ["json"]
    assert options["task_serializer"] == "json"
    assert options["result_backend"] is None


def test_beat_and_workers_count_in_utc(options):
    assert options["timezone"] == "UTC"
    assert options["enable_utc"]


@pytest.mark.parametrize("name", SCHEDULE)
def test_every_entry_of_the_schedule_is_a_task(name):
    tasks.discover()

    assert SCHEDULE[name]["task"] in tasks.app.tasks


def test_the_most_frequent_entry_sets_when_beat_is_silent():
    assert min(entry["schedule"] for entry in SCHEDULE.values()) == BEAT_SECONDS


def test_a_worker_carries_neither_pages_nor_a_shell(tmp_path):
    """What a worker loads before its first task: these are megabytes that it has no use for."""
    pages = {"wtforms", "flask_wtf", "flask_migrate", "typst", "openpyxl", "PIL"}
    shell = {"celery.bin", "prompt_toolkit"}
    words = "import sys, tasks.__main__; tasks.discover(); tasks.application(); print(*sys.modules)"

    loaded = subprocess.run(
        [sys.executable, "-c", words], env={"DATA_DIR": str(tmp_path)}, cwd=ROOT,
        capture_output=True, text=True, check=True,
    ).stdout.split()  # fmt: skip

    assert not {name for name in loaded if re.fullmatch(r"casework\.\w+\.(forms|views)", name)}
    assert not (pages | shell) & set(loaded)


def test_nothing_is_sent_for_a_later_hour():
    sources = [*ROOT.glob("tasks/**/*.py"), *ROOT.glob("casework/**/*.py")]

    timed = [str(s) for s in sources if re.search(r"\b(eta|countdown)=", s.read_text())]

    assert timed == []


def test_the_web_process_never_talks_to_the_queue():
    sources = ROOT.glob("casework/**/*.py")

    senders = [
        str(s) for s in sources if re.search(r"\.(delay|apply_async|send_task)\(", s.read_text())
    ]

    assert senders == []
