"""Production over TLS as the README tells it: from an empty directory to an order to pay, in a
real browser, once with the web server's own TLS and once behind a TLS proxy.
"""

from __future__ import annotations

import base64
import os
import re
import secrets
import shlex
import signal
import subprocess
import sys
from contextlib import ExitStack, closing, suppress
from datetime import timedelta
from urllib.parse import urlsplit

import psycopg
import pytest

from casework.kernel import clock
from casework.kernel.days import day_of
from tests.fixtures import postgres, run, tls, tls_proxy
from tests.fixtures.browser import DESK, PHONE, Browser, choose_month, chromium, leave
from tests.fixtures.web import ROOT, answers, ask, free_port, until
from tests.journeys.test_in_the_browser import choose, follow, press
from tests.portal import walk

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.timeout(900)]

COUNTY = "兰山"
PASSWORDS = {login: secrets.token_urlsafe(18) for login in ("admin", "clerk", "one", "two", "head")}
TOLD = re.search(r"## On several machines\n(.*?)\n## ", (ROOT / "README.md").read_text(), re.S)[1]
OWN = "postgresql://casework:…@db.example/casework"
OWNERS = "postgresql://casework_owner:…@db.example/casework"


def blocks(kind):
    """The blocks of this kind in the README's section."""
    return re.findall(rf"```{kind}\n(.*?)```", TOLD, re.S)


def block(kind, word):
    """The only block of this kind that has the word."""
    [found] = [one for one in blocks(kind) if word in one]
    return found


def named(text):
    """Variables and what the README says of them."""
    return dict(line.split("=", 1) for line in text.splitlines())


class Site:
    """An installation: its environment, commands and processes."""

    def __init__(self, home, valkey):
        self.home = home
        self.server = run.once("pg-production", lambda: postgres.launch(
            run.directory() / "pg-production", ()))  # fmt: skip
        self.database = f"production_{secrets.token_hex(4)}"
        self.inner = free_port()
        self.stack = ExitStack()
        self.environ = {
            "MODE": "production",
            "DATA_DIR": str(home / "data"),
            "DATABASE_URL": self.url("casework"),
            "REDIS_URL": valkey,
            "STORAGE_URL": f"file://{home / 'files'}",
            **{f"{n}_KEY": base64.b64encode(secrets.token_bytes(32)).decode()
               for n in ("SECRET", "FIELD", "INDEX")},
        }  # fmt: skip
        assert {*self.environ, "BASE_URL"} == {*named(block("sh", "MODE=production"))}

    def url(self, role):
        return f"postgresql://{role}@/{self.database}?host={self.server['home']}"

    def make_database(self):
        """By the README's statements; the roles belong to the server, the database to this test."""
        place = f"host={self.server['home']} user=postgres dbname=postgres"
        with closing(psycopg.connect(place, autocommit=True)) as server:
            for line in block("sql", "CREATE DATABASE").splitlines():
                with suppress(psycopg.errors.DuplicateObject):
                    server.execute(line.replace("DATABASE casework", f"DATABASE {self.database}"))

    def command(self, line):
        """A line of the README, with this interpreter and this database."""
        line = line.replace(OWNERS, shlex.quote(self.url("casework_owner")))
        called = {"flask": f"{sys.executable} -m flask", "python": sys.executable}
        return re.sub(r"\.venv/bin/(flask|python)", lambda found: called[found[1]], line)

    def run(self, lines):
        """What these lines print."""
        done = subprocess.run(
            ["sh", "-euc", self.command(lines)], cwd=ROOT, env=self.whole, check=False,
            capture_output=True, text=True,
        )  # fmt: skip
        assert done.returncode == 0, f"{lines}\n{done.stdout}{done.stderr}"
        return done.stdout

    @property
    def whole(self):
        return {**self.environ, "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}

    def start(self, line):
        """Runs until the installation ends, and ends in order then."""
        words = shlex.split(self.command(line), comments=True)
        with (self.home / "log").open("ab") as log:
            process = subprocess.Popen(words, cwd=ROOT, env=self.whole, stdout=log, stderr=log)
        self.stack.callback(self.end, process)

    def end(self, process):
        process.terminate()
        try:
            code = process.wait(60)
        except subprocess.TimeoutExpired:
            process.kill()
            code = process.wait()
        # by the signal itself while it was still starting
        assert code in (0, -signal.SIGTERM), f"{process.args} ended with {code}\n{self.log()}"

    def log(self):
        return (self.home / "log").read_text()


@pytest.fixture
def site(request, tmp_path, valkey):
    if chromium() is None:
        pytest.skip("Chromium is not installed (Debian: apt-get install chromium)")
    made = Site(tmp_path, valkey)
    cert, key = tls.certificate(tmp_path)
    with made.stack:
        outer = made.inner
        if request.param == "own":
            more = {"PORT": str(made.inner), "TLS_CERT": str(cert), "TLS_KEY": str(key)}
            assert {*more, "HOST"} == {*named(block("sh", "TLS_CERT"))}
        else:
            outer = free_port()
            more = {"PORT": str(made.inner), "TRUSTED_PROXIES": "127.0.0.1"}
            assert {*more, "HOST"} == {*named(block("sh", "TRUSTED_PROXIES"))}
            made.stack.enter_context(
                tls_proxy.in_front(block("nginx", "server"), port=outer, behind=made.inner,
                                   cert=cert, key=key, home=tmp_path / "nginx")
            )  # fmt: skip
        made.environ |= {**more, "HOST": "127.0.0.1", "BASE_URL": f"https://localhost:{outer}"}
        yield made


@pytest.fixture
def browser(site):
    """Another than that of the live application: this one's site stands on its own."""
    opened = Browser(chromium(), site.environ["BASE_URL"])
    yield opened
    opened.close()
    assert not opened.wrong, "\n".join(opened.wrong)


def window(browser, path, size):
    return browser.open(path, size=size, ignore_https_errors=True)


def set_password(page, login, key):
    page.goto("/first-password")
    page.fill("#login", login)
    page.fill("#key", key)
    page.fill("#password", PASSWORDS[login])
    page.fill("#again", PASSWORDS[login])
    leave(page, "main button.btn-primary")


def sign_in(browser, login):
    page = window(browser, "/sign-in", DESK)
    page.fill("#login", login)
    page.fill("#password", PASSWORDS[login])
    leave(page, "main button.btn-primary")
    return page


def new_officer(admin, login, role):
    """Made by the administrator; the person sets a password in a window of his own."""
    admin.goto("/officers/new")
    admin.fill("#login", login)
    admin.fill("#name", f"{login}示例")
    admin.select_option("#role", role)
    options = admin.locator("#unit_id option")
    [unit] = [
        o.get_attribute("value")
        for o in options.all()
        if COUNTY in o.inner_text() and "人社" in o.inner_text()
    ]
    admin.select_option("#unit_id", unit)
    leave(admin, "main button.btn-primary")
    leave(admin, "form[action$='/invite'] button")
    return admin.inner_text("main strong.num").strip()


def filed(page, today):
    """A worker's complaint on a phone; its receipt code."""
    county = f"#area option:has-text('{COUNTY}')"
    last_month = today.replace(day=1) - timedelta(days=1)
    leaves = "main .actions button.btn-primary"
    page.goto("/file/who")
    page.fill("#employer", "演示劳务公司")
    choose(page, "labour_company")
    leave(page, leaves)
    choose(page, "building")
    page.select_option("#area", page.locator(county).first.get_attribute("value"))
    page.fill("#place", "演示路工地")
    leave(page, leaves)
    choose_month(page, "first", f"{last_month:%Y-%m}")
    choose_month(page, "last", f"{last_month:%Y-%m}")
    leave(page, leaves)
    page.fill("#amount", "12800")
    leave(page, leaves)
    choose(page, "alone")
    leave(page, leaves)
    choose(page, "paper")
    page.fill("#story", "说好结清，没有给。")
    leave(page, leaves)
    page.fill("#name", "张示例")
    page.fill("#id_number", walk.ID_NUMBER)
    page.fill("#phone", walk.PHONE)
    leave(page, leaves)
    leave(page, "main .actions .btn-primary")
    leave(page, leaves)
    return "".join(page.inner_text(".receipt .code").split())


def to_the_order(browser, today):
    """From the queue to an order that has been issued."""
    desk = sign_in(browser, "clerk")
    desk.goto("/intake/")
    follow(desk, "诉〔")
    press(desk, "受理")
    chief = sign_in(browser, "head")
    chief.goto("/desk/cases")
    follow(chief, "0001")
    case = urlsplit(chief.url).path
    follow(chief, "指派监察员")
    for field, login in (("#lead", "one"), ("#assistant", "two")):
        label = chief.locator(f"{field} option:has-text('{login}示例')").first
        chief.select_option(field, label.get_attribute("value"))
    press(chief, "指派")

    works = sign_in(browser, "one")
    works.goto(case)
    follow(works, "人员与金额")
    follow(works, "核实金额")
    works.locator("main input[id^='verified_']").fill("12800")
    press(works, "保存认定")
    works.goto(f"/inspections/cases/{case.rsplit('/', 1)[1]}/order")
    works.fill("#term_on", f"{today + timedelta(days=7)}")
    press(works, "拟稿")
    paper = urlsplit(works.url).path
    chief.goto("/papers/waiting")
    chief.goto(paper)
    follow(chief, "审批")
    press(chief, "批准")
    works.goto(paper)
    press(works, "制发")
    return works, case


def first_admin(site, browser):
    """Installed and started; the browser in which the first administrator has signed in."""
    site.make_database()
    (site.home / "data").mkdir()
    once = block("sh", "officer first").replace("make setup\n", "")
    said = site.run(once.replace("zhang.li", "admin"))
    for line in block("sh", "config.web").splitlines():
        site.start(line)
    until(lambda: answers(site.environ["BASE_URL"]))
    admin = window(browser, "/", DESK)
    set_password(admin, "admin", re.search(r"key\s+(\S+)", said)[1])
    return admin


def only_over_tls(site, *pages):
    """Cookies never leave in the clear, and no other name is answered."""
    for page in pages:
        cookies = page.context.cookies()
        assert cookies
        assert all(c["secure"] and c["name"].startswith("__Host-") for c in cookies), cookies
    answer = pages[-1].goto("/desk/")
    assert "max-age=31536000" in answer.headers["strict-transport-security"]
    elsewhere = {"Host": "elsewhere.example"}
    assert ask(site.environ["BASE_URL"], "/", headers=elsewhere).status == 400


@pytest.mark.parametrize("site", ["own"], indirect=True)
def test_with_its_own_tls_the_first_administrator_comes_in(site, browser):
    only_over_tls(site, first_admin(site, browser))


@pytest.mark.longer
@pytest.mark.parametrize(
    "site", ["proxy", pytest.param("own", marks=pytest.mark.soak)], indirect=True
)
def test_from_an_empty_directory_to_an_order_over_tls(site, browser):
    admin = first_admin(site, browser)
    roles = {"clerk": "clerk", "one": "inspector", "two": "inspector", "head": "squad_head"}
    keys = {login: new_officer(admin, login, role) for login, role in roles.items()}
    for login, key in keys.items():
        set_password(window(browser, "/", DESK), login, key)

    today = day_of(clock.now())
    phone = window(browser, "/", PHONE)
    code = filed(phone, today)
    works, case = to_the_order(browser, today)
    works.goto(case)

    assert "责令" in works.inner_text("main")
    phone.goto("/progress")
    phone.fill("#code", code)
    phone.fill("#tail", walk.PHONE[-4:])
    leave(phone, "main .actions button.btn-primary")
    only_over_tls(site, phone, works)
