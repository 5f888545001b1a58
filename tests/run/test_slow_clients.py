"""Two hundred clients that take their time hold no thread: everybody else is answered meanwhile."""

from __future__ import annotations

import threading

import pytest

from tests.fixtures import slow, tls
from tests.fixtures.lanes import subprocess_environment
from tests.fixtures.web import ask, serving

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

MANY = 200
AT_ONCE = ("/", "/file/who", "/progress", "/healthz", "/sign-in") * 2


def honest(address):
    """The statuses of ten requests at once."""
    statuses = []

    def one(path):
        statuses.append(ask(address, path).status)

    asking = [threading.Thread(target=one, args=(path,)) for path in AT_ONCE]
    for each in asking:
        each.start()
    for each in asking:
        each.join()
    return statuses


def test_beside_slow_clients_everybody_is_answered(app, lane, tmp_path):
    environ = subprocess_environment(lane, tmp_path, WEB_PROCESSES="1", WEB_THREADS="4")
    with serving(environ, tmp_path / "log") as web:
        for kind in slow.KINDS:
            with slow.clients(web.address, kind, number=MANY) as there:
                assert honest(web.address) == [200] * len(AT_ONCE), kind
                assert there() > 0, kind


def test_nor_do_they_over_tls(app, lane, tmp_path):
    cert, key = tls.certificate(tmp_path)
    environ = subprocess_environment(lane, tmp_path, TLS_CERT=str(cert), TLS_KEY=str(key))
    with serving(environ, tmp_path / "log") as web:
        for kind in ("silent", "bodies"):
            with slow.clients(web.address, kind, number=MANY) as there:
                assert honest(web.address) == [200] * len(AT_ONCE), kind
                assert there() > 0, kind
