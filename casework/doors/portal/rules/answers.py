"""Which question comes next, and what the answers say."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from casework.doors.portal.terms.asking import Step
from casework.doors.precheck.rules import BEFORE
from casework.ground.parties.terms import EmployerKind, Industry
from casework.kernel.money import Money
from casework.kernel.terms import Refused
from casework.procedure.intake.terms import ClaimantFacts, EvidenceKind, Filing, Helper

Answers = Mapping[str, Any]


class AnswersChanged(Refused):
    """What is sent is not what was looked over: the answers were changed in another window."""

    zh = "填的内容刚才在别处改过，请再看一遍再提交。"
    en = "The answers were just changed elsewhere; please check them again."


def first_gap(answers: Answers) -> Step:
    """The first question without an answer; CHECK when all are answered."""
    return next((step for step in Step if step.value not in answers), Step.CHECK)


def may_open(step: Step, answers: Answers) -> bool:
    """A page opens when all before it are answered; the sending when all are."""
    gap = first_gap(answers)
    return gap is Step.CHECK or step.number <= gap.number


def digest(answers: Answers) -> str:
    """A fingerprint of the answers, to tell whether they are still those that were read."""
    text = json.dumps(answers, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def filing(answers: Answers) -> Filing:
    """The answers of the nine pages as a filing."""
    who, where, you = answers["who"], answers["where"], answers["you"]
    first, last = months(answers)
    return Filing(
        employer=who["employer"],
        employer_kind=EmployerKind(who.get("kind") or "unknown"),
        area_id=where["area"],
        industry=Industry(where["industry"]),
        place=where.get("place", ""),
        project=answers.get(BEFORE, {}).get("project", ""),
        from_month=first,
        to_month=last,
        amount=amount(answers),
        people=people(answers),
        evidence=tuple(EvidenceKind(kind) for kind in answers["evidence"]["kinds"]),
        story=answers["evidence"].get("story", ""),
        claimants=_claimants(answers),
        confidential=bool(who.get("secret")),
        told=bool(you.get("told")),
        phone_of=you.get("phone_of", ""),
        helper=_helper(you, secret=bool(who.get("secret"))),
        no_messages=bool(you.get("no_messages")),
        follows=answers.get("follows"),
    )


def _helper(you: Mapping[str, Any], *, secret: bool) -> Helper | None:
    """Who filled it in for another, where somebody did; behind a tip nobody is named."""
    if you.get("anonymous") or not you.get("helper") or secret:
        return None
    return Helper(you["helper"], you["helper_phone"], you.get("messages_to") == "helper")


def _claimants(answers: Answers) -> tuple[ClaimantFacts, ...]:
    you = answers["you"]
    if you.get("anonymous") or not you.get("name"):
        return ()
    first, last = months(answers)
    return (
        ClaimantFacts(
            name=you["name"],
            id_number=you.get("id_number") or None,
            phone=you.get("phone") or None,
            from_month=first,
            to_month=last,
            amount=amount(answers),
        ),
    )


def months(answers: Answers) -> tuple[date | None, date | None]:
    """The first and the last month, as days; None where they are not remembered."""
    span = answers.get("how_long", {})
    return tuple(date.fromisoformat(span[k]) if span.get(k) else None for k in ("from", "to"))  # type: ignore[return-value]


def amount(answers: Answers) -> Money | None:
    fen = answers.get("how_much", {}).get("fen")
    return None if fen is None else Money(fen)


def people(answers: Answers) -> int | None:
    many = answers.get("how_many", {})
    return 1 if many.get("choice") == "alone" else many.get("number")
