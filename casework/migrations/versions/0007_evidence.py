"""Evidence: sealed files, what happened to each, and files on their way.

Nothing was ever written to the former table of this name, so it is made anew.

Revision ID: 0007
Revises: 0006
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_OF_DRAFT = sa.text("draft_id IS NOT NULL")
_OF_COMPLAINT = sa.text("complaint_id IS NOT NULL")
_OF_CASE = sa.text("case_id IS NOT NULL AND same_as_id IS NULL")
_TO_COPY = sa.text("kind = 'picture' AND copied_at IS NULL")
_TO_SCAN = sa.text("scan = 'unscanned'")
_CHANGES = ("UPDATE", "DELETE")


def upgrade() -> None:
    op.drop_table("evidence")
    _make_evidence()
    _make_custody()
    _make_uploads()


def downgrade() -> None:
    for table in ("upload_piece", "upload", "custody_entry", "evidence"):
        op.drop_table(table)
    op.create_table(
        "evidence",
        sa.Column("id", _KEY, autoincrement=False, nullable=False),
        sa.Column("case_id", _KEY, nullable=True),
        sa.Column("complaint_id", _KEY, nullable=True),
        sa.Column("line_id", _KEY, nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("file_name", sa.String(length=120), nullable=False),
        sa.Column("file_key", sa.String(length=80), nullable=False),
        sa.Column("media_type", sa.String(length=80), nullable=False),
        sa.Column("size", _KEY, nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_by", _KEY, nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_evidence_case_id")),
        sa.ForeignKeyConstraint(["line_id"], ["line.id"], name=op.f("fk_evidence_line_id")),
        sa.ForeignKeyConstraint(
            ["received_by"], ["officer.id"], name=op.f("fk_evidence_received_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    for column in ("case_id", "complaint_id", "sha256"):
        op.create_index(op.f(f"ix_evidence_{column}"), "evidence", [column])


def _make_evidence() -> None:
    op.create_table(
        "evidence",
        sa.Column("id", _KEY, autoincrement=False, nullable=False),
        sa.Column("draft_id", _KEY, nullable=True),
        sa.Column("complaint_id", _KEY, nullable=True),
        sa.Column("case_id", _KEY, nullable=True),
        sa.Column("area_id", _KEY, nullable=True),
        sa.Column("unit_id", _KEY, nullable=True),
        sa.Column("same_as_id", _KEY, nullable=True),
        sa.Column("confidential", sa.Boolean(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("name_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("file_key", sa.String(length=80), nullable=False),
        sa.Column("secret_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("media_type", sa.String(length=80), nullable=False),
        sa.Column("size", _KEY, nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("shrunk", sa.Boolean(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_by", _KEY, nullable=True),
        sa.Column("copy_key", sa.String(length=80), nullable=True),
        sa.Column("copy_secret_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("copied_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("scan", sa.String(length=40), nullable=False),
        sa.Column("scanned_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "kind IN ('picture', 'sound', 'video', 'paper')", name=op.f("ck_evidence_kind_known")
        ),
        sa.CheckConstraint(
            "scan IN ('unscanned', 'clean', 'infected')", name=op.f("ck_evidence_scan_known")
        ),
        sa.CheckConstraint("size > 0", name=op.f("ck_evidence_size_positive")),
        sa.CheckConstraint(
            "(draft_id IS NOT NULL) <> (complaint_id IS NOT NULL OR case_id IS NOT NULL)",
            name=op.f("ck_evidence_in_one_folder"),
        ),
        sa.CheckConstraint(
            "draft_id IS NOT NULL OR (area_id IS NOT NULL AND unit_id IS NOT NULL)",
            name=op.f("ck_evidence_filed_has_unit"),
        ),
        sa.CheckConstraint(
            "copy_key IS NULL OR copied_at IS NOT NULL", name=op.f("ck_evidence_copied_has_time")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_evidence_case_id")),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_evidence_area_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_evidence_unit_id")),
        sa.ForeignKeyConstraint(
            ["same_as_id"], ["evidence.id"], name=op.f("fk_evidence_same_as_id")
        ),
        sa.ForeignKeyConstraint(
            ["received_by"], ["officer.id"], name=op.f("fk_evidence_received_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
        sa.UniqueConstraint("file_key", name=op.f("uq_evidence_file_key")),
    )
    op.create_index(op.f("ix_evidence_sha256"), "evidence", ["sha256"])
    op.create_index("ix_evidence_case", "evidence", ["case_id", "id"])
    _index("uq_evidence_draft", "evidence", ["draft_id", "sha256"], _OF_DRAFT, unique=True)
    _index("uq_evidence_complaint", "evidence", ["complaint_id", "sha256"], _OF_COMPLAINT,
           unique=True)  # fmt: skip
    _index("uq_evidence_case", "evidence", ["case_id", "sha256"], _OF_CASE, unique=True)
    _index("ix_evidence_to_copy", "evidence", ["id"], _TO_COPY)
    _index("ix_evidence_to_scan", "evidence", ["id"], _TO_SCAN)


def _index(name: str, table: str, columns: list[str], where: sa.TextClause, *,
           unique: bool = False) -> None:  # fmt: skip
    op.create_index(name, table, columns, unique=unique, postgresql_where=where,
                    sqlite_where=where)  # fmt: skip


def _make_custody() -> None:
    """What happened to a file is only ever added, like all that tells what happened."""
    op.create_table(
        "custody_entry",
        sa.Column("id", _KEY, autoincrement=False, nullable=False),
        sa.Column("evidence_id", _KEY, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("what", sa.String(length=40), nullable=False),
        sa.Column("officer_id", _KEY, nullable=True),
        sa.Column("note", sa.String(length=120), nullable=False),
        sa.CheckConstraint(
            "what IN ('handed_in', 'again', 'with_complaint', 'into_case', 'scanned',"
            " 'quarantined')",
            name=op.f("ck_custody_entry_what_known"),
        ),
        sa.ForeignKeyConstraint(
            ["evidence_id"], ["evidence.id"], name=op.f("fk_custody_entry_evidence_id")
        ),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officer.id"], name=op.f("fk_custody_entry_officer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_entry")),
    )
    op.create_index("ix_custody_entry_evidence", "custody_entry", ["evidence_id", "id"])
    for change in _CHANGES:
        op.execute(_guard(change, postgresql=op.get_bind().dialect.name == "postgresql"))


def _guard(change: str, *, postgresql: bool) -> str:
    head = f"CREATE TRIGGER custody_entry_no_{change.lower()} BEFORE {change} ON custody_entry"
    if postgresql:
        return f"{head} FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    words = "rows of custody_entry are never changed"
    return f"{head} BEGIN SELECT RAISE(ABORT, '{words}'); END"


def _make_uploads() -> None:
    op.create_table(
        "upload",
        sa.Column("id", _KEY, autoincrement=False, nullable=False),
        sa.Column("draft_id", _KEY, nullable=True),
        sa.Column("complaint_id", _KEY, nullable=True),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("name_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("size", _KEY, nullable=False),
        sa.Column("have", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(draft_id IS NULL) <> (complaint_id IS NULL)", name=op.f("ck_upload_in_one_folder")
        ),
        sa.CheckConstraint("have >= 0 AND have <= size", name=op.f("ck_upload_have_within_size")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_upload")),
    )
    op.create_index(op.f("ix_upload_made_at"), "upload", ["made_at"])
    _index("uq_upload_draft", "upload", ["draft_id", "mark"], _OF_DRAFT, unique=True)
    _index("uq_upload_complaint", "upload", ["complaint_id", "mark"], _OF_COMPLAINT, unique=True)
    op.create_table(
        "upload_piece",
        sa.Column("id", _KEY, autoincrement=False, nullable=False),
        sa.Column("upload_id", _KEY, nullable=False),
        sa.Column("start", _KEY, nullable=False),
        sa.Column("file_key", sa.String(length=80), nullable=False),
        sa.Column("secret_sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["upload_id"], ["upload.id"], name=op.f("fk_upload_piece_upload_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_upload_piece")),
        sa.UniqueConstraint("upload_id", "start", name=op.f("uq_upload_piece_upload_id_start")),
    )
