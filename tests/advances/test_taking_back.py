"""A recovery of an advance that was entered wrongly is taken back, and the sums are right."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from casework.ground.cases.queries import matters
from casework.ground.identity.terms import Role
from casework.ground.payouts import rules as payout_rules
from casework.kernel.money import Money
from casework.kernel.terms import Refused
from casework.procedure.advances import queries, rules
from casework.procedure.advances.actions import keeping, recovering
from casework.procedure.advances.models import Advance, Recovery
from casework.procedure.advances.terms import AdvanceState, Payment
from tests.conftest import NOW
from tests.factories import advances, identity
from tests.fixtures import soak


def _came(made: Advance, yuan: int, *, to: Payment = Payment.FUND, slip: str = "演1") -> Recovery:
    line = matters.lines(made.case_id)[0]
    recovering.record_employer_payment(
        made,
        amount=Money.yuan(yuan),
        to=to,
        line=line,
        slip=slip,
        paid_on=NOW.date(),
        by=made.preparer,
        now=NOW,
    )
    return queries.recoveries(made.id)[-1]


def _take_back(recovery: Recovery) -> Recovery:
    by = identity.officer(role=Role.FUND_OFFICER)
    return recovering.reverse_recovery(recovery, reason="记错了案子", by=by, now=NOW)


def test_a_wrong_recovery_is_taken_back_by_page_and_both_stay_readable(
    officer: Any, session: Any
) -> None:
    made = advances.paid()
    before = queries.balance(made.account_id)
    wrong = _came(made, 10_000)
    assert made.state is AdvanceState.RECOVERED
    session.commit()
    client = officer(role=Role.FUND_OFFICER)
    page = client.get("advances.advance", advance_id=made.id)
    assert page.has(f"a[href$='/recoveries/{wrong.id}/reverse']")
    page = client.get("advances.reverse_recovery", recovery_id=wrong.id)
    assert page.form().submit({"reason": ""}, expect=422).errors

    page = page.form().submit({"reason": "记错了案子"})

    session.expire_all()
    assert "已冲正" in page.text
    assert "记错了案子" in page.text
    assert not page.has(f"a[href$='/recoveries/{wrong.id}/reverse']")
    assert (made.state, queries.standing(made).outstanding) == (AdvanceState.PAID, made.paid)
    assert queries.balance(made.account_id) == before
    assert "冲正追偿" in client.get("advances.fund").text
    told = matters.timeline(made.case_id)
    assert [one.officer_id for one in told if one.text == "记错了案子"] == [client.officer.id]


def test_its_slip_may_be_recorded_again_and_nothing_is_taken_back_twice(session: Any) -> None:
    made = advances.paid()
    wrong = _came(made, 4_000)
    reversal = _take_back(wrong)

    with pytest.raises(payout_rules.ReversedAlready):
        _take_back(wrong)
    with pytest.raises(payout_rules.NotReversible):
        _take_back(reversal)
    right = _came(made, 3_000)
    with pytest.raises(rules.SlipUsed):
        _came(made, 3_000)

    assert (right.turn, queries.standing(made).outstanding) == (2, Money.yuan(7_000))
    session.commit()
    with pytest.raises(IntegrityError):
        session.execute(
            text(
                "INSERT INTO recovery SELECT id + 1, advance_id, way, line_id, amount,"
                " recovered_on, slip, note, officer_id, at, turn, reverses_id FROM recovery"
                " WHERE reverses_id IS NOT NULL"
            )
        )


def test_what_a_worker_has_handed_back_goes_first(session: Any) -> None:
    made = advances.paid()
    twice = _came(made, 4_000, to=Payment.WORKER)
    recovering.record_hand_back(
        made, amount=Money.yuan(1_000), on=NOW.date(), slip="演2", by=made.preparer, now=NOW
    )
    handed = queries.recoveries(made.id)[-1]

    with pytest.raises(rules.HandedBackAlready):
        _take_back(twice)
    _take_back(handed)
    _take_back(twice)

    assert queries.standing(made) == rules.Standing(made.paid, Money(0))


def test_the_fund_does_not_give_what_it_no_longer_has(session: Any) -> None:
    made = advances.paid()
    came = _came(made, 10_000)
    advances.drawn(made, queries.balance(made.account_id))

    with pytest.raises(rules.FundTooSmall), session.begin_nested():
        _take_back(came)

    assert queries.recoveries(made.id) == [came]


def test_another_county_takes_nothing_back(officer: Any, session: Any) -> None:
    wrong = advances.recovery()
    stranger = officer(role=Role.FUND_OFFICER, area="371311")
    stranger.get("advances.reverse_recovery", recovery_id=wrong.id, expect=404)


_STEPS = st.lists(
    st.tuples(
        st.sampled_from(["fund", "worker", "hand_back", "take_back"]), st.integers(1, 1_100_000)
    ),
    max_size=12,
)


@pytest.mark.longer
@given(steps=_STEPS)
@settings(max_examples=soak.of(8, 50), deadline=None, suppress_health_check=list(HealthCheck))
def test_after_any_history_advance_and_fund_agree_to_the_fen(
    session: Any, steps: list[tuple[str, int]]
) -> None:
    # the fund of the county is one, so each history has its own money in it
    fund = advances.fund()
    by = identity.officer(role=Role.FUND_OFFICER)
    keeping.pay_in(
        area_id=fund.area_id, amount=Money.yuan(20_000), on=NOW.date(), note="演", by=by, now=NOW
    )
    made = advances.paid()
    first = queries.balance(made.account_id)
    came = {"fund": Money(0), "worker": Money(0), "handed_back": Money(0)}
    for number, (step, fen) in enumerate(steps):
        known = {one.id for one in queries.recovery_entries(made.id)}
        try:
            with session.begin_nested():
                _step(made, step, Money(fen), f"演{made.id}-{number}")
        except Refused:
            pass
        session.refresh(made)
        for entry in queries.recovery_entries(made.id):
            if entry.id not in known:
                came[entry.way.value] += -entry.amount if entry.reverses_id else entry.amount
        standing = queries.standing(made)
        assert standing.outstanding == made.paid - came["fund"] - came["worker"] >= Money(0)
        assert standing.held == came["worker"] - came["handed_back"] >= Money(0)
        assert queries.balance(made.account_id) == first + came["fund"] + came["handed_back"]
        assert queries.last_movement(made.account_id).balance == queries.balance(made.account_id)
        assert (made.state is AdvanceState.RECOVERED) == standing.over


def _step(made: Advance, step: str, amount: Money, slip: str) -> None:
    given = {"slip": slip, "by": made.preparer, "now": NOW}
    if step == "take_back":
        standing = queries.recoveries(made.id)
        if standing:
            _take_back(standing[amount.fen % len(standing)])
    elif step == "hand_back":
        recovering.record_hand_back(made, amount=amount, on=NOW.date(), **given)
    else:
        line = matters.lines(made.case_id)[0]
        recovering.record_employer_payment(
            made, amount=amount, to=Payment(step), line=line, paid_on=NOW.date(), **given
        )
