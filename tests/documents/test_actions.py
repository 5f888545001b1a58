"""Drafting, approving, issuing, voiding and serving papers."""

from __future__ import annotations

import threading
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from casework.ground.approvals import queries as approving
from casework.ground.approvals import rules as approvals
from casework.ground.cases.queries import matters
from casework.ground.documents import actions, queries, rules
from casework.ground.documents.models import Paper
from casework.ground.documents.terms.kinds import Event, Kind, Outcome, State, Way
from casework.ground.documents.terms.service import ServiceFacts
from casework.ground.documents.terms.sheets import APPROVED
from casework.ground.identity.terms import Permission, Role
from casework.ground.statute.actions import loading
from casework.kernel import clock, storage
from casework.kernel.crypto import CannotUnseal
from casework.kernel.database import db
from casework.kernel.facts import Fact
from casework.kernel.lifecycle import NoSuchMove
from casework.kernel.money import Money
from casework.kernel.paper import MissingGlyph
from casework.kernel.terms import Conflict, Missing
from casework.kernel.transaction import writing
from tasks import documents as sweep
from tests.conftest import NOW
from tests.factories import cases as case_rows
from tests.factories import documents, identity, offices
from tests.factories.approvals import shown

TODAY = NOW.date()
BY_HAND = ServiceFacts(way=Way.DIRECT, on=TODAY, place="演示路1号", receiver="钱示例")


def facts(session: Any, kind: str) -> list[dict[str, Any]]:
    return list(session.scalars(select(Fact.body).where(Fact.kind == kind).order_by(Fact.id)))


# draft and approval


def test_a_draft_may_have_blanks_and_has_no_number(session: Any) -> None:
    paper = documents.paper(content=Kind.ORDER.form.body())

    assert (paper.state, paper.number, paper.file_key) == (State.DRAFTED, None, None)


def test_the_content_of_a_paper_is_sealed(session: Any) -> None:
    paper = documents.paper(content=documents.order("𠮷示例"))

    session.expire_all()

    assert "示例".encode() not in paper.content_sealed
    assert paper.body.workers[0].name == "𠮷示例"


def test_the_two_inspectors_of_the_case_stand_at_the_foot(session: Any) -> None:
    case = case_rows.case()
    lead, assistant = case_rows.inspectors(case=case)

    paper = documents.paper(case=case, by=assistant)

    assert paper.officer_ids == [lead.id, assistant.id]


def test_nobody_approves_his_own_draft(session: Any) -> None:
    head = identity.officer(role=Role.SQUAD_HEAD)
    paper = documents.paper(by=head)

    with pytest.raises(approvals.OwnPreparation):
        actions.approve(paper, seen=shown(paper), by=head, now=NOW)


def test_the_database_too_refuses_an_approval_of_ones_own(session: Any) -> None:
    paper = documents.paper()

    paper.approved_by = paper.drafted_by

    with pytest.raises(IntegrityError, match=r"approver_is_another"):
        session.flush()
    session.rollback()


def test_who_revises_a_draft_may_not_approve_it(session: Any) -> None:
    head = identity.officer(role=Role.SQUAD_HEAD)
    paper = documents.paper()
    actions.revise(paper, body=documents.order("张示例"), by=head, now=NOW)

    with pytest.raises(approvals.OwnPreparation):
        actions.approve(paper, seen=shown(paper), by=head, now=NOW)


@pytest.mark.parametrize(
    ("kind", "role"),
    [
        (Kind.ORDER, Role.SQUAD_HEAD),
        (Kind.DECISION, Role.DEPARTMENT_HEAD),
        (Kind.REFERRAL, Role.PRINCIPAL_HEAD),
        (Kind.DEPOSIT_TOP_UP, Role.DEPARTMENT_HEAD),
    ],
)
def test_each_kind_is_approved_by_its_head(session: Any, kind: Kind, role: Role) -> None:
    paper = documents.paper(kind=kind)
    with pytest.raises(approvals.MayNotDecide):
        actions.approve(paper, seen=shown(paper), by=identity.officer(role=Role.INSPECTOR), now=NOW)

    actions.approve(paper, seen=shown(paper), by=identity.officer(role=role), now=NOW)

    assert paper.state is State.APPROVED


def test_a_squad_head_does_not_approve_a_referral(session: Any) -> None:
    paper = documents.paper(kind=Kind.REFERRAL)

    with pytest.raises(approvals.MayNotDecide):
        actions.approve(
            paper, seen=shown(paper), by=identity.officer(role=Role.SQUAD_HEAD), now=NOW
        )


def test_a_blank_is_refused_by_name_before_approval(session: Any) -> None:
    paper = documents.paper(content=documents.order("张示例", way="", term_on=None))

    with pytest.raises(rules.PaperIncomplete) as refusal:
        actions.approve(
            paper, seen=shown(paper), by=identity.officer(role=Role.SQUAD_HEAD), now=NOW
        )

    assert refusal.value.fields == ("way", "term_on")
    assert "支付方式、改正期限" in refusal.value.zh


def test_people_in_the_text_must_be_those_of_the_list(session: Any) -> None:
    paper = documents.paper(content=documents.order("张示例", "李示例", people=3))

    with pytest.raises(rules.PeopleDoNotMatch):
        actions.approve(
            paper, seen=shown(paper), by=identity.officer(role=Role.SQUAD_HEAD), now=NOW
        )


def test_the_amount_in_the_text_must_be_the_sum_of_the_list(session: Any) -> None:
    content = documents.order("张示例", amount=Money(100_001))
    paper = documents.paper(content=content)

    with pytest.raises(rules.AmountDoesNotMatch):
        actions.approve(
            paper, seen=shown(paper), by=identity.officer(role=Role.SQUAD_HEAD), now=NOW
        )


def test_a_name_that_cannot_be_printed_is_refused_before_approval(session: Any) -> None:
    paper = documents.paper(content=documents.order("张\U0002a6a5"))

    with pytest.raises(MissingGlyph):
        actions.approve(
            paper, seen=shown(paper), by=identity.officer(role=Role.SQUAD_HEAD), now=NOW
        )

    assert paper.state is State.DRAFTED


def test_an_approved_paper_sent_back_loses_its_approval(session: Any) -> None:
    paper = documents.approved()

    actions.send_back(
        paper,
        seen=shown(paper),
        reason="金额要重算",
        by=identity.officer(role=Role.SQUAD_HEAD),
        now=NOW,
    )

    assert (paper.state, paper.approved_by, paper.opinion) == (State.DRAFTED, None, "")


def test_a_stale_revision_meets_a_conflict(session: Any) -> None:
    paper = documents.paper()
    seen = paper.version
    actions.revise(paper, body=documents.order("张示例"), seen=seen, by=paper.drafter, now=NOW)

    with pytest.raises(Conflict):
        actions.revise(paper, body=documents.order("李示例"), seen=seen, by=paper.drafter, now=NOW)


# issue


def test_an_order_is_not_issued_without_approval(session: Any) -> None:
    paper = documents.paper()

    with pytest.raises(rules.NotApproved):
        actions.issue(paper, by=paper.drafter, now=NOW)


def test_a_paper_without_approval_step_is_issued_from_its_draft(session: Any) -> None:
    paper = documents.paper(kind=Kind.INQUIRY)

    actions.issue(paper, by=paper.drafter, now=NOW)

    assert paper.number == f"临{paper.unit.area.short}人社监询字〔2026〕第0001号"


def test_the_first_order_of_the_year_has_this_number_and_is_kept(session: Any) -> None:
    paper = documents.issued()

    assert paper.number == f"临{paper.unit.area.short}人社监令字〔2026〕第0001号"
    assert (paper.state, paper.issued_on, paper.term_on) == (State.ISSUED, TODAY, documents.TERM)
    assert queries.printed(paper).startswith(b"%PDF-")
    assert facts(session, "PaperIssued")[-1]["number"] == paper.number


def test_issuing_is_written_into_the_timeline(session: Any) -> None:
    paper = documents.issued()

    entry = matters.timeline(paper.case_id or 0)[0]

    assert entry.event == Event.PAPER_ISSUED.value
    assert "第0001号" in (entry.text or "")


def test_numbers_run_by_unit_kind_and_year(session: Any) -> None:
    first, second = documents.issued(), documents.issued()
    other_kind = documents.paper(kind=Kind.INQUIRY)
    actions.issue(other_kind, by=other_kind.drafter, now=NOW)
    elsewhere = documents.issued(area=offices.ELSEWHERE)
    next_year = documents.approved(content=documents.order("张示例", term_on=date(2027, 3, 1)))
    actions.issue(next_year, by=next_year.drafter, now=NOW.replace(year=2027, month=1, day=4))

    assert [first.serial, second.serial, other_kind.serial] == [1, 2, 1]
    assert elsewhere.number == f"临{elsewhere.unit.area.short}人社监令字〔2026〕第0001号"
    assert elsewhere.number != first.number
    assert next_year.number == f"临{next_year.unit.area.short}人社监令字〔2027〕第0001号"


def test_a_rolled_back_issue_leaves_no_gap(session: Any) -> None:
    paper = documents.approved()
    session.commit()
    with pytest.raises(RuntimeError), writing():
        actions.issue(paper, by=paper.drafter, now=NOW)
        raise RuntimeError

    actions.issue(paper, by=paper.drafter, now=NOW)

    assert paper.serial == 1


@pytest.mark.both
def test_two_clerks_who_issue_at_the_same_moment_get_two_numbers(app: Flask, session: Any) -> None:
    papers = [documents.approved().id for _ in range(6)]
    session.commit()
    start, failures = threading.Barrier(2), []

    def issue(mine: list[int]) -> None:
        with app.app_context():
            start.wait()
            for paper_id in mine:
                try:
                    with writing():
                        paper = queries.any_paper(paper_id)
                        actions.issue(paper, by=paper.drafter, now=NOW)
                except Exception as error:
                    failures.append(error)
            db.session.remove()

    threads = [threading.Thread(target=issue, args=(papers[i::2],)) for i in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    session.rollback()
    serials = session.scalars(select(Paper.serial).where(Paper.id.in_(papers))).all()
    assert failures == []
    assert sorted(serials) == [1, 2, 3, 4, 5, 6]


def test_a_term_that_has_passed_is_not_issued(session: Any) -> None:
    paper = documents.approved(content=documents.order("张示例", term_on=TODAY))

    with pytest.raises(rules.TermHasPassed):
        actions.issue(paper, by=paper.drafter, now=NOW)


def test_an_issued_paper_is_neither_revised_nor_issued_again(session: Any) -> None:
    paper = documents.issued()

    with pytest.raises(NoSuchMove):
        actions.revise(paper, body=documents.order("李示例"), by=paper.drafter, now=NOW)
    with pytest.raises(NoSuchMove):
        actions.issue(paper, by=paper.drafter, now=NOW)


def test_a_change_of_names_after_issue_does_not_reach_the_paper(session: Any) -> None:
    paper = documents.issued()
    before = queries.printed(paper)

    paper.drafter.name = "改名示例"
    paper.unit.authority = "改名后的机关"
    session.flush()

    assert queries.printed(paper) == before


def test_a_stored_paper_that_was_swapped_does_not_open(session: Any) -> None:
    first, second = documents.issued(), documents.issued()

    first.file_key = second.file_key

    with pytest.raises(CannotUnseal):
        queries.printed(first)


def test_the_stored_file_shows_nothing(session: Any) -> None:
    paper = documents.issued()

    with storage.current().open(paper.file_key or "") as file:
        stored = file.read()

    assert b"%PDF" not in stored


# void


def test_a_void_paper_keeps_its_number_and_the_next_one_is_new(session: Any) -> None:
    first = documents.issued()

    actions.void(first, reason="当事人名称写错", by=first.drafter, now=NOW)
    second = documents.issued()

    assert (first.state, first.serial, second.serial) == (State.VOID, 1, 2)
    assert facts(session, "PaperVoided")[0]["reason"] == "当事人名称写错"
    assert matters.timeline(first.case_id or 0)[0].event == Event.PAPER_VOIDED.value


def test_nothing_is_made_void_without_a_reason(session: Any) -> None:
    paper = documents.issued()

    with pytest.raises(rules.ReasonNeeded):
        actions.void(paper, reason="  ", by=paper.drafter, now=NOW)


def test_a_served_paper_is_not_made_void(session: Any) -> None:
    paper = documents.issued()
    actions.record_service(paper, facts=BY_HAND, by=paper.drafter, now=NOW)

    with pytest.raises(NoSuchMove):
        actions.void(paper, reason="写错", by=paper.drafter, now=NOW)


# service


def test_a_paper_handed_over_is_served_that_day_with_its_record(session: Any) -> None:
    paper = documents.issued()

    service = actions.record_service(paper, facts=BY_HAND, by=paper.drafter, now=NOW)

    assert (paper.state, paper.served_on) == (State.SERVED, TODAY)
    assert service.facts == BY_HAND
    record = queries.find_latest(paper.case_id or 0, Kind.SERVICE_RETURN)
    assert record is not None
    assert record.body.paper_number == paper.number
    assert facts(session, "PaperServed")[0] == {
        "paper_id": paper.id, "case_id": paper.case_id, "complaint_id": None, "kind": "order",
        "served_on": TODAY.isoformat(), "term_on": documents.TERM.isoformat(),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("way", "without"),
    [
        (Way.DIRECT, "receiver"), (Way.FAMILY, "relation"), (Way.UNIT_RECEIVER, "relation"),
        (Way.LEFT, "reason"), (Way.ELECTRONIC, "proof"), (Way.POST, "proof"),
        (Way.ANNOUNCEMENT, "reason"), (Way.POSTED, "proof"),
    ],
)  # fmt: skip
def test_each_way_of_service_needs_its_proof(session: Any, way: Way, without: str) -> None:
    given = dict.fromkeys(("place", "receiver", "relation", "reason", "proof"), "演示")
    given[without] = ""

    with pytest.raises(rules.ServiceIncomplete) as refusal:
        rules.check_service(
            Kind.ORDER, ServiceFacts(way=way, on=TODAY, **given), issued_on=TODAY, on=TODAY
        )

    assert refusal.value.field == without


def test_a_paper_left_at_the_place_needs_a_witness_or_a_picture(session: Any) -> None:
    left = ServiceFacts(way=Way.LEFT, on=TODAY, place="演示路1号", reason="拒绝签收")

    with pytest.raises(rules.ServiceIncomplete):
        rules.check_service(Kind.ORDER, left, issued_on=TODAY, on=TODAY)


@pytest.mark.parametrize("shift", [-1, 1])
def test_service_lies_between_issue_and_today(session: Any, shift: int) -> None:
    paper = documents.issued()
    day = TODAY + timedelta(days=shift)
    attempt = ServiceFacts(way=Way.DIRECT, on=day, place="演示路1号", receiver="钱示例")

    with pytest.raises(rules.ServedOutsideTime):
        actions.record_service(paper, facts=attempt, by=paper.drafter, now=NOW)


def test_mail_that_came_back_leaves_the_paper_unserved(session: Any) -> None:
    paper = documents.issued()
    returned = ServiceFacts(way=Way.POST, on=TODAY, place="演示路1号", failed="查无此人")

    service = actions.record_service(paper, facts=returned, by=paper.drafter, now=NOW)

    assert (paper.state, service.outcome, service.served_on) == (
        State.ISSUED, Outcome.FAILED, None,
    )  # fmt: skip


ANNOUNCED = ServiceFacts(
    way=Way.ANNOUNCEMENT, on=TODAY, place="本机关网站", reason="邮寄退回，电话不通", proof="公告1号"
)


def test_an_announcement_serves_when_its_thirty_days_are_over(session: Any) -> None:
    loading.load_seed(now=NOW)
    paper = documents.issued()
    service = actions.record_service(paper, facts=ANNOUNCED, by=paper.drafter, now=NOW)
    over = date(2026, 12, 23)
    assert (paper.state, service.served_on) == (State.ISSUED, over)
    assert queries.announcements_over("announcements", on=over - timedelta(days=1), now=NOW) == []
    assert queries.announcements_over("announcements", on=over, now=NOW) == [service.id]

    for _ in range(2):
        actions.deem_served(service.id, now=NOW + timedelta(days=30))

    assert (paper.state, paper.served_on) == (State.SERVED, over)
    assert len(facts(session, "PaperServed")) == 1


def test_an_announcement_is_overtaken_by_service_in_hand(session: Any) -> None:
    loading.load_seed(now=NOW)
    paper = documents.issued()
    announced = actions.record_service(paper, facts=ANNOUNCED, by=paper.drafter, now=NOW)

    actions.record_service(paper, facts=BY_HAND, by=paper.drafter, now=NOW)

    assert (paper.state, announced.outcome) == (State.SERVED, Outcome.OVERTAKEN)


def test_a_sheet_of_the_file_is_not_served(session: Any) -> None:
    paper = documents.issued(kind=Kind.FILING)

    with pytest.raises(rules.NotForService):
        actions.record_service(paper, facts=BY_HAND, by=paper.drafter, now=NOW)


# reading


def test_a_paper_of_another_county_is_not_there(session: Any) -> None:
    paper = documents.paper(area=offices.ELSEWHERE)
    reader = identity.officer(area=offices.HOME)
    reach = reader.reach(Permission.READ_CASE)

    with pytest.raises(Missing):
        queries.paper(paper.id, reach=reach)


def test_papers_of_a_case_come_in_the_order_of_drafting(session: Any) -> None:
    case = case_rows.case()
    first = documents.paper(kind=Kind.FILING, case=case)
    second = documents.paper(case=case)

    assert queries.papers(case.id) == [first, second]


def test_the_sweep_serves_what_was_announced_long_enough(session: Any) -> None:
    loading.load_seed(now=NOW)
    paper = documents.issued()
    actions.record_service(paper, facts=ANNOUNCED, by=paper.drafter, now=NOW)
    session.commit()

    with clock.fixed(NOW + timedelta(days=29)):
        early = sweep.tick()
    with clock.fixed(NOW + timedelta(days=30)):
        due, again = sweep.tick(), sweep.tick()

    assert (early, due, again) == (0, 1, 0)
    assert queries.any_paper(paper.id).state is State.SERVED


def test_who_drafted_does_not_approve_what_another_has_only_revised(session, now):
    head = identity.officer(role=Role.SQUAD_HEAD)
    paper = documents.paper(by=head)
    actions.revise(paper, body=paper.body, by=identity.officer(), now=now)
    with pytest.raises(approvals.OwnPreparation):
        actions.approve(paper, seen=shown(paper), by=head, now=now)


# sent back before approval


def test_an_approver_who_disagrees_sends_the_draft_back_with_a_reason(session: Any) -> None:
    paper = documents.paper()
    head = identity.officer(role=Role.SQUAD_HEAD)

    actions.send_back(paper, seen=shown(paper), reason="期限太短", by=head, now=NOW)

    assert (paper.state, _returned_for(paper)) == (State.DRAFTED, "期限太短")
    for again in (
        lambda: actions.approve(paper, seen=shown(paper), by=head, now=NOW),
        lambda: actions.send_back(paper, seen=shown(paper), reason="再退", by=head, now=NOW),
    ):
        with pytest.raises(approvals.NotWaiting):
            again()
    actions.revise(paper, body=documents.order("张示例"), by=paper.drafter, now=NOW)
    assert _returned_for(paper) == ""
    actions.approve(paper, seen=shown(paper), by=head, now=NOW)
    assert paper.state is State.APPROVED


def _returned_for(paper: Any) -> str:
    return approving.returned_for(APPROVED[paper.kind], paper.id)


def test_what_belongs_to_a_step_is_not_approved_by_itself(session: Any) -> None:
    paper = documents.paper(kind=Kind.CLOSING_APPROVAL)

    with pytest.raises(rules.PartOfAStep):
        actions.approve(paper, seen="", by=identity.officer(role=Role.SQUAD_HEAD), now=NOW)


def test_nobody_sends_his_own_draft_back_or_without_a_reason(session: Any) -> None:
    paper = documents.paper()
    with pytest.raises(approvals.OwnPreparation):
        actions.send_back(paper, seen=shown(paper), reason="再想想", by=paper.drafter, now=NOW)
    with pytest.raises(approvals.ReasonNeeded):
        actions.send_back(
            paper, seen=shown(paper), reason=" ", by=identity.officer(role=Role.SQUAD_HEAD), now=NOW
        )
