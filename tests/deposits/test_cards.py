"""A pasted table of cards: whole or not at all, each wrong cell marked."""

from __future__ import annotations

from typing import Any

import pytest
from stdnum import luhn

from casework.ground.cases.models.case import Case
from casework.ground.cases.queries import matters
from casework.ground.identity.terms import Role
from casework.kernel import identifiers
from casework.procedure.deposits.forms import _card_row
from tests.factories import cases, parties


def _card(number: int) -> str:
    body = f"999999{number:09}"
    return body + luhn.calc_check_digit(body)


def _id_number(number: int) -> str:
    body = f"990000197406{number:05}"[:17]
    return body + identifiers.check_character(body)


def _case(people: int = 3, **same: str) -> Case:
    case = cases.case()
    for number in range(people):
        name = same.get("name") or f"张例{number:02}"
        worker = parties.worker(name=name)
        worker.id_number = _id_number(10_100 + number)
        cases.line(case=case, worker_id=worker.id)
    return case


def _table(case: Case) -> list[str]:
    return [f"{line.worker.name}\t{line.worker.id_number[-4:]}\t{_card(number)}"
            for number, line in enumerate(matters.lines(case.id))]  # fmt: skip


def _cards(session: Any, case: Case) -> list[str | None]:
    session.expire_all()
    return [line.worker.card for line in matters.lines(case.id)]


def _paste(client: Any, case: Case, rows: list[str], **how: Any) -> Any:
    form = client.get("deposits.cards", case_id=case.id).form("deposits.cards", case_id=case.id)
    return form.submit({"text": "\n".join(rows)}, **how)


def test_a_table_from_a_spreadsheet_is_entered_at_once(session: Any, officer: Any) -> None:
    case = _case(43)
    session.commit()

    page = _paste(officer(role=Role.INSPECTOR), case, [*_table(case), "", ""])

    assert "登记了43张工资卡" in page.text
    assert _cards(session, case) == [_card(number) for number in range(43)]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("张例99\t0000\t" + _card(1), "没有叫这个名字的人"),
        ("张例01\t0000\t" + _card(1), "身份证号对不上"),
        ("张例01\t1\t" + _card(1), "身份证号对不上"),
        ("张例01\t{tail}\t" + _card(1)[:-1] + "x", "12到19位数字"),
        ("张例01\t{tail}\t" + _card(1)[:-1] + str((int(_card(1)[-1]) + 1) % 10), "有一位不对"),
        ("张例01", "12到19位数字"),
        ("张例00\t{first}\t" + _card(2), "表里写了两次"),
        ("<script>\t1234\t1", "没有叫这个名字的人"),
    ],
)
def test_a_wrong_cell_is_marked_and_nothing_is_half_done(
    session: Any, officer: Any, row: str, words: str
) -> None:
    case = _case()
    session.commit()
    first, second, third = _table(case)
    row = row.format(tail=second.split("\t")[1], first=first.split("\t")[1])

    page = _paste(officer(role=Role.INSPECTOR), case, [first, row, third], expect=422)

    assert words in page.text
    assert "一张卡也没有登记" in page.text
    assert first in page.html
    assert _cards(session, case) == [None, None, None]
    assert "*" * 12 + _card(0)[-4:] in page.text


@pytest.mark.once("deposits.cards")
def test_two_of_one_name_are_told_apart_by_their_numbers(session: Any, officer: Any) -> None:
    case = _case(2, name="王例一")
    session.commit()

    _paste(officer(role=Role.INSPECTOR), case, _table(case))

    assert _cards(session, case) == [_card(0), _card(1)]


def test_an_empty_paste_says_what_to_do(session: Any, officer: Any) -> None:
    case = _case()
    session.commit()
    assert _paste(officer(role=Role.INSPECTOR), case, [""], expect=422).errors
    page = officer(role=Role.INSPECTOR).get("deposits.cards", case_id=case.id, lang="en")
    assert "Copy three columns" in page.text


@pytest.mark.parametrize("line", ["张例\t1234\t{c}", "张例,1234,{c}", "张例 1234 {c}",
                                  "张例，1234，{spaced}"])  # fmt: skip
def test_cells_may_stand_apart_in_several_ways(line: str) -> None:
    card = _card(7)
    spaced = " ".join(card[i : i + 4] for i in range(0, len(card), 4))
    row = _card_row(1, line.format(c=card, spaced=spaced))
    assert (row.name, row.tail, row.card) == ("张例", "1234", card)
