"""``flask law due`` and ``flask law referral``: two questions answered without opening a page.

One JSON document on standard output; an error goes to standard error with exit status 2 and
names the field.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from typing import Any, NoReturn, TextIO

import click
from flask.cli import with_appcontext
from sqlalchemy.exc import DBAPIError

from casework.ground.cases.rules.clocks import work_out
from casework.ground.cases.terms import Run
from casework.ground.statute import queries as statute
from casework.ground.statute.actions.loading import read_seed
from casework.ground.statute.rules.referral import outcome
from casework.ground.statute.rules.referral.reading import read_facts
from casework.ground.statute.terms.calendar import Calendar, DayCount, Sheet
from casework.ground.statute.terms.entries import Statute
from casework.ground.statute.terms.words import Unit
from casework.kernel import clock
from casework.kernel.days import SHANGHAI
from casework.kernel.terms import Refused
from casework.kernel.transaction import reading

_BAD_INPUT = 2
_MOMENT = "%Y-%m-%dT%H:%M"

Command = Callable[..., None]


@click.group("law", help="Legal dates and the referral test, as JSON.")
def group() -> None:
    """Holds the two commands."""


def answers(command: Command) -> Command:
    """Reads only; a refusal becomes one line that names its field."""

    @wraps(command)
    def inner(*args: Any, **kwargs: Any) -> None:
        try:
            with reading():
                command(*args, **kwargs)
        except Refused as refusal:
            _fail(refusal.field or "input", refusal.zh, refusal.en)

    return inner


@group.command("due")
@click.argument("rule")
@click.option("--from", "start", required=True, metavar="DATE", help="The day of the start event.")
@click.option("--extended", is_flag=True, help="With the extension that the law allows.")
@click.option("--calendar-as-of", "as_of", metavar="DATE", help="The calendar as known that day.")
@click.option("--json", "as_json", is_flag=True, help="JSON (there is no other form).")
@with_appcontext
@answers
def due(rule: str, start: str, extended: bool, as_of: str | None, as_json: bool) -> None:
    """The last day of a limit, with every day counted or skipped."""
    begun = _moment(start)
    on = begun.date() if isinstance(begun, datetime) else begun
    book, calendar = _law()
    entry = book.rule(rule, on=on)
    if as_of is not None:
        calendar = calendar.as_of(_day(as_of, "calendar-as-of"))
    if isinstance(begun, datetime) and entry.unit is not Unit.HOUR:
        _fail("from", "这个期限按天算，只写日期", "this limit runs in days: give a date only")
    run = Run(
        rule=rule,
        start_on=on,
        start_at=begun if isinstance(begun, datetime) else None,
        extended=extended,
    )
    _print(_sheet(work_out(run, book, calendar)))


@group.command("referral")
@click.argument("file", type=click.File("r", encoding="utf-8"))
@click.option("--json", "as_json", is_flag=True, help="JSON (there is no other form).")
@with_appcontext
@answers
def referral(file: TextIO, as_json: bool) -> None:
    """Whether a file is ripe for the police; ``-`` reads standard input."""
    try:
        text = file.read()
    except UnicodeDecodeError:
        _fail("FILE", "不是UTF-8文字", "not UTF-8 text")
    book, _ = _law()
    finding = outcome.referral(read_facts(text), book, clock.today())
    _print(finding.document())


def _law() -> tuple[Statute, Calendar]:
    """As the database has it; a machine whose database is not set up answers from the seed."""
    try:
        if statute.is_loaded():
            return statute.statute(), statute.calendar()
    except DBAPIError:
        pass
    return read_seed()


def _sheet(sheet: Sheet) -> dict[str, Any]:
    return {
        "rule": sheet.rule.id,
        "article": sheet.article,
        "from": _written(sheet.start),
        "length": sheet.length,
        "unit": sheet.unit.value,
        "due": _written(sheet.due),
        "provisional": sheet.provisional,
        "rolled_from": _written(sheet.rolled_from) if sheet.rolled_from else None,
        "days": [_counted(day) for day in sheet.days],
    }


def _counted(day: DayCount) -> dict[str, Any]:
    shown = {"date": day.date.isoformat(), "counted": day.counted, "why": day.why}
    return shown if day.number is None else {**shown, "number": day.number}


def _written(moment: date | datetime) -> str:
    if isinstance(moment, datetime):
        return moment.strftime(_MOMENT)
    return moment.isoformat()


def _moment(text: str) -> date | datetime:
    """A date, or a date and time on Shanghai's clock."""
    if "T" not in text:
        return _day(text, "from")
    try:
        found = datetime.strptime(text, _MOMENT).replace(tzinfo=SHANGHAI)
    except ValueError:
        found = None
    if found is None or _written(found) != text:
        _fail("from", f"没有这个时间：{text}", f"no such time: {text}")
    return found


def _day(text: str, field: str) -> date:
    """Written in full, as it would be answered: no other form of ISO 8601."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or _written(found) != text:
        _fail(field, f"没有这一天：{text}", f"no such date: {text}")
    return found


def _print(document: dict[str, Any]) -> None:
    click.echo(json.dumps(document, ensure_ascii=False))


def _fail(field: str, zh: str, en: str) -> NoReturn:
    click.echo(f"{field}: {zh} {en}", err=True)
    sys.exit(_BAD_INPUT)
