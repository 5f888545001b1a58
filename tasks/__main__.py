"""``python -m tasks worker`` and ``python -m tasks beat``: the two processes behind the pages.

Celery's own command line does the same, and loads a shell with its line editor into every process
for it: 10 MB each.
"""

from __future__ import annotations

import argparse
import subprocess
import sys

from celery.utils.log import LOG_LEVELS

from config.settings import Settings
from tasks import app


def main() -> int:
    """Serves until asked to stop; the exit status is Celery's."""
    asked = argparse.ArgumentParser(prog="python -m tasks", description=__doc__)
    asked.add_argument("process", choices=("worker", "beat"))
    asked.add_argument("--loglevel", choices=("INFO", "WARNING"), default="WARNING")
    words = asked.parse_args()
    # on SIGHUP a worker starts itself anew, from these words
    sys.argv[:1] = ["-m", "tasks"]
    level = LOG_LEVELS[words.loglevel]
    if words.process == "beat":
        # asked in a process of its own: beat itself need not carry the database
        checked = subprocess.run([sys.executable, "-m", "config.safety"], check=False)
        if checked.returncode:
            return checked.returncode
        app.Beat(loglevel=level, quiet=True).run()
        return 0
    processes = Settings.from_env().task_processes
    worker = app.Worker(
        concurrency=processes, loglevel=level, quiet=True, without_gossip=True, without_mingle=True
    )
    worker.start()
    return worker.exitcode or 0


if __name__ == "__main__":
    sys.exit(main())
