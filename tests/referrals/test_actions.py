"""Referrals: the team, the head, the order on file, and every answer of the police."""

from __future__ import annotations

import json
from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from casework.ground.approvals import rules as approvals
from casework.ground.cases.queries import clocks, matters
from casework.ground.cases.terms import Subject
from casework.ground.documents.terms.kinds import Kind
from casework.ground.identity.terms import Role
from casework.ground.ledger.actions.entries import record_payment
from casework.ground.ledger.terms import Source
from casework.ground.statute.rules.referral.facts import Outcome
from casework.kernel.days import at
from casework.procedure.referrals import queries, rules
from casework.procedure.referrals.actions import deciding, following
from casework.procedure.referrals.terms import ReferralKind, ReferralState, Step
from tests.factories import deposits, identity, inspections, referrals
from tests.factories.approvals import shown

LATER = deposits.LATER


def _head():
    return identity.officer(role=Role.PRINCIPAL_HEAD)


def _clocks(referral):
    return {c.rule for c in clocks.running_clocks(Subject.REFERRAL, referral.id)}


def _step(referral, step):
    following.record_step(referral, step=step, on=LATER.date(), note="演公〔2026〕1号",
                        by=referral.preparer, now=LATER)  # fmt: skip


def test_a_referral_goes_to_the_police_and_is_filed(session, now):
    referral = referrals.referral()
    assert _clocks(referral) == {"CR-APP"}
    deciding.approve_referral(referral, seen=shown(referral), by=_head(), now=LATER)
    assert (referral.sheet.kind, referral.paper.kind) == (Kind.REFERRAL_APPROVAL, Kind.REFERRAL)
    assert _clocks(referral) == {"CR-SEND"}
    following.send_referral(referral, on=LATER.date(), place="演示区公安分局", signed_by="王演示",
                          by=referral.preparer, now=LATER)  # fmt: skip
    assert _clocks(referral) == {"CR-REV"}
    _step(referral, Step.ASK)
    assert _clocks(referral) == {"CR-REV", "CR-SUPP"}
    _step(referral, Step.SUPPLY)
    _step(referral, Step.FILE)
    assert _clocks(referral) == {"CR-HAND"}
    _step(referral, Step.HAND_OVER)
    assert (referral.state, _clocks(referral)) == (ReferralState.HANDED_OVER, set())


def test_after_the_police_refuse_reconsideration_is_offered(session, now):
    referral = referrals.sent()
    _step(referral, Step.TURN_DOWN)
    assert _clocks(referral) == {"CR-REC"}
    assert rules.steps(referral.state) == [Step.RECONSIDER, Step.LEAVE]
    assert matters.open_tasks(referral.case_id)


def test_without_a_served_order_nothing_is_approved(session, now):
    referral = referrals.referral(case=inspections.case())
    with pytest.raises(rules.OrderNotOnFile):
        deciding.approve_referral(referral, seen=shown(referral), by=_head(), now=LATER)


def test_a_refusal_needs_a_written_reason(session, now):
    referral = referrals.referral()
    with pytest.raises(rules.ReasonNeeded) as refused:
        deciding.refuse_referral(referral, seen=shown(referral), reason=" ", by=_head(), now=LATER)
    assert refused.value.article == "国务院令310号第5条"
    deciding.refuse_referral(
        referral, seen=shown(referral), reason="已付清大部分", by=_head(), now=LATER
    )
    assert (referral.state, _clocks(referral)) == (ReferralState.REFUSED, set())


def test_only_the_team_of_the_case_reports_and_none_of_it_decides(session, now):
    case = referrals.case()
    with pytest.raises(rules.TeamNeeded):
        referrals.referral(case=case, by=identity.officer())
    referral = referrals.referral(case=case)
    with pytest.raises(approvals.OwnPreparation):
        deciding.approve_referral(referral, seen=shown(referral), by=referral.preparer, now=LATER)
    session.commit()
    with pytest.raises(IntegrityError):
        session.execute(text("UPDATE referral SET approved_by = prepared_by"))


def test_a_file_passed_on_has_its_letter_and_is_open(session, now):
    case = referrals.case()
    made = following.pass_on(
        case, kind=ReferralKind.LEGAL_AID, receiver="演示区法律援助中心",
        reason="工人要请律师。", by=inspections.lead(case), now=LATER,
    )  # fmt: skip
    assert made.paper.number
    assert queries.open_of_case(case.id) == [made]


def test_unknown_is_never_taken_for_absent(session, now):
    case = referrals.case()
    found = queries.finding(case, queries.Conduct(), on=LATER.date())
    assert (found.order.met, found.unpaid.met, found.conduct.met) == (True, True, None)
    assert found.missing


def test_a_term_that_ends_on_a_saturday_is_not_over_on_the_sunday(session, now):
    case = inspections.case()
    inspections.served_order(case=case, term_on=date(2026, 12, 5))
    [line] = matters.lines(case.id)
    unpaid = {day: _unpaid(case, day) for day in (5, 6, 7, 8)}
    assert unpaid == {5: None, 6: None, 7: None, 8: True}

    record_payment(case, source=Source.EMPLOYER, slip="单1", paid_on=date(2026, 12, 7),
                   total=line.owed, by=None, now=at(date(2026, 12, 8), 9))  # fmt: skip

    assert _unpaid(case, 8) is False


def _unpaid(case, day):
    return queries.facts(case, queries.Conduct(), on=date(2026, 12, day)).unpaid_after_due


def test_the_gauge_of_the_case_says_what_the_command_says(app, session, officer, now):
    case = referrals.case()
    referrals.referral(case=case)
    session.commit()
    facts = queries.facts(case, queries.latest_conduct(case.id), on=now.date())
    order = facts.order
    said = {
        "province": facts.province, "on": str(facts.on), "workers": None, "amount": None,
        "lines": [{"months": int(row.months), "amount": row.amount.plain.replace(",", "")}
                  for row in facts.lines],
        "order": {"document": order.document, "served": order.served,
                  "issued": str(order.issued_on), "due": str(order.due_on)},
        "unpaid_after_due": facts.unpaid_after_due, "fled": facts.fled,
        "evasion": list(facts.evasion), "ability_to_pay": list(facts.ability_to_pay),
        "payments": [], "harm": [],
    }  # fmt: skip

    answer = app.test_cli_runner().invoke(args=["law", "referral", "-"], input=json.dumps(said))

    outcome = Outcome(json.loads(answer.output)["outcome"])
    assert outcome.zh in officer().get("referrals.case", case_id=case.id).text
