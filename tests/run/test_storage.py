"""Files under random keys."""

import io

import pytest

from casework.kernel import storage
from casework.kernel.terms import Missing


@pytest.fixture
def files(tmp_path):
    return storage.at(f"file://{tmp_path / 'files with space'}")


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", bytes(range(256)) * 1000])
def test_what_was_put_comes_back_byte_for_byte(files, content):
    key = files.put(content)

    with files.open(key) as kept:
        assert kept.read() == content


def test_a_stream_is_taken_as_well(files):
    key = files.put(io.BytesIO(b"photo"))

    with files.open(key) as kept:
        assert kept.read() == b"photo"


def test_the_same_content_twice_has_two_keys(files):
    assert files.put(b"x") != files.put(b"x")


def test_nobody_else_may_read_a_file(files, tmp_path):
    key = files.put(b"x")

    [path] = tmp_path.rglob(key)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_a_deleted_file_is_missing_and_may_be_deleted_again(files):
    key = files.put(b"x")
    files.delete(key)
    files.delete(key)

    with pytest.raises(Missing):
        files.open(key)


@pytest.mark.parametrize("key", ["../../etc/passwd", "", "A" * 32, "0" * 31, f"{'0' * 32}\n"])
def test_what_is_not_a_key_is_missing_and_never_a_path(files, key):
    with pytest.raises(Missing):
        files.open(key)


def test_a_stream_that_breaks_leaves_nothing(files, tmp_path):
    class Broken(io.BytesIO):
        def read(self, *_):
            raise OSError("the connection was cut")

    with pytest.raises(OSError, match="cut"):
        files.put(Broken())

    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_an_unknown_kind_of_storage_is_refused():
    with pytest.raises(ValueError, match="ftp"):
        storage.at("ftp://host/files")
