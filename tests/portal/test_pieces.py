"""A file that comes in pieces: a line that breaks goes on where it stopped."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from sqlalchemy import select

from casework.ground.cases.models.evidence import Evidence, Upload, UploadPiece
from casework.kernel import clock, vault
from casework.kernel.terms import Missing
from casework.procedure.intake.actions import drafts
from casework.procedure.intake.models.complaints import Draft
from tasks import intake, relay
from tests.factories import files
from tests.portal import walk

PHOTO = files.large_jpeg(1)
SIZE, PIECE = len(PHOTO), 300_000


@pytest.fixture
def page(client):
    walk.city()
    return walk.to_step(client, "evidence")


def send(client, start, content=None, *, size=SIZE, name="大照片.jpg", mark="m1"):
    fields = {"mark": mark, "name": name, "size": str(size), "start": str(start)}
    if content is not None:
        fields["piece"] = (io.BytesIO(content), "piece")
    return client.ask("POST", client.url("portal.piece"), fields)


def send_all(client, content=PHOTO, **about):
    answer = send(client, 0, size=len(content), **about).json
    while not answer["done"]:
        start = answer["have"]
        answer = send(
            client, start, content[start : start + PIECE], size=len(content), **about
        ).json
    return answer


def test_pieces_become_one_file(page, client, session):
    assert not send_all(client).get("refused")
    row = session.scalars(select(Evidence)).one()
    with vault.opened(row.file_key, row.secret) as content:
        assert content.read() == PHOTO
    assert client.get("portal.evidence").all(".files b") == ["大照片.jpg"]
    assert not session.scalars(select(UploadPiece)).all()


def test_a_piece_needs_no_key_of_a_form(page, client):
    """It carries what the script of the page sends: the token, and what it is a piece of."""
    token = page.form().values["csrf_token"]
    fields = {"mark": "m1", "name": "照片.jpg", "size": str(SIZE), "start": "0"}
    answer = client.ask(
        "POST", client.url("portal.piece"), {**fields, "csrf_token": token, "form_key": ""}
    )
    assert answer.json == {"have": 0, "done": False}


def test_after_a_cut_the_server_says_how_much_it_has(page, client):
    send(client, 0, PHOTO[:PIECE])
    send(client, PIECE, PHOTO[PIECE : 2 * PIECE])
    again = send(client, 0)
    assert again.json == {"have": 2 * PIECE, "done": False}


def test_a_piece_sent_twice_counts_once(page, client):
    for _ in range(2):
        assert send(client, 0, PHOTO[:PIECE]).json["have"] == PIECE


def test_a_piece_out_of_place_is_refused(page, client, session):
    send(client, 0, PHOTO[:PIECE])
    assert send(client, 2 * PIECE, PHOTO[:PIECE]).status == 422
    assert send(client, PIECE, PHOTO).status == 422
    assert send(client, PIECE, b"").json["refused"]
    assert session.scalars(select(Upload)).one().have == PIECE


def test_what_is_put_together_is_looked_at_like_any_file(page, client, session):
    answer = send_all(client, b"MZ" + bytes(400_000), name="程序.jpg", mark="m2")
    assert "“程序.jpg”" in answer["refused"]
    assert not session.scalars(select(Evidence)).all()
    assert not session.scalars(select(Upload)).all()


def test_too_large_and_empty_are_told_before_the_first_piece(page, client):
    assert "20MB" in send(client, 0, size=21 * 1024 * 1024).json["refused"]
    assert "空的" in send(client, 0, size=0).json["refused"]


def test_without_a_draft_nothing_is_kept(client, session):
    walk.city()
    assert send(client, 0, PHOTO[:PIECE]).status == 404
    assert not session.scalars(select(Upload)).all()


def test_pieces_of_nobody_are_dropped_after_three_days(page, client, session, now):
    send(client, 0, PHOTO[:PIECE])
    piece = session.scalars(select(UploadPiece)).one()
    key, secret = piece.file_key, piece.secret
    with clock.fixed(now + timedelta(hours=73)):
        intake.tick()
        relay.tick()
    assert not session.scalars(select(Upload)).all()
    with pytest.raises(Missing):
        vault.opened(key, secret)


def test_a_wiped_draft_leaves_nothing(page, client, session, now):
    send_all(client)
    send(client, 0, PHOTO[:PIECE], mark="m3")
    key = session.scalars(select(Evidence)).one().file_key
    drafts.wipe_draft(session.scalars(select(Draft)).one(), now=now)
    session.commit()
    for table in (Draft, Evidence, Upload, UploadPiece):
        assert not session.scalars(select(table)).all()
    relay.tick()
    with pytest.raises(Missing):
        vault.opened(key, "00" * 32)
