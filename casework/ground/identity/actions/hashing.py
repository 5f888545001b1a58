"""Hashes of passwords: argon2id, verified at equal cost whoever is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from casework.ground.identity.rules import passwords

#: 19 MiB and two passes: the least that OWASP names. Each hash keeps its own parameters.
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
#: Each of them holds its 19 MiB; more at once than a machine has cores are no faster.
_few_at_once = BoundedSemaphore(4)


@dataclass(frozen=True)
class Compared:
    """What came of comparing a password with a hash. ``renewed`` is a hash of the same password
    with the parameters of today, where the kept one has older ones."""

    kept_hash: str | None
    right: bool
    renewed: str | None = None


@dataclass(frozen=True)
class Chosen:
    """A new password and its hash, which takes long to make: nobody waits to write meanwhile."""

    password: str
    hash: str


def compare(kept_hash: str | None, password: str) -> Compared:
    """Whether it is the password of this hash; None stands for an unknown name, at equal cost.

    Takes long, and asks no database: to be done before anything is written.
    """
    right = verify(kept_hash, password)
    old = right and kept_hash is not None and _hasher.check_needs_rehash(kept_hash)
    return Compared(kept_hash, right, hashed(password) if old else None)


def choose(password: str) -> Chosen:
    """Takes long, and asks no database: to be done before anything is written."""
    return Chosen(password, hashed(password))


@cache
def _nobodys_hash() -> str:
    """What a guess at an unknown name is compared with: the same work, never a match."""
    return _hasher.hash("nobody has this password, since no row points here")


def verify(password_hash: str | None, password: str) -> bool:
    """Whether the password is right. Costs the same when there is no such account."""
    kept = passwords.prepared(password).encode("utf-8", "surrogatepass")
    known = password_hash or _nobodys_hash()
    try:
        with _few_at_once:
            right = _hasher.verify(known, kept)
    except (VerificationError, InvalidHashError):
        return False
    return right and password_hash is not None


def hashed(password: str) -> str:
    with _few_at_once:
        return _hasher.hash(passwords.prepared(password).encode("utf-8", "surrogatepass"))
