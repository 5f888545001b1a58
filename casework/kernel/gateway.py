"""Ways out for messages: a mailbox inside the system, a file or the console, a mail server, a
text message service. And how that service proves that it is speaking to us.

Owns how one message leaves and how the answer is read. Leaves what is said to ``notices``.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import smtplib
import ssl
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from email.message import EmailMessage
from enum import Enum
from http.client import HTTPException
from pathlib import Path
from typing import Any, Protocol
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

_TIMEOUT_SECONDS = 10
_SENDER = "casework@localhost"
_LONGEST_ANSWER = 4096
#: A service says so of one message; any other refusal is about us, or about everybody.
_NOT_THIS_ONE = (400, 422)


@dataclass(frozen=True)
class Letter:
    """One message: its own key (for the service to know a repeat), address, words, way.

    ``template`` and ``parameters`` say the same for a service that sends registered templates
    alone; ``words`` begin with the signature.
    """

    key: str
    address: str
    words: str
    by_mail: bool = False
    template: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    """``arrived``: True taken over, False refused, None nobody knows. ``bad_address``: refused for
    its address or words, and so it would be every time; the way out itself works."""

    arrived: bool | None
    bad_address: bool = False
    reference: str = ""
    reason: str = ""


class Fate(Enum):
    """What a service says became of a message, in the word that it uses."""

    TAKEN = "accepted"
    DELIVERED = "delivered"
    UNDELIVERED = "undelivered"
    NEVER_SEEN = "unknown"

    @classmethod
    def known(cls, word: object) -> Fate | None:
        """None for any other word: it is no answer."""
        return next((fate for fate in cls if fate.value == word), None)


class Gateway(Protocol):
    """Anything that takes a letter and answers for it."""

    def send(self, letter: Letter) -> Answer: ...


class Mailbox:
    """The default: the letter stays in the message table, where an administrator reads it."""

    def send(self, letter: Letter) -> Answer:
        return Answer(arrived=True, reference="mailbox")


class TextFile:
    """Each letter as a line of JSON at the end of a file, or on the console: to try things out."""

    def __init__(self, path: Path | None):
        self.path = path

    def send(self, letter: Letter) -> Answer:
        line = json.dumps(asdict(letter), ensure_ascii=False) + "\n"
        if self.path is None:
            sys.stdout.write(line)
            return Answer(arrived=True, reference="console")
        with self.path.open("a", encoding="utf-8") as file:
            file.write(line)
            file.flush()
            os.fsync(file.fileno())
        return Answer(arrived=True, reference="file")


class _NoRedirect(HTTPRedirectHandler):
    """A service that sends us elsewhere is not the one that was configured."""

    def redirect_request(self, *_args: object) -> None:
        return None


class TextService:
    """A text message service over HTTP: POST of key, to, text, signature, template, parameters as
    JSON; 2xx means taken over.

    Where it has a status address, GET with ``?key=`` says what became of that message.
    """

    def __init__(self, url: str, token: str | None, status_url: str | None = None):
        self.url = url
        self.status_url = status_url
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}
        self._open = build_opener(_NoRedirect).open

    def send(self, letter: Letter) -> Answer:
        body = json.dumps(
            {
                "key": letter.key,
                "to": letter.address,
                "text": letter.words,
                "signature": signature(),
                "template": letter.template,
                "parameters": dict(letter.parameters),
            }
        )
        headers = {
            "Content-Type": "application/json",
            "Idempotency-Key": letter.key,
            **self._headers,
        }
        request = Request(self.url, body.encode(), headers, method="POST")
        try:
            with self._open(request, timeout=_TIMEOUT_SECONDS) as answer:
                return Answer(arrived=True, reference=_reference(answer.read(_LONGEST_ANSWER)))
        except HTTPError as error:
            # a server error may come after the message has gone out
            return Answer(
                arrived=None if error.code >= 500 else False,
                bad_address=error.code in _NOT_THIS_ONE,
                reason=str(error.code),
            )
        except URLError as error:
            refused = isinstance(error.reason, ConnectionRefusedError)
            return Answer(arrived=False if refused else None, reason=str(error.reason)[:100])
        except (OSError, HTTPException) as error:
            # the line broke while we waited for the answer
            return Answer(arrived=None, reason=type(error).__name__)

    def ask(self, key: str) -> Fate | None:
        """What became of a message; None when there is no clear answer.

        Only a plain word counts: a wrong address answers 404 for every message, and none of them
        is lost for that.
        """
        if self.status_url is None:
            return None
        request = Request(f"{self.status_url}?{urlencode({'key': key})}", headers=self._headers)
        try:
            with self._open(request, timeout=_TIMEOUT_SECONDS) as answer:
                return Fate.known(_body(answer.read(_LONGEST_ANSWER)).get("state"))
        except (OSError, HTTPException):
            return None


def _body(answer: bytes) -> dict[str, Any]:
    """The object that a service answered with; empty when it is none."""
    try:
        found = json.loads(answer)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _reference(answer: bytes) -> str:
    return str(_body(answer).get("id", ""))[:120]


class MailServer:
    """A mail server, ``smtp://user:password@host:port`` or ``smtps://``.

    ``smtp://host/text.example`` is a service that turns mail into text messages: a number is
    written to as ``number@text.example``.
    """

    def __init__(self, url: str, sender: str):
        self.parts = urlsplit(url)
        self.sender = sender
        self.domain = self.parts.path.strip("/")

    def send(self, letter: Letter) -> Answer:
        message = EmailMessage()
        to = f"{letter.address}@{self.domain}" if self.domain else letter.address
        message["From"], message["To"] = self.sender, to
        message["Subject"] = letter.words[:30]
        message["Message-ID"] = (
            f"<{letter.key.replace(':', '.')}@{self.sender.partition('@')[2] or 'localhost'}>"
        )
        message.set_content(letter.words)
        try:
            server = self._connect()
        except (smtplib.SMTPException, OSError) as error:
            return Answer(arrived=False, reason=type(error).__name__)
        return self._hand_over(server, message)

    def _hand_over(self, server: smtplib.SMTP, message: EmailMessage) -> Answer:
        try:
            server.send_message(message)
        except smtplib.SMTPRecipientsRefused:
            return Answer(arrived=False, bad_address=True, reason="recipient refused")
        except smtplib.SMTPResponseException as error:
            return Answer(arrived=False, reason=f"{error.smtp_code}")
        except (smtplib.SMTPException, OSError) as error:
            return Answer(arrived=None, reason=type(error).__name__)
        finally:
            # what goes wrong while saying goodbye must not send it again
            with suppress(smtplib.SMTPException, OSError):
                server.quit()
            server.close()
        return Answer(arrived=True, reference=str(message["Message-ID"]))

    def _connect(self) -> smtplib.SMTP:
        host, port = self.parts.hostname or "localhost", self.parts.port
        if self.parts.scheme == "smtps":
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                host, port or 465, timeout=_TIMEOUT_SECONDS, context=ssl.create_default_context()
            )
        else:
            server = smtplib.SMTP(host, port or 25, timeout=_TIMEOUT_SECONDS)
        if self.parts.username:
            server.login(self.parts.username, self.parts.password or "")
        return server


_text: Gateway = Mailbox()
_mail: Gateway = Mailbox()
_inbound_token: str | None = None
_signature = ""


def configure(
    *,
    text_url: str | None,
    text_token: str | None,
    mail_url: str | None,
    sender: str | None,
    status_url: str | None = None,
    inbound_token: str | None = None,
    signature: str = "",
) -> None:
    """Called once when the application is made; what is not set stays the mailbox."""
    global _text, _mail, _inbound_token, _signature
    _text = _way_out(text_url, text_token, sender, status_url)
    _mail = MailServer(mail_url, sender or _SENDER) if mail_url else Mailbox()
    _inbound_token, _signature = inbound_token, signature


def signature() -> str:
    """Who signs text messages, without the brackets."""
    return _signature


def _way_out(
    url: str | None, token: str | None, sender: str | None, status_url: str | None
) -> Gateway:
    """``console:``, ``file:///var/…``, ``smtp://…``, ``https://…``; nothing set is the mailbox."""
    if not url:
        return Mailbox()
    if url == "console:":
        return TextFile(None)
    if url.startswith("file:"):
        return TextFile(Path(urlsplit(url).path))
    if url.startswith("smtp"):
        return MailServer(url, sender or _SENDER)
    return TextService(url, token, status_url)


def way_out(letter: Letter) -> Gateway:
    """By which way a letter leaves."""
    return _mail if letter.by_mail else _text


def fate(key: str) -> Fate | None:
    """What became of a text message, where the service can be asked."""
    return _text.ask(key) if isinstance(_text, TextService) else None


def is_from_service(*, authorization: str, signature: str, body: bytes) -> bool:
    """Whether a request comes from our service: it shows the shared token, or has signed the body
    with it (HMAC-SHA256). Where no token is set nobody is believed."""
    if not _inbound_token:
        return False
    signed = hmac.new(_inbound_token.encode(), body, hashlib.sha256).hexdigest()
    shown = hmac.compare_digest(authorization.encode(), f"Bearer {_inbound_token}".encode())
    return hmac.compare_digest(signature.encode(), f"sha256={signed}".encode()) or shown
