"""``make bench``: pages, processes and sweeps of a system with a large demo city, beside the least
that Flask can answer. ``CASES`` and ``CITY``: see ``town``."""

import re
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

from tests.bench import statements, sweep, town, visitor

#: What a process of Celery may take of the memory, in MB.
CELERY_MB = 120
FILINGS = 15
PUBLIC = ("/healthz", "/", "/centres", "/progress")
_SEARCH = "/desk/cases?q=%E6%BC%94%E7%A4%BA%E5%92%8C%E5%AE%89"
#: What is read by whom; {case} is the first of his queue.
READ = {
    "lanshan.squad": (
        *("/desk/", "/desk/cases", "/desk/cases?standing=all&order=owed", _SEARCH),
        *("/desk/cases/{case}", "/papers/cases/{case}", "/ledger/cases/{case}/payments"),
        *("/intake/", "/requests/", "/papers/waiting", "/reports/board", "/ledger/held"),
    ),
    "lanshan.fund": ("/deposits/", "/advances/fund"),
    "city.supervisor": ("/desk/", "/desk/cases", _SEARCH, "/escalation/", "/reports/board"),
}
#: What a worker answers on the nine pages; the area is taken from the page.
ANSWERS = (
    ("/file/who", {"employer": "演示劳务公司", "kind": "labour_company"}),
    ("/file/where", {"industry": "building", "place": "演示路工地"}),
    ("/file/how-long", {"first": "2026-06", "last": "2026-09"}),
    ("/file/how-much", {"amount": "一万二千八"}),
    ("/file/how-many", {"choice": "alone"}),
    ("/file/evidence", {"kinds": "paper", "story": "年底说好结清，没有给。"}),
    ("/file/you", {"name": "张示例", "no_id": "y", "phone": "13900000164"}),
)


def main():
    with town.standing() as (environ, taken):
        if taken is not None:
            print(f"a city of {town.CASES} cases took {taken:.0f} s")
        with serving(environ, "tests.bench.bare", visitor.PORT, path="/"):
            report([("a bare Flask route", visitor.times(visitor.a_browser(), "/"), "")])
        with serving(environ, "config.run") as system:
            measure(system, environ)
    taken = sweep.seconds()
    print(f"\nsweep of {sweep.DUE} due limits among {sweep.OPEN} open ones: {taken:.2f} s")


@contextmanager
def serving(environ, *module, path="/healthz"):
    """A process that answers, until it is no longer needed."""
    command = [sys.executable, "-m", *module]
    process = subprocess.Popen(command, cwd=town.ROOT, env=environ, stdout=subprocess.DEVNULL)
    try:
        wait_until_it_answers(process, path)
        yield process
    finally:
        process.terminate()
        process.wait()


def wait_until_it_answers(system, path="/healthz"):
    while system.poll() is None:
        try:
            urllib.request.urlopen(f"{visitor.ADDRESS}{path}").close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    sys.exit("the system has ended; start it with make run to see why")


def measure(system, environ):
    report(rows(environ, visitor.a_browser(), PUBLIC))
    report(filing())
    passwords = visitor.accounts(Path(environ["DATA_DIR"]))
    for login, read in READ.items():
        account = (login, passwords[login])
        browser = visitor.signed_in(*account)
        found = re.search(r'href="/desk/cases/(\d+)', visitor.fetch(browser, "/desk/cases"))
        paths = [path.format(case=found[1] if found else "") for path in read]
        print(login)
        report(rows(environ, browser, paths, account))
    report_memory(system.pid)


def rows(environ, browser, paths, account=()):
    """Path, milliseconds, statements."""
    count = statements.counted(environ, paths, account)
    return [(path, visitor.times(browser, path), count[path]) for path in paths]


def filing():
    """The questions, the sending and the progress page of one worker after the other."""
    asked, sent, read = [], [], []
    for _ in range(FILINGS):
        browser = visitor.a_browser()
        for path, answers in ANSWERS:
            asked.append(visitor.post(browser, path, answers)[0])
        taken, receipt = visitor.post(browser, "/file/send", {})
        sent.append(taken)
        code = "".join(re.findall(r"<span>(\d{4})</span>", receipt)[:4])
        visitor.post(browser, "/progress", {"code": code, "tail": "0164"})
        read += visitor.times(browser, "/progress/matter", 3)
    told = (("a question and the next one", asked), ("sending, and the receipt", sent))
    return [(*one, "") for one in (*told, ("/progress/matter", read))]


def report(pages):
    print(f"{'page':40} {'median':>8} {'p95':>8} {'statements':>10}   ms over the wire")
    for path, taken, count in pages:
        p95 = statistics.quantiles(taken, n=20)[-1]
        print(f"{path:40} {statistics.median(taken):8.1f} {p95:8.1f} {count:>10}".rstrip())
    print(flush=True)


def report_memory(supervisor):
    print(f"{'process':40} {'now':>8} {'most':>8}   MB resident")
    for pid in [supervisor, *below(supervisor)]:
        status = Path(f"/proc/{pid}/status").read_text()
        now, most = (
            int(re.search(rf"{field}:\s+(\d+)", status)[1]) * 1024 / 1_000_000
            for field in ("VmRSS", "VmHWM")
        )
        words = Path(f"/proc/{pid}/cmdline").read_bytes().decode().split("\0")
        names = ("valkey-server", "config.web", "worker", "beat", "config.run")
        name = next(name for name in names if name in " ".join(words))
        print(f"{name:40} {now:8.1f} {most:8.1f}   {verdict(name, most)}".rstrip())


def verdict(name, most):
    """Whether a process of Celery is as small as it has to be."""
    if name not in ("worker", "beat"):
        return ""
    return f"{'TOO LARGE,' if most > CELERY_MB else 'of'} {CELERY_MB}"


def below(parent):
    children = [
        int(child)
        for task in Path(f"/proc/{parent}/task").iterdir()
        for child in (task / "children").read_text().split()
    ]
    return [pid for child in children for pid in (child, *below(child))]


if __name__ == "__main__":
    main()
