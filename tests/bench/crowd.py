"""``python -m tests.bench.crowd``: on the embedded default 16 workers file while 8 officers read
lists and 24 sign in, all at once; how long each waited, and whether anybody was sent away."""

import os
import re
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

FILERS, READERS, SIGNERS = 16, 8, 24
LISTS = ("/desk/", "/desk/cases", "/intake/")
ROUNDS = 2


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="cw-crowd-") as data_dir:
        environ = {**os.environ, "DATA_DIR": data_dir, "PORT": steps.PORT}
        system = subprocess.Popen(
            [sys.executable, "-m", "config.run"],
            cwd=steps.ROOT, env=environ, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            steps.wait_until_it_answers(system)
            report(measure(Path(data_dir)))
        finally:
            system.terminate()
            system.wait()


def measure(data_dir):
    lines = (data_dir / "sign-ins.txt").read_text().splitlines()
    accounts = [tuple(line.split()[:2]) for line in lines if re.match(r"[a-z]+\.[a-z0-9]+ ", line)]
    readers = [signed_in(*accounts[n % len(accounts)]) for n in range(READERS)]
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
            browser = steps.a_browser()
            for path, answers in (*steps.ANSWERS, ("/file/send", {})):
                self.note("filing", steps.post, browser, path, answers)

    def read(self, browser):
        for path in LISTS * ROUNDS * 4:
            self.note("reading", steps.fetch, browser, path)

    def sign_in(self, account):
        for _ in range(ROUNDS):
            self.note("signing in", signed_in, *account)

    def note(self, what, act, *given):
        started = time.perf_counter()
        try:
            act(*given)
            status = 200
        except urllib.error.HTTPError as error:
            status = error.code
        with self.lock:
            self.taken.append((what, status, time.perf_counter() - started))


def signed_in(login, password):
    browser = steps.a_browser()
    page = steps.fetch(browser, "/sign-in")
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)', page)
    key = re.search(r'name="form_key"[^>]*value="([^"]+)', page)
    form = {"csrf_token": token[1], "login": login, "password": password}
    steps.fetch(browser, "/sign-in", {**form, **({"form_key": key[1]} if key else {})})
    return browser


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
