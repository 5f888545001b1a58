"""Tables of the statute: versions of limits and figures, the calendar, changes, the edition."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from casework.ground.identity.models import Officer
from casework.ground.statute.terms.entries import Amendment, Figure, Rule
from casework.ground.statute.terms.words import (
    Applies,
    Confidence,
    DayKind,
    EntryKind,
    Holiday,
    Measure,
    Nature,
    ProposalState,
    Unit,
)
from casework.kernel.database import Instant, Key, Label, Model, Versioned, new_id, one_of

_DAYS_IN_ORDER = "valid_to IS NULL OR valid_from IS NULL OR valid_from <= valid_to"


class RuleVersion(Model):
    """One version of one limit; ``valid_from`` and ``valid_to`` are its first and last days."""

    __tablename__ = "statute_rule"
    __table_args__ = (
        UniqueConstraint("code", "valid_from"),
        # two versions without a beginning would both be "from ever": NULLs do not collide above
        Index(
            "uq_statute_rule_open",
            "code",
            unique=True,
            postgresql_where=text("valid_from IS NULL"),
            sqlite_where=text("valid_from IS NULL"),
        ),
        CheckConstraint(_DAYS_IN_ORDER, name="days_in_order"),
        CheckConstraint("length IS NULL OR length >= 0", name="length_not_negative"),
        one_of("unit", Unit),
        one_of("nature", Nature),
        one_of("confidence", Confidence),
        one_of("applies", Applies),
    )

    code: Mapped[str] = mapped_column(String(20), index=True)
    name_zh: Mapped[str] = mapped_column(String(60))
    name_en: Mapped[str] = mapped_column(String(120))
    length: Mapped[int | None]
    unit: Mapped[Unit] = mapped_column(Label(Unit))
    nature: Mapped[Nature] = mapped_column(Label(Nature))
    article: Mapped[str] = mapped_column(String(200))
    confidence: Mapped[Confidence] = mapped_column(Label(Confidence))
    start_zh: Mapped[str] = mapped_column(String(200), default="")
    start_en: Mapped[str] = mapped_column(String(300), default="")
    stop_zh: Mapped[str] = mapped_column(String(200), default="")
    stop_en: Mapped[str] = mapped_column(String(300), default="")
    extension_length: Mapped[int | None]
    extension_open: Mapped[bool] = mapped_column(Boolean, default=False)
    pause_article: Mapped[str] = mapped_column(String(200), default="")
    note_zh: Mapped[str] = mapped_column(String(200), default="")
    note_en: Mapped[str] = mapped_column(String(200), default="")
    valid_from: Mapped[date | None] = mapped_column(Date)
    valid_to: Mapped[date | None] = mapped_column(Date)
    applies: Mapped[Applies] = mapped_column(Label(Applies), default=Applies.NEW)
    position: Mapped[int] = mapped_column(default=0)

    def entry(self) -> Rule:
        return Rule(
            id=self.code,
            name_zh=self.name_zh,
            name_en=self.name_en,
            length=self.length,
            unit=self.unit,
            nature=self.nature,
            article=self.article,
            confidence=self.confidence,
            start_zh=self.start_zh,
            start_en=self.start_en,
            stop_zh=self.stop_zh,
            stop_en=self.stop_en,
            extension_length=self.extension_length,
            extension_open=self.extension_open,
            pause_article=self.pause_article,
            note_zh=self.note_zh,
            note_en=self.note_en,
            valid_from=self.valid_from,
            valid_to=self.valid_to,
            applies=self.applies,
        )

    @classmethod
    def of(cls, rule: Rule, *, position: int) -> RuleVersion:
        return cls(
            code=rule.id,
            name_zh=rule.name_zh,
            name_en=rule.name_en,
            length=rule.length,
            unit=rule.unit,
            nature=rule.nature,
            article=rule.article,
            confidence=rule.confidence,
            start_zh=rule.start_zh,
            start_en=rule.start_en,
            stop_zh=rule.stop_zh,
            stop_en=rule.stop_en,
            extension_length=rule.extension_length,
            extension_open=rule.extension_open,
            pause_article=rule.pause_article,
            note_zh=rule.note_zh,
            note_en=rule.note_en,
            valid_from=rule.valid_from,
            valid_to=rule.valid_to,
            applies=rule.applies,
            position=position,
        )


class FigureVersion(Model):
    """One version of one figure in one area; ``value`` is a decimal number, or not known."""

    __tablename__ = "statute_figure"
    __table_args__ = (
        UniqueConstraint("code", "area", "valid_from"),
        Index(
            "uq_statute_figure_open",
            "code",
            "area",
            unique=True,
            postgresql_where=text("valid_from IS NULL"),
            sqlite_where=text("valid_from IS NULL"),
        ),
        CheckConstraint(_DAYS_IN_ORDER, name="days_in_order"),
        one_of("unit", Measure),
        one_of("confidence", Confidence),
        one_of("applies", Applies),
    )

    code: Mapped[str] = mapped_column(String(60), index=True)
    area: Mapped[str] = mapped_column(String(12), default="")
    name_zh: Mapped[str] = mapped_column(String(60))
    name_en: Mapped[str] = mapped_column(String(120))
    # text, because SQLite would keep a decimal as a float
    value: Mapped[str | None] = mapped_column(String(30))
    unit: Mapped[Measure] = mapped_column(Label(Measure))
    article: Mapped[str] = mapped_column(String(200))
    confidence: Mapped[Confidence] = mapped_column(Label(Confidence))
    note: Mapped[str] = mapped_column(String(200), default="")
    valid_from: Mapped[date | None] = mapped_column(Date)
    valid_to: Mapped[date | None] = mapped_column(Date)
    applies: Mapped[Applies] = mapped_column(Label(Applies), default=Applies.NEW)
    position: Mapped[int] = mapped_column(default=0)

    def entry(self) -> Figure:
        return Figure(
            id=self.code,
            name_zh=self.name_zh,
            name_en=self.name_en,
            value=Decimal(self.value) if self.value is not None else None,
            unit=self.unit,
            article=self.article,
            confidence=self.confidence,
            area=self.area,
            note=self.note,
            valid_from=self.valid_from,
            valid_to=self.valid_to,
            applies=self.applies,
        )

    @classmethod
    def of(cls, figure: Figure, *, position: int) -> FigureVersion:
        return cls(
            code=figure.id,
            area=figure.area,
            name_zh=figure.name_zh,
            name_en=figure.name_en,
            value=None if figure.value is None else str(figure.value),
            unit=figure.unit,
            article=figure.article,
            confidence=figure.confidence,
            note=figure.note,
            valid_from=figure.valid_from,
            valid_to=figure.valid_to,
            applies=figure.applies,
            position=position,
        )


class CalendarYear(Model):
    """A year whose days off the State Council has announced."""

    __tablename__ = "calendar_year"

    year: Mapped[int] = mapped_column(unique=True)
    notice: Mapped[str] = mapped_column(String(200), default="")
    announced_on: Mapped[date | None] = mapped_column(Date)
    loaded_at: Mapped[datetime] = mapped_column(Instant)
    loaded_by_id: Mapped[int | None] = mapped_column(ForeignKey(Officer.id))


class CalendarDay(Model):
    """A day off, or a weekend day that is worked, as one notice arranges it."""

    __tablename__ = "calendar_day"
    __table_args__ = (
        UniqueConstraint("year_id", "day_on"),
        CheckConstraint("kind IN ('holiday', 'makeup')", name="kind_unusual"),
        one_of("holiday", Holiday),
    )

    year_id: Mapped[int] = mapped_column(ForeignKey(CalendarYear.id, ondelete="CASCADE"))
    day_on: Mapped[date] = mapped_column(Date)
    kind: Mapped[DayKind] = mapped_column(Label(DayKind))
    holiday: Mapped[Holiday] = mapped_column(Label(Holiday))


class Proposal(Versioned, Model):
    """A change of an entry that one officer proposes and another approves: also its log."""

    __tablename__ = "statute_proposal"
    __table_args__ = (
        one_of("entry_kind", EntryKind),
        one_of("state", ProposalState),
        one_of("confidence", Confidence),
        one_of("applies", Applies),
        CheckConstraint(
            "decided_by_id IS NULL OR decided_by_id <> proposed_by_id", name="decided_by_another"
        ),
        CheckConstraint(
            "(state = 'proposed') = (decided_by_id IS NULL)", name="decided_has_officer"
        ),
        CheckConstraint("(decided_by_id IS NULL) = (decided_at IS NULL)", name="decided_has_time"),
    )

    entry_kind: Mapped[EntryKind] = mapped_column(Label(EntryKind))
    code: Mapped[str] = mapped_column(String(60), index=True)
    area: Mapped[str] = mapped_column(String(12), default="")
    old_value: Mapped[str | None] = mapped_column(String(30))
    new_value: Mapped[str] = mapped_column(String(30))
    article: Mapped[str] = mapped_column(String(200))
    confidence: Mapped[Confidence] = mapped_column(Label(Confidence))
    effective_on: Mapped[date] = mapped_column(Date)
    applies: Mapped[Applies] = mapped_column(Label(Applies), default=Applies.NEW)
    reason: Mapped[str] = mapped_column(Text)
    state: Mapped[ProposalState] = mapped_column(
        Label(ProposalState), default=ProposalState.PROPOSED
    )
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey(Officer.id))
    proposed_at: Mapped[datetime] = mapped_column(Instant)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey(Officer.id))
    decided_at: Mapped[datetime | None] = mapped_column(Instant)
    decision_note: Mapped[str] = mapped_column(String(400), default="")

    @property
    def amendment(self) -> Amendment:
        return Amendment(
            kind=self.entry_kind,
            code=self.code,
            area=self.area,
            value=self.new_value,
            article=self.article,
            confidence=self.confidence,
            effective_on=self.effective_on,
            applies=self.applies,
        )


class Edition(Model):
    """The one row that changes whenever anything in the statute does, so that every process
    notices. The number is random, so a rolled-back change never shares it with a kept one."""

    __tablename__ = "statute_edition"
    __table_args__ = (CheckConstraint("id = 1", name="only_one"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(BigInteger, default=new_id)
