"""Ask: the statute and the calendar as they stand, proposed changes, and versions of entries.

Both are built once for each edition in each process; asking costs one look at the edition in
each transaction.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from threading import Lock

from sqlalchemy import select

from casework.ground.approvals.terms import Fact, Sheet, plain
from casework.ground.statute.models import (
    CalendarDay,
    CalendarYear,
    Edition,
    FigureVersion,
    Proposal,
    RuleVersion,
)
from casework.ground.statute.rules import changes
from casework.ground.statute.rules.seed import notice_name
from casework.ground.statute.terms.asking import APPROVED
from casework.ground.statute.terms.calendar import Calendar, Day, Year
from casework.ground.statute.terms.entries import Amendment, Figure, Rule, Statute
from casework.ground.statute.terms.refusals import UnknownFigure
from casework.ground.statute.terms.words import EntryKind, ProposalState
from casework.kernel import paging
from casework.kernel.database import db, get
from casework.kernel.paging import Key, Listing, moment, number
from casework.kernel.terms import Missing

_KEPT = "statute edition"
_EDITIONS_KEPT = 4

_lock = Lock()
_built: dict[int, tuple[Statute, Calendar]] = {}


def statute() -> Statute:
    """All rules and figures with all their versions."""
    return _current()[0]


def calendar() -> Calendar:
    """The announced years."""
    return _current()[1]


def is_loaded() -> bool:
    """Whether the seed has ever been loaded into this database."""
    return _edition() is not None


def forget_edition() -> None:
    """Looks at the edition again, after a change inside this transaction."""
    db.session().info.pop(_KEPT, None)


def _current() -> tuple[Statute, Calendar]:
    number = _edition()
    if number is None:
        return _build(None)
    built = _built.get(number)
    if built is None:
        built = _build(number)
        with _lock:
            while len(_built) >= _EDITIONS_KEPT:
                _built.pop(next(iter(_built)))
            _built[number] = built
    return built


def _edition() -> int | None:
    """Read once in each transaction: a rollback or a commit makes it look again."""
    session = db.session()
    transaction, number = session.info.get(_KEPT, (None, None))
    if transaction is None or transaction is not session.get_transaction():
        with session.no_autoflush:
            number = session.scalar(select(Edition.number))
        session.info[_KEPT] = (session.get_transaction(), number)
    return number


def _build(number: int | None) -> tuple[Statute, Calendar]:
    rules = db.session.scalars(select(RuleVersion).order_by(RuleVersion.position, RuleVersion.id))
    figures = db.session.scalars(
        select(FigureVersion).order_by(FigureVersion.position, FigureVersion.id)
    )
    book = Statute(
        rules=tuple(row.entry() for row in rules),
        figures=tuple(row.entry() for row in figures),
        edition=number,
    )
    return book, Calendar(years=_years(), edition=number)


def _years() -> dict[int, Year]:
    days: dict[int, dict[date, Day]] = {}
    rows = db.session.execute(
        select(CalendarYear.year, CalendarDay.day_on, CalendarDay.kind, CalendarDay.holiday)
        .join(CalendarYear, CalendarYear.id == CalendarDay.year_id)
        .order_by(CalendarDay.day_on)
    )
    for row in rows:
        days.setdefault(row.year, {})[row.day_on] = Day(
            row.kind, row.holiday, notice_name(row.year)
        )
    years = db.session.execute(
        select(CalendarYear.year, CalendarYear.notice, CalendarYear.announced_on)
    )
    return {
        row.year: Year(
            number=row.year,
            official=True,
            days=days.get(row.year, {}),
            notice=row.notice,
            announced_on=row.announced_on,
        )
        for row in years
    }


def proposal(proposal_id: int) -> Proposal:
    """Raises Missing."""
    return get(Proposal, proposal_id)


def sheet(proposal: Proposal) -> Sheet:
    """What is put before the second person: the change, and the value that stands now."""
    kind, code, day = proposal.entry_kind, proposal.code, proposal.effective_on
    present = version_in_force(kind, code, area=proposal.area, on=day)
    decided = proposal.state is not ProposalState.PROPOSED
    old = proposal.old_value if decided else changes.kept_value(present)
    facts: dict[str, Fact] = {
        "entry": kind.zh,
        "code": code,
        "area": proposal.area,
        "old_value": plain(old),
        "new_value": proposal.new_value,
        "article": proposal.article,
        "confidence": proposal.confidence.zh,
        "effective_on": plain(day),
        "applies": proposal.applies.zh,
    }
    return Sheet(APPROVED, proposal.id, facts, {"reason": proposal.reason})


def open_proposals() -> list[Proposal]:
    query = select(Proposal).where(Proposal.state == ProposalState.PROPOSED)
    return list(db.session.scalars(query.order_by(Proposal.id)))


def decided_proposals(*, after: str | None = None) -> Listing[Proposal]:
    """The log of changes, latest first."""
    query = select(Proposal).where(Proposal.state != ProposalState.PROPOSED)
    keys = (Key(Proposal.decided_at, moment, down=True), Key(Proposal.id, number, down=True))
    return paging.listing(query, *keys, after=after)


def version_in_force(kind: EntryKind, code: str, *, area: str, on: date) -> Rule | Figure | None:
    """The version of exactly this area; an area without one of its own has none."""
    if kind is EntryKind.RULE:
        return statute().find_rule(code, on=on)
    found = statute().find_figure(code, on=on, area=area)
    return found if found is not None and found.area == area else None


def pattern(kind: EntryKind, code: str, *, area: str, on: date) -> Rule | Figure:
    """The entry after which a new version is modelled: for an area without its own, the wider.

    Raises UnknownRule, UnknownFigure.
    """
    book = statute()
    if kind is EntryKind.RULE:
        return book.rule(code, on=on)
    found = book.find_figure(code, on=on, area=area)
    if found is None:
        raise UnknownFigure
    return found


def considered(asked: Amendment, *, today: date) -> Amendment:
    """What was asked for as it would be kept. Raises what forbids it: UnknownRule, UnknownFigure,
    NotANumber, CrossesAnother, NothingChanges, BeginsTooEarly, OpenOnesNotMeant,
    OpenOnesTooEarly."""
    kind, code, area, day = asked.kind, asked.code, asked.area, asked.effective_on
    entry = pattern(kind, code, area=area, on=day)
    present = version_in_force(kind, code, area=area, on=day)
    value = changes.read_value(entry, asked.value)
    changes.check_bounds(entry, value, area=area, on=day, book=statute())
    changes.check_beginning(present, day)
    changes.check_open_ones(asked, today=today)
    kept = replace(asked, value=value, article=asked.article or entry.article)
    changes.check_difference(present, kept)
    return kept


def successor(asked: Amendment) -> Rule | Figure:
    """The version that it would make. Raises UnknownRule, UnknownFigure."""
    present = version_in_force(asked.kind, asked.code, area=asked.area, on=asked.effective_on)
    entry = pattern(asked.kind, asked.code, area=asked.area, on=asked.effective_on)
    return changes.successor(entry, asked, until=present.valid_to if present else None)


def statute_with(asked: Amendment) -> Statute:
    """The statute as it would be; nothing is changed. Raises UnknownRule, UnknownFigure."""
    present = version_in_force(asked.kind, asked.code, area=asked.area, on=asked.effective_on)
    return changes.with_version(statute(), successor(asked), instead_of=present)


def is_proposed(asked: Amendment) -> bool:
    """Whether a change of this entry from this day waits for a decision."""
    waits = select(Proposal.id).where(
        Proposal.entry_kind == asked.kind,
        Proposal.code == asked.code,
        Proposal.area == asked.area,
        Proposal.effective_on == asked.effective_on,
        Proposal.state == ProposalState.PROPOSED,
    )
    return db.session.scalars(waits.limit(1)).first() is not None


def approved_change(code: str, *, effective_on: date) -> Proposal | None:
    """The change that made the version of an entry which began on this day."""
    query = select(Proposal).where(
        Proposal.code == code,
        Proposal.effective_on == effective_on,
        Proposal.state == ProposalState.APPROVED,
    )
    return db.session.scalars(query.order_by(Proposal.id.desc())).first()


def entry_to_change(kind: EntryKind, code: str, *, area: str, on: date) -> Rule | Figure:
    """The entry that a change starts from: for an area without its own, the wider one's.

    Raises Missing.
    """
    book = statute()
    entry: Rule | Figure | None = (
        book.find_rule(code, on=on)
        if kind is EntryKind.RULE
        else book.find_figure(code, on=on, area=area)
    )
    if entry is None:
        raise Missing
    return entry
