"""What all question pages share: who may open one, keeping the answer, showing it again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from casework.doors.hall import queries as draft_queries
from casework.doors.hall.forms import Question
from casework.doors.hall.views import (
    coming_code,
    keep_answers,
    kept_draft,
    kept_receipt,
    worker_urls,
)
from casework.doors.portal.rules import answers as answer_rules
from casework.doors.portal.rules import days
from casework.doors.portal.terms.asking import Step
from casework.ground.statute import queries as statute
from casework.kernel import clock
from casework.procedure.intake.rules import complaints
from casework.web.filters import worker_money
from casework.web.pages import Form, page
from casework.web.words import _

_CHECK = "check"


def where_now(step: Step) -> ResponseReturnValue | None:
    """Somebody who has sent already sees that; somebody who has skipped goes back to the gap."""
    complaint = kept_receipt()
    if complaint is not None:
        return page("portal/sent.html", complaint=complaint, **worker_urls())
    answers = draft_queries.answers(kept_draft())
    if answer_rules.may_open(step, answers):
        return None
    return redirect(url_of(answer_rules.first_gap(answers)))


def url_of(step: Step, **values: Any) -> str:
    return url_for(f"portal.{step.value}", **values)


def question(step: Step, form_class: type[Question]) -> ResponseReturnValue:
    """The whole of a plain question page: show it, keep what was answered, go on."""
    elsewhere = where_now(step)
    if elsewhere is not None:
        return elsewhere
    form = form_of(step, form_class)
    if form.sent():
        with form.attempt():
            return keep(step, form)
    return shown(step, form)


def form_of(step: Step, form_class: type[Question]) -> Any:
    """The form of a step, filled with what the draft holds or was answered before page 1."""
    answers = draft_queries.answers(kept_draft())
    kept = answers.get(step.value) or days.begun(step, answers)
    form = form_class(data=form_class.shown(kept))
    form.today = clock.today()
    return form


def keep(step: Step, form: Question) -> ResponseReturnValue:
    """Keeps the answer; the first one makes the draft and its code."""
    answers = keep_answers({step.value: {**form.answers(), **_beside(step)}})
    _tell(step, answers)
    back_to_check = request.args.get("from") == _CHECK
    following = Step.CHECK if back_to_check else step.after
    gap = answer_rules.first_gap(answers)
    return redirect(
        url_of(following if following and answer_rules.may_open(following, answers) else gap)
    )


def _beside(step: Step) -> dict[str, Any]:
    """What the address says beside the form: that the worker asked for confidence."""
    kept = draft_queries.answers(kept_draft()).get(step.value, {})
    if step is not Step.WHO:
        return {}
    return {"secret": _is_secret(kept)}


def _is_secret(kept: Mapping[str, Any]) -> bool:
    """What the address says now, else what was kept."""
    asked = request.args.get("secret")
    return bool(kept.get("secret")) if asked is None else asked == "1"


def _tell(step: Step, answers: answer_rules.Answers) -> None:
    """Reads an amount back in words, and warns of the two years; neither stops anybody."""
    amount = answer_rules.amount(answers)
    if step is Step.HOW_MUCH and amount is not None:
        flash(_("记下了：%(amount)s", amount=worker_money(amount)))
    if step is Step.HOW_LONG and past_two_years(answers):
        flash(_("欠了两年多，可能超过了监察期限。"))
        flash(_("可以照样交，由监察员审查。也可以申请仲裁。"))


def past_two_years(answers: answer_rules.Answers) -> bool:
    """Whether the last month lies further back than inspection may look."""
    _first, last = answer_rules.months(answers)
    return complaints.past_two_years(
        last, received_on=clock.today(), statute=statute.statute(), calendar=statute.calendar()
    )


def shown(step: Step, form: Form | None, **more: Any) -> Any:
    """The page of a step: where one is, the way back, and the code, from the first page on."""
    draft = kept_draft()
    answers = draft_queries.answers(draft)
    to_check = request.args.get("from") == _CHECK
    before = Step.CHECK if to_check else step.before
    back = url_of(before) if before else url_for("hall.home")
    return page(
        form=form,
        step=step.number,
        steps_total=len(Step),
        topic=step.label,
        question=True,
        back_url=back,
        code=draft.code if draft else coming_code(),
        stored=draft is not None,
        answers=answers,
        secret=_is_secret(answers.get("who", {})),
        **more,
        **worker_urls(),
    )
