"""The web and the sweep live without the broker: absent, or there and answering nobody."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from kombu.exceptions import OperationalError
from sqlalchemy import func, select

import tasks
from casework.ground.cases.models.clocks import ClockFiring
from casework.ground.cases.terms import ClockStage
from casework.kernel import clock
from casework.kernel.database import db
from casework.kernel.days import at, day_of
from casework.procedure.escalation.models import Item
from casework.procedure.intake.models.complaints import Complaint
from config import valkey
from tasks import clocks
from tests.chaos.test_at_once import at_once
from tests.factories import cases, identity
from tests.fixtures.lanes import make_app, subprocess_environment
from tests.fixtures.pages import PageClient
from tests.portal import walk

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.chaos


@pytest.fixture
def closed_port():
    """An address at which nobody listens."""
    with closing(socket.create_server(("127.0.0.1", 0))) as probe:
        port = probe.getsockname()[1]
    return f"redis://127.0.0.1:{port}/0"


@pytest.fixture
def frozen_valkey(tmp_path):
    """A real Valkey in the middle of a breath: it takes connections and never answers."""
    home = Path(os.environ["CASEWORK_TEST_RUN"]) / f"frozen-{os.getpid()}"
    server = valkey.start(home, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while not valkey.socket_path(home).exists():
        assert server.poll() is None
    server.send_signal(signal.SIGSTOP)
    yield f"redis+socket://{valkey.socket_path(home)}"
    server.kill()
    server.wait()


@pytest.fixture(params=["closed_port", "frozen_valkey"])
def broker(request):
    return request.getfixturevalue(request.param)


@pytest.fixture
def knocked(monkeypatch):
    """Every address that this process has tried to reach."""
    reached = []
    connect = socket.socket.connect

    def noted(self, address):
        reached.append(str(address))
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", noted)
    return reached


@pytest.fixture
def away(lane, app, broker):
    """The application on the same database, with a broker that is of no use."""
    made = make_app(lane.url, REDIS_URL=broker)
    yield made
    with made.app_context():
        db.engine.dispose()


def test_filing_signing_in_and_editing_never_ask_the_broker(away, session, now, broker, knocked):
    walk.city()
    person = identity.officer(role="inspector")
    case = cases.case()
    session.commit()

    worker = PageClient(away, now)
    worker.get("precheck.topic").form().submit({"topic": "wages"})
    receipt = walk.filed(worker)
    kept = receipt.form("portal.text").submit()
    inspector = PageClient(away, now)
    inspector.sign_in_by_page(person)
    page = inspector.get("cases.note", case_id=case.id).form().submit({"text": "已打电话"})

    assert receipt.h1 == "提交成功"
    assert "短信马上发到您的手机" in kept.text
    assert session.scalar(select(func.count()).select_from(Complaint)) == 1
    assert "已打电话" in page.text
    assert [address for address in knocked if address in broker] == []


def test_the_sweep_for_cron_needs_no_broker(lane, session, broker, tmp_path):
    case = cases.case()
    cases.clock(case=case, due_on=date(2026, 11, 20))
    session.commit()

    environ = subprocess_environment(lane, tmp_path / "data", REDIS_URL=broker)
    swept = subprocess.run(
        [sys.executable, "-m", "flask", "--app", "wsgi", "sweep"], cwd=ROOT, env=environ,
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip

    assert swept.returncode == 0, swept.stderr
    assert session.scalar(select(func.count()).select_from(Item)) == 1


def _sent(broker, day):
    """What beat does in the morning: the task goes to a broker that is not there."""
    once = {"max_retries": 1, "interval_start": 0}
    nowhere = tasks.app.connection_for_write(broker, transport_options=once)
    with clock.fixed(at(day, 9)), nowhere:
        tasks.app.send_task("tasks.clocks.tick", connection=nowhere, retry=False)


@pytest.mark.parametrize("times", [1, 2, 3])
def test_three_days_without_a_broker_are_caught_up_once_with_both_times(
    app, session, closed_port, times
):
    friday, days = date(2026, 11, 13), [date(2026, 11, 16) + timedelta(days=n) for n in range(3)]
    made = [cases.clock(due_on=due).id for due in (friday, *days)]
    session.commit()
    for day in days:
        with pytest.raises(OperationalError):
            _sent(closed_port, day)
    assert session.scalar(select(func.count()).select_from(ClockFiring)) == 0
    back = at(date(2026, 11, 19), 9)
    session.rollback()

    at_once(app, back, *[clocks.tick] * times)
    at_once(app, back + timedelta(minutes=1), *[clocks.tick] * times)

    found = session.scalars(select(ClockFiring)).all()
    breaches = {f.clock_id: f for f in found if f.stage is ClockStage.BREACH}
    assert sorted(f.clock_id for f in found) == sorted(made * 2)
    assert [breaches[one].should_on for one in made] == [
        due + timedelta(days=1) for due in (friday, *days)
    ]
    assert {f.fired_at for f in found} == {back}
    assert [day_of(f.fired_at) > f.should_on for f in breaches.values()].count(True) == 3
