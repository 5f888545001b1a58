"""Sealing personal data: AES-256-GCM per field, and blind indexes to find an exact value again.

Owns formats and keys in memory. Where keys come from is the settings' business.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import unicodedata
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from casework.kernel.unreadable import must_not_be_in

_VERSION = b"v1"
_NONCE_BYTES = 12


class CannotUnseal(Exception):
    """The ciphertext was moved, altered, or sealed with a key that is not at hand."""


@dataclass(frozen=True)
class Keys:
    """The ring of field keys by name, the name used for new seals, and the index key."""

    ring: dict[str, bytes]
    current: str
    index: bytes


_keys: Keys | None = None


def configure(keys: Keys) -> None:
    """Called once when the application is made."""
    global _keys
    _keys = keys


def _ready() -> Keys:
    if _keys is None:
        raise RuntimeError("field keys are not configured")
    return _keys


def seal(text: str, context: str, *, keys: Keys | None = None) -> bytes:
    """``v1:gcm:<key name>:<nonce and ciphertext>``, opened only with the same context.

    Raises FieldUnreadable.
    """
    must_not_be_in(text)
    keys = keys or _ready()
    nonce = secrets.token_bytes(_NONCE_BYTES)
    body = nonce + AESGCM(keys.ring[keys.current]).encrypt(nonce, text.encode(), context.encode())
    return b":".join((_VERSION, b"gcm", keys.current.encode(), base64.b64encode(body)))


def unseal(sealed: bytes, context: str, *, keys: Keys | None = None) -> str:
    """Raises CannotUnseal."""
    try:
        version, algorithm, name, body64 = bytes(sealed).split(b":", 3)
        if (version, algorithm) != (_VERSION, b"gcm"):
            raise CannotUnseal
        body = base64.b64decode(body64)
        key = (keys or _ready()).ring[name.decode()]
        plain = AESGCM(key).decrypt(body[:_NONCE_BYTES], body[_NONCE_BYTES:], context.encode())
    except (ValueError, KeyError, InvalidTag) as error:
        raise CannotUnseal from error
    return plain.decode()


def normalise(text: str) -> str:
    """One spelling for look-ups: full width to half, no spaces or dashes, x to X, no +86."""
    plain = unicodedata.normalize("NFKC", text).upper()
    plain = "".join(c for c in plain if not c.isspace() and c not in "-－—")
    return plain.removeprefix("+86")


def blind(domain: str, text: str, *, keys: Keys | None = None) -> str:
    """A keyed hash of the normalised value, different in each domain (table and column).

    Raises FieldUnreadable.
    """
    must_not_be_in(text)
    message = f"{domain}\0{normalise(text)}".encode()
    return hmac.new((keys or _ready()).index, message, hashlib.sha256).hexdigest()


def mark_of(domain: str, text: str) -> str:
    """A keyed hash of exactly this text."""
    message = f"{domain}\0{text}".encode("utf-8", "surrogatepass")
    return hmac.new(_ready().index, message, hashlib.sha256).hexdigest()


def seal_under(secret: str, text: str) -> bytes:
    """Sealed so that nobody opens it without this secret, which is kept nowhere here."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + _under(secret).encrypt(nonce, text.encode("utf-8", "replace"), None)


def unseal_under(secret: str, sealed: bytes) -> str:
    """Raises CannotUnseal."""
    try:
        plain = _under(secret).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], None)
    except (ValueError, InvalidTag) as error:
        raise CannotUnseal from error
    return plain.decode()


def _under(secret: str) -> AESGCM:
    return AESGCM(bytes.fromhex(mark_of("sealed under", secret)))
