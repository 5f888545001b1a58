"""A sheet has one reading, and two sheets are told apart fact by fact."""

from __future__ import annotations

from casework.ground.approvals import rules
from casework.ground.approvals.terms import Kind, Sheet, Word
from casework.ground.identity.terms import Permission
from casework.kernel.terms import language

KIND = Kind(
    code="demo", zh="演示", en="demo", permission=Permission.APPROVE_ORDER,
    words={"name": Word("名称", "name"), "rows": Word("名单", "list"), "why": Word("理由", "why")},
    columns={"who": Word("姓名", "who"), "card": Word("卡号", "card", masked=True)},
)  # fmt: skip


def _sheet(**values: object) -> Sheet:
    rows = [{"who": "张示例", "card": "6222020000001234"}]
    facts = {"name": "工地", "rows": rows, **values}
    return Sheet(KIND, 7, facts, {"why": "第一行\n第二行"})  # type: ignore[arg-type]


def test_the_hash_does_not_depend_on_order_or_language() -> None:
    one = _sheet()
    other = Sheet(KIND, 7, dict(reversed(one.facts.items())), one.text)
    token = language.set("en")
    try:
        assert other.sha256 == one.sha256
    finally:
        language.reset(token)


def test_every_fact_the_subject_and_the_version_are_in_the_hash() -> None:
    one = _sheet()
    card = [{"who": "张示例", "card": "6222020000009999"}]
    others = [
        _sheet(name="别处"), _sheet(rows=card), Sheet(KIND, 8, one.facts, one.text),
        Sheet(KIND, 7, one.facts, {"why": "第一行"}),
        Sheet(Kind(**{**vars(KIND), "version": 2}), 7, one.facts, one.text),
    ]  # fmt: skip
    assert len({sheet.sha256 for sheet in (one, *others)}) == 6


def test_a_sheet_is_read_back_as_it_was() -> None:
    one = _sheet()
    assert Sheet.read(KIND, one.canonical()) == one


def test_a_number_is_covered_on_the_page_and_still_counts_as_different() -> None:
    other = [{"who": "张示例", "card": "6222029999991234"}]
    rows = {row.word.zh: row for row in rules.compared(_sheet(), _sheet(rows=other))}
    assert rows["名单"].lines == ("张示例　************1234",)
    assert rows["名单"].differs
    assert not rows["名称"].differs


def test_nothing_differs_from_what_nobody_has_seen() -> None:
    assert not any(row.differs for row in rules.compared(None, _sheet()))
