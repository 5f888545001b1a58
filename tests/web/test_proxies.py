"""The address that asks, behind proxies that are trusted and others that are not."""

from __future__ import annotations

from typing import Any

import pytest

from casework.web.proxies import BehindProxies

PROXY, INNER, STRANGER, LIAR = "10.0.0.1", "192.168.7.7", "203.0.113.9", "198.51.100.1"


def _address(remote: str, said: str | None) -> str:
    seen: dict[str, Any] = {}
    application = BehindProxies(lambda environ, _: seen.update(environ), [PROXY, "192.168.0.0/16"])
    environ = {"REMOTE_ADDR": remote}
    if said is not None:
        environ["HTTP_X_FORWARDED_FOR"] = said
    application(environ, None)
    return str(seen["REMOTE_ADDR"])


@pytest.mark.parametrize(
    ("remote", "said", "asks"),
    [
        (PROXY, STRANGER, STRANGER),
        (PROXY, f"{LIAR}, {STRANGER}", STRANGER),
        (PROXY, f"{LIAR}, {STRANGER}, {INNER}", STRANGER),
        (PROXY, "2001:db8::7", "2001:db8::7"),
        (PROXY, None, PROXY),
        (PROXY, "", PROXY),
        (PROXY, "unknown", PROXY),
        (PROXY, "<script>, 1.2.3", PROXY),
        (STRANGER, LIAR, STRANGER),
        (STRANGER, f"{LIAR}, {PROXY}", STRANGER),
        ("", LIAR, ""),
    ],
)
def test_only_a_trusted_proxy_is_believed(remote: str, said: str | None, asks: str) -> None:
    assert _address(remote, said) == asks


@pytest.mark.parametrize(
    ("remote", "said", "scheme"),
    [
        (PROXY, "https", "https"),
        (PROXY, "http, https", "https"),
        (PROXY, "http", "http"),
        (PROXY, None, "http"),
        (PROXY, "<script>", "http"),
        (STRANGER, "https", "http"),
    ],
)
def test_only_a_trusted_proxy_says_that_it_was_over_tls(remote, said, scheme):
    seen: dict[str, Any] = {}
    application = BehindProxies(lambda environ, _: seen.update(environ), [PROXY])
    environ = {"REMOTE_ADDR": remote, "wsgi.url_scheme": "http"}
    if said is not None:
        environ["HTTP_X_FORWARDED_PROTO"] = said
    application(environ, None)
    assert seen["wsgi.url_scheme"] == scheme
