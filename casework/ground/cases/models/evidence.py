"""Files that were handed in, what happened to each, and files that are still on their way."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casework.ground.cases.terms import Custody, Scan
from casework.ground.identity.models import Officer
from casework.kernel.database import Instant, Label, Model, Sealed, Unchanging, one_of
from casework.kernel.files import FileKind

_OF_DRAFT = text("draft_id IS NOT NULL")
_OF_COMPLAINT = text("complaint_id IS NOT NULL")
_OF_CASE = text("case_id IS NOT NULL AND same_as_id IS NULL")
_TO_COPY = text("kind = 'picture' AND copied_at IS NULL")
_TO_SCAN = text("scan = 'unscanned'")


class Evidence(Model):
    """A file handed in for a draft, a complaint or a case. The hash is over the bytes that arrived.

    The file lies sealed under ``file_key``, opened by ``secret``; ``copy_key`` is the picture drawn
    anew for looking at. The same file twice in one folder is one row; one that came with two
    complaints of a case stays two, the later pointing at the earlier. ``own_record``: drawn from
    the log that the worker himself had kept here before he filed.
    """

    __tablename__ = "evidence"
    __table_args__ = (
        one_of("kind", FileKind),
        one_of("scan", Scan),
        CheckConstraint("size > 0", name="size_positive"),
        CheckConstraint(
            "(draft_id IS NOT NULL) <> (complaint_id IS NOT NULL OR case_id IS NOT NULL)",
            name="in_one_folder",
        ),
        CheckConstraint(
            "draft_id IS NOT NULL OR (area_id IS NOT NULL AND unit_id IS NOT NULL)",
            name="filed_has_unit",
        ),
        CheckConstraint("copy_key IS NULL OR copied_at IS NOT NULL", name="copied_has_time"),
        Index(
            "uq_evidence_draft",
            "draft_id",
            "sha256",
            unique=True,
            postgresql_where=_OF_DRAFT,
            sqlite_where=_OF_DRAFT,
        ),
        Index(
            "uq_evidence_complaint",
            "complaint_id",
            "sha256",
            unique=True,
            postgresql_where=_OF_COMPLAINT,
            sqlite_where=_OF_COMPLAINT,
        ),
        Index(
            "uq_evidence_case",
            "case_id",
            "sha256",
            unique=True,
            postgresql_where=_OF_CASE,
            sqlite_where=_OF_CASE,
        ),
        Index("ix_evidence_case", "case_id", "id"),
        Index("ix_evidence_to_copy", "id", postgresql_where=_TO_COPY, sqlite_where=_TO_COPY),
        Index("ix_evidence_to_scan", "id", postgresql_where=_TO_SCAN, sqlite_where=_TO_SCAN),
    )

    draft_id: Mapped[int | None]
    complaint_id: Mapped[int | None]
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"))
    area_id: Mapped[int | None] = mapped_column(ForeignKey("area.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    same_as_id: Mapped[int | None] = mapped_column(ForeignKey("evidence.id"))
    confidential: Mapped[bool] = mapped_column(Boolean, default=False)
    kind: Mapped[FileKind] = mapped_column(Label(FileKind))
    name_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    file_key: Mapped[str] = mapped_column(String(80), unique=True)
    secret_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    media_type: Mapped[str] = mapped_column(String(80))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    shrunk: Mapped[bool] = mapped_column(Boolean, default=False)
    own_record: Mapped[bool] = mapped_column(Boolean, default=False)
    received_at: Mapped[datetime] = mapped_column(Instant)
    received_by: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    copy_key: Mapped[str | None] = mapped_column(String(80))
    copy_secret_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    copied_at: Mapped[datetime | None] = mapped_column(Instant)
    scan: Mapped[Scan] = mapped_column(Label(Scan), default=Scan.UNSCANNED)
    scanned_at: Mapped[datetime | None] = mapped_column(Instant)

    name = Sealed()
    secret = Sealed()
    copy_secret = Sealed()

    receiver: Mapped[Officer | None] = relationship(lazy="joined")

    @property
    def short_hash(self) -> str:
        """The first eight digits, in two groups: what one compares by eye."""
        return f"{self.sha256[:4]} {self.sha256[4:8]}"


class CustodyEntry(Unchanging, Model):
    """One thing that happened to a file, from hand to hand. Never changed after."""

    __tablename__ = "custody_entry"
    __table_args__ = (
        one_of("what", Custody),
        Index("ix_custody_entry_evidence", "evidence_id", "id"),
    )

    evidence_id: Mapped[int] = mapped_column(ForeignKey("evidence.id"))
    at: Mapped[datetime] = mapped_column(Instant)
    what: Mapped[Custody] = mapped_column(Label(Custody))
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    note: Mapped[str] = mapped_column(String(120), default="")

    officer: Mapped[Officer | None] = relationship(lazy="joined")


class Upload(Model):
    """A file on its way over a bad line: how much is here. ``mark`` is what its browser knows it by
    when it comes back."""

    __tablename__ = "upload"
    __table_args__ = (
        CheckConstraint("(draft_id IS NULL) <> (complaint_id IS NULL)", name="in_one_folder"),
        CheckConstraint("have >= 0 AND have <= size", name="have_within_size"),
        Index(
            "uq_upload_draft",
            "draft_id",
            "mark",
            unique=True,
            postgresql_where=_OF_DRAFT,
            sqlite_where=_OF_DRAFT,
        ),
        Index(
            "uq_upload_complaint",
            "complaint_id",
            "mark",
            unique=True,
            postgresql_where=_OF_COMPLAINT,
            sqlite_where=_OF_COMPLAINT,
        ),
    )

    draft_id: Mapped[int | None]
    complaint_id: Mapped[int | None]
    mark: Mapped[str] = mapped_column(String(64))
    name_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    size: Mapped[int]
    have: Mapped[int] = mapped_column(Integer, default=0)
    made_at: Mapped[datetime] = mapped_column(Instant, index=True)

    name = Sealed()

    pieces: Mapped[list[UploadPiece]] = relationship(order_by="UploadPiece.start")


class UploadPiece(Model):
    """A piece of a file on its way, sealed in the storage."""

    __tablename__ = "upload_piece"
    __table_args__ = (UniqueConstraint("upload_id", "start"),)

    upload_id: Mapped[int] = mapped_column(ForeignKey("upload.id"))
    start: Mapped[int]
    file_key: Mapped[str] = mapped_column(String(80))
    secret_sealed: Mapped[bytes] = mapped_column(LargeBinary)

    secret = Sealed()
