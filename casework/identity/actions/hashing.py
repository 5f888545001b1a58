"""Hashes of passwords: argon2id, verified at equal cost whoever is asked for."""

from __future__ import annotations

from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from casework.identity import rules
from casework.identity.models import Officer

#: 19 MiB and two passes: the least that OWASP names. Each hash keeps its own parameters.
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
#: Each of them holds its 19 MiB; more at once than a machine has cores are no faster.
_few_at_once = BoundedSemaphore(4)


@cache
def _nobodys_hash() -> str:
    """What a guess at an unknown name is compared with: the same work, never a match."""
    return _hasher.hash("nobody has this password, since no row points here")


def verify(password_hash: str | None, password: str) -> bool:
    """Whether the password is right. Costs the same when there is no such account."""
    kept = rules.prepared(password).encode("utf-8", "surrogatepass")
    known = password_hash or _nobodys_hash()
    try:
        with _few_at_once:
            right = _hasher.verify(known, kept)
    except (VerificationError, InvalidHashError):
        return False
    return right and password_hash is not None


def hashed(password: str) -> str:
    with _few_at_once:
        return _hasher.hash(rules.prepared(password).encode("utf-8", "surrogatepass"))


def upgrade(officer: Officer, password: str) -> None:
    """A hash with older parameters is made anew, now that the password is at hand."""
    if officer.password_hash and _hasher.check_needs_rehash(officer.password_hash):
        officer.password_hash = hashed(password)
