"""Settings: one frozen dataclass read from the environment, refused as a whole when unsafe.

Owns names, defaults and what counts as unsafe. Leaves starting processes to ``config.run``.
"""

from __future__ import annotations

import base64
import binascii
import ipaddress
import os
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from config import secrets_file, valkey

#: PostgreSQL says a commit is safe only while all three are on.
_MUST_BE_ON = ("fsync", "synchronous_commit", "full_page_writes")
_KEY_BYTES = 32
#: Whoever knows this word may say that money has arrived.
_SHORTEST_TOKEN = 24
#: How often beat sends its most frequent task; silence is measured in multiples of it.
BEAT_SECONDS = 5
_LANGUAGES = ("zh", "en")
#: Text messages begin with it, in brackets: 【临沂人社】.
_SIGNATURE = "临沂人社"
_LONGEST_SIGNATURE = 6
#: Ways out for text messages: all that is safe, and what may be tried in a demo.
_TEXT_SAFE = ("https", "file", "smtp", "smtps")
_TEXT_TRIED = (*_TEXT_SAFE, "http", "console")
#: Listening on all addresses; and, for each, one far away towards which our own is looked up.
_EVERY_ADDRESS = {"0.0.0.0": "192.0.2.1", "::": "2001:db8::1"}
_MODES = ("demo", "production")


class UnsafeSettings(Exception):
    """Everything that is missing or unsafe, named at once."""

    def __init__(self, problems: list[str]):
        self.problems = problems
        listed = "\n".join(f"  - {problem}" for problem in problems)
        super().__init__(f"refused to start, {len(problems)} to put right:\n{listed}")


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What a running system needs to know from outside."""

    mode: str
    data_dir: Path
    database_url: str
    owner_database_url: str | None
    redis_url: str | None
    host: str
    port: int
    secret_key: str
    field_key: bytes
    index_key: bytes
    base_url: str
    allowed_hosts: tuple[str, ...]
    tls_cert: Path | None
    tls_key: Path | None
    trusted_proxies: tuple[str, ...]
    storage_url: str
    scanner_url: str | None
    smtp_url: str | None
    sms_url: str | None
    sms_token: str | None
    sms_status_url: str | None
    sms_inbound_token: str | None
    sms_signature: str
    mail_from: str | None
    language: str
    web_processes: int
    web_threads: int
    web_memory_mb: int
    task_processes: int

    @classmethod
    def from_env(cls, environ: Mapping[str, str] = os.environ) -> Settings:
        """Reads the environment; demo secrets are made once and kept. Raises UnsafeSettings."""
        reader = _Reader(environ)
        settings = reader.settings()
        if reader.problems:
            raise UnsafeSettings(reader.problems)
        return settings

    @property
    def demo(self) -> bool:
        return self.mode == "demo"

    @property
    def secure_cookies(self) -> bool:
        """Whether readers come over TLS: ours, or that of a proxy in front."""
        return self.base_url.startswith("https://")

    @property
    def embedded_valkey(self) -> bool:
        return self.redis_url is None

    @property
    def broker_url(self) -> str:
        """Where Celery finds its queue."""
        return self.redis_url or f"redis+socket://{valkey.socket_path(self.data_dir)}"

    @property
    def beat_file(self) -> Path:
        """Touched by beat whenever it has sent something; the supervisor watches it."""
        return self.data_dir / "beat.tick"

    @property
    def sign_ins_file(self) -> Path:
        """The demo city's accounts with their random passwords."""
        return self.data_dir / "sign-ins.txt"


class _Reader:
    """Reads one variable after another and collects every problem on the way."""

    def __init__(self, environ: Mapping[str, str]):
        self.environ = environ
        self.problems: list[str] = []
        self.mode = self.one_of("MODE", _MODES)
        self.production = self.mode == "production"
        self.data_dir = self.needed_path("DATA_DIR", in_demo="data")
        self.demo_secrets = {} if self.production else secrets_file.made_once(self.data_dir)

    def settings(self) -> Settings:
        secret, field, index = (self.key(n) for n in ("SECRET_KEY", "FIELD_KEY", "INDEX_KEY"))
        self.must_differ({"SECRET_KEY": secret, "FIELD_KEY": field, "INDEX_KEY": index})
        database_url = self.database_url()
        embedded = database_url.startswith("sqlite")
        settings = Settings(
            mode=self.mode,
            data_dir=self.data_dir,
            database_url=database_url,
            owner_database_url=self.owner_database_url(),
            redis_url=self.url("REDIS_URL", ("redis", "rediss", "redis+socket")),
            host=self.text("HOST") or "127.0.0.1",
            port=self.number("PORT", 8000, most=65535),
            secret_key=secret.hex(),
            field_key=field,
            index_key=index,
            base_url=self.base_url(),
            allowed_hosts=self.words("ALLOWED_HOSTS"),
            tls_cert=self.file("TLS_CERT"),
            tls_key=self.file("TLS_KEY"),
            trusted_proxies=self.networks("TRUSTED_PROXIES"),
            storage_url=self.url("STORAGE_URL", ("file", "s3"))
            or f"file://{self.data_dir / 'files'}",
            scanner_url=self.url("SCANNER_URL", ("tcp", "unix")),
            smtp_url=self.url("SMTP_URL", ("smtp", "smtps")),
            sms_url=self.url("SMS_URL", _TEXT_SAFE if self.production else _TEXT_TRIED),
            sms_token=self.text("SMS_TOKEN"),
            sms_status_url=self.url(
                "SMS_STATUS_URL", ("https",) if self.production else ("https", "http")
            ),
            sms_inbound_token=self.text("SMS_INBOUND_TOKEN"),
            sms_signature=self.signature(),
            mail_from=self.text("MAIL_FROM"),
            language=self.one_of("LANGUAGE_DEFAULT", _LANGUAGES),
            web_processes=self.number("WEB_PROCESSES", 1 if embedded else 2, most=64),
            web_threads=self.number("WEB_THREADS", 64 if embedded else 32, most=256),
            web_memory_mb=self.number("WEB_MEMORY_MB", 450, most=65536),
            task_processes=self.number("TASK_PROCESSES", 1 if embedded else 2, most=64),
        )
        self.must_go_together(settings)
        return settings

    def text(self, name: str) -> str | None:
        return self.environ.get(name, "").strip() or None

    def wrong(self, name: str, why: str) -> None:
        self.problems.append(f"{name}: {why}")

    def one_of(self, name: str, choices: tuple[str, ...]) -> str:
        value = self.text(name) or choices[0]
        if value not in choices:
            self.wrong(name, f"must be one of {', '.join(choices)}")
        return value

    def number(self, name: str, default: int, *, most: int) -> int:
        value = self.text(name) or str(default)
        if not value.isascii() or not value.isdigit() or not 0 < int(value) <= most:
            self.wrong(name, f"must be a whole number from 1 to {most}")
            return default
        return int(value)

    def needed_path(self, name: str, *, in_demo: str) -> Path:
        value = self.text(name)
        if value is None and self.production:
            self.wrong(name, "is missing (a directory that outlives the process)")
        return Path(value or in_demo).absolute()

    def file(self, name: str) -> Path | None:
        value = self.text(name)
        if value is None:
            return None
        if not Path(value).is_file():
            self.wrong(name, f"{value} is not a file")
        return Path(value).absolute()

    def url(self, name: str, schemes: tuple[str, ...]) -> str | None:
        value = self.text(name)
        if value and urlsplit(value).scheme not in schemes:
            self.wrong(name, f"must begin with {' or '.join(f'{s}://' for s in schemes)}")
        return value

    def database_url(self) -> str:
        kinds = ("sqlite", "postgresql", "postgres", "postgresql+psycopg")
        value = self.url("DATABASE_URL", kinds)
        if value is None:
            return f"sqlite:///{self.data_dir / 'casework.sqlite3'}"
        scheme, rest = value.split(":", 1)
        return value if scheme == "sqlite" else f"postgresql+psycopg:{rest}"

    def owner_database_url(self) -> str | None:
        value = self.url("OWNER_DATABASE_URL", ("postgresql", "postgres", "postgresql+psycopg"))
        return value and f"postgresql+psycopg:{value.split(':', 1)[1]}"

    def base_url(self) -> str:
        value = self.url("BASE_URL", ("https",) if self.production else ("https", "http"))
        if value is None:
            if self.production:
                self.wrong("BASE_URL", "is missing (the https address that people type)")
            return self.own_address()
        parts = urlsplit(value)
        alone = parts.hostname and not (parts.path.strip("/") or parts.query or parts.username)
        if parts.scheme in ("https", "http") and not alone:
            self.wrong("BASE_URL", "must be a name alone: https://casework.example")
        return f"{parts.scheme}://{parts.netloc}".lower()

    def own_address(self) -> str:
        """Where this machine can be reached; a phone knows it by its address in the network."""
        scheme = "https" if self.text("TLS_CERT") else "http"
        host = self.text("HOST") or "127.0.0.1"
        if host in _EVERY_ADDRESS:
            host = network_address(host)
        host = f"[{host}]" if ":" in host else host
        return f"{scheme}://{host}:{self.text('PORT') or 8000}"

    def words(self, name: str) -> tuple[str, ...]:
        return tuple((self.text(name) or "").replace(",", " ").split())

    def signature(self) -> str:
        """As the gateway has registered it; in Chinese a message has room for no more."""
        value = self.text("SMS_SIGNATURE") or _SIGNATURE
        if len(value) > _LONGEST_SIGNATURE or set(value) & set("【】[]"):
            self.wrong(
                "SMS_SIGNATURE",
                f"must be at most {_LONGEST_SIGNATURE} characters, without brackets",
            )
        return value

    def networks(self, name: str) -> tuple[str, ...]:
        parts = self.words(name)
        for part in parts:
            try:
                ipaddress.ip_network(part)
            except ValueError:
                self.wrong(name, f"{part} is not an address or a network")
        return parts

    def key(self, name: str) -> bytes:
        value = self.text(name) or self.demo_secrets.get(name)
        if value is None:
            self.wrong(name, "is missing (32 random bytes: openssl rand -base64 32)")
            return b""
        key = _decoded(value)
        if len(key) != _KEY_BYTES:
            self.wrong(name, "must be 32 bytes in base64: openssl rand -base64 32")
        elif self.production and secrets_file.is_demo(key):
            self.wrong(name, "is a secret of a demo; make a new one")
        return key

    def must_differ(self, keys: dict[str, bytes]) -> None:
        given = [key for key in keys.values() if key]
        if len(set(given)) < len(given):
            self.wrong(", ".join(keys), "must differ from one another")

    def must_go_together(self, settings: Settings) -> None:
        if bool(settings.tls_cert) != bool(settings.tls_key):
            self.wrong("TLS_CERT, TLS_KEY", "are needed both or neither")
        if settings.owner_database_url and not settings.database_url.startswith("postgresql"):
            self.wrong("OWNER_DATABASE_URL", "has no use beside a DATABASE_URL of another kind")
        if settings.smtp_url and not settings.mail_from:
            self.wrong("MAIL_FROM", "is missing (the sender of mail through SMTP_URL)")
        if (settings.sms_url or "").startswith("http") and not settings.sms_token:
            self.wrong("SMS_TOKEN", "is missing (the key for SMS_URL)")
        if self.production and 0 < len(settings.sms_inbound_token or "") < _SHORTEST_TOKEN:
            self.wrong("SMS_INBOUND_TOKEN", f"must have {_SHORTEST_TOKEN} characters or more")
        if self.production and not settings.tls_cert and not settings.trusted_proxies:
            self.wrong(
                "TLS_CERT, TLS_KEY or TRUSTED_PROXIES",
                "one is missing: people must come over TLS, ours or that of a proxy",
            )


def network_address(host: str) -> str:
    """The address of this machine that others in its network reach; nothing is sent for it."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect((_EVERY_ADDRESS[host], 9))
        except OSError:
            return "::1" if family == socket.AF_INET6 else "127.0.0.1"
        return str(probe.getsockname()[0])


def _decoded(value: str) -> bytes:
    try:
        return base64.b64decode(value.replace("-", "+").replace("_", "/"), validate=True)
    except (binascii.Error, ValueError):
        return b""


def careless_database(show: Callable[[str], str]) -> list[str]:
    """What a PostgreSQL server leaves undone at commit; ``show`` answers SHOW for one name."""
    answers = {name: show(name) for name in _MUST_BE_ON}
    # remote_apply and remote_write, local: all still wait for this server's own disk
    return [
        f"PostgreSQL: {name} is {value}, so a receipt could be lost"
        for name, value in answers.items()
        if value == "off"
    ]


def forgotten_demo_accounts(has_demo_accounts: Callable[[], bool]) -> list[str]:
    """Demo accounts have no place where real complaints are."""
    if not has_demo_accounts():
        return []
    return ["demo accounts are in this database; production needs one of its own"]
