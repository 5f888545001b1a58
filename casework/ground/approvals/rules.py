"""How an approval may move, who may decide it, and how two sheets are set side by side."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from casework.ground.approvals.terms import Fact, Kind, Sheet, Shown, State, Word
from casework.kernel.days import local
from casework.kernel.identifiers import masked
from casework.kernel.lifecycle import Lifecycle, Move
from casework.kernel.terms import Conflict, Overtaken, Refused

LIFECYCLE = Lifecycle(
    State.WAITING,
    [
        Move("approve", (State.WAITING,), State.APPROVED),
        Move("refuse", (State.WAITING,), State.REFUSED),
        Move("send_back", (State.WAITING, State.APPROVED), State.RETURNED),
        Move("withdraw", (State.WAITING,), State.WITHDRAWN),
        Move("void", (State.WAITING,), State.VOID),
    ],
    ends=(State.APPROVED, State.REFUSED, State.RETURNED, State.WITHDRAWN, State.VOID),
)

_TAIL = 4


class OwnPreparation(Refused):
    """Nobody decides on what he has prepared, or had a hand in."""

    zh = "自己提请或者改过的，不能自己批，请另一位有权限的人审批。"
    en = "Nobody decides on what he has prepared or changed; another person must."


class OwnCase(Refused):
    """Nobody decides on a step of a case that he investigates."""

    zh = "这件案子由您承办，请另一位有权限的人审批。"
    en = "You investigate this case; another person must decide."


class MayNotDecide(Refused):
    """Another office holder, or another office, decides on this."""

    zh = "这一件不由您审批。"
    en = "This is not yours to decide."

    def __init__(self, article: str | None = None):
        super().__init__()
        self.article = article


class NotWaiting(Overtaken):
    """It was decided, returned or taken back already, or was never put forward. ``who`` and ``at``
    say by whom and when, where that is known."""

    def __init__(self, state: State | None, *, who: str = "", at: datetime | None = None):
        if state is None:
            super().__init__("这一件还没有提请审批。", "This was not put forward yet.")
            return
        time = f"{local(at):%Y-%m-%d %H:%M}" if at else ""
        done = "，".join(part for part in (who, time, state.zh) if part)
        told = " ".join(part for part in (who and f"by {who}", time and f"on {time}") if part)
        super().__init__(
            f"这一件不用再批了：{done}。",
            f"This was {state.en} already{told and ' '}{told}.",
        )


class ReasonNeeded(Refused):
    """Nothing is sent back or refused without a reason."""

    zh = "请写明理由。"
    en = "Give the reason."
    field = "reason"


class NotYours(Refused):
    """Only who prepared it takes it back."""

    zh = "只有提请的人能撤回。"
    en = "Only the officer who prepared it can withdraw it."


class ChangedSince(Conflict):
    """What was shown is not what stands now: nothing was decided, and both are shown.

    ``sha256`` is the hash under which what stands now can be decided on.
    """

    def __init__(self, seen: Sheet | None, present: Sheet, *, sha256: str):
        super().__init__()
        self.rows = compared(seen, present)
        self.sha256 = sha256


def check_decider(
    decider: int,
    *,
    may: bool,
    hands: Collection[int],
    inspectors: Collection[int] = (),
    article: str | None = None,
) -> None:
    """``article`` says who decides. Raises OwnPreparation, OwnCase, MayNotDecide."""
    if decider in hands:
        raise OwnPreparation
    if decider in inspectors:
        raise OwnCase
    if not may:
        raise MayNotDecide(article)


def check_reason(reason: str) -> None:
    """Raises ReasonNeeded."""
    if not reason.strip():
        raise ReasonNeeded


def shown(sheet: Sheet) -> list[Shown]:
    """A sheet as a page shows it."""
    return [_whole(sheet.kind, word, value) for word, value in _pairs(sheet)]


def _whole(kind: Kind, word: Word, value: Fact) -> Shown:
    """One fact, as a table where it is one."""
    rows = [] if isinstance(value, str) else [one for one in value if not isinstance(one, str)]
    names = [name for name in kind.columns if any(row.get(name) for row in rows)]
    cells = (tuple(_covered(kind.columns[n], row.get(n, "")) for n in names) for row in rows)
    return Shown(
        word,
        _lines(kind, word, value),
        heads=tuple(kind.columns[name] for name in names),
        cells=tuple(cells),
    )


def compared(seen: Sheet | None, present: Sheet) -> list[Shown]:
    """Two sheets side by side, fact by fact; without the one that was seen nothing differs."""
    if seen is None:
        return shown(present)
    before = {**seen.facts, **seen.text}
    after = {**present.facts, **present.text}
    kind = present.kind
    rows = []
    for name, word in kind.words.items():
        if name in before or name in after:
            old, new = before.get(name, ""), after.get(name, "")
            rows.append(Shown(word, _lines(kind, word, new), _lines(kind, word, old), old != new))
    return rows


def _pairs(sheet: Sheet) -> list[tuple[Word, Fact]]:
    stands = {**sheet.facts, **sheet.text}
    return [(word, stands[name]) for name, word in sheet.kind.words.items() if name in stands]


def _lines(kind: Kind, word: Word, value: Fact) -> tuple[str, ...]:
    if isinstance(value, str):
        return tuple(_covered(word, line) for line in value.split("\n") if line)
    return tuple(_line(kind, one) for one in value)


def _line(kind: Kind, row: str | Mapping[str, str]) -> str:
    """One text of a list, or one row of a table: ``张示例　**5678　1,000.00``."""
    if isinstance(row, str):
        return row
    names = [name for name in kind.columns if row.get(name)]
    return "　".join(_covered(kind.columns[name], row[name]) for name in names)


def _covered(word: Word, text: str) -> str:
    return masked(text, head=0, tail=_TAIL) if word.masked else text
