"""The city that all measurements stand on: made once by ``flask demo load``, on any database.

``CASES`` says how many cases it has; ``DATABASE_URL`` where it lies (an empty database), else an
SQLite file of its own.
"""

import os
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
CASES = int(os.environ.get("CASES", "100000"))
SEED = "1"


def environment(data_dir, port):
    return {**os.environ, "MODE": "demo", "DATA_DIR": str(data_dir), "PORT": port}


def build(environ):
    """Seconds that it took."""
    _flask(environ, "upgrade")
    started = time.perf_counter()
    _flask(environ, "demo", "load", "--cases", str(CASES), "--seed", SEED)
    return time.perf_counter() - started


def _flask(environ, *words):
    command = [sys.executable, "-m", "flask", "--app", "wsgi", *words]
    subprocess.run(command, cwd=ROOT, env=environ, check=True)


@contextmanager
def opened(environ):
    """An application on it, in this process."""
    from casework.factory import create_app
    from config.settings import Settings

    app = create_app(Settings.from_env(environ), commands=False, views=False)
    with app.app_context():
        yield app
