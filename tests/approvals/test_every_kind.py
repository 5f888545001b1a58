"""Whatever the kind: nobody decides on his own, nobody on what he has not read, nobody twice."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from casework.ground.approvals.models import Approval, ApprovalEditor
from casework.ground.approvals.terms import State
from casework.web.filters import instant
from tests.approvals.kinds import ALL, Kind, latest
from tests.factories import identity, offices

each_kind = pytest.mark.parametrize("kind", ALL, ids=[kind.name for kind in ALL])

REMARK = "看过了，写一句意见。"


def _open(client: Any, kind: Kind, row: Any, *, expect: int = 200) -> Any:
    address = kind.address(row)
    return client.get(address.pop("target"), expect=expect, **address)


def _typed(kind: Kind, form: Any) -> dict[str, str]:
    words = {**kind.typed, **({kind.words: REMARK} if kind.words else {})}
    return {name: value for name, value in words.items() if name in form.names}


def _press(page: Any, kind: Kind, *, expect: int | None = None) -> Any:
    form = page.form().anew()
    return form.submit(_typed(kind, form), button=kind.press, expect=expect)


def _approval(session: Any, row: Any) -> Approval:
    session.expire_all()
    query = select(Approval).where(Approval.subject_id == row.id).order_by(Approval.id.desc())
    return session.scalars(query).first()


@each_kind
def test_who_has_read_it_approves_it_once(officer: Any, session: Any, kind: Kind) -> None:
    row = kind.make()
    head = officer(role=kind.role)
    page = _open(head, kind, row)

    _press(page, kind)
    again = _press(page, kind, expect=409)

    approval = _approval(session, row)
    assert f"不用再批了：{head.officer.name}，{instant(approval.ended_at)}，已批准" in again.text
    if kind.words:
        assert REMARK in again.html
    assert (approval.state, approval.decided_by) == (State.APPROVED, head.officer.id)


@each_kind
def test_who_comes_after_another_reads_who_decided_and_keeps_his_words(
    officer: Any, session: Any, kind: Kind
) -> None:
    row = kind.make()
    first, second = officer(role=kind.role), officer(role=kind.role)
    late = _open(second, kind, row)
    _press(_open(first, kind, row), kind)

    answer = _press(late, kind, expect=409)

    assert f"不用再批了：{first.officer.name}" in answer.text
    if kind.words:
        assert REMARK in answer.html
    assert _approval(session, row).decided_by == first.officer.id


@each_kind
def test_who_presses_after_it_has_changed_reads_both_and_approves_nothing(
    officer: Any, session: Any, kind: Kind
) -> None:
    row = kind.make()
    head = officer(role=kind.role)
    page = _open(head, kind, row)
    kind.change(row)
    session.commit()

    answer = _press(page, kind, expect=409)

    assert kind.seen in answer.one(".conflict")
    assert kind.stands in answer.one(".conflict")
    assert answer.has(".conflict .differs")
    if kind.words:
        assert REMARK in answer.html
    assert _approval(session, latest(row)).state is State.WAITING


@each_kind
def test_the_next_press_means_what_is_shown_now(officer: Any, session: Any, kind: Kind) -> None:
    """What was put forward anew may be approved; what the record has left behind goes back."""
    row = kind.make()
    page = _open(officer(role=kind.role), kind, row)
    kind.change(row)
    session.commit()
    answer = _press(page, kind, expect=409)

    if kind.again:
        _press(answer, kind)
    else:
        _press(answer, kind, expect=409)

    wanted = State.APPROVED if kind.again else State.WAITING
    assert _approval(session, latest(row)).state is wanted


@each_kind
def test_a_press_without_the_hash_of_what_was_shown_counts_for_nothing(
    officer: Any, session: Any, kind: Kind
) -> None:
    row = kind.make()
    form = _open(officer(role=kind.role), kind, row).form()

    form.submit({**_typed(kind, form), "shown": None}, button=kind.press, expect=409)

    assert _approval(session, row).state is State.WAITING


@each_kind
@pytest.mark.parametrize("hand", ["prepared", "edited"])
def test_nobody_decides_on_what_he_had_a_hand_in(
    officer: Any, session: Any, kind: Kind, hand: str
) -> None:
    row = kind.make()
    head = officer(role=kind.role)
    page = _open(head, kind, row)
    approval = _approval(session, row)
    if hand == "prepared":
        approval.prepared_by = head.officer.id
    else:
        session.add(ApprovalEditor(approval_id=approval.id, officer_id=head.officer.id))
    session.commit()

    answer = _press(page, kind, expect=422)

    assert "自己提请或者改过的" in answer.text
    assert _approval(session, row).state is State.WAITING


@each_kind
def test_another_county_and_another_rank_do_not_decide(
    officer: Any, session: Any, kind: Kind
) -> None:
    row = kind.make()
    address = kind.address(row)
    endpoint = address.pop("target")
    inspector = officer(role="auditor")
    assert inspector.get(endpoint, expect=403, **address)
    if not kind.whole_city:
        stranger = officer(role=kind.role, area=offices.ELSEWHERE)
        stranger.get(endpoint, expect=404, **address)
        stranger.post(endpoint, {}, expect=404, **address)

    assert _approval(session, row).state is State.WAITING


@pytest.mark.both
@each_kind
def test_of_two_who_press_at_once_one_decides(officer: Any, session: Any, kind: Kind) -> None:
    row = kind.make()
    forms = [_open(officer(role=kind.role), kind, row).form() for _ in range(2)]
    sent = [{**form.values, **form._pressed(kind.press), **_typed(kind, form)} for form in forms]
    session.commit()
    gate, answers = threading.Barrier(2), []

    def press(form: Any, data: dict[str, Any]) -> None:
        gate.wait()
        answers.append(form.page.client.ask("POST", form.url, data).status)

    threads = [threading.Thread(target=press, args=pair) for pair in zip(forms, sent, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answers) == [302, 409]
    assert _approval(session, row).state is State.APPROVED


@each_kind
def test_it_stands_in_the_list_of_who_may_decide_and_of_nobody_else(
    officer: Any, session: Any, kind: Kind
) -> None:
    from casework.doors.desk.queries.approvals import waiting_for

    row = kind.make()
    session.commit()
    head = identity.officer(role=kind.role)
    preparer = _approval(session, row).preparer

    assert [one.row_id for one in waiting_for(head).rows] == [row.id]
    assert not waiting_for(preparer).rows
    assert not waiting_for(identity.officer(role="clerk")).rows


def test_the_database_refuses_that_one_person_prepares_and_decides(session: Any) -> None:
    row = ALL[0].make()
    session.commit()

    with pytest.raises(IntegrityError, match="decider_is_another"):
        session.execute(
            text("UPDATE approval SET state = 'approved', decided_by = prepared_by,"
                 " ended_at = prepared_at WHERE subject_id = :row"), {"row": row.id})  # fmt: skip


def test_the_database_refuses_that_an_editor_decides(session: Any) -> None:
    row = ALL[0].make()
    approval, editor = _approval(session, row), identity.officer()
    session.add(ApprovalEditor(approval_id=approval.id, officer_id=editor.id))
    session.commit()

    with pytest.raises(DBAPIError, match="wrote at it"):
        session.execute(
            update(Approval).where(Approval.id == approval.id)
            .values(state=State.APPROVED, decided_by=editor.id, ended_at=approval.prepared_at)
        )  # fmt: skip


def test_the_database_refuses_another_text_under_an_approval(session: Any) -> None:
    approval = _approval(session, ALL[0].make())
    session.commit()

    with pytest.raises(DBAPIError, match="never changed"):
        session.execute(update(Approval).where(Approval.id == approval.id).values(sha256="0" * 64))


def test_only_one_text_about_a_subject_waits(session: Any) -> None:
    row = ALL[0].make()
    approval = _approval(session, row)
    copy = {c.name: getattr(approval, c.name) for c in Approval.__table__.columns}
    session.commit()

    with pytest.raises(IntegrityError):
        session.execute(Approval.__table__.insert().values(**copy | {"id": approval.id + 1}))
