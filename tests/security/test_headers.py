"""Every kind of answer carries the headers that keep a browser from doing harm."""

from __future__ import annotations

import pytest

from tests.factories import documents, offices

_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_STATIC = "/static/theme/theme.css"


def answers(client, officer):
    """One answer of each kind: what it is, its status, its headers."""
    offices.unit()
    head = officer(role="inspector")
    paper = documents.issued()
    large = {"data": "x" * 2_000_000, "content_type": "application/x-www-form-urlencoded"}
    return {
        "a page": client.ask("GET", "/"),
        "a staff page": head.ask("GET", "/desk/cases"),
        "a redirect": client.ask("GET", "/desk/cases"),
        "a missing page": client.ask("GET", "/nowhere"),
        "a forbidden page": head.ask("GET", "/identity/officers"),
        "a method that is not allowed": client.ask("DELETE", "/", inspect=False),
        "a form with errors": client.ask("POST", "/file/who", {"employer": ""}),
        "a form without its token": client.ask("POST", "/file/who", "employer=x", inspect=False),
        "a file of ours": client.ask("GET", _STATIC, buffered=True),
        "a paper": head.ask("GET", head.url("documents.pdf", paper_id=paper.id)),
        "a body too large": client.ask("POST", "/file/who", inspect=False, **large),
        "health": client.ask("GET", "/healthz"),
    }


def test_every_kind_of_answer_has_the_headers(client, officer):
    wrong = []
    for kind, answer in answers(client, officer).items():
        for name, value in _ALWAYS.items():
            if answer.headers.get(name) != value:
                wrong.append(f"{kind} ({answer.status}): {name} is {answer.headers.get(name)}")
        policy = answer.headers.get("Content-Security-Policy", "")
        if "default-src 'none'" not in policy or "unsafe" in policy:
            wrong.append(f"{kind}: {policy}")
        if "Permissions-Policy" not in answer.headers:
            wrong.append(f"{kind}: no Permissions-Policy")
        if "Access-Control-Allow-Origin" in answer.headers:
            wrong.append(f"{kind}: other sites may read it")
    assert not wrong, "\n".join(wrong)


def test_nothing_but_files_of_ours_is_kept_by_a_browser(client, officer):
    kept = {
        kind: answer.headers.get("Cache-Control")
        for kind, answer in answers(client, officer).items()
        if kind != "a file of ours" and answer.headers.get("Cache-Control") != "no-store"
    }
    assert not kept


def test_a_paper_is_downloaded_not_shown(client, officer):
    paper = answers(client, officer)["a paper"]
    assert paper.headers["Content-Disposition"].startswith("attachment")
    assert paper.type == "application/pdf"


def test_a_secure_connection_is_remembered_as_such(client):
    answer = client.ask("GET", "/", base_url="https://localhost")
    assert "max-age=31536000" in answer.headers["Strict-Transport-Security"]


@pytest.mark.parametrize("target", ["https://elsewhere.example/", "//elsewhere.example", "/\\x"])
def test_no_address_leads_to_another_site(client, target):
    for name in ("next", "back", "to"):
        for path in ("/", "/sign-in", "/progress", "/desk/cases"):
            answer = client.ask("GET", path, query_string={name: target, "lang": "zh"})
            assert "elsewhere" not in (answer.location or "").split("?")[0]
