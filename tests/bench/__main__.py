"""``make bench``: measures pages, processes and sweeps of a system with a large demo city, beside
the least that Flask can answer. ``CASES=1000`` makes a smaller city."""

import http.cookiejar
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

from tests.bench import reckoning, sweep, town

ROOT = town.ROOT
PORT = os.environ.get("PORT", "8765")
ADDRESS = f"http://127.0.0.1:{PORT}"
TIMES = 40
OFFICER = "lanshan.squad"
#: What a process of Celery may take of the memory, in MB.
CELERY_MB = 120
FILINGS = 15
PUBLIC = ("/healthz", "/", "/centres", "/progress")
STAFF = ("/desk/", "/desk/cases", "/intake/", "/papers/waiting", "/reports/board")
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
    with tempfile.TemporaryDirectory(prefix="cw-bench-") as data_dir:
        environ = town.environment(data_dir, PORT)
        print(f"a city of {town.CASES} cases took {town.build(environ):.0f} s")
        report([("a bare Flask route", bare(environ))])
        system = subprocess.Popen(
            [sys.executable, "-m", "config.run"],
            cwd=ROOT, env=environ, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            measure(system, Path(data_dir))
        finally:
            system.terminate()
            system.wait()
        print(f"\n{sweep.measured(environ)}\n{reckoning.measured(environ)}")


def bare(environ):
    """A route that says one line, by the same server."""
    server = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.bare", PORT], cwd=ROOT, env=environ
    )
    try:
        wait_until_it_answers(server, "/")
        return times(a_browser(), "/")
    finally:
        server.terminate()
        server.wait()


def measure(system, data_dir):
    waited = wait_until_it_answers(system)
    print(f"answers {waited:.1f} s after the start\n")
    browser = a_browser()
    report([(path, times(browser, path)) for path in PUBLIC])
    report(filing())
    sign_in(browser, data_dir)
    queue = fetch(browser, "/desk/cases")
    cases = re.findall(r'href="(/desk/cases/\d+)', queue)[:1]
    report([(path, times(browser, path)) for path in (*STAFF, *cases)])
    report_memory(system.pid)


def a_browser():
    return urllib.request.build_opener(
        urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
    )


def filing():
    """The questions, the sending and the progress page of one worker after the other."""
    asked, sent, read = [], [], []
    for _ in range(FILINGS):
        browser = a_browser()
        for path, answers in ANSWERS:
            asked.append(post(browser, path, answers)[0])
        taken, receipt = post(browser, "/file/send", {})
        sent.append(taken)
        code = "".join(re.findall(r"<span>(\d{4})</span>", receipt)[:4])
        post(browser, "/progress", {"code": code, "tail": "0164"})
        read += times(browser, "/progress/matter", 3)
    return [("a question and the next one", asked), ("sending, and the receipt", sent),
            ("/progress/matter", read)]  # fmt: skip


def post(browser, path, answers):
    """How long the answer took, the page after it included; and that page."""
    page = fetch(browser, path)
    kept = re.findall(r'<input[^>]*type="hidden"[^>]*>', page)
    hidden = {attribute(one, "name"): attribute(one, "value") for one in kept}
    if 'name="area"' in page:
        answers = {**answers, "area": re.search(r'<option value="(\d+)"', page)[1]}
    started = time.perf_counter()
    after = fetch(browser, path, {**hidden, **answers})
    return (time.perf_counter() - started) * 1000, after


def attribute(tag, name):
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return found[1] if found else ""


def wait_until_it_answers(system, path="/healthz"):
    started = time.monotonic()
    while system.poll() is None:
        try:
            urllib.request.urlopen(f"{ADDRESS}{path}").close()
            return time.monotonic() - started
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    sys.exit("the system has ended; start it with make run to see why")


def fetch(browser, path, form=None):
    body = urllib.parse.urlencode(form).encode() if form else None
    with browser.open(ADDRESS + path, body) as answer:
        return answer.read().decode()


def sign_in(browser, data_dir):
    lines = (data_dir / "sign-ins.txt").read_text().splitlines()
    login, password = next(line.split()[:2] for line in lines if line.startswith(OFFICER))
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)', fetch(browser, "/sign-in"))
    fetch(browser, "/sign-in", {"csrf_token": token[1], "login": login, "password": password})


def times(browser, path, often=TIMES):
    taken = []
    for _ in range(often):
        started = time.perf_counter()
        fetch(browser, path)
        taken.append((time.perf_counter() - started) * 1000)
    return taken


def report(pages):
    print(f"{'page':40} {'median':>8} {'p95':>8}   ms over the wire")
    for path, taken in pages:
        p95 = statistics.quantiles(taken, n=20)[-1]
        print(f"{path:40} {statistics.median(taken):8.1f} {p95:8.1f}")
    print()


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
