"""A message that reached nobody before there was a case: the desk of the county calls."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from casework.ground.notices import queries as message_queries
from casework.ground.notices.actions import sending
from casework.ground.notices.models import Message
from casework.ground.notices.terms import Delivery
from casework.kernel.gateway import Answer
from casework.procedure.intake.actions import deciding
from casework.procedure.intake.queries import complaints
from casework.procedure.intake.terms import Act, Ground
from tests.factories import identity, intake, offices


def unreached(session: Any, now: Any, **values: Any) -> Any:
    """A complaint whose message the service has refused for good."""
    made = intake.complaint(**values)
    message = session.scalars(select(Message).where(Message.complaint_id == made.id)).one()
    for attempt in range(6):
        later = now + timedelta(hours=attempt)
        sending.take(message.id, now=later)
        sending.settle(message.id, Answer(arrived=False, reason="空号"), now=later)
    assert message.state is Delivery.FAILED
    session.commit()
    return made


@pytest.mark.once("intake.called")
def test_the_desk_lists_it_until_somebody_has_called(officer, session, now):
    made = unreached(session, now)
    clerk = officer(role="clerk")
    assert "短信没送到，要打电话的1件" in clerk.get("desk.today").text
    page = clerk.get("intake.desk").click(made.register_number)
    form = page.form("intake.called", complaint_id=made.id)
    assert form.submit({"said": " "}, expect=422).errors[-1] == "请写通话对象和内容"
    page = form.submit({"said": "打给他儿子，说材料收到了"})
    assert not page.has("#call")
    assert not clerk.get("intake.desk").has("#to-call")
    assert "要打电话的" not in clerk.get("desk.today").text
    kept = complaints.decision(made.id, Act.CALLED)
    assert (kept.reason, kept.officer_id) == ("打给他儿子，说材料收到了", clerk.officer.id)


def test_another_county_is_not_asked_to_call(officer, session, now):
    made = unreached(session, now)
    other = officer(role="clerk", area=offices.ELSEWHERE)
    assert not other.get("intake.desk").has("#to-call")
    assert other.post("intake.called", complaint_id=made.id, expect=404).status == 404


@pytest.mark.parametrize("state", [Delivery.WAITING, Delivery.SENT, Delivery.DELIVERED])
def test_what_may_still_arrive_asks_nobody_to_call(session, now, state):
    made = intake.complaint()
    session.scalars(select(Message)).one().state = state
    session.flush()
    assert message_queries.not_called(made.id) == []


def test_who_wants_no_messages_is_called_with_the_answer_and_not_with_the_arrival(session, now):
    made = intake.complaint(no_messages=True)
    assert message_queries.not_called(made.id) == []
    deciding.refuse(made, ground=Ground.OUT_OF_SCOPE, reason="不属于监察范围",
                   by=identity.officer(role="clerk"), now=now)  # fmt: skip
    assert [m.notice.value for m in message_queries.not_called(made.id)] == ["refused"]
