"""A browser of the measurements: fetches, fills in, signs in, and tells how long it took."""

import http.cookiejar
import os
import re
import time
import urllib.parse
import urllib.request

PORT = os.environ.get("PORT", "8765")
ADDRESS = f"http://127.0.0.1:{PORT}"
TIMES = 40


def a_browser():
    return urllib.request.build_opener(
        urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
    )


def fetch(browser, path, form=None):
    body = urllib.parse.urlencode(form).encode() if form else None
    with browser.open(ADDRESS + path, body) as answer:
        return answer.read().decode()


def times(browser, path, often=TIMES):
    """Milliseconds of each of so many visits."""
    taken = []
    for _ in range(often):
        started = time.perf_counter()
        fetch(browser, path)
        taken.append((time.perf_counter() - started) * 1000)
    return taken


def post(browser, path, answers):
    """How long the answer took, the page after it included; and that page."""
    page = fetch(browser, path)
    if 'name="area"' in page:
        answers = {**answers, "area": re.search(r'<option value="(\d+)"', page)[1]}
    form = {**hidden(page), **answers}
    started = time.perf_counter()
    after = fetch(browser, path, form)
    return (time.perf_counter() - started) * 1000, after


def hidden(page):
    """The hidden fields of a page."""
    kept = re.findall(r'<input[^>]*type="hidden"[^>]*>', page)
    return {attribute(one, "name"): attribute(one, "value") for one in kept}


def attribute(tag, name):
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return found[1] if found else ""


def signed_in(login, password):
    browser = a_browser()
    form = hidden(fetch(browser, "/sign-in"))
    fetch(browser, "/sign-in", {**form, "login": login, "password": password})
    return browser


def accounts(data_dir):
    """Passwords of the demo's officers, by login."""
    lines = (data_dir / "sign-ins.txt").read_text().splitlines()
    return dict(line.split()[:2] for line in lines if re.match(r"[a-z]+\.[a-z0-9]+ ", line))
