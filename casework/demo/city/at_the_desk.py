"""What came of a complaint that never became a case."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from casework.demo.steps import Crew
from casework.kernel.days import day_of
from casework.procedure.intake.actions import claimants, deciding
from casework.procedure.intake.models.complaints import Complaint
from casework.procedure.intake.terms import Elsewhere, Ground

_DAYS_TO_SUPPLY = 15
_SOON = timedelta(days=2)


def _supplement(complaint: Complaint, team: Crew, begun: datetime) -> None:
    """Something is missing, and the worker has until a day to bring it."""
    deciding.ask_supplement(
        complaint,
        wanted="能证明干活时间的材料，例如考勤或者聊天记录。",
        until=day_of(begun) + timedelta(days=_DAYS_TO_SUPPLY),
        by=team.clerk,
        now=begun,
    )


def _supplied(complaint: Complaint, team: Crew, begun: datetime) -> None:
    """He has brought it, so the days to decide run anew."""
    _supplement(complaint, team, begun)
    note = "本人送来聊天记录。"
    deciding.supplement_received(complaint, note=note, by=team.clerk, now=begun + _SOON)


def _refused(complaint: Complaint, team: Crew, begun: datetime) -> None:
    deciding.refuse(
        complaint,
        ground=Ground.NO_HARM,
        reason="工资已经付清，差额是双方约定的借款。",
        by=team.clerk,
        now=begun,
    )


def _sent_on(complaint: Complaint, team: Crew, begun: datetime) -> None:
    """Others are responsible, and have taken the papers."""
    place = Elsewhere(name="演示劳动人事争议仲裁院", address="演示路1号", phone="0539-8000000")
    deciding.transfer(complaint, place=place, reason="属于仲裁范围。", by=team.clerk, now=begun)
    deciding.passed_on(complaint, taker="演示接收人", by=team.clerk, now=begun + _SOON)


def _withdrawn(complaint: Complaint, team: Crew, begun: datetime) -> None:
    """Each was called, and says that he has his money."""
    for one in complaint.claimants:
        said = "电话问过本人：钱已拿到，不再投诉。"
        claimants.withdraw_claimant(one, call=said, by=team.clerk, now=begun)


AFTER: dict[str, Callable[[Complaint, Crew, datetime], None]] = {
    "supplement": _supplement,
    "supplied": _supplied,
    "refused": _refused,
    "sent_on": _sent_on,
    "withdrawn": _withdrawn,
}
