"""The referral test: published cases, and what must never happen with facts that are not known."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.ground.statute.rules.referral.facts import Finding, Outcome
from casework.ground.statute.rules.referral.outcome import referral
from casework.ground.statute.rules.referral.reading import BadFact, read_facts
from tests.factories import statute
from tests.statute.tables import HERE

STATUTE, _ = statute.seed()
ON = date(2026, 11, 23)
EXAMPLES = json.loads((HERE / "referral.json").read_text(encoding="utf-8"))

#: Every element met by a wide margin.
CLEAR: dict[str, Any] = {
    "province": "山东", "on": "2026-11-20", "workers": 30, "amount": "300000.00",
    "months_per_worker": None, "lines": None,
    "order": {"document": "限期改正指令书", "issued": "2026-10-08", "served": True,
              "due": "2026-10-19"},
    "unpaid_after_due": True, "evasion": ["转移账户资金"], "fled": None, "ability_to_pay": [],
    "payments": [], "harm": [], "thresholds": {"single_amount": None, "group_amount": None},
}  # fmt: skip


def find(**changes: Any) -> Finding:
    return referral(read_facts(json.dumps({**CLEAR, **changes})), STATUTE, ON)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e["id"])
def test_the_published_cases(example: dict[str, Any]) -> None:
    finding = referral(read_facts(json.dumps(example["facts"])), STATUTE, ON)
    assert finding.outcome == example["expected"]
    assert finding.amount.test == example["test"]


def test_the_answer_has_the_agreed_form() -> None:
    facts = {
        "province": "四川", "on": "2018-02-11", "workers": 61, "amount": "1346600.00",
        "order": {"document": "限期改正指令书", "issued": "2018-02-06", "served": True,
                  "due": None},
        "unpaid_after_due": True, "evasion": [], "fled": None, "ability_to_pay": [],
        "payments": [{"amount": "0.00", "by": "employer", "stage": "before_filing"}], "harm": [],
    }  # fmt: skip
    assert referral(read_facts(json.dumps(facts)), STATUTE, ON).document() == {
        "outcome": "review",
        "elements": {
            "amount": {
                "met": True, "test": "group",
                "because": "61人≥10人，1346600.00元≥全国上限100000元",
            },
            "order": {"met": True},
            "unpaid": {"met": True},
            "conduct": {"met": None},
        },
        "missing": ["逃匿或有能力支付而不支付的证据"],
        "assumed": ["subject", "wages"],
        "leniency": [],
        "sources": ["刑法276之一", "法释〔2013〕3号第3条"],
    }  # fmt: skip


def test_every_element_met_is_referred() -> None:
    assert find().outcome is Outcome.REFER


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"workers": None}, "被欠工资的人数"),
        ({"amount": None}, "欠薪总额"),
        ({"order": None}, "责令支付文书和送达证明"),
        ({"order": {"document": "限期改正指令书", "served": None}}, "责令支付文书的送达证明"),
        ({"unpaid_after_due": None}, "期满后是否仍未支付"),
        ({"evasion": []}, "逃匿或有能力支付而不支付的证据"),
        ({"amount": "90000"}, "本省十人以上数额（待确认）"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_fact_that_is_not_known_is_named_and_leads_to_review(
    changes: dict[str, Any], missing: str
) -> None:
    finding = find(**changes)
    assert finding.outcome is Outcome.REVIEW
    assert missing in finding.missing


@pytest.mark.parametrize(
    "changes",
    [
        {"workers": 9, "amount": "4999.99"},
        {"workers": 30, "amount": "4999.99"},
        {"order": {"document": None, "served": False}},
        {"order": {"document": "限期改正指令书", "served": False}},
        {"unpaid_after_due": False},
        {"unpaid_after_due": None, "on": "2026-10-19"},
        {"workers": 9, "lines": [{"months": 2, "amount": "33000"}] * 9},
    ],
    ids=str,
)
def test_an_absent_element_beats_everything_else(changes: dict[str, Any]) -> None:
    assert find(**changes).outcome is Outcome.DO_NOT_REFER
    assert find(**changes, evasion=[], harm=None).outcome is Outcome.DO_NOT_REFER


def test_ten_workers_and_the_exact_amount_count() -> None:
    limits = {"single_amount": 10000, "group_amount": 60000}
    assert find(workers=10, amount="60000", thresholds=limits).amount.met is True
    assert find(workers=10, amount="59999.99", thresholds=limits).amount.met is None
    assert find(workers=9, amount="60000", thresholds=limits).amount.met is None


def test_lines_decide_the_single_worker_test() -> None:
    few = {"workers": 2, "amount": "23000", "thresholds": {"single_amount": 10000}}
    long = [{"months": 3, "amount": "10000.00"}, {"months": 1, "amount": "13000"}]
    short = [{"months": 2, "amount": "10000.00"}, {"months": 1, "amount": "13000"}]
    vague = [{"months": None, "amount": "23000"}]
    assert find(**few, lines=long).amount.test == "single"
    assert find(**few, lines=short).amount.met is False
    assert "每名工人的欠薪月数和金额" in find(**few, lines=vague).missing


def test_an_average_can_prove_the_single_worker_test_and_says_so() -> None:
    finding = find(workers=5, amount="100000", months_per_worker=4)
    assert finding.amount.test == "single"
    assert "人均" in finding.amount.because


def test_an_average_never_disproves_unless_the_whole_is_too_little() -> None:
    assert find(workers=5, amount="40000", months_per_worker=1).amount.met is None
    assert find(workers=5, amount="4000", months_per_worker=4).amount.met is False


def test_shandongs_figures_are_not_assumed_while_they_are_unconfirmed() -> None:
    assert find(amount="60000").amount.met is None
    assert find(amount="60000", province="江苏省").amount.met is True
    assert find(amount="29999.99", workers=30).amount.met is None
    assert find(amount="100000").amount.met is True


def test_ability_counts_only_together_with_non_payment() -> None:
    able = {"evasion": [], "ability_to_pay": ["收到工程款"]}
    assert find(**able).conduct.met is True
    assert find(**able, unpaid_after_due=None).conduct.met is None


@pytest.mark.parametrize("fled", [False, None])
def test_conduct_without_evidence_is_unknown_and_never_false(fled: bool | None) -> None:
    assert find(evasion=[], fled=fled).conduct.met is None


def test_flight_alone_is_conduct() -> None:
    assert find(evasion=[], fled=True).outcome is Outcome.REFER


def test_an_excuse_makes_non_payment_disputed() -> None:
    finding = find(excuse="突发重病")
    assert finding.unpaid.met is None
    assert finding.outcome is Outcome.REVIEW


def test_a_term_that_still_runs_contradicts_that_it_ran_out() -> None:
    assert find(on="2026-10-19").outcome is Outcome.REVIEW


PAID = {"amount": "300000", "by": "employer", "stage": "before_filing"}


def test_full_payment_by_the_employer_before_filing_leads_to_leniency() -> None:
    finding = find(payments=[PAID])
    assert finding.outcome is Outcome.REFER_THEN_CLOSE
    assert finding.leniency
    assert "法释〔2013〕3号第6条" in finding.sources


@pytest.mark.parametrize(
    ("payment", "harm", "outcome"),
    [
        ({**PAID, "by": "third_party"}, [], Outcome.REFER),
        ({**PAID, "amount": "299999.99"}, [], Outcome.REFER),
        ({**PAID, "stage": "after_filing"}, [], Outcome.REFER),
        (PAID, ["工人无钱治病"], Outcome.REFER),
        (PAID, None, Outcome.REVIEW),
    ],
)
def test_anything_less_does_not(payment: dict[str, str], harm: Any, outcome: Outcome) -> None:
    assert find(payments=[payment], harm=harm).outcome is outcome


def test_payment_in_time_that_would_tip_the_amount_is_a_doubt() -> None:
    in_time = {"amount": "250000", "by": "employer", "stage": "before_due"}
    finding = find(payments=[in_time])
    assert finding.outcome is Outcome.REVIEW
    assert "欠薪数额是否已扣除期满前付的钱" in finding.missing


def test_the_answer_is_said_in_english_too() -> None:
    for example in EXAMPLES:
        finding = referral(read_facts(json.dumps(example["facts"])), STATUTE, ON)
        reasons = [element.because for element in finding.elements.values()]
        for phrase in (*reasons, *finding.missing, *finding.leniency):
            assert not any("\u4e00" <= character <= "\u9fff" for character in phrase.en)
            assert phrase.words == phrase


facts = st.fixed_dictionaries(
    {
        "workers": st.none() | st.integers(0, 40),
        "amount": st.none() | st.integers(0, 200_000).map(str),
        "months_per_worker": st.none() | st.integers(0, 12),
        "order": st.none()
        | st.fixed_dictionaries({
            "document": st.none() | st.just("限期改正指令书"),
            "served": st.sampled_from([True, False, None]),
        }),
        "unpaid_after_due": st.sampled_from([True, False, None]),
        "evasion": st.sampled_from([[], ["转移财产"]]),
        "fled": st.sampled_from([True, False, None]),
        "ability_to_pay": st.sampled_from([[], ["收到工程款"]]),
    }
)  # fmt: skip


@given(known=facts)
def test_a_referral_needs_every_element_and_a_review_names_what_is_missing(
    known: dict[str, Any],
) -> None:
    finding = find(**known)
    met = [element.met for element in finding.elements.values()]
    if finding.outcome is Outcome.REFER:
        assert all(met)
    if finding.outcome is Outcome.REVIEW:
        assert finding.missing
        assert False not in met
    assert (finding.outcome is Outcome.DO_NOT_REFER) == (False in met)


@given(known=facts, name=st.sampled_from(["workers", "amount", "order", "unpaid_after_due"]))
def test_forgetting_a_fact_never_turns_a_no_into_a_yes(known: dict[str, Any], name: str) -> None:
    before, after = find(**known), find(**{**known, name: None})
    if before.outcome is Outcome.DO_NOT_REFER:
        assert after.outcome is not Outcome.REFER
    if before.outcome is Outcome.REFER:
        assert after.outcome is not Outcome.DO_NOT_REFER


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("", "FILE"),
        ("[]", "FILE"),
        ('{"amount": NaN}', "FILE"),
        ('{"workers": "30"}', "workers"),
        ('{"workers": -1}', "workers"),
        ('{"workers": true}', "workers"),
        ('{"workers": 1.5}', "workers"),
        ('{"amount": "一万二"}', "amount"),
        ('{"amount": "1.005"}', "amount"),
        ('{"amount": "-1"}', "amount"),
        ('{"amount": "1e400"}', "amount"),
        ('{"on": "2026-02-30"}', "on"),
        ('{"on": "20260230"}', "on"),
        ('{"fled": "yes"}', "fled"),
        ('{"evasion": "fled"}', "evasion"),
        ('{"evasion": [1]}', "evasion[0]"),
        ('{"order": []}', "order"),
        ('{"order": {"due": "soon"}}', "order.due"),
        ('{"order": {"kind": "x"}}', "order.kind"),
        ('{"lines": [{"months": -1}]}', "lines[0].months"),
        ('{"payments": [{"amount": "1", "by": "friend", "stage": "before_due"}]}',
         "payments[0].by"),
        ('{"payments": [{"by": "employer", "stage": "before_due"}]}', "payments[0].amount"),
        ('{"thresholds": {"single_amount": "many"}}', "thresholds.single_amount"),
        ('{"colour": 1}', "colour"),
    ],
)  # fmt: skip
def test_a_bad_fact_is_refused_by_the_name_of_its_field(text: str, field: str) -> None:
    with pytest.raises(BadFact) as caught:
        read_facts(text)
    assert caught.value.field == field
