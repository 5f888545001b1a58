"""Ways out for messages: a mailbox inside the system, a file or the console, a mail server, a
text message service.

Owns how one message leaves and how the answer is read. Leaves what is said to ``notices``.
"""

from __future__ import annotations

import json
import os
import smtplib
import ssl
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import Protocol
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

_TIMEOUT_SECONDS = 10
_SENDER = "casework@localhost"
_LONGEST_ANSWER = 4096


@dataclass(frozen=True)
class Letter:
    """One message: its own key (for the service to know a repeat), address, words."""

    key: str
    address: str
    words: str


@dataclass(frozen=True)
class Answer:
    """``arrived``: True taken over, False refused, None nobody knows."""

    arrived: bool | None
    reference: str = ""
    reason: str = ""


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
    """A text message service over HTTP: POST of key, to, text as JSON; 2xx means taken over."""

    def __init__(self, url: str, token: str | None):
        self.url = url
        self.token = token
        self._open = build_opener(_NoRedirect).open

    def send(self, letter: Letter) -> Answer:
        body = json.dumps({"key": letter.key, "to": letter.address, "text": letter.words})
        headers = {"Content-Type": "application/json", "Idempotency-Key": letter.key}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        request = Request(self.url, body.encode(), headers, method="POST")
        try:
            with self._open(request, timeout=_TIMEOUT_SECONDS) as answer:
                return Answer(arrived=True, reference=_reference(answer.read(_LONGEST_ANSWER)))
        except HTTPError as error:
            # a server error may come after the message has gone out
            return Answer(arrived=None if error.code >= 500 else False, reason=str(error.code))
        except URLError as error:
            refused = isinstance(error.reason, ConnectionRefusedError)
            return Answer(arrived=False if refused else None, reason=str(error.reason)[:100])
        except TimeoutError:
            return Answer(arrived=None, reason="timeout")


def _reference(body: bytes) -> str:
    try:
        return str(json.loads(body).get("id", ""))[:120]
    except (ValueError, AttributeError):
        return ""


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
            return Answer(arrived=False, reason="recipient refused")
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


def configure(
    *, text_url: str | None, text_token: str | None, mail_url: str | None, sender: str | None
) -> None:
    """Called once when the application is made; what is not set stays the mailbox."""
    global _text, _mail
    _text = _way_out(text_url, text_token, sender)
    _mail = MailServer(mail_url, sender or _SENDER) if mail_url else Mailbox()


def _way_out(url: str | None, token: str | None, sender: str | None) -> Gateway:
    """``console:``, ``file:///var/…``, ``smtp://…``, ``https://…``; nothing set is the mailbox."""
    if not url:
        return Mailbox()
    if url == "console:":
        return TextFile(None)
    if url.startswith("file:"):
        return TextFile(Path(urlsplit(url).path))
    if url.startswith("smtp"):
        return MailServer(url, sender or _SENDER)
    return TextService(url, token)


def text_messages() -> Gateway:
    return _text


def mail() -> Gateway:
    return _mail
