"""What the answers of a workmate say, and which page comes next."""

from __future__ import annotations

from typing import Any

from casework.doors.joining.terms import JoinStep
from casework.doors.portal.rules.answers import Answers, amount, months
from casework.kernel.terms import Refused
from casework.procedure.groups.terms import Entry, JoinWay
from casework.procedure.intake.terms import ClaimantFacts

#: Under this word a draft keeps by which code its writer came; other drafts have no such word.
_ENTRY = "join"


class NoSuchCode(Refused):
    """No group has these six digits: unknown, renewed and mistyped look the same."""

    zh = "没有找到。请核对六位数字。"
    en = "Nothing found. Please check the six digits."
    field = "code"


def entry_kept(entry: Entry) -> dict[str, Any]:
    """An entry as a draft or a session keeps it."""
    return {"group": entry.group_id, "issue": entry.issue, "way": entry.way.value}


def entry_of(kept: Answers | None) -> Entry | None:
    """The entry that was kept; None where there is none."""
    if not kept:
        return None
    return Entry(int(kept["group"]), int(kept["issue"]), JoinWay(kept["way"]))


def draft_entry(answers: Answers) -> Entry | None:
    """By which code the writer of a draft came; None for one who files a complaint himself."""
    return entry_of(answers.get(_ENTRY))


def with_entry(answers: Answers, entry: Entry) -> dict[str, Any]:
    """The answers, with the code under which they will be sent."""
    return {**answers, _ENTRY: entry_kept(entry)}


def join_gap(answers: Answers) -> JoinStep:
    """The first page without an answer; SEND when all are answered."""
    return next((step for step in JoinStep if step.value not in answers), JoinStep.SEND)


def may_open_join(step: JoinStep, answers: Answers) -> bool:
    """A page opens when all before it are answered."""
    return step.number <= join_gap(answers).number


def workmate(answers: Answers) -> ClaimantFacts:
    """The answers of the pages as one person of a complaint."""
    name, phone = answers["name"], answers["phone"]
    first, last = months(answers)
    return ClaimantFacts(
        name=name["name"],
        id_number=name.get("id_number") or None,
        phone=phone.get("phone") or None,
        from_month=first,
        to_month=last,
        amount=amount(answers),
    )


def following(
    complaint_id: int, *, employer: str, kind: str, industry: str, area_id: int, place: str
) -> dict[str, Any]:
    """The first answers of a new complaint for one who came too late to join."""
    return {
        "who": {"employer": employer, "kind": kind, "secret": False},
        "where": {"industry": industry, "area": area_id, "place": place},
        "follows": complaint_id,
    }
