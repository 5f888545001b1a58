"""The city that is measured: made by ``flask demo load`` on a PostgreSQL of its own.

``CASES=1000`` makes a smaller one; ``CITY=directory`` keeps it there and measures it again the
next time; ``DATABASE_URL`` takes another, empty database instead. Nothing else is left behind.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from tests.bench.visitor import PORT
from tests.fixtures import postgres, run

ROOT = Path(__file__).parents[2]
CASES = int(os.environ.get("CASES", "100000"))
SEED = "1"
#: As a small server is set up; what it has said to have written may still be on its way.
_SERVER = ("shared_buffers=256MB", "max_wal_size=2GB", "synchronous_commit=off")


@contextmanager
def standing():
    """The environment of a system on it; and how long it took to build, None where it stood."""
    kept = os.environ.get("CITY")
    home = Path(kept) if kept else Path(tempfile.mkdtemp(prefix="cw-city-", dir="/tmp"))
    home.mkdir(mode=0o711, parents=True, exist_ok=True)
    home.chmod(0o711)
    try:
        with _database(home / "pg") as url:
            environ = _environment(home / "data", url)
            yield environ, _built(environ, home / "built")
    finally:
        if not kept:
            shutil.rmtree(home)


@contextmanager
def _database(home):
    if "DATABASE_URL" in os.environ:
        yield os.environ["DATABASE_URL"]
        return
    server = postgres.launch(home, _SERVER)
    try:
        yield postgres.url("postgres", str(home))
    finally:
        run.stop(server["pid"], signal.SIGINT)


def _environment(data_dir, url):
    data_dir.mkdir(exist_ok=True)
    own = {"MODE": "demo", "DATA_DIR": str(data_dir), "PORT": PORT, "DATABASE_URL": url}
    return {**os.environ, **own}


def _built(environ, mark):
    """Seconds; None where it stands already."""
    wanted = f"{CASES} {SEED}"
    if mark.exists():
        if mark.read_text() != wanted:
            sys.exit(f"{mark.parent} holds another city: {mark.read_text()}")
        return None
    _flask(environ, "upgrade")
    started = time.perf_counter()
    _flask(environ, "demo", "load", "--cases", str(CASES), "--seed", SEED)
    taken = time.perf_counter() - started
    mark.write_text(wanted)
    return taken


def _flask(environ, *words):
    command = [sys.executable, "-m", "flask", "--app", "wsgi", *words]
    subprocess.run(command, cwd=ROOT, env=environ, check=True)
