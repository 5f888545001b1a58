"""The address of this site: what is printed and drawn as a code, and under which names it answers.

A name that nobody has given us is answered 400, so that no page, mail or cache is ever made for it.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import Flask, current_app, render_template, request, url_for
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

#: Answered under any name: machines that watch ask for it by whatever they know.
_WATCHED = "healthz"


@dataclass(frozen=True)
class Site:
    """``base_url`` is what people type; ``names`` are all host names that we answer to."""

    base_url: str
    names: frozenset[str]
    #: A demo is tried under whatever address its machine has.
    any_address: bool


class UnknownHost(BadRequest):
    """The request asks for a name that is not ours."""


def printed(endpoint: str, **values: str) -> str:
    """The whole address of a page, as paper and codes carry it, whoever asks under which name."""
    return _site().base_url + url_for(endpoint, _external=False, **values)


def is_ours(origin: str) -> bool:
    """Whether ``origin`` (``https://name:port``) is the site that this request asks, or the one
    that people type."""
    own = urlsplit(_site().base_url)
    theirs = urlsplit(origin)
    if theirs.scheme not in ("https", own.scheme):
        return False
    place = _place(theirs.netloc, theirs.scheme)
    return place in (_place(own.netloc, own.scheme), _place(request.host, theirs.scheme))


def _place(netloc: str, scheme: str) -> str:
    """Name and port; the usual port goes without saying."""
    return netloc.lower().removesuffix({"https": ":443", "http": ":80"}.get(scheme, ""))


def _site() -> Site:
    found: Site = current_app.extensions["site"]
    return found


def _name_of(host: str) -> str:
    """``Name.example:8000`` as ``name.example``; an address in brackets without them."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _may_ask_for(name: str) -> bool:
    site = _site()
    return name in site.names or (site.any_address and (name == "localhost" or _is_address(name)))


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _look_at_host() -> None:
    """Raises UnknownHost."""
    if request.endpoint != _WATCHED and not _may_ask_for(_name_of(request.host)):
        raise UnknownHost


def _unknown(_: UnknownHost) -> tuple[str, int]:
    return render_template("web/unknown_host.html", address=_site().base_url), 400


def _stay_here(response: Response) -> Response:
    """What the routing corrects leads on by its path: the name stays the one in the browser."""
    here = request.host_url
    if (response.location or "").startswith(here):
        response.location = "/" + response.location[len(here) :].lstrip("/\\")
    return response


def install(app: Flask, *, base_url: str, also: Iterable[str], any_address: bool) -> None:
    """``also`` are further names under which people reach us."""
    names = frozenset(_name_of(host) for host in (urlsplit(base_url).netloc, *also))
    app.extensions["site"] = Site(base_url, names, any_address)
    app.before_request(_look_at_host)
    app.after_request(_stay_here)
    app.register_error_handler(UnknownHost, _unknown)
