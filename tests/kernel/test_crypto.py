"""Sealed fields open only where they were sealed; blind indexes find what is the same."""

from __future__ import annotations

from typing import Any

from casework.ground.parties.models import Worker
from casework.kernel import crypto, unreadable
from tests.factories import parties


def test_a_ciphertext_moved_to_another_row_does_not_open(session: Any) -> None:
    one, other = parties.worker(name="张示例"), parties.worker(name="李示例")

    other.name_sealed = one.name_sealed

    assert unreadable.is_in(other.name)


def test_a_ciphertext_moved_to_another_field_does_not_open(session: Any) -> None:
    worker = parties.worker(name="张示例", phone="13900000001")

    worker.address_sealed = worker.phone_sealed

    assert unreadable.is_in(worker.address)


def test_one_flipped_byte_is_found(session: Any) -> None:
    worker = parties.worker(name="张示例")
    sealed = bytearray(worker.name_sealed)
    sealed[-6] ^= 1

    worker.name_sealed = bytes(sealed)

    assert unreadable.is_in(worker.name)


def test_the_same_text_is_sealed_differently_each_time(session: Any) -> None:
    assert crypto.seal("张示例", "a") != crypto.seal("张示例", "a")
    assert crypto.unseal(crypto.seal("𠮷示例", "a"), "a") == "𠮷示例"


def test_the_blind_index_finds_full_width_digits_and_small_x(session: Any) -> None:
    assert crypto.blind("id", "１１０１０１１９９００３０７１２３ｘ") == crypto.blind(
        "id", "110101 19900307 123X"
    )
    assert crypto.blind("id", "1") != crypto.blind("phone", "1")


def test_a_column_query_opens_what_it_reads(session: Any) -> None:
    worker = parties.worker(name="张示例")

    row = session.query(Worker.id, Worker.name_sealed).one()

    assert Worker.name.of(row.id, row.name_sealed) == worker.name == "张示例"
