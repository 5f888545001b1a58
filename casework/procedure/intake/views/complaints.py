"""The desk: complaints that wait, and the page of one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask import request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from casework.ground.cases.forms import FilesForm
from casework.ground.cases.queries import clocks, evidence, matters
from casework.ground.cases.terms import Priority, Run, Subject
from casework.ground.documents import queries as papers
from casework.ground.identity.terms import Permission
from casework.ground.notices import queries as notices
from casework.ground.offices import queries as offices
from casework.ground.statute import queries as statute
from casework.ground.statute.rules import cards
from casework.ground.statute.terms.words import Card
from casework.kernel import clock
from casework.kernel.files import ACCEPT
from casework.kernel.paging import COUNT_CAP
from casework.procedure.intake.forms.deciding import (
    AcceptForm,
    CalledForm,
    PassedOnForm,
    PressingForm,
    RefuseForm,
    ReissueForm,
    SenderForm,
    SupplementForm,
    SupplementReceivedForm,
    TakeOverForm,
    TransferForm,
)
from casework.procedure.intake.queries import complaints, identities, links, tips, unreached
from casework.procedure.intake.queries.same import SameEmployer, same_employer
from casework.procedure.intake.rules import complaints as complaint_rules
from casework.procedure.intake.rules import elsewhere
from casework.procedure.intake.terms import EvidenceKind, Gap, Kind, State
from casework.procedure.intake.views.blueprint import (
    ACC,
    DESK,
    blueprint,
    just_added,
    reach_here,
    words_in,
)
from casework.procedure.intake.views.panels import panels
from casework.web.filters import mask_name
from casework.web.guard import guard, reader
from casework.web.pages import Form, page, pages, place
from casework.web.words import _

if TYPE_CHECKING:
    from casework.procedure.intake.models.complaints import Complaint


@blueprint.route("/")
@guard(Permission.ACCEPT_COMPLAINT, Permission.TAKE_COMPLAINT)
def desk() -> ResponseReturnValue:
    """Everything that waits for a decision, the most pressing first."""
    wanted = Priority.known(request.args.get("priority"))
    pressing = request.args.get("order") == "pressing"
    unverified = request.args.get("unverified") == "y"
    found = complaints.waiting(
        reach=reach_here(),
        priority=wanted,
        unverified=unverified,
        pressing_first=pressing,
        after=place(),
    )
    rows = [Waiting(row) for row in found.rows]
    to_call = unreached.to_call(reach=reach_here(), after=place("call"))
    doubts = identities.open_doubts(reach=reach_here(), after=place("doubt"))
    return page(
        rows=rows,
        wanted=wanted,
        pressing_first=pressing,
        words=Priority,
        unverified=unverified,
        cap=COUNT_CAP,
        flood=complaints.unverified_count(reach=reach_here()),
        pages=pages(found),
        to_call=to_call.rows,
        call_pages=pages(to_call, "call"),
        doubts=doubts.rows,
        doubt_pages=pages(doubts, "doubt"),
        may_assign=current_user.may(Permission.ASSIGN),
        may_take_complaint=current_user.may(Permission.TAKE_COMPLAINT),
    )


class Waiting:
    """A row of the desk with its mark."""

    def __init__(self, row: Any):
        self.row = row

    @property
    def gaps(self) -> list[Gap]:
        return words_in(Gap, self.row.gaps)

    @property
    def mark(self) -> Card | None:
        """The card of the running limit; none while the worker is to supplement."""
        if self.row.due_on is None or self.row.state is State.SUPPLEMENT:
            return None
        book, calendar = statute.statute(), statute.calendar()
        sheet = clocks.sheet_of(Run(rule=ACC, start_on=self.row.start_on))
        return cards.card_of(sheet, clock.today(), calendar, book, people=self.row.people or 0)


@blueprint.route("/<int:complaint_id>")
@guard(Permission.ACCEPT_COMPLAINT, Permission.TAKE_COMPLAINT, Permission.READ_CASE)
def complaint(complaint_id: int) -> ResponseReturnValue:
    """One complaint with its people, its limit, and what may be decided."""
    found = complaints.complaint(complaint_id, reach=reach_here())
    return page(**shown(found))


def shown(found: Complaint, **forms: Form) -> dict[str, Any]:
    """What the page of a complaint shows; ``forms`` are those that came back with errors."""
    same = same_employer(found.employer_text, area_id=found.area_id, but=found.id)
    running = clocks.find_running_clock(Subject.COMPLAINT, found.id, ACC)
    given = {
        "accept_form": AcceptForm(formdata=None),
        "refuse_form": RefuseForm(formdata=None),
        "supplement_form": SupplementForm(formdata=None),
        "received_form": SupplementReceivedForm(formdata=None),
        "transfer_form": TransferForm(formdata=None),
        "passed_form": PassedOnForm(formdata=None),
        "reissue_form": ReissueForm(formdata=None),
        "take_over_form": TakeOverForm(formdata=None),
        "sender_form": SenderForm(formdata=None),
        "files_form": FilesForm(formdata=None),
        "called_form": CalledForm(formdata=None),
        "pressing_form": PressingForm(formdata=None, **pressing_now(found)),
        **forms,
    }
    offer_cases(given["accept_form"], same)
    for name in ("refuse_form", "transfer_form"):
        offer_bodies(given[name], found)
    passing = clocks.find_running_clock(Subject.COMPLAINT, found.id, elsewhere.PASS_ON)
    verbs, messages = complaint_rules.LIFECYCLE.verbs(found.state), notices.of_complaint(found.id)
    may = current_user.may(Permission.ACCEPT_COMPLAINT)
    return {
        "complaint": found,
        "people": _people(found),
        "gaps": words_in(Gap, found.gaps),
        "evidence": words_in(EvidenceKind, found.evidence),
        "same": same,
        "running": running,
        "decisions": complaints.decisions(found.id),
        "papers": papers.papers_of_complaint(found.id),
        "verbs": verbs if may else [],
        "is_tip": found.kind is Kind.TIP,
        "sealed": tips.has_tipster(found.id),
        "open_story": _may_read(found),
        "not_called": notices.not_called(found.id),
        "messages": messages,
        "replies": notices.replies_to(messages),
        "added": just_added(found.id),
        "waiting": complaint_rules.WAITING,
        "panels": list(panels(found, given)),
        "doubts": identities.doubts_of(found.id) if _at_desk() else [],
        "linked": links.linked(found.id, reach=reach_here()),
        "passing": passing,
        "may_add": _at_desk(),
        "may_accept_complaint": current_user.may(Permission.ACCEPT_COMPLAINT),
        "may_open_tip": current_user.may(Permission.OPEN_TIP),
        "may_take_complaint": current_user.may(Permission.TAKE_COMPLAINT),
        "accept": ACCEPT,
        **given,
    }


def pressing_now(found: Complaint) -> dict[str, Any]:
    """What the form of 急缓 shows: its page and the view that takes it must agree."""
    chosen = found.chosen_priority.value if found.chosen_priority else ""
    return {"noted": [word for word in found.noted.split(",") if word], "chosen": chosen}


def offer_bodies(form: Any, found: Complaint) -> None:
    """The bodies of the area; those whose address nobody has confirmed say so."""
    form.offer_bodies(
        [
            (
                one.id,
                one.label if one.confirmed else _("%(name)s（地址电话待确认）", name=one.label),
            )
            for one in offices.bodies(found.area_id)
        ]
    )


def offer_cases(form: Any, same: list[SameEmployer]) -> None:
    form.offer(
        [(one.id, f"{one.number}　{one.project}".strip()) for one in same if one.kind == "case"]
    )


@dataclass(frozen=True)
class Person:
    """A claimant as this reader may see him. Whoever gave a tip is none."""

    claimant: Any
    name: str
    id_number: str
    phone: str


def _may_read(found: Complaint) -> bool:
    """A complaint's story is for whoever may see it; that of a tip for those who work on it."""
    if found.kind is not Kind.TIP:
        return True
    case = matters.any_case(found.case_id) if found.case_id else None
    return evidence.reads_tips(reader(), case)


def _at_desk() -> bool:
    return any(current_user.may(permission) for permission in DESK)


def _people(found: Complaint) -> list[Person]:
    works_here = _at_desk()
    return [
        Person(
            one,
            one.name if works_here else mask_name(one.name),
            one.id_number or "",
            one.phone or "",
        )
        for one in found.claimants
    ]
