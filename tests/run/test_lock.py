"""The lock: whole, hashed, and free of the place where it was made."""

import re
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PAIRS = [
    ("config/requirements.in", "requirements.txt"),
    ("config/requirements-dev.in", "config/requirements-dev.txt"),
]


def pins(lock):
    found = re.findall(r"^([\w.-]+)(?:\[[\w,-]+\])?==([\w.+]+)", (ROOT / lock).read_text(), re.M)
    return {canonicalize_name(name): version for name, version in found}


def extras(lock):
    """Name and extra of each pin that has one."""
    found = re.findall(r"^([\w.-]+)\[([\w,-]+)\]==", (ROOT / lock).read_text(), re.M)
    return {(canonicalize_name(name), extra) for name, many in found for extra in many.split(",")}


def wanted_extras(lock):
    """The extras that locked packages ask of each other."""
    asked = [Requirement(text) for name in pins(lock) for text in _requires(name)]
    return {(canonicalize_name(one.name), extra) for one in asked for extra in one.extras
            if one.marker is None or one.marker.evaluate({"extra": ""})}  # fmt: skip


def _requires(name):
    try:
        return metadata.requires(name) or []
    except metadata.PackageNotFoundError:  # locked for another system or version of Python
        return []


def wishes(source):
    lines = (ROOT / source).read_text().splitlines()
    return [Requirement(line) for line in lines if re.match(r"[A-Za-z]", line)]


@pytest.mark.parametrize(("source", "lock"), PAIRS)
def test_every_requirement_is_locked_within_its_bounds(source, lock):
    locked = pins(lock)

    stale = [str(w) for w in wishes(source)
             if not w.specifier.contains(locked.get(canonicalize_name(w.name), "0"))]  # fmt: skip

    assert stale == [], "make lock"


@pytest.mark.parametrize("lock", ["requirements.txt", "config/requirements-dev.txt"])
def test_every_pin_has_hashes_and_no_place(lock):
    text = (ROOT / lock).read_text()
    entries = re.split(r"^(?=[A-Za-z])", text, flags=re.M)

    assert all("--hash=sha256:" in entry for entry in entries if "==" in entry)
    assert not re.search(r"://|--index|--extra-index|--find-links|^/| @ ", text, re.M)


def test_an_extra_that_is_asked_for_is_pinned_with_it():
    """Else pip finds a newer release for it some day, which has no hash here, and gives up."""
    lock = "config/requirements-dev.txt"

    assert wanted_extras(lock)
    assert wanted_extras(lock) <= extras(lock)


def test_running_and_testing_use_the_same_versions():
    running, testing = pins("requirements.txt"), pins("config/requirements-dev.txt")

    assert {name: testing.get(name) for name in running} == running
