"""``python -m tests.bench.crowd``: on the embedded default 16 workers file while 8 officers read
lists and 24 sign in, all at once; how long each waited, and whether anybody was sent away."""

import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
from collections import Counter
from pathlib import Path

from tests.bench import __main__ as steps
from tests.bench import town, visitor

FILERS, READERS, SIGNERS = 16, 8, 24
LISTS = ("/desk/", "/desk/cases", "/intake/")
ROUNDS = 2


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="cw-crowd-") as data_dir:
        environ = {**os.environ, "DATA_DIR": data_dir, "PORT": visitor.PORT}
        system = subprocess.Popen(
            [sys.executable, "-m", "config.run"],
            cwd=town.ROOT, env=environ, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            steps.wait_until_it_answers(system)
            report(measure(Path(data_dir)))
        finally:
            system.terminate()
            system.wait()


def measure(data_dir):
    accounts = list(visitor.accounts(data_dir).items())
    readers = [visitor.signed_in(*accounts[n % len(accounts)]) for n in range(READERS)]
    crowd = Crowd(FILERS + READERS + SIGNERS)
    for _ in range(FILERS):
        crowd.join(crowd.file)
    for reader in readers:
        crowd.join(crowd.read, reader)
    for number in range(SIGNERS):
        crowd.join(crowd.sign_in, accounts[number % len(accounts)])
    return crowd.done()


class Crowd:
    """People who all begin at the same moment, and how long each step of theirs took."""

    def __init__(self, people):
        self.gate, self.lock = threading.Barrier(people), threading.Lock()
        self.taken, self.threads = [], []

    def join(self, act, *given):
        def run():
            self.gate.wait()
            act(*given)

        self.threads.append(threading.Thread(target=run))
        self.threads[-1].start()

    def done(self):
        for thread in self.threads:
            thread.join()
        return self.taken

    def file(self):
        for _ in range(ROUNDS):
            browser = visitor.a_browser()
            for path, answers in (*steps.ANSWERS, ("/file/send", {})):
                self.note("filing", visitor.post, browser, path, answers)

    def read(self, browser):
        for path in LISTS * ROUNDS * 4:
            self.note("reading", visitor.fetch, browser, path)

    def sign_in(self, account):
        for _ in range(ROUNDS):
            self.note("signing in", visitor.signed_in, *account)

    def note(self, what, act, *given):
        started = time.perf_counter()
        try:
            act(*given)
            status = 200
        except urllib.error.HTTPError as error:
            status = error.code
        with self.lock:
            self.taken.append((what, status, time.perf_counter() - started))


def report(taken):
    for what in ("filing", "reading", "signing in"):
        mine = [(status, seconds) for kind, status, seconds in taken if kind == what]
        seconds = [one for _status, one in mine]
        answers = dict(Counter(status for status, _seconds in mine))
        p95 = statistics.quantiles(seconds, n=20)[-1]
        print(f"{what:12} {len(mine):5} steps  median {statistics.median(seconds):6.2f} s  "
              f"p95 {p95:6.2f} s  longest {max(seconds):6.2f} s  answers {answers}")  # fmt: skip


if __name__ == "__main__":
    main()
