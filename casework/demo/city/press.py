"""Many matters out of one mould: each with people, firm, numbers and ids of its own, written in
bulk.

What is the same in every print is made ready for the database once. Sealed fields are sealed anew,
each for its own row, and hashes are worked out again from what then stands there.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from sqlalchemy import JSON, Column, Table
from sqlalchemy.engine import Dialect
from stdnum import luhn

from casework.demo.city.moulds import Mould, What, Word, in_fours
from casework.ground.payouts import rules as payouts
from casework.kernel import crypto
from casework.kernel.database import db, first_id, sealed_for
from casework.kernel.identifiers import check_character
from casework.kernel.money import Money
from casework.procedure.advances.rules import SCHEME

#: From what a blind index is made, and under which name it is looked for.
_BLIND = {
    ("worker", "name_index"): "worker.name",
    ("worker", "id_number_index"): "worker.id_number",
    ("worker", "phone_index"): "worker.phone",
    ("claimant", "id_number_index"): "claimant.id_number",
    ("complaint", "code_index"): "receipt.code",
}
#: The hash of a sealed text beside it.
_HASHED = {("approval", "sha256"): "sheet"}
_SEALED = "_sealed"
_FAMILY = "王李张刘陈杨赵黄周吴徐孙马朱胡郭何高林罗"
_GIVEN = "一二三四五六七八九十安平和顺春夏秋冬东南西北山川江河"
_FIRST = "和顺达盛泰安宏恒鑫源隆昌瑞丰永兴"
_NUMBER = re.compile(r"^(.*?)(\d+)(号)$")
_REGIONS, _TURNS = 9_999, 900
#: New values of a print: ids in their order, then words in theirs.
Values = Sequence[Any]
Hole = Callable[[Values], Any]


@dataclass
class Standing:
    """What the last movement of a fund left there."""

    position: int
    balance: Money

    def next_position(self) -> int:
        self.position += 1
        return self.position

    def moved(self, change: Money) -> Money:
        self.balance += change
        return self.balance


@dataclass
class Press:
    """What goes on from print to print: numbers of each series, the next id, people so far, and
    what stands in each fund."""

    draw: Random
    counted: dict[str, int]
    funds: dict[int, Standing]
    people: int = 0
    last_id: int = 0
    code: str = ""

    def values(self, mould: Mould, ids: int) -> list[Any]:
        """New ids, then new words, for one print."""
        start = max(self.last_id + 1, first_id(mould.began))
        self.last_id = start + ids - 1
        words = [self._word(word, mould) for word in mould.words]
        self.people += mould.people
        for series, count in mould.counted.items():
            self.counted[series] = self.counted.get(series, 0) + count
        return [*range(start, start + ids), *words]

    def _word(self, word: Word, mould: Mould) -> str:
        if word.what is What.NUMBER:
            return self._number(word)
        if word.what is What.NAME:
            given = self.draw.choice(_GIVEN) + self.draw.choice(_GIVEN)
            return self.draw.choice(_FAMILY) + "例" + given
        if word.what is What.CODE:
            self.code = f"{self.draw.randrange(10**16):016d}"
            return self.code
        if word.what is What.CODE_IN_FOURS:
            return in_fours(self.code)
        if word.what in _OF_A_PERSON:
            return _OF_A_PERSON[word.what](word.text, self.people + word.person)
        if word.what is What.ACCOUNT:
            return f"演示保证金{self.last_id}"
        return _renamed(word.text, self.draw)

    def _number(self, word: Word) -> str:
        found = _NUMBER.match(word.text)
        if found is None:
            raise ValueError(word.text)
        serial = self.counted.get(word.series, 0) + int(found[2])
        return f"{found[1]}{serial:0{len(found[2])}d}{found[3]}"


def _renamed(name: str, draw: Random) -> str:
    """Another firm or site of the same kind: 演示 and two characters before what it is."""
    return "演示" + draw.choice(_FIRST) + draw.choice(_GIVEN) + name.removeprefix("演示")


def _id_number(old: str, person: int) -> str:
    """Born on the same day, in a region that does not exist."""
    body = f"99{1 + person % _REGIONS:04d}{old[6:14]}{100 + person // _REGIONS % _TURNS:03d}"
    return body + check_character(body)


def _phone(old: str, person: int) -> str:
    """A number that nobody can have; its last four are those of the mould."""
    return f"12{person % 100_000:05d}{old[-4:]}"


def _card(old: str, person: int) -> str:
    body = f"999998{person:09d}"
    return body + str(luhn.calc_check_digit(body))


_OF_A_PERSON: dict[What, Callable[[str, int], str]] = {
    What.ID_NUMBER: _id_number,
    What.PHONE: _phone,
    What.CARD: _card,
}


@dataclass(frozen=True)
class Form:
    """One row of a mould, ready for the database; ``holes`` are filled in each print."""

    constant: tuple[Any, ...]
    holes: tuple[tuple[int, Hole], ...]

    def filled(self, values: Values) -> list[Any]:
        row = list(self.constant)
        for place, hole in self.holes:
            row[place] = hole(values)
        return row


class Plate:
    """A mould made ready for one kind of database."""

    def __init__(self, mould: Mould, press: Press, dialect: Dialect):
        self.mould, self._press, self._dialect = mould, press, dialect
        ids = sorted(row["id"] for rows in mould.rows.values() for row in rows)
        self.ids = len(ids)
        self._place = {number: place for place, number in enumerate(ids)}
        self._spelt = {str(number): place for number, place in self._place.items()}
        self._spelt |= {word.text: len(ids) + n for n, word in enumerate(mould.words)}
        longest = sorted(self._spelt, key=len, reverse=True)
        self._finder = re.compile("|".join(map(re.escape, longest)))
        tables = db.metadata.tables
        self.forms = {
            name: [self._form(tables[name], row) for row in rows]
            for name, rows in mould.rows.items()
        }

    def _form(self, table: Table, row: dict[str, Any]) -> Form:
        constant, holes = [], []
        for place, column in enumerate(table.columns):
            hole = self._hole(table.name, column, row)
            if hole is not None:
                holes.append((place, hole))
            constant.append(None if hole else self._ready(column, row[column.name]))
        return Form(tuple(constant), tuple(holes))

    def _ready(self, column: Column[Any], value: Any) -> Any:
        """The value as the driver takes it."""
        if value is None or isinstance(column.type, JSON):
            return None if value is None else json.dumps(value, ensure_ascii=False)
        bind = column.type.dialect_impl(self._dialect).bind_processor(self._dialect)
        return bind(value) if bind else value

    def _hole(self, table: str, column: Column[Any], row: dict[str, Any]) -> Hole | None:
        value, name = row[column.name], column.name
        if value is None:
            return None
        if name.endswith(_SEALED):
            return self._sealed(table, name.removesuffix(_SEALED), row)
        if (table, name) in _BLIND:
            opened = self._opened(table, name.removesuffix("_index"), row)
            return self._blind(_BLIND[table, name], opened)
        if (table, name) in _HASHED and value:
            return self._hashed(self._opened(table, _HASHED[table, name], row))
        if name.endswith("_index"):
            raise LookupError(f"{table}.{name}: the press does not know how this index is made")
        return self._special(f"{table}.{name}", row) or self._plain(column, value)

    def _special(self, column: str, row: dict[str, Any]) -> Hole | None:
        if column in ("fund_movement.position", "fund_movement.balance"):
            return self._moved(column, row)
        if column == "paper.serial":
            return self._serial(row)
        if column == "paper.file_key":
            return self._file_key(row)
        return None

    def _plain(self, column: Column[Any], value: Any) -> Hole | None:
        if isinstance(value, int) and not isinstance(value, bool):
            place = self._place.get(value)
            return None if place is None else lambda values: values[place]
        ready = self._ready(column, value)
        return self._words(ready) if isinstance(ready, str) else None

    def _words(self, words: str) -> Hole | None:
        """None where nothing in it differs from print to print."""
        places = tuple(self._spelt[found[0]] for found in self._finder.finditer(words))
        if not places:
            return None
        pattern = self._finder.sub("%s", words.replace("%", "%%"))
        return lambda values: pattern % tuple([values[place] for place in places])

    def _always(self, words: str) -> Hole:
        return self._words(words) or (lambda values: words)

    def _opened(self, table: str, name: str, row: dict[str, Any]) -> str:
        return crypto.unseal(row[name + _SEALED], sealed_for(table, name, row["id"]))

    def _sealed(self, table: str, name: str, row: dict[str, Any]) -> Hole:
        words, place = self._always(self._opened(table, name, row)), self._place[row["id"]]
        return lambda values: crypto.seal(words(values), sealed_for(table, name, values[place]))

    def _blind(self, domain: str, opened: str) -> Hole:
        words = self._always(opened)
        return lambda values: crypto.blind(domain, words(values))

    def _hashed(self, opened: str) -> Hole:
        words = self._always(opened)
        return lambda values: hashlib.sha256(words(values).encode()).hexdigest()

    def _serial(self, row: dict[str, Any]) -> Hole:
        place = self._spelt[row["number"]]
        return lambda values: _serial_of(values[place])

    def _file_key(self, row: dict[str, Any]) -> Hole:
        """Of a file that nobody has printed: to print so many would take days."""
        place = self._place[row["id"]]
        return lambda values: f"{values[place]:032x}"

    def _moved(self, name: str, row: dict[str, Any]) -> Hole:
        """A movement goes on from what stands in the fund."""
        fund = self._press.funds[row["fund_id"]]
        if name.endswith("position"):
            return lambda values: fund.next_position()
        change = payouts.signed(row["kind"], row["amount"], adds=SCHEME.adds)
        return lambda values: fund.moved(change).fen

    def prints(self, count: int) -> Iterator[dict[str, list[list[Any]]]]:
        """So many, each as rows by table."""
        for _ in range(count):
            values = self._press.values(self.mould, self.ids)
            yield {
                name: [form.filled(values) for form in forms] for name, forms in self.forms.items()
            }


def _serial_of(number: str) -> int:
    found = _NUMBER.match(number)
    return int(found[2]) if found else 0
