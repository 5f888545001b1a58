"""The page client sees what it should: each fault is found, and a clean page has none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

import pytest
from flask import Flask, redirect, request
from werkzeug.wrappers import Response

from tests.fixtures import once
from tests.fixtures.inspection import header_faults
from tests.fixtures.pages import SHOWS_NOTHING, BadPage, PageClient

POLICY = "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}
CLEAN = """<!doctype html><html lang="zh-Hans"><head><meta charset="utf-8">
<title>投诉 – 系统</title></head><body><main><h1>投诉</h1>%s</main></body></html>"""
FORM = """<form method="post" action="/send"><input type="hidden" name="csrf_token" value="t1">
<input type="hidden" name="form_key" value="k1">
<label for="who">姓名</label><input id="who" name="who" value="张示例">
<label for="kind">种类</label><select id="kind" name="kind"><option value="a">甲</option>
<option value="b" selected>乙</option></select>
<label><input type="checkbox" name="agreed" value="yes" checked>同意</label>
<label for="note">说明</label><textarea id="note" name="note">
两行</textarea>
<button name="verb" value="accept">受理</button></form>"""

Shown = Callable[[str], PageClient]


@pytest.fixture
def shown(now: datetime) -> Shown:
    """A client of a small application whose only page has this in its <main>."""

    def build(inside: str) -> PageClient:
        app = Flask("small")
        app.add_url_rule("/", "home", lambda: CLEAN % inside if "<html" not in inside else inside)
        app.add_url_rule("/send", "send", _echo, methods=["POST"])
        app.after_request(_with_headers)
        return PageClient(app, now)

    return build


def _echo() -> Response | str:
    if request.form.get("who") == "":
        alert = '<div role="alert">请填姓名</div>'
        return Response(CLEAN % (alert + FORM), status=422, mimetype="text/html")
    sent = " ".join(f"{k}={v}" for k, v in sorted(request.form.items(multi=True)))
    return redirect("/") if request.form.get("note") == "back" else CLEAN % sent


def _with_headers(response: Response) -> Response:
    response.headers.update(HEADERS)
    return response


def test_a_clean_page_passes(shown: Shown) -> None:
    page = shown("<p>您好</p>").get("/")

    assert page.h1 == "投诉"
    assert page.title == "投诉 – 系统"
    assert page.text == "投诉 您好"


@pytest.mark.parametrize(
    ("inside", "fault"),
    [
        ("<h1>第二个</h1>", "one h1"),
        ("<p><div>", "invalid HTML"),
        ('<input name="x">', "no label"),
        ("<select name='x'><option>1</option></select>", "no label"),
        ('<textarea name="x"></textarea>', "no label"),
        ('<i id="a"></i><i id="a"></i>', "occurs 2 times"),
        ('<label for="nowhere">甲</label>', "points nowhere"),
        ('<form method="post" action="/send"><button>交</button></form>', "no CSRF token"),
        (FORM.replace('/send', '/lost'), "no route for POST /lost"),
        ('<a href="/lost">去</a>', "no route for GET /lost"),
        ('<a href="#">去</a>', "leads nowhere"),
        ('<a href="javascript:alert(1)">去</a>', "leads nowhere"),
        ('<a href="/"></a>', "without words"),
        ("<button></button>", "without words"),
        ('<img src="/x.png">', "without alt"),
        ("<script>alert(1)</script>", "inline code"),
        ("<style>p { color: red }</style>", "inline code"),
        ('<p style="color: red">红</p>', "inline style"),
        ('<p onclick="alert(1)">点</p>', "inline onclick"),
        ("<p>None</p>", "unfinished"),
        ("<p>%(name)s</p>", "unfinished"),
    ],
)  # fmt: skip
def test_a_fault_is_found(shown: Shown, inside: str, fault: str) -> None:
    inside = inside.replace("%(", "%%(") if "%" in inside else inside
    with pytest.raises(BadPage, match=fault):
        shown(inside.replace("%%(", "%(")).get("/")


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ('lang="zh-Hans"', "", "html lang"),
        ("<title>投诉", "<title>首页", "does not start with the h1"),
        ("<!doctype html>", "", "invalid HTML"),
    ],
)
def test_a_fault_of_the_frame_is_found(shown: Shown, before: str, after: str, fault: str) -> None:
    with pytest.raises(BadPage, match=fault):
        shown((CLEAN % "").replace(before, after)).get("/")


@pytest.mark.parametrize("missing", list(HEADERS))
def test_a_missing_header_is_found(missing: str) -> None:
    left = {name: value for name, value in HEADERS.items() if name != missing}

    assert list(header_faults(left))


@pytest.mark.parametrize(
    "loose", ["script-src 'unsafe-inline'", "script-src *", "script-src data: "]
)
def test_a_loose_policy_is_found(loose: str) -> None:
    assert list(header_faults({**HEADERS, "Content-Security-Policy": f"{POLICY}; {loose}"}))


def test_the_headers_of_a_clean_page_have_no_fault() -> None:
    assert not list(header_faults(HEADERS))


def test_a_form_sends_what_stands_in_it_and_what_is_typed(shown: Shown) -> None:
    page = shown(FORM).get("/").form("/send").submit({"who": "李示例"}, button="受理", expect=200)

    assert page.one("main") == (
        "投诉 agreed=yes csrf_token=t1 form_key=k1"
        f" form_version={SHOWS_NOTHING} kind=b note=两行 verb=accept who=李示例"
    )


def test_a_field_that_the_form_does_not_have_is_an_error(shown: Shown) -> None:
    with pytest.raises(AssertionError, match="has no"):
        shown(FORM).get("/").form().submit({"nobody": "1"})


def test_an_accepted_form_leads_to_the_next_page(shown: Shown) -> None:
    assert shown(FORM).get("/").form().submit({"note": "back"}).url == "/"


def test_a_refused_form_says_why(shown: Shown) -> None:
    form = shown(FORM).get("/").form()

    with pytest.raises(AssertionError, match="请填姓名"):
        form.submit({"who": ""})
    assert form.submit({"who": ""}, expect=422).errors == ["请填姓名"]


def test_a_bare_post_takes_the_tokens_of_the_last_page(shown: Shown) -> None:
    client = shown(FORM)
    client.get("/")

    assert "csrf_token=t1 form_key=k1" in client.post("/send", {"who": "1"}, expect=200).text


def test_an_unexpected_status_is_an_error(shown: Shown) -> None:
    with pytest.raises(AssertionError, match="200, not 404"):
        shown("").get("/", expect=404)


#: What a form that acts once has to do, and what is said of one that does not.
DUTIES = {
    "asks for its key": "no key",
    "knows an old page": "an old page",
    "finds mistakes": "a mistake",
    "keeps its key": "a mistake has taken the key",
    "keeps the words": "is lost",
    "leads to the same place": "sent twice",
    "compares the content": "other content",
    "shows both": "not shown",
}


@pytest.mark.parametrize("forgotten", [None, *DUTIES])
def test_a_form_that_forgets_one_of_its_duties_is_found(
    shown: Shown, forgotten: str | None
) -> None:
    inside = FORM.replace("</form>", '<input name="form_version" type="hidden" value="v1"></form>')
    client, view = shown(inside), Once(forgotten)
    client.app.view_functions["send"] = view.answer
    form = client.get("/").form()

    asked = once.Asked("send", form.values, form.node, partial(client.in_passing, "/send"))
    asked.before()
    faults = asked.after(client.ask("POST", "/send", form.values))

    said = DUTIES.get(forgotten or "")
    assert bool(faults) == bool(said)
    assert not said or any(said in fault for fault in faults)


class Once:
    """A view that acts once, and forgets one of its duties."""

    def __init__(self, forgotten: str | None):
        self.forgotten = forgotten
        self.first: dict[str, str] = {}

    def minds(self, duty: str) -> bool:
        return duty != self.forgotten

    def answer(self) -> Response:
        sent = request.form.to_dict()
        if self.first:
            return self._second(sent)
        old = sent["form_version"] != "v1" and self.minds("knows an old page")
        if old or ("form_key" not in sent and self.minds("asks for its key")):
            return self._again(sent, 409)
        if len(sent["who"]) > 100 and self.minds("finds mistakes"):
            return self._again(sent, 422)
        if sent["who"] == "张示例":
            self.first = sent
        return Response(status=302, headers={"Location": "/"})

    def _second(self, sent: dict[str, str]) -> Response:
        if sent == self.first or not self.minds("compares the content"):
            where = "/" if self.minds("leads to the same place") else "/elsewhere"
            return Response(status=302, headers={"Location": where})
        first = self.first["who"] if self.minds("shows both") else ""
        return Response(CLEAN % (sent["who"] + first), 409, mimetype="text/html")

    def _again(self, sent: dict[str, str], status: int) -> Response:
        who = sent["who"] if self.minds("keeps the words") else ""
        key = sent.get("form_key", "") if self.minds("keeps its key") else "another"
        page = CLEAN % FORM.replace("张示例", who).replace('"k1"', f'"{key}"')
        return Response(page, status, mimetype="text/html")
