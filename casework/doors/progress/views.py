"""办到哪一步: states, people and days only; and a tip becomes a complaint."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from casework.doors.acting import queries as acting
from casework.doors.acting.terms import Act, Asked
from casework.doors.hall.views import worker_urls
from casework.doors.joining import queries as group
from casework.doors.progress import queries, rules
from casework.doors.progress.forms import StandUpForm
from casework.doors.progress.terms import Matter, Node, TrackNode, WorkerState
from casework.doors.proving import actions as proving
from casework.doors.proving import queries as proving_queries
from casework.doors.proving.terms import Seeing
from casework.doors.proving.views import (
    keep_seeing,
    kept_seeing,
    proof_token,
    stop_seeing,
)
from casework.ground.cases.terms import Ending, Stage
from casework.ground.statute import queries as statute
from casework.ground.statute.rules import explaining
from casework.ground.statute.terms.ids import RuleId
from casework.kernel import clock
from casework.kernel.days import day_of
from casework.procedure.intake.actions import tips
from casework.procedure.intake.queries import complaints
from casework.procedure.intake.terms import Kind, State
from casework.procedure.requests.terms import Kind as Wish
from casework.procedure.requests.terms import State as Asking
from casework.web.edge import writes
from casework.web.filters import day_words
from casework.web.guard import public
from casework.web.pages import page
from casework.web.tabs import WorkerPages
from casework.web.words import _, _l

if TYPE_CHECKING:
    pass


blueprint = WorkerPages("progress", __name__)


@blueprint.route("/progress/matter")
@public
def matter() -> ResponseReturnValue:
    """Where it stands, who has it, which day comes next and why. No amounts, nobody else."""
    seeing = kept_seeing(clock.now())
    if seeing is None:
        return redirect(url_for("lookup.receipt"))
    standing = acting.standing(seeing, today=clock.today())
    found = queries.matter(seeing)
    return page(
        m=found,
        sentence=_sentence(found),
        track=_track(found),
        next=_next(found),
        acts=_acts(standing, files=rules.takes_files(found)),
        asked=_asked(standing),
        part=group.part(seeing),
        proven=_is_proven(seeing),
        **worker_urls(),
    )


def _is_proven(seeing: Seeing) -> bool:
    """Whether this tab has proved that the matter is his own."""
    token = proof_token()
    return bool(token) and proving_queries.is_proven(seeing, token, now=clock.now())


def _acts(standing: acting.Standing, *, files: bool) -> list[Act]:
    """What he may do now, the most likely first."""
    found = []
    if standing.reopen_until is not None or standing.ended:
        note = _last_day(standing.reopen_until)
        found.append(Act("acting.unsolved", _("没解决"), note, "not_received"))
    if standing.grade_until is not None:
        said = standing.grade.grade.label if standing.grade else _("点一下就行")
        found.append(Act("acting.satisfied", _("您满意吗"), said, "chat"))
    if standing.changes:
        found += [
            Act("acting.correct", _("更正信息"), _("金额、月份、地点、老板"), "paper"),
            Act("acting.phone", _("换手机号"), _("短信以后发到新号"), "sms"),
        ]
        if not standing.withdrawing:
            found.append(Act("acting.withdraw", _("撤回"), _("只撤回您本人的"), "withdraw"))
    more = Act("acting.more_evidence", _("补材料"), _("照片、录音、合同"), "photo")
    if files:
        found.insert(0 if standing.changes else len(found), more)
    found.append(Act("hall.centres", _("去窗口"), _("带身份证，当面办"), "window"))
    return found


def _last_day(until: Any) -> str:
    """Until when one press is enough."""
    if until is None:
        return _("点一下就接着办")
    if clock.today() > until:
        return _("过期了，请到窗口办")
    return _("最晚%(day)s，点一下就重新办理", day=day_words(until))


_WAITS = {
    Wish.WITHDRAW: _l("监察员会打电话问您"),
    Wish.CORRECT: _l("监察员正在核对，会答复您"),
    Wish.UNSOLVED: _l("负责人正在审查，会答复您"),
}
_SETTLED = {
    Asking.DONE: _l("办好了"),
    Asking.ANSWERED: _l("没有更正，见答复"),
    Asking.CANCELLED: _l("没有撤回"),
}


def _how_far(row: Any) -> str:
    """Waiting, or settled; of what he says is not solved nobody may say that it is done."""
    if row.state is Asking.OPEN:
        return str(_WAITS[row.kind])
    if row.kind is Wish.UNSOLVED and row.state is Asking.DONE:
        return _("已接着办")
    return str(_SETTLED[row.state])


def _asked(standing: acting.Standing) -> list[Asked]:
    """What he has asked for, and the answers, newest first."""
    return [
        Asked(
            _("%(day)s，%(what)s", day=day_words(day_of(row.asked_at)), what=_wish(row)),
            _how_far(row),
            row.answer or "",
        )
        for row in standing.asked
        if (row.kind, row.state) != (Wish.CORRECT, Asking.CANCELLED)
    ]


def _wish(row: Any) -> str:
    if row.kind is Wish.CORRECT:
        return _("您要更正：%(what)s", what=row.about.label)
    return _("您要撤回") if row.kind is Wish.WITHDRAW else _("您说没解决")


_SENTENCES = {
    WorkerState.RECEIVED: _l("已收到，正在审查是否受理。"),
    WorkerState.SUPPLEMENT: _l("材料还不全。点“补材料”看缺什么，按期补齐。"),
    WorkerState.CHECKING: _l("监察员正在调查，核对老板的账册。"),
    WorkerState.ORDERED: _l("已下达文书，老板要按期付钱。"),
    WorkerState.FUNDS: _l("老板没付，正在动用保证金或周转金。"),
    WorkerState.REFERRED: _l("老板不付，已移送公安或法院。"),
    WorkerState.PAID: _l("您的钱已经付清，这件事办结了。"),
}
_ENDED = {
    Ending.SETTLED: _l("您和老板谈妥了，这件事办结了。"),
    Ending.WITHDRAWN: _l("您撤回了，这件事办结了。"),
    Ending.UNFOUNDED: _l("没有查到欠薪。不同意的，可以申请仲裁。"),
    Ending.ARBITRATION: _l("这件事要申请仲裁，请找仲裁委。"),
    Ending.UNREACHABLE: _l("联系不上您，看到请打下面的电话。"),
}
_NOT_TAKEN = {
    State.REFUSED: _l("不予受理。去哪儿办，请看书面答复。"),
    State.TRANSFERRED: _l("已移送别的机关办，您不用再交材料。"),
    State.WITHDRAWN: _l("您撤回了，这件事办结了。"),
}


def _sentence(found: Matter) -> Any:
    """One sentence: what is being done, or why it is over and which way is left."""
    if found.in_full:
        return _l("您确认钱已到齐，核对后办结。")
    if found.state is not WorkerState.OVER:
        return _SENTENCES[found.state]
    if found.ending in _ENDED:
        return _ENDED[found.ending]
    if found.known.stage == Stage.TRANSFERRED:
        return _NOT_TAKEN[State.TRANSFERRED]
    return _NOT_TAKEN.get(found.complaint_state, _l("这件事办结了。有疑问请打电话。"))


_NOTES = {
    WorkerState.SUPPLEMENT: (_l("材料齐了"), _l("您已补齐")),
    WorkerState.CHECKING: (_l("受理后，由两名监察员调查"), _l("已查清")),
    WorkerState.ORDERED: (_l("查清后，下达文书"), _l("已下达文书")),
    WorkerState.FUNDS: (_l("老板不付，才动用这笔钱"), _l("已动用")),
    WorkerState.REFERRED: (_l("老板跑了、拒不付钱，才走这一步"), _l("已移送")),
    WorkerState.PAID: (_l("您确认收到，才算付清"), _l("付清了")),
}
_NAMES = (
    (WorkerState.RECEIVED, _l("已收到")),
    (WorkerState.SUPPLEMENT, _l("缺材料")),
    (WorkerState.CHECKING, _l("正在查")),
    (WorkerState.ORDERED, _l("已责令老板付钱")),
    (WorkerState.FUNDS, _l("正在动用保证金或周转金")),
    (WorkerState.REFERRED, _l("已转公安或法院")),
    (WorkerState.PAID, _l("已拿到钱，已办结")),
)


def _track(found: Matter) -> list[TrackNode]:
    """The seven nodes, with a note under each; the last says how it ended."""
    states = rules.nodes(found.state, found.known)
    *before, (_paid, words) = _NAMES
    last = found.state.label if found.state is WorkerState.OVER else words
    return [
        TrackNode(str(words), _note(found, place, node), node.value)
        for (place, words), node in zip((*before, (_paid, last)), states, strict=True)
    ]


def _note(found: Matter, place: WorkerState, node: Node) -> str:
    if place is WorkerState.RECEIVED:
        given = _("%(day)s提交", day=day_words(found.received_on))
        taken = _("，%(day)s受理", day=day_words(found.accepted_on)) if found.accepted_on else ""
        return given + taken
    if place is WorkerState.CHECKING and node is Node.NOW and found.accepted_on:
        return _("从%(day)s开始", day=day_words(found.accepted_on))
    if node is Node.NOW:
        return ""
    if node is Node.MAYBE and found.state is WorkerState.OVER:
        return _("没有用到这一步")
    if place is WorkerState.SUPPLEMENT and node is Node.MAYBE:
        return _("缺材料，才需要补")
    before, after = _NOTES[place]
    if place is WorkerState.SUPPLEMENT and node is Node.UNNEEDED:
        return str(before)
    return str(after if node is Node.DONE else before)


_DUE: dict[str, Any] = {
    RuleId.ACC: _l("最晚答复"),
    RuleId.INV: _l("最晚查清的日子"),
    RuleId.DEC: _l("最晚作出决定"),
    RuleId.ORDER_TERM: _l("老板最晚付钱的日子"),
    RuleId.SUPP: _l("最晚补齐的日子"),
}


def _next(found: Matter) -> dict[str, Any] | None:
    """The next legal day: what it is for, and a page that counts it out. None once his own line
    has ended: what the case still waits for is not his to wait for."""
    due = found.due
    if due is None or found.ending:
        return None
    return {
        "words": _DUE.get(due.rule, _("下一个日期")),
        "on": due.due_on,
        "why": url_for("progress.why_mine"),
        "provisional": due.provisional,
        "late": due.rule != RuleId.SUPP and due.due_on < clock.today(),
    }


@blueprint.route("/progress/why")
@public
def why_mine() -> ResponseReturnValue:
    """How the next day of the opened matter is counted, also when it stood still or was
    extended."""
    seeing = kept_seeing(clock.now())
    sheet = queries.sheet_of(seeing) if seeing else None
    if sheet is None:
        return redirect(url_for("progress.matter"))
    view = explaining.explain(sheet, statute.calendar(), today=clock.today())
    return page(view=view, back_url=url_for("progress.matter"), **worker_urls())


@blueprint.route("/progress/seen", methods=["POST"])
@public
@writes
def seen() -> ResponseReturnValue:
    """Closes the matter in this browser: the next person sees nothing."""
    proving.end_proof(proof_token(), now=clock.now())
    stop_seeing()
    return redirect(url_for("hall.home"))


@blueprint.route("/progress/name", methods=["GET", "POST"])
@public
@writes
def stand_up() -> ResponseReturnValue:
    """Only for the tip that is open in this browser; his name is asked, and what he is owed."""
    seeing = kept_seeing(clock.now())
    tip = complaints.any_complaint(seeing.complaint_id) if seeing else None
    if seeing is None or tip is None or tip.kind is not Kind.TIP:
        return redirect(url_for("progress.matter"))
    form = StandUpForm()
    form.today = clock.today()
    if form.sent():
        with form.attempt():
            tips.stand_up(tip, form.facts(), now=clock.now())
            keep_seeing(Seeing(tip.id, tip.claimants[-1].id, seeing.until))
            flash(_("已改为真名投诉。"))
            return redirect(url_for("progress.matter"))
    return page(form=form, back_url=url_for("progress.matter"), **worker_urls())
