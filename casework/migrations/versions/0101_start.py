"""The schema that everything begins with.

Revision: 0101, after nothing
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0101"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "alarm",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("detail", sa.String(length=400), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cleared_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "cleared_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.CheckConstraint(
            "kind IN ('clock_jumped', 'dates_differ', 'calendar_missing')",
            name=op.f("ck_alarm_kind_known"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alarm")),
    )
    with op.batch_alter_table("alarm", schema=None) as batch_op:
        batch_op.create_index(
            "uq_alarm_open",
            ["kind"],
            unique=True,
            postgresql_where=sa.text("cleared_at IS NULL"),
            sqlite_where=sa.text("cleared_at IS NULL"),
        )

    op.create_table(
        "area",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name_zh", sa.String(length=60), nullable=False),
        sa.Column("name_en", sa.String(length=80), nullable=False),
        sa.Column("short", sa.String(length=4), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("parent_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("position", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint(
            "kind IN ('city', 'county', 'zone', 'town')", name=op.f("ck_area_kind_known")
        ),
        sa.ForeignKeyConstraint(["parent_id"], ["area.id"], name=op.f("fk_area_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_area")),
        sa.UniqueConstraint("code", name=op.f("uq_area_code")),
    )
    with op.batch_alter_table("area", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_area_parent_id"), ["parent_id"], unique=False)

    op.create_table(
        "codes_asked",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_codes_asked")),
        sa.UniqueConstraint("key", name=op.f("uq_codes_asked_key")),
    )
    with op.batch_alter_table("codes_asked", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_codes_asked_last_at"), ["last_at"], unique=False)

    op.create_table(
        "counter",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("series", sa.String(length=120), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_counter")),
        sa.UniqueConstraint("series", name=op.f("uq_counter_series")),
    )
    op.create_table(
        "day_log",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("code_index", sa.String(length=64), nullable=False),
        sa.Column("code_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("phone_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_day_log")),
        sa.UniqueConstraint("code_index", name=op.f("uq_day_log_code_index")),
    )
    op.create_table(
        "fact",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("handed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("handled_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fact")),
    )
    with op.batch_alter_table("fact", schema=None) as batch_op:
        batch_op.create_index(
            "ix_fact_waiting",
            ["id"],
            unique=False,
            postgresql_where=sa.text("handled_at IS NULL"),
            sqlite_where=sa.text("handled_at IS NULL"),
        )

    op.create_table(
        "form_key",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("result", sa.String(length=200), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_form_key")),
        sa.UniqueConstraint("key", name=op.f("uq_form_key_key")),
    )
    op.create_table(
        "one_time_code",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("token_index", sa.String(length=64), nullable=False),
        sa.Column("code_index", sa.String(length=64), nullable=False),
        sa.Column("proof_of", sa.String(length=40), nullable=False),
        sa.Column("purpose", sa.String(length=80), nullable=False),
        sa.Column("phone_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("proven_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "proof_of IN ('person', 'phone')", name=op.f("ck_one_time_code_proof_of_known")
        ),
        sa.CheckConstraint(
            "proven_at IS NULL OR tries > 0", name=op.f("ck_one_time_code_proven_by_a_try")
        ),
        sa.CheckConstraint("tries BETWEEN 0 AND 5", name=op.f("ck_one_time_code_tries_counted")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_one_time_code")),
        sa.UniqueConstraint("token_index", name=op.f("uq_one_time_code_token_index")),
    )
    with op.batch_alter_table("one_time_code", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_one_time_code_sent_at"), ["sent_at"], unique=False)

    op.create_table(
        "pulse",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("beaten_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pulse")),
        sa.UniqueConstraint("name", name=op.f("uq_pulse_name")),
    )
    op.create_table(
        "quiet_number",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("number_index", sa.String(length=64), nullable=False),
        sa.Column("since_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quiet_number")),
        sa.UniqueConstraint("number_index", name=op.f("uq_quiet_number_number_index")),
    )
    op.create_table(
        "sign_in_failure",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("tried_index", sa.String(length=64), nullable=False),
        sa.Column("from_address", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_failure")),
    )
    with op.batch_alter_table("sign_in_failure", schema=None) as batch_op:
        batch_op.create_index("ix_sign_in_failure_address", ["from_address", "at"], unique=False)
        batch_op.create_index("ix_sign_in_failure_tried", ["tried_index", "at"], unique=False)

    op.create_table(
        "statute_edition",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_statute_edition_only_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statute_edition")),
    )
    op.create_table(
        "statute_figure",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("area", sa.String(length=12), nullable=False),
        sa.Column("name_zh", sa.String(length=60), nullable=False),
        sa.Column("name_en", sa.String(length=120), nullable=False),
        sa.Column("value", sa.String(length=30), nullable=True),
        sa.Column("unit", sa.String(length=40), nullable=False),
        sa.Column("article", sa.String(length=200), nullable=False),
        sa.Column("confidence", sa.String(length=40), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("applies", sa.String(length=40), nullable=False),
        sa.Column("position", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint(
            "applies IN ('new', 'open')", name=op.f("ck_statute_figure_applies_known")
        ),
        sa.CheckConstraint(
            "confidence IN ('verified', 'secondary', 'memory', 'unconfirmed')",
            name=op.f("ck_statute_figure_confidence_known"),
        ),
        sa.CheckConstraint(
            "unit IN ('yuan', 'percent', 'times', 'people', 'workday', 'day', 'month', 'year', 'hour', 'count', 'share')",
            name=op.f("ck_statute_figure_unit_known"),
        ),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_from IS NULL OR valid_from <= valid_to",
            name=op.f("ck_statute_figure_days_in_order"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statute_figure")),
        sa.UniqueConstraint(
            "code", "area", "valid_from", name=op.f("uq_statute_figure_code_area_valid_from")
        ),
    )
    with op.batch_alter_table("statute_figure", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_statute_figure_code"), ["code"], unique=False)
        batch_op.create_index(
            "uq_statute_figure_open",
            ["code", "area"],
            unique=True,
            postgresql_where=sa.text("valid_from IS NULL"),
            sqlite_where=sa.text("valid_from IS NULL"),
        )

    op.create_table(
        "statute_rule",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name_zh", sa.String(length=60), nullable=False),
        sa.Column("name_en", sa.String(length=120), nullable=False),
        sa.Column("length", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("unit", sa.String(length=40), nullable=False),
        sa.Column("nature", sa.String(length=40), nullable=False),
        sa.Column("article", sa.String(length=200), nullable=False),
        sa.Column("confidence", sa.String(length=40), nullable=False),
        sa.Column("start_zh", sa.String(length=200), nullable=False),
        sa.Column("start_en", sa.String(length=300), nullable=False),
        sa.Column("stop_zh", sa.String(length=200), nullable=False),
        sa.Column("stop_en", sa.String(length=300), nullable=False),
        sa.Column(
            "extension_length", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("note_zh", sa.String(length=200), nullable=False),
        sa.Column("note_en", sa.String(length=200), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("applies", sa.String(length=40), nullable=False),
        sa.Column("position", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint(
            "applies IN ('new', 'open')", name=op.f("ck_statute_rule_applies_known")
        ),
        sa.CheckConstraint(
            "confidence IN ('verified', 'secondary', 'memory', 'unconfirmed')",
            name=op.f("ck_statute_rule_confidence_known"),
        ),
        sa.CheckConstraint(
            "nature IN ('limit', 'minimum', 'wait', 'keep', 'cycle')",
            name=op.f("ck_statute_rule_nature_known"),
        ),
        sa.CheckConstraint(
            "unit IN ('workday', 'day', 'month', 'year', 'hour')",
            name=op.f("ck_statute_rule_unit_known"),
        ),
        sa.CheckConstraint(
            "length IS NULL OR length >= 0", name=op.f("ck_statute_rule_length_not_negative")
        ),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_from IS NULL OR valid_from <= valid_to",
            name=op.f("ck_statute_rule_days_in_order"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statute_rule")),
        sa.UniqueConstraint("code", "valid_from", name=op.f("uq_statute_rule_code_valid_from")),
    )
    with op.batch_alter_table("statute_rule", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_statute_rule_code"), ["code"], unique=False)
        batch_op.create_index(
            "uq_statute_rule_open",
            ["code"],
            unique=True,
            postgresql_where=sa.text("valid_from IS NULL"),
            sqlite_where=sa.text("valid_from IS NULL"),
        )

    op.create_table(
        "upload",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("draft_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "complaint_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("name_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("size", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("have", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(draft_id IS NULL) <> (complaint_id IS NULL)", name=op.f("ck_upload_in_one_folder")
        ),
        sa.CheckConstraint("have >= 0 AND have <= size", name=op.f("ck_upload_have_within_size")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_upload")),
    )
    with op.batch_alter_table("upload", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_upload_made_at"), ["made_at"], unique=False)
        batch_op.create_index(
            "uq_upload_complaint",
            ["complaint_id", "mark"],
            unique=True,
            postgresql_where=sa.text("complaint_id IS NOT NULL"),
            sqlite_where=sa.text("complaint_id IS NOT NULL"),
        )
        batch_op.create_index(
            "uq_upload_draft",
            ["draft_id", "mark"],
            unique=True,
            postgresql_where=sa.text("draft_id IS NOT NULL"),
            sqlite_where=sa.text("draft_id IS NOT NULL"),
        )

    op.create_table(
        "worker",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("name_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("name_index", sa.String(length=64), nullable=False),
        sa.Column("id_number_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("id_number_index", sa.String(length=64), nullable=True),
        sa.Column("phone_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("phone_index", sa.String(length=64), nullable=True),
        sa.Column("phone_of", sa.String(length=60), nullable=False),
        sa.Column("card_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("address_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("no_messages", sa.Boolean(), nullable=False),
        sa.Column("birth_year", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_worker")),
        sa.UniqueConstraint("id_number_index", name=op.f("uq_worker_id_number_index")),
    )
    with op.batch_alter_table("worker", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_worker_name_index"), ["name_index"], unique=False)
        batch_op.create_index(batch_op.f("ix_worker_phone_index"), ["phone_index"], unique=False)

    op.create_table(
        "wrong_code",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("failures", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("wait_until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wrong_code")),
        sa.UniqueConstraint("key", name=op.f("uq_wrong_code_key")),
    )
    with op.batch_alter_table("wrong_code", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_wrong_code_last_at"), ["last_at"], unique=False)

    op.create_table(
        "campaign",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("area_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("year", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("season", sa.String(length=40), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("targets_listed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("season IN ('spring', 'winter')", name=op.f("ck_campaign_season_known")),
        sa.CheckConstraint("state IN ('open', 'closed')", name=op.f("ck_campaign_state_known")),
        sa.CheckConstraint("opens_on <= closes_on", name=op.f("ck_campaign_days_in_order")),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_campaign_area_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign")),
        sa.UniqueConstraint(
            "area_id", "year", "season", name=op.f("uq_campaign_area_id_year_season")
        ),
    )
    op.create_table(
        "centre",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("area_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name_zh", sa.String(length=80), nullable=False),
        sa.Column("name_en", sa.String(length=120), nullable=False),
        sa.Column("address", sa.String(length=120), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_centre_area_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_centre")),
        sa.UniqueConstraint("name_zh", name=op.f("uq_centre_name_zh")),
    )
    with op.batch_alter_table("centre", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_centre_area_id"), ["area_id"], unique=False)

    op.create_table(
        "day_note",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("log_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("worked", sa.String(length=40), nullable=True),
        sa.Column("overtime", sa.Integer(), nullable=False),
        sa.Column("said_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "replaces_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.CheckConstraint(
            "(kind = 'day') = (worked IS NOT NULL)", name=op.f("ck_day_note_day_has_length")
        ),
        sa.CheckConstraint("kind IN ('day', 'promise')", name=op.f("ck_day_note_kind_known")),
        sa.CheckConstraint(
            "worked IN ('whole', 'half', 'none')", name=op.f("ck_day_note_worked_known")
        ),
        sa.CheckConstraint("overtime BETWEEN 0 AND 1600", name=op.f("ck_day_note_overtime_fits")),
        sa.ForeignKeyConstraint(["log_id"], ["day_log.id"], name=op.f("fk_day_note_log_id")),
        sa.ForeignKeyConstraint(
            ["replaces_id"], ["day_note.id"], name=op.f("fk_day_note_replaces_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_day_note")),
        sa.UniqueConstraint("replaces_id", name=op.f("uq_day_note_replaces_id")),
    )
    with op.batch_alter_table("day_note", schema=None) as batch_op:
        batch_op.create_index("ix_day_note_log", ["log_id", "id"], unique=False)

    op.create_table(
        "employer",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("credit_code", sa.String(length=18), nullable=True),
        sa.Column("area_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("head", sa.String(length=60), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('company', 'labour_company', 'dispatch', 'sole_trader', 'person', 'unknown')",
            name=op.f("ck_employer_kind_known"),
        ),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_employer_area_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_employer")),
        sa.UniqueConstraint("credit_code", name=op.f("uq_employer_credit_code")),
    )
    with op.batch_alter_table("employer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_employer_area_id"), ["area_id"], unique=False)
        batch_op.create_index("ix_employer_name", ["name"], unique=False)

    op.create_table(
        "project",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("area_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("industry", sa.String(length=40), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("contract_amount", sa.BigInteger(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "industry IN ('building', 'roads', 'water_works', 'factory', 'service', 'renovation', 'delivery', 'farm', 'other', 'unknown')",
            name=op.f("ck_project_industry_known"),
        ),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_project_area_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project")),
    )
    with op.batch_alter_table("project", schema=None) as batch_op:
        batch_op.create_index("ix_project_name", ["area_id", "name"], unique=False)

    op.create_table(
        "receiving_body",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("area_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("name_zh", sa.String(length=80), nullable=False),
        sa.Column("name_en", sa.String(length=120), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('arbitration', 'court', 'social_insurance', 'housing', 'transport', 'water')",
            name=op.f("ck_receiving_body_kind_known"),
        ),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_receiving_body_area_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_receiving_body")),
        sa.UniqueConstraint("area_id", "kind", name=op.f("uq_receiving_body_area_id_kind")),
    )
    op.create_table(
        "unit",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("area_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("department", sa.String(length=40), nullable=False),
        sa.Column("name_zh", sa.String(length=80), nullable=False),
        sa.Column("name_en", sa.String(length=120), nullable=False),
        sa.Column("authority", sa.String(length=80), nullable=False),
        sa.Column("address", sa.String(length=120), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.CheckConstraint(
            "department IN ('human_resources', 'housing', 'transport', 'water', 'police', 'finance', 'union')",
            name=op.f("ck_unit_department_known"),
        ),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_unit_area_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
        sa.UniqueConstraint("area_id", "department", name=op.f("uq_unit_area_id_department")),
    )
    op.create_table(
        "upload_piece",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column(
            "upload_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("start", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("file_key", sa.String(length=80), nullable=False),
        sa.Column("secret_sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["upload_id"], ["upload.id"], name=op.f("fk_upload_piece_upload_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_upload_piece")),
        sa.UniqueConstraint("upload_id", "start", name=op.f("uq_upload_piece_upload_id_start")),
    )
    op.create_table(
        "chain_link",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column(
            "project_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "employer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("level", sa.String(length=40), nullable=False),
        sa.Column("position", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint(
            "level IN ('owner', 'general', 'sub', 'team')", name=op.f("ck_chain_link_level_known")
        ),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["employer.id"], name=op.f("fk_chain_link_employer_id")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_chain_link_project_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chain_link")),
        sa.UniqueConstraint(
            "project_id",
            "employer_id",
            "level",
            name=op.f("uq_chain_link_project_id_employer_id_level"),
        ),
    )
    with op.batch_alter_table("chain_link", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_chain_link_employer_id"), ["employer_id"], unique=False
        )

    op.create_table(
        "officer",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("login", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("card_number", sa.String(length=40), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("unit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=True),
        sa.Column("email_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "role IN ('clerk', 'inspector', 'squad_head', 'department_head', 'principal_head', 'county_supervisor', 'city_supervisor', 'fund_officer', 'auditor', 'administrator')",
            name=op.f("ck_officer_role_known"),
        ),
        sa.CheckConstraint(
            "state IN ('invited', 'active', 'disabled')", name=op.f("ck_officer_state_known")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_officer_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_officer")),
        sa.UniqueConstraint("login", name=op.f("uq_officer_login")),
    )
    with op.batch_alter_table("officer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_officer_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "target",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column(
            "campaign_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "employer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("ground", sa.String(length=40), nullable=False),
        sa.Column(
            "open_cases", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("people", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("owed", sa.BigInteger(), nullable=False),
        sa.Column("inspected_before_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "ground IN ('arrears', 'repeated')", name=op.f("ck_target_ground_known")
        ),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_target_campaign_id")
        ),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["employer.id"], name=op.f("fk_target_employer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target")),
        sa.UniqueConstraint(
            "campaign_id", "employer_id", name=op.f("uq_target_campaign_id_employer_id")
        ),
    )
    with op.batch_alter_table("target", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_target_employer_id"), ["employer_id"], unique=False)

    op.create_table(
        "calendar_year",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("year", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("notice", sa.String(length=200), nullable=False),
        sa.Column("announced_on", sa.Date(), nullable=True),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "loaded_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.ForeignKeyConstraint(
            ["loaded_by_id"], ["officer.id"], name=op.f("fk_calendar_year_loaded_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_year")),
        sa.UniqueConstraint("year", name=op.f("uq_calendar_year_year")),
    )
    op.create_table(
        "case",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("area_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "holder_unit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "handler_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "employer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "project_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("stage", sa.String(length=40), nullable=False),
        sa.Column("waiting_for", sa.String(length=40), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("filed_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("claimed", sa.BigInteger(), nullable=False),
        sa.Column("verified", sa.BigInteger(), nullable=True),
        sa.Column("paid", sa.BigInteger(), nullable=False),
        sa.Column("confirmed", sa.BigInteger(), nullable=False),
        sa.Column("next_due_on", sa.Date(), nullable=True),
        sa.Column("sort_on", sa.Date(), nullable=False),
        sa.Column("next_rule", sa.String(length=20), nullable=True),
        sa.Column("next_yellow_on", sa.Date(), nullable=True),
        sa.Column("next_provisional", sa.Boolean(), nullable=False),
        sa.Column("supervised", sa.Boolean(), nullable=False),
        sa.Column("priority", sa.String(length=40), nullable=False),
        sa.Column("chosen_priority", sa.String(length=40), nullable=True),
        sa.Column("traits", sa.String(length=120), nullable=False),
        sa.Column("muted", sa.Boolean(), nullable=False),
        sa.Column("source_note", sa.String(length=400), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(stage = 'closed') = (closed_on IS NOT NULL)", name=op.f("ck_case_closed_has_date")
        ),
        sa.CheckConstraint(
            "chosen_priority IN ('1', '2', '3')", name=op.f("ck_case_chosen_priority_known")
        ),
        sa.CheckConstraint("priority IN ('1', '2', '3')", name=op.f("ck_case_priority_known")),
        sa.CheckConstraint(
            "stage IN ('filed', 'investigating', 'ordered', 'expired', 'closed', 'withdrawn', 'transferred')",
            name=op.f("ck_case_stage_known"),
        ),
        sa.CheckConstraint("paid >= 0 AND confirmed >= 0", name=op.f("ck_case_sums_not_negative")),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_case_area_id")),
        sa.ForeignKeyConstraint(["employer_id"], ["employer.id"], name=op.f("fk_case_employer_id")),
        sa.ForeignKeyConstraint(["handler_id"], ["officer.id"], name=op.f("fk_case_handler_id")),
        sa.ForeignKeyConstraint(
            ["holder_unit_id"], ["unit.id"], name=op.f("fk_case_holder_unit_id")
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_case_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case")),
        sa.UniqueConstraint("number", name=op.f("uq_case_number")),
    )
    with op.batch_alter_table("case", schema=None) as batch_op:
        batch_op.create_index(
            "ix_case_area_pressing", ["area_id", "priority", "sort_on", "id"], unique=False
        )
        batch_op.create_index("ix_case_area_sort", ["area_id", "sort_on", "id"], unique=False)
        batch_op.create_index("ix_case_area_stage", ["area_id", "stage"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_employer_id"), ["employer_id"], unique=False)
        batch_op.create_index("ix_case_handler_sort", ["handler_id", "sort_on", "id"], unique=False)
        batch_op.create_index("ix_case_pressing", ["priority", "sort_on", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_project_id"), ["project_id"], unique=False)
        batch_op.create_index("ix_case_sort", ["sort_on", "id"], unique=False)
        batch_op.create_index(
            "ix_case_unit_sort", ["holder_unit_id", "sort_on", "id"], unique=False
        )

    op.create_table(
        "deposit",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("area_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "project_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "depositor_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("bank", sa.String(length=120), nullable=False),
        sa.Column("account", sa.String(length=60), nullable=False),
        sa.Column("deposited_on", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("kept_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind <> 'guarantee' OR expires_on IS NOT NULL", name=op.f("ck_deposit_guarantee_ends")
        ),
        sa.CheckConstraint("kind IN ('cash', 'guarantee')", name=op.f("ck_deposit_kind_known")),
        sa.CheckConstraint("expires_on > deposited_on", name=op.f("ck_deposit_ends_after_start")),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_deposit_area_id")),
        sa.ForeignKeyConstraint(
            ["depositor_id"], ["employer.id"], name=op.f("fk_deposit_depositor_id")
        ),
        sa.ForeignKeyConstraint(["kept_by"], ["officer.id"], name=op.f("fk_deposit_kept_by")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_deposit_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deposit")),
        sa.UniqueConstraint("bank", "account", name=op.f("uq_deposit_bank_account")),
    )
    with op.batch_alter_table("deposit", schema=None) as batch_op:
        batch_op.create_index("ix_deposit_area", ["area_id", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_deposit_project_id"), ["project_id"], unique=False)

    op.create_table(
        "digest",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column(
            "officer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.Column("overdue", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("soon", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("warned", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name=op.f("fk_digest_officer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_digest")),
        sa.UniqueConstraint("officer_id", "told_on", name=op.f("uq_digest_officer_id_told_on")),
    )
    op.create_table(
        "fund",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("area_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "opened_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_fund_area_id")),
        sa.ForeignKeyConstraint(["opened_by"], ["officer.id"], name=op.f("fk_fund_opened_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fund")),
        sa.UniqueConstraint("area_id", name=op.f("uq_fund_area_id")),
    )
    op.create_table(
        "invitation",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column(
            "officer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("made_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["made_by"], ["officer.id"], name=op.f("fk_invitation_made_by")),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officer.id"], name=op.f("fk_invitation_officer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_invitation_key_hash")),
    )
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invitation_officer_id"), ["officer_id"], unique=False)

    op.create_table(
        "kiosk",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("key_index", sa.String(length=64), nullable=False),
        sa.Column(
            "centre_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "set_up_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("set_up_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(ended_at IS NULL) = (ended_by IS NULL)", name=op.f("ck_kiosk_ended_by_somebody")
        ),
        sa.ForeignKeyConstraint(["centre_id"], ["centre.id"], name=op.f("fk_kiosk_centre_id")),
        sa.ForeignKeyConstraint(["ended_by"], ["officer.id"], name=op.f("fk_kiosk_ended_by")),
        sa.ForeignKeyConstraint(["set_up_by"], ["officer.id"], name=op.f("fk_kiosk_set_up_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kiosk")),
        sa.UniqueConstraint("key_index", name=op.f("uq_kiosk_key_index")),
    )
    with op.batch_alter_table("kiosk", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_kiosk_centre_id"), ["centre_id"], unique=False)

    op.create_table(
        "known_device",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column(
            "officer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officer.id"], name=op.f("fk_known_device_officer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_known_device")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_known_device_key_hash")),
    )
    with op.batch_alter_table("known_device", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_known_device_officer_id"), ["officer_id"], unique=False
        )

    op.create_table(
        "poster",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("mark", sa.String(length=16), nullable=False),
        sa.Column("area_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("centre_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("project", sa.String(length=120), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("industry", sa.String(length=40), nullable=False),
        sa.Column("starts", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voided_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.CheckConstraint(
            "industry IN ('building', 'roads', 'water_works', 'factory', 'service', 'renovation', 'delivery', 'farm', 'other', 'unknown')",
            name=op.f("ck_poster_industry_known"),
        ),
        sa.CheckConstraint(
            "(voided_at IS NULL) = (voided_by IS NULL)", name=op.f("ck_poster_voided_by_somebody")
        ),
        sa.CheckConstraint("starts >= 0", name=op.f("ck_poster_starts_not_negative")),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_poster_area_id")),
        sa.ForeignKeyConstraint(["centre_id"], ["centre.id"], name=op.f("fk_poster_centre_id")),
        sa.ForeignKeyConstraint(["made_by"], ["officer.id"], name=op.f("fk_poster_made_by")),
        sa.ForeignKeyConstraint(["voided_by"], ["officer.id"], name=op.f("fk_poster_voided_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_poster")),
        sa.UniqueConstraint("mark", name=op.f("uq_poster_mark")),
    )
    with op.batch_alter_table("poster", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_poster_area_id"), ["area_id"], unique=False)

    op.create_table(
        "reading",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column(
            "officer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("what", sa.String(length=60), nullable=False),
        sa.Column("subject_kind", sa.String(length=40), nullable=False),
        sa.Column(
            "subject_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.Column("from_address", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name=op.f("fk_reading_officer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reading")),
    )
    with op.batch_alter_table("reading", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reading_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_reading_officer_id"), ["officer_id"], unique=False)
        batch_op.create_index(
            "ix_reading_subject", ["subject_kind", "subject_id", "at"], unique=False
        )

    op.create_table(
        "sign_in",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column(
            "officer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("from_address", sa.String(length=64), nullable=False),
        sa.Column("device", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name=op.f("fk_sign_in_officer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_sign_in_key_hash")),
    )
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_officer_id"), ["officer_id"], unique=False)

    op.create_table(
        "statute_proposal",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("entry_kind", sa.String(length=40), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("area", sa.String(length=12), nullable=False),
        sa.Column("old_value", sa.String(length=30), nullable=True),
        sa.Column("new_value", sa.String(length=30), nullable=False),
        sa.Column("article", sa.String(length=200), nullable=False),
        sa.Column("confidence", sa.String(length=40), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("applies", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column(
            "proposed_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "decided_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decision_note", sa.String(length=400), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'proposed') = (decided_by_id IS NULL)",
            name=op.f("ck_statute_proposal_decided_has_officer"),
        ),
        sa.CheckConstraint(
            "applies IN ('new', 'open')", name=op.f("ck_statute_proposal_applies_known")
        ),
        sa.CheckConstraint(
            "confidence IN ('verified', 'secondary', 'memory', 'unconfirmed')",
            name=op.f("ck_statute_proposal_confidence_known"),
        ),
        sa.CheckConstraint(
            "entry_kind IN ('rule', 'figure')", name=op.f("ck_statute_proposal_entry_kind_known")
        ),
        sa.CheckConstraint(
            "state IN ('proposed', 'approved', 'rejected')",
            name=op.f("ck_statute_proposal_state_known"),
        ),
        sa.CheckConstraint(
            "(decided_by_id IS NULL) = (decided_at IS NULL)",
            name=op.f("ck_statute_proposal_decided_has_time"),
        ),
        sa.CheckConstraint(
            "decided_by_id IS NULL OR decided_by_id <> proposed_by_id",
            name=op.f("ck_statute_proposal_decided_by_another"),
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["officer.id"], name=op.f("fk_statute_proposal_decided_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"], ["officer.id"], name=op.f("fk_statute_proposal_proposed_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statute_proposal")),
    )
    with op.batch_alter_table("statute_proposal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_statute_proposal_code"), ["code"], unique=False)

    op.create_table(
        "assignment",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "officer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("part", sa.String(length=40), nullable=False),
        sa.Column("since_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("part IN ('lead', 'assist')", name=op.f("ck_assignment_part_known")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_assignment_case_id")),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officer.id"], name=op.f("fk_assignment_officer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
    )
    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assignment_officer_id"), ["officer_id"], unique=False)
        batch_op.create_index(
            "uq_assignment_open",
            ["case_id", "part"],
            unique=True,
            postgresql_where=sa.text("until_at IS NULL"),
            sqlite_where=sa.text("until_at IS NULL"),
        )

    op.create_table(
        "calendar_day",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("year_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("day_on", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("holiday", sa.String(length=40), nullable=False),
        sa.CheckConstraint(
            "holiday IN ('new_year', 'spring', 'qingming', 'labour', 'dragon_boat', 'mid_autumn', 'national', 'victory')",
            name=op.f("ck_calendar_day_holiday_known"),
        ),
        sa.CheckConstraint(
            "kind IN ('holiday', 'makeup')", name=op.f("ck_calendar_day_kind_unusual")
        ),
        sa.ForeignKeyConstraint(
            ["year_id"],
            ["calendar_year.id"],
            name=op.f("fk_calendar_day_year_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_day")),
        sa.UniqueConstraint("year_id", "day_on", name=op.f("uq_calendar_day_year_id_day_on")),
    )
    op.create_table(
        "clock",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("subject_kind", sa.String(length=40), nullable=False),
        sa.Column(
            "subject_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("area_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("unit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("rule", sa.String(length=20), nullable=False),
        sa.Column("rule_from", sa.Date(), nullable=True),
        sa.Column("start_on", sa.Date(), nullable=False),
        sa.Column("start_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("term_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("length", sa.Integer(), nullable=True),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("extended", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("met_on", sa.Date(), nullable=True),
        sa.Column("check_on", sa.Date(), nullable=True),
        sa.Column("muted", sa.Boolean(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(state = 'met') = (met_on IS NOT NULL)", name=op.f("ck_clock_met_has_date")
        ),
        sa.CheckConstraint(
            "state IN ('running', 'met', 'cancelled')", name=op.f("ck_clock_state_known")
        ),
        sa.CheckConstraint(
            "subject_kind IN ('complaint', 'case', 'paper', 'claim', 'advance', 'referral', 'campaign', 'finding', 'deposit', 'escalation')",
            name=op.f("ck_clock_subject_kind_known"),
        ),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_clock_area_id")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_clock_case_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_clock_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clock")),
    )
    with op.batch_alter_table("clock", schema=None) as batch_op:
        batch_op.create_index(
            "ix_clock_area_due",
            ["area_id", "due_on", "id"],
            unique=False,
            postgresql_where=sa.text("state = 'running'"),
            sqlite_where=sa.text("state = 'running'"),
        )
        batch_op.create_index("ix_clock_case", ["case_id", "state"], unique=False)
        batch_op.create_index(
            "ix_clock_check",
            ["check_on", "id"],
            unique=False,
            postgresql_where=sa.text("state = 'running'"),
            sqlite_where=sa.text("state = 'running'"),
        )
        batch_op.create_index(
            "ix_clock_subject", ["subject_kind", "subject_id", "rule"], unique=False
        )

    op.create_table(
        "complaint",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("register_number", sa.String(length=40), nullable=False),
        sa.Column("code_index", sa.String(length=64), nullable=False),
        sa.Column("code_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("area_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("unit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "assisting_unit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("centre_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("employer_text", sa.String(length=120), nullable=False),
        sa.Column("employer_kind", sa.String(length=40), nullable=False),
        sa.Column(
            "employer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("project_text", sa.String(length=120), nullable=False),
        sa.Column("industry", sa.String(length=40), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("from_month", sa.Date(), nullable=True),
        sa.Column("to_month", sa.Date(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("evidence", sa.String(length=200), nullable=False),
        sa.Column("gaps", sa.String(length=200), nullable=False),
        sa.Column("story_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("worker_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("phone_of", sa.String(length=60), nullable=False),
        sa.Column("helper_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("helper_phone_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("to_helper", sa.Boolean(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("past_two_years", sa.Boolean(), nullable=False),
        sa.Column("priority", sa.String(length=40), nullable=False),
        sa.Column("chosen_priority", sa.String(length=40), nullable=True),
        sa.Column("traits", sa.String(length=120), nullable=False),
        sa.Column("noted", sa.String(length=120), nullable=False),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("muted", sa.Boolean(), nullable=False),
        sa.Column("source_note", sa.String(length=400), nullable=False),
        sa.Column("taken_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'accepted') = (case_id IS NOT NULL)",
            name=op.f("ck_complaint_accepted_has_case"),
        ),
        sa.CheckConstraint(
            "channel IN ('phone_page', 'counter', 'kiosk', 'call', 'letter', 'hotline', 'platform')",
            name=op.f("ck_complaint_channel_known"),
        ),
        sa.CheckConstraint(
            "chosen_priority IN ('1', '2', '3')", name=op.f("ck_complaint_chosen_priority_known")
        ),
        sa.CheckConstraint(
            "employer_kind IN ('company', 'labour_company', 'dispatch', 'sole_trader', 'person', 'unknown')",
            name=op.f("ck_complaint_employer_kind_known"),
        ),
        sa.CheckConstraint(
            "industry IN ('building', 'roads', 'water_works', 'factory', 'service', 'renovation', 'delivery', 'farm', 'other', 'unknown')",
            name=op.f("ck_complaint_industry_known"),
        ),
        sa.CheckConstraint("kind IN ('complaint', 'tip')", name=op.f("ck_complaint_kind_known")),
        sa.CheckConstraint("priority IN ('1', '2', '3')", name=op.f("ck_complaint_priority_known")),
        sa.CheckConstraint(
            "state IN ('received', 'supplement', 'accepted', 'refused', 'transferred', 'withdrawn')",
            name=op.f("ck_complaint_state_known"),
        ),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_complaint_amount_not_negative")),
        sa.CheckConstraint("from_month <= to_month", name=op.f("ck_complaint_months_in_order")),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_complaint_area_id")),
        sa.ForeignKeyConstraint(
            ["assisting_unit_id"], ["unit.id"], name=op.f("fk_complaint_assisting_unit_id")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_complaint_case_id")),
        sa.ForeignKeyConstraint(["centre_id"], ["centre.id"], name=op.f("fk_complaint_centre_id")),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["employer.id"], name=op.f("fk_complaint_employer_id")
        ),
        sa.ForeignKeyConstraint(["taken_by"], ["officer.id"], name=op.f("fk_complaint_taken_by")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_complaint_unit_id")),
        sa.ForeignKeyConstraint(["worker_id"], ["worker.id"], name=op.f("fk_complaint_worker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint")),
        sa.UniqueConstraint("code_index", name=op.f("uq_complaint_code_index")),
        sa.UniqueConstraint("register_number", name=op.f("uq_complaint_register_number")),
    )
    with op.batch_alter_table("complaint", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_complaint_case_id"), ["case_id"], unique=False)
        batch_op.create_index("ix_complaint_employer", ["area_id", "employer_text"], unique=False)
        batch_op.create_index(batch_op.f("ix_complaint_employer_id"), ["employer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_complaint_unit_id"), ["unit_id"], unique=False)
        batch_op.create_index(
            "ix_complaint_waiting",
            ["area_id", "received_on", "id"],
            unique=False,
            postgresql_where=sa.text("state IN ('received', 'supplement')"),
            sqlite_where=sa.text("state IN ('received', 'supplement')"),
        )
        batch_op.create_index(batch_op.f("ix_complaint_worker_id"), ["worker_id"], unique=False)

    op.create_table(
        "evidence",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("draft_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "complaint_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("area_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("unit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "same_as_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("confidential", sa.Boolean(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("name_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("file_key", sa.String(length=80), nullable=False),
        sa.Column("secret_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("media_type", sa.String(length=80), nullable=False),
        sa.Column("size", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("shrunk", sa.Boolean(), nullable=False),
        sa.Column("own_record", sa.Boolean(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "received_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
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
        sa.CheckConstraint(
            "(draft_id IS NOT NULL) <> (complaint_id IS NOT NULL OR case_id IS NOT NULL)",
            name=op.f("ck_evidence_in_one_folder"),
        ),
        sa.CheckConstraint(
            "copy_key IS NULL OR copied_at IS NOT NULL", name=op.f("ck_evidence_copied_has_time")
        ),
        sa.CheckConstraint(
            "draft_id IS NOT NULL OR (area_id IS NOT NULL AND unit_id IS NOT NULL)",
            name=op.f("ck_evidence_filed_has_unit"),
        ),
        sa.CheckConstraint("size > 0", name=op.f("ck_evidence_size_positive")),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_evidence_area_id")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_evidence_case_id")),
        sa.ForeignKeyConstraint(
            ["received_by"], ["officer.id"], name=op.f("fk_evidence_received_by")
        ),
        sa.ForeignKeyConstraint(
            ["same_as_id"], ["evidence.id"], name=op.f("fk_evidence_same_as_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_evidence_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
        sa.UniqueConstraint("file_key", name=op.f("uq_evidence_file_key")),
    )
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.create_index("ix_evidence_case", ["case_id", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_evidence_sha256"), ["sha256"], unique=False)
        batch_op.create_index(
            "ix_evidence_to_copy",
            ["id"],
            unique=False,
            postgresql_where=sa.text("kind = 'picture' AND copied_at IS NULL"),
            sqlite_where=sa.text("kind = 'picture' AND copied_at IS NULL"),
        )
        batch_op.create_index(
            "ix_evidence_to_scan",
            ["id"],
            unique=False,
            postgresql_where=sa.text("scan = 'unscanned'"),
            sqlite_where=sa.text("scan = 'unscanned'"),
        )
        batch_op.create_index(
            "uq_evidence_case",
            ["case_id", "sha256"],
            unique=True,
            postgresql_where=sa.text("case_id IS NOT NULL AND same_as_id IS NULL"),
            sqlite_where=sa.text("case_id IS NOT NULL AND same_as_id IS NULL"),
        )
        batch_op.create_index(
            "uq_evidence_complaint",
            ["complaint_id", "sha256"],
            unique=True,
            postgresql_where=sa.text("complaint_id IS NOT NULL"),
            sqlite_where=sa.text("complaint_id IS NOT NULL"),
        )
        batch_op.create_index(
            "uq_evidence_draft",
            ["draft_id", "sha256"],
            unique=True,
            postgresql_where=sa.text("draft_id IS NOT NULL"),
            sqlite_where=sa.text("draft_id IS NOT NULL"),
        )

    op.create_table(
        "finding",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column(
            "target_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("inspected_on", sa.Date(), nullable=False),
        sa.Column(
            "inspector_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "companion_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("result", sa.String(length=40), nullable=False),
        sa.Column("people", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("text_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("suspicion", sa.String(length=400), nullable=False),
        sa.Column("rectify_by_on", sa.Date(), nullable=True),
        sa.Column("filing", sa.String(length=40), nullable=False),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "approved_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "filing IN ('none', 'proposed', 'filed', 'joined')",
            name=op.f("ck_finding_filing_known"),
        ),
        sa.CheckConstraint(
            "filing NOT IN ('filed', 'joined') OR case_id IS NOT NULL",
            name=op.f("ck_finding_filed_has_case"),
        ),
        sa.CheckConstraint(
            "result IN ('clean', 'arrears', 'other')", name=op.f("ck_finding_result_known")
        ),
        sa.CheckConstraint(
            "approved_by IS NULL OR (approved_by <> inspector_id AND approved_by <> companion_id)",
            name=op.f("ck_finding_approver_is_another"),
        ),
        sa.CheckConstraint("inspector_id <> companion_id", name=op.f("ck_finding_two_inspectors")),
        sa.ForeignKeyConstraint(
            ["approved_by"], ["officer.id"], name=op.f("fk_finding_approved_by")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_finding_case_id")),
        sa.ForeignKeyConstraint(
            ["companion_id"], ["officer.id"], name=op.f("fk_finding_companion_id")
        ),
        sa.ForeignKeyConstraint(
            ["inspector_id"], ["officer.id"], name=op.f("fk_finding_inspector_id")
        ),
        sa.ForeignKeyConstraint(["target_id"], ["target.id"], name=op.f("fk_finding_target_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding")),
        sa.UniqueConstraint("target_id", name=op.f("uq_finding_target_id")),
    )
    with op.batch_alter_table("finding", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_finding_case_id"), ["case_id"], unique=False)
        batch_op.create_index("ix_finding_rectify", ["rectify_by_on"], unique=False)

    op.create_table(
        "holding",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("unit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("since_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_holding_case_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_holding_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_holding")),
    )
    with op.batch_alter_table("holding", schema=None) as batch_op:
        batch_op.create_index(
            "uq_holding_open",
            ["case_id"],
            unique=True,
            postgresql_where=sa.text("until_at IS NULL"),
            sqlite_where=sa.text("until_at IS NULL"),
        )

    op.create_table(
        "investigation",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("finished_on", sa.Date(), nullable=False),
        sa.Column("report_sealed", sa.LargeBinary(), nullable=False),
        sa.Column(
            "finished_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("resumed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_investigation_case_id")),
        sa.ForeignKeyConstraint(
            ["finished_by"], ["officer.id"], name=op.f("fk_investigation_finished_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_investigation")),
    )
    with op.batch_alter_table("investigation", schema=None) as batch_op:
        batch_op.create_index(
            "uq_investigation_standing",
            ["case_id"],
            unique=True,
            postgresql_where=sa.text("resumed_at IS NULL"),
            sqlite_where=sa.text("resumed_at IS NULL"),
        )

    op.create_table(
        "kiosk_visit",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("kiosk_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_how", sa.String(length=40), nullable=True),
        sa.CheckConstraint(
            "ended_how IN ('done', 'idle', 'moved')", name=op.f("ck_kiosk_visit_ended_how_known")
        ),
        sa.CheckConstraint(
            "(ended_at IS NULL) = (ended_how IS NULL)", name=op.f("ck_kiosk_visit_end_has_way")
        ),
        sa.ForeignKeyConstraint(["kiosk_id"], ["kiosk.id"], name=op.f("fk_kiosk_visit_kiosk_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kiosk_visit")),
    )
    with op.batch_alter_table("kiosk_visit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_kiosk_visit_kiosk_id"), ["kiosk_id"], unique=False)
        batch_op.create_index(
            "ix_kiosk_visit_open",
            ["seen_at"],
            unique=False,
            postgresql_where=sa.text("ended_at IS NULL"),
            sqlite_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "ledger_batch",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("slip", sa.String(length=60), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("proof", sa.String(length=200), nullable=False),
        sa.Column(
            "officer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "source IN ('employer', 'general_contractor', 'deposit', 'advance', 'recovery', 'court')",
            name=op.f("ck_ledger_batch_source_known"),
        ),
        sa.CheckConstraint("total > 0", name=op.f("ck_ledger_batch_total_positive")),
        sa.CheckConstraint("turn > 0", name=op.f("ck_ledger_batch_turn_positive")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_ledger_batch_case_id")),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officer.id"], name=op.f("fk_ledger_batch_officer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_batch")),
        sa.UniqueConstraint(
            "case_id", "slip", "turn", name=op.f("uq_ledger_batch_case_id_slip_turn")
        ),
    )
    op.create_table(
        "line",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "worker_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("job", sa.String(length=60), nullable=False),
        sa.Column("from_month", sa.Date(), nullable=True),
        sa.Column("to_month", sa.Date(), nullable=True),
        sa.Column("claimed", sa.BigInteger(), nullable=False),
        sa.Column("books", sa.BigInteger(), nullable=True),
        sa.Column("verified", sa.BigInteger(), nullable=True),
        sa.Column("ground", sa.String(length=200), nullable=False),
        sa.Column("paid", sa.BigInteger(), nullable=False),
        sa.Column("confirmed", sa.BigInteger(), nullable=False),
        sa.Column("ending", sa.String(length=40), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ending_proof", sa.String(length=400), nullable=False),
        sa.Column(
            "complaint_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("synthetic", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "ending IN ('paid', 'settled', 'withdrawn', 'unfounded', 'arbitration', 'court', 'police', 'unreachable')",
            name=op.f("ck_line_ending_known"),
        ),
        sa.CheckConstraint(
            "(ending IS NULL) = (ended_on IS NULL)", name=op.f("ck_line_ended_has_date")
        ),
        sa.CheckConstraint(
            "claimed >= 0 AND verified >= 0 AND paid >= 0", name=op.f("ck_line_not_negative")
        ),
        sa.CheckConstraint(
            "confirmed >= 0 AND confirmed <= paid", name=op.f("ck_line_confirmed_was_paid")
        ),
        sa.CheckConstraint("from_month <= to_month", name=op.f("ck_line_months_in_order")),
        sa.CheckConstraint("paid <= verified", name=op.f("ck_line_paid_was_owed")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_line_case_id")),
        sa.ForeignKeyConstraint(["worker_id"], ["worker.id"], name=op.f("fk_line_worker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_line")),
        sa.UniqueConstraint("case_id", "worker_id", name=op.f("uq_line_case_id_worker_id")),
    )
    with op.batch_alter_table("line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_line_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_line_complaint_id"), ["complaint_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_line_worker_id"), ["worker_id"], unique=False)

    op.create_table(
        "paper",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("unit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("area_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "complaint_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("content_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("officer_ids", sa.JSON(), nullable=False),
        sa.Column(
            "drafted_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("drafted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "approved_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opinion", sa.String(length=400), nullable=False),
        sa.Column("returned_for", sa.String(length=400), nullable=False),
        sa.Column("series", sa.String(length=120), nullable=True),
        sa.Column("serial", sa.Integer(), nullable=True),
        sa.Column("number", sa.String(length=60), nullable=True),
        sa.Column("issued_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("term_on", sa.Date(), nullable=True),
        sa.Column("served_on", sa.Date(), nullable=True),
        sa.Column("file_key", sa.String(length=80), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("voided_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("void_reason", sa.String(length=400), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'served') = (served_on IS NOT NULL)", name=op.f("ck_paper_served_has_date")
        ),
        sa.CheckConstraint(
            "kind IN ('registration', 'acceptance', 'refusal', 'supplement', 'redirect', 'transfer', 'filing', 'inquiry', 'interview', 'order', 'prior_notice', 'decision', 'deposit_payment', 'deposit_top_up', 'advance_approval', 'referral_approval', 'referral', 'demand', 'service_return', 'closing_approval')",
            name=op.f("ck_paper_kind_known"),
        ),
        sa.CheckConstraint(
            "state <> 'approved' OR approved_by IS NOT NULL", name=op.f("ck_paper_approved_by_one")
        ),
        sa.CheckConstraint(
            "state <> 'void' OR void_reason <> ''", name=op.f("ck_paper_void_has_reason")
        ),
        sa.CheckConstraint(
            "state IN ('drafted', 'approved', 'issued', 'served', 'void')",
            name=op.f("ck_paper_state_known"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('drafted', 'approved') OR (number IS NULL AND issued_on IS NULL)",
            name=op.f("ck_paper_draft_has_no_number"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('issued', 'served') OR (issued_on IS NOT NULL AND issued_by IS NOT NULL AND file_key IS NOT NULL AND sha256 IS NOT NULL)",
            name=op.f("ck_paper_issued_is_printed"),
        ),
        sa.CheckConstraint(
            "(serial IS NULL) = (number IS NULL)", name=op.f("ck_paper_number_has_serial")
        ),
        sa.CheckConstraint("approved_by <> drafted_by", name=op.f("ck_paper_approver_is_another")),
        sa.ForeignKeyConstraint(["approved_by"], ["officer.id"], name=op.f("fk_paper_approved_by")),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_paper_area_id")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_paper_case_id")),
        sa.ForeignKeyConstraint(["drafted_by"], ["officer.id"], name=op.f("fk_paper_drafted_by")),
        sa.ForeignKeyConstraint(["issued_by"], ["officer.id"], name=op.f("fk_paper_issued_by")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_paper_unit_id")),
        sa.ForeignKeyConstraint(["voided_by"], ["officer.id"], name=op.f("fk_paper_voided_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper")),
        sa.UniqueConstraint("number", name=op.f("uq_paper_number")),
        sa.UniqueConstraint("series", "serial", name=op.f("uq_paper_series_serial")),
    )
    with op.batch_alter_table("paper", schema=None) as batch_op:
        batch_op.create_index("ix_paper_case", ["case_id", "id"], unique=False)
        batch_op.create_index("ix_paper_complaint", ["complaint_id"], unique=False)
        batch_op.create_index("ix_paper_unit_state", ["unit_id", "state", "id"], unique=False)

    op.create_table(
        "task",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "officer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("made_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_task_case_id")),
        sa.ForeignKeyConstraint(["done_by"], ["officer.id"], name=op.f("fk_task_done_by")),
        sa.ForeignKeyConstraint(["made_by"], ["officer.id"], name=op.f("fk_task_made_by")),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name=op.f("fk_task_officer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task")),
    )
    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_task_case_id"), ["case_id"], unique=False)
        batch_op.create_index(
            "ix_task_officer",
            ["officer_id", "due_on"],
            unique=False,
            postgresql_where=sa.text("done_at IS NULL"),
            sqlite_where=sa.text("done_at IS NULL"),
        )

    op.create_table(
        "timeline_entry",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "officer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("event", sa.String(length=60), nullable=False),
        sa.Column("what_zh", sa.String(length=200), nullable=False),
        sa.Column("what_en", sa.String(length=300), nullable=False),
        sa.Column("changes_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("text_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("to_worker", sa.Boolean(), nullable=False),
        sa.Column("subject_kind", sa.String(length=40), nullable=True),
        sa.Column(
            "subject_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.CheckConstraint(
            "kind IN ('step', 'change', 'paper', 'money', 'worker', 'note', 'system')",
            name=op.f("ck_timeline_entry_kind_known"),
        ),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_timeline_entry_case_id")),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officer.id"], name=op.f("fk_timeline_entry_officer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_timeline_entry")),
    )
    with op.batch_alter_table("timeline_entry", schema=None) as batch_op:
        batch_op.create_index("ix_timeline_entry_case", ["case_id", "id"], unique=False)

    op.create_table(
        "advance",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("fund_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("recovery_plan", sa.String(length=400), nullable=False),
        sa.Column("cap", sa.BigInteger(), nullable=True),
        sa.Column("cap_confirmed", sa.Boolean(), nullable=False),
        sa.Column("cap_reason", sa.String(length=400), nullable=False),
        sa.Column("override_reason", sa.String(length=400), nullable=False),
        sa.Column("seal", sa.String(length=64), nullable=False),
        sa.Column(
            "prepared_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("prepared_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "approved_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("returned_for", sa.String(length=400), nullable=False),
        sa.Column("paper_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("paid", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state <> 'returned' OR returned_for <> ''", name=op.f("ck_advance_returned_has_reason")
        ),
        sa.CheckConstraint(
            "state IN ('prepared', 'approved', 'paid', 'recovered', 'returned', 'withdrawn', 'void')",
            name=op.f("ck_advance_state_known"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('approved', 'paid', 'recovered') OR (approved_by IS NOT NULL AND paper_id IS NOT NULL)",
            name=op.f("ck_advance_approved_by_one"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('approved', 'paid', 'recovered') OR cap_confirmed OR cap_reason <> ''",
            name=op.f("ck_advance_unconfirmed_cap_has_reason"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('paid', 'recovered') OR paid_on IS NOT NULL",
            name=op.f("ck_advance_paid_has_date"),
        ),
        sa.CheckConstraint("amount > 0", name=op.f("ck_advance_amount_positive")),
        sa.CheckConstraint(
            "approved_by <> prepared_by", name=op.f("ck_advance_approver_is_another")
        ),
        sa.ForeignKeyConstraint(
            ["approved_by"], ["officer.id"], name=op.f("fk_advance_approved_by")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_advance_case_id")),
        sa.ForeignKeyConstraint(["fund_id"], ["fund.id"], name=op.f("fk_advance_fund_id")),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.id"], name=op.f("fk_advance_paper_id")),
        sa.ForeignKeyConstraint(
            ["prepared_by"], ["officer.id"], name=op.f("fk_advance_prepared_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_advance")),
        sa.UniqueConstraint("paper_id", name=op.f("uq_advance_paper_id")),
    )
    with op.batch_alter_table("advance", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_advance_case_id"), ["case_id"], unique=False)
        batch_op.create_index("ix_advance_fund", ["fund_id", "id"], unique=False)
        batch_op.create_index(
            "uq_advance_open",
            ["case_id"],
            unique=True,
            postgresql_where=sa.text("state IN ('prepared', 'approved')"),
            sqlite_where=sa.text("state IN ('prepared', 'approved')"),
        )

    op.create_table(
        "claimant",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column(
            "complaint_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("id_number_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("id_number_index", sa.String(length=64), nullable=True),
        sa.Column("phone_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("from_month", sa.Date(), nullable=True),
        sa.Column("to_month", sa.Date(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("job", sa.String(length=60), nullable=False),
        sa.Column("batch", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("worker_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_claimant_amount_not_negative")),
        sa.CheckConstraint("from_month <= to_month", name=op.f("ck_claimant_months_in_order")),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_claimant_complaint_id")
        ),
        sa.ForeignKeyConstraint(["worker_id"], ["worker.id"], name=op.f("fk_claimant_worker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claimant")),
    )
    with op.batch_alter_table("claimant", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_claimant_complaint_id"), ["complaint_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_claimant_id_number_index"), ["id_number_index"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_claimant_worker_id"), ["worker_id"], unique=False)
        batch_op.create_index(
            "uq_claimant_person", ["complaint_id", "id_number_index"], unique=True
        )

    op.create_table(
        "clock_firing",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("clock_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("subject_kind", sa.String(length=40), nullable=False),
        sa.Column(
            "subject_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("rule", sa.String(length=20), nullable=False),
        sa.Column("stage", sa.String(length=40), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("should_on", sa.Date(), nullable=False),
        sa.Column("fired_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "stage IN ('warning', 'breach')", name=op.f("ck_clock_firing_stage_known")
        ),
        sa.ForeignKeyConstraint(["clock_id"], ["clock.id"], name=op.f("fk_clock_firing_clock_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clock_firing")),
        sa.UniqueConstraint(
            "subject_kind",
            "subject_id",
            "rule",
            "stage",
            "due_on",
            name=op.f("uq_clock_firing_subject_kind_subject_id_rule_stage_due_on"),
        ),
    )
    with op.batch_alter_table("clock_firing", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_clock_firing_clock_id"), ["clock_id"], unique=False)

    op.create_table(
        "closing",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("paper_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "proposed_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "approved_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state <> 'returned' OR reason <> ''", name=op.f("ck_closing_returned_has_reason")
        ),
        sa.CheckConstraint(
            "state IN ('proposed', 'approved', 'returned', 'reopened')",
            name=op.f("ck_closing_state_known"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('approved', 'reopened') OR approved_by IS NOT NULL",
            name=op.f("ck_closing_approved_by_one"),
        ),
        sa.CheckConstraint(
            "approved_by <> proposed_by", name=op.f("ck_closing_approver_is_another")
        ),
        sa.ForeignKeyConstraint(
            ["approved_by"], ["officer.id"], name=op.f("fk_closing_approved_by")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_closing_case_id")),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.id"], name=op.f("fk_closing_paper_id")),
        sa.ForeignKeyConstraint(
            ["proposed_by"], ["officer.id"], name=op.f("fk_closing_proposed_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closing")),
        sa.UniqueConstraint("paper_id", name=op.f("uq_closing_paper_id")),
    )
    with op.batch_alter_table("closing", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_closing_case_id"), ["case_id"], unique=False)
        batch_op.create_index(
            "uq_closing_waiting",
            ["case_id"],
            unique=True,
            postgresql_where=sa.text("state IN ('proposed', 'approved')"),
            sqlite_where=sa.text("state IN ('proposed', 'approved')"),
        )

    op.create_table(
        "complaint_decision",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column(
            "complaint_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("act", sa.String(length=40), nullable=False),
        sa.Column("ground", sa.String(length=40), nullable=True),
        sa.Column("reason_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("article", sa.String(length=300), nullable=False),
        sa.Column("receiver", sa.String(length=120), nullable=False),
        sa.Column("receiver_address", sa.String(length=200), nullable=False),
        sa.Column("receiver_phone", sa.String(length=40), nullable=False),
        sa.Column(
            "officer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("paper_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.CheckConstraint(
            "act <> 'refused' OR (ground IS NOT NULL AND article <> '' AND reason_sealed IS NOT NULL)",
            name=op.f("ck_complaint_decision_refusal_has_reason"),
        ),
        sa.CheckConstraint(
            "act IN ('received', 'accepted', 'refused', 'supplement_asked', 'supplement_received', 'transferred', 'withdrawn', 'line_withdrawn', 'corrected', 'phone_changed', 'receipt_reissued', 'named', 'passed_on', 'roster_added', 'roster_removed', 'taken_over', 'joined', 'linked', 'kept_apart', 'weighed', 'called')",
            name=op.f("ck_complaint_decision_act_known"),
        ),
        sa.CheckConstraint(
            "ground IN ('time_barred', 'in_arbitration', 'compensation', 'social_insurance', 'out_of_scope', 'no_harm')",
            name=op.f("ck_complaint_decision_ground_known"),
        ),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_complaint_decision_complaint_id")
        ),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officer.id"], name=op.f("fk_complaint_decision_officer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_decision")),
    )
    with op.batch_alter_table("complaint_decision", schema=None) as batch_op:
        batch_op.create_index(
            "ix_complaint_decision_complaint", ["complaint_id", "id"], unique=False
        )

    op.create_table(
        "complaint_group",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column(
            "complaint_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("issue", sa.Integer(), nullable=False),
        sa.Column("code_index", sa.String(length=64), nullable=False),
        sa.Column("code_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("token_index", sa.String(length=64), nullable=False),
        sa.Column("token_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state IN ('open', 'closed')", name=op.f("ck_complaint_group_state_known")
        ),
        sa.CheckConstraint("issue > 0", name=op.f("ck_complaint_group_issue_known")),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_complaint_group_complaint_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_group")),
        sa.UniqueConstraint("code_index", name=op.f("uq_complaint_group_code_index")),
        sa.UniqueConstraint("complaint_id", name=op.f("uq_complaint_group_complaint_id")),
        sa.UniqueConstraint("token_index", name=op.f("uq_complaint_group_token_index")),
    )
    op.create_table(
        "complaint_link",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column(
            "complaint_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "follows_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("together", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_complaint_link_complaint_id")
        ),
        sa.ForeignKeyConstraint(
            ["follows_id"], ["complaint.id"], name=op.f("fk_complaint_link_follows_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_link")),
        sa.UniqueConstraint("complaint_id", name=op.f("uq_complaint_link_complaint_id")),
    )
    with op.batch_alter_table("complaint_link", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_complaint_link_follows_id"), ["follows_id"], unique=False
        )

    op.create_table(
        "crowd",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column(
            "complaint_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("area_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("unit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("people", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_crowd_area_id")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_crowd_case_id")),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_crowd_complaint_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_crowd_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_crowd")),
        sa.UniqueConstraint("key", name=op.f("uq_crowd_key")),
    )
    with op.batch_alter_table("crowd", schema=None) as batch_op:
        batch_op.create_index("ix_crowd_area", ["area_id", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_crowd_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_crowd_complaint_id"), ["complaint_id"], unique=False)

    op.create_table(
        "custody_entry",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column(
            "evidence_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("what", sa.String(length=40), nullable=False),
        sa.Column(
            "officer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("note", sa.String(length=120), nullable=False),
        sa.CheckConstraint(
            "what IN ('handed_in', 'again', 'with_complaint', 'into_case', 'scanned', 'quarantined')",
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
    with op.batch_alter_table("custody_entry", schema=None) as batch_op:
        batch_op.create_index("ix_custody_entry_evidence", ["evidence_id", "id"], unique=False)

    op.create_table(
        "draft",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("code_index", sa.String(length=64), nullable=False),
        sa.Column("code_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("answers_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "complaint_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("visit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_draft_complaint_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
        sa.UniqueConstraint("code_index", name=op.f("uq_draft_code_index")),
    )
    with op.batch_alter_table("draft", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_draft_expires_at"), ["expires_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_draft_visit_id"), ["visit_id"], unique=False)

    op.create_table(
        "escalation",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("clock_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("area_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("unit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("rule", sa.String(length=20), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("level", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer_by_on", sa.Date(), nullable=False),
        sa.Column("rise_on", sa.Date(), nullable=False),
        sa.Column("rises", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("taken_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "answered_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("measure", sa.String(length=40), nullable=True),
        sa.Column("measure_due_on", sa.Date(), nullable=True),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("resolved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "level IN ('squad', 'county', 'city')", name=op.f("ck_escalation_level_known")
        ),
        sa.CheckConstraint(
            "measure IN ('urge', 'reassign', 'meeting', 'talk', 'supervise', 'designate')",
            name=op.f("ck_escalation_measure_known"),
        ),
        sa.CheckConstraint(
            "state <> 'answered' OR answered_by IS NOT NULL",
            name=op.f("ck_escalation_answered_by_one"),
        ),
        sa.CheckConstraint(
            "state IN ('waiting', 'taken', 'answered', 'resolved')",
            name=op.f("ck_escalation_state_known"),
        ),
        sa.ForeignKeyConstraint(
            ["answered_by"], ["officer.id"], name=op.f("fk_escalation_answered_by")
        ),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_escalation_area_id")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_escalation_case_id")),
        sa.ForeignKeyConstraint(["clock_id"], ["clock.id"], name=op.f("fk_escalation_clock_id")),
        sa.ForeignKeyConstraint(["taken_by"], ["officer.id"], name=op.f("fk_escalation_taken_by")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_escalation_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_escalation")),
        sa.UniqueConstraint("clock_id", "due_on", name=op.f("uq_escalation_clock_id_due_on")),
    )
    with op.batch_alter_table("escalation", schema=None) as batch_op:
        batch_op.create_index("ix_escalation_area", ["area_id", "level", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_escalation_case_id"), ["case_id"], unique=False)
        batch_op.create_index(
            "ix_escalation_rise",
            ["rise_on", "id"],
            unique=False,
            postgresql_where=sa.text("state <> 'resolved'"),
            sqlite_where=sa.text("state <> 'resolved'"),
        )
        batch_op.create_index("ix_escalation_unit", ["unit_id", "level", "id"], unique=False)

    op.create_table(
        "extension",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("clock_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("paper", sa.String(length=120), nullable=False),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.Column(
            "requested_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "decided_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decision_note", sa.String(length=400), nullable=False),
        sa.CheckConstraint(
            "(state = 'requested') = (decided_by IS NULL)",
            name=op.f("ck_extension_decided_by_somebody"),
        ),
        sa.CheckConstraint(
            "state IN ('requested', 'approved', 'rejected')", name=op.f("ck_extension_state_known")
        ),
        sa.CheckConstraint(
            "requested_by <> decided_by", name=op.f("ck_extension_decided_by_another")
        ),
        sa.ForeignKeyConstraint(["clock_id"], ["clock.id"], name=op.f("fk_extension_clock_id")),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["officer.id"], name=op.f("fk_extension_decided_by")
        ),
        sa.ForeignKeyConstraint(
            ["requested_by"], ["officer.id"], name=op.f("fk_extension_requested_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extension")),
    )
    with op.batch_alter_table("extension", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_extension_clock_id"), ["clock_id"], unique=False)
        batch_op.create_index(
            "uq_extension_once",
            ["clock_id"],
            unique=True,
            postgresql_where=sa.text("state <> 'rejected'"),
            sqlite_where=sa.text("state <> 'rejected'"),
        )

    op.create_table(
        "interview",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("paper_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("person_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("relation", sa.String(length=40), nullable=False),
        sa.Column("first_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "second_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("text_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("read_back", sa.String(length=40), nullable=False),
        sa.Column("signed", sa.Boolean(), nullable=False),
        sa.Column("refusal", sa.String(length=200), nullable=False),
        sa.Column(
            "written_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "read_back IN ('read', 'heard')", name=op.f("ck_interview_read_back_known")
        ),
        sa.CheckConstraint(
            "relation IN ('worker', 'employer', 'contractor', 'team_leader', 'witness')",
            name=op.f("ck_interview_relation_known"),
        ),
        sa.CheckConstraint("signed OR refusal <> ''", name=op.f("ck_interview_signed_or_why_not")),
        sa.CheckConstraint("first_id <> second_id", name=op.f("ck_interview_two_officers")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_interview_case_id")),
        sa.ForeignKeyConstraint(["first_id"], ["officer.id"], name=op.f("fk_interview_first_id")),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.id"], name=op.f("fk_interview_paper_id")),
        sa.ForeignKeyConstraint(["second_id"], ["officer.id"], name=op.f("fk_interview_second_id")),
        sa.ForeignKeyConstraint(
            ["written_by"], ["officer.id"], name=op.f("fk_interview_written_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interview")),
        sa.UniqueConstraint("paper_id", name=op.f("uq_interview_paper_id")),
    )
    with op.batch_alter_table("interview", schema=None) as batch_op:
        batch_op.create_index("ix_interview_case", ["case_id", "id"], unique=False)

    op.create_table(
        "ledger_entry",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("line_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("batch_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("way", sa.String(length=40), nullable=True),
        sa.Column("proof", sa.String(length=200), nullable=False),
        sa.Column(
            "reverses_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column(
            "officer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(kind = 'confirmation') = (way IS NOT NULL)",
            name=op.f("ck_ledger_entry_confirmed_somehow"),
        ),
        sa.CheckConstraint(
            "(kind = 'payment') = (batch_id IS NOT NULL)",
            name=op.f("ck_ledger_entry_payment_has_slip"),
        ),
        sa.CheckConstraint(
            "(kind = 'reversal') = (reverses_id IS NOT NULL)",
            name=op.f("ck_ledger_entry_reversal_names"),
        ),
        sa.CheckConstraint(
            "kind IN ('payment', 'confirmation', 'reversal', 'held', 'handed_over')",
            name=op.f("ck_ledger_entry_kind_known"),
        ),
        sa.CheckConstraint(
            "kind NOT IN ('reversal', 'held') OR reason <> ''",
            name=op.f("ck_ledger_entry_reversal_has_reason"),
        ),
        sa.CheckConstraint(
            "source IN ('employer', 'general_contractor', 'deposit', 'advance', 'recovery', 'court')",
            name=op.f("ck_ledger_entry_source_known"),
        ),
        sa.CheckConstraint(
            "way IN ('bank', 'signature', 'sms', 'call')", name=op.f("ck_ledger_entry_way_known")
        ),
        sa.CheckConstraint("amount > 0", name=op.f("ck_ledger_entry_amount_positive")),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["ledger_batch.id"], name=op.f("fk_ledger_entry_batch_id")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_ledger_entry_case_id")),
        sa.ForeignKeyConstraint(["line_id"], ["line.id"], name=op.f("fk_ledger_entry_line_id")),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officer.id"], name=op.f("fk_ledger_entry_officer_id")
        ),
        sa.ForeignKeyConstraint(
            ["reverses_id"], ["ledger_entry.id"], name=op.f("fk_ledger_entry_reverses_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_entry")),
        sa.UniqueConstraint("reverses_id", name=op.f("uq_ledger_entry_reverses_id")),
    )
    with op.batch_alter_table("ledger_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ledger_entry_batch_id"), ["batch_id"], unique=False)
        batch_op.create_index("ix_ledger_entry_case", ["case_id", "id"], unique=False)
        batch_op.create_index("ix_ledger_entry_line", ["line_id", "id"], unique=False)

    op.create_table(
        "message",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("notice", sa.String(length=40), nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("worker_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "complaint_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("address_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("words", sa.String(length=200), nullable=False),
        sa.Column("secret_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("not_before_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reference", sa.String(length=120), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("batch_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("rounds", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("delivered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("alerted_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "channel IN ('sms', 'mail', 'inbox')", name=op.f("ck_message_channel_known")
        ),
        sa.CheckConstraint(
            "notice IN ('received', 'accepted', 'supplement', 'refused', 'transferred', 'assigned', 'ordered', 'payment', 'claim', 'date_moved', 'closed', 'number', 'answered', 'phone_changed', 'one_time', 'digest')",
            name=op.f("ck_message_notice_known"),
        ),
        sa.CheckConstraint(
            "state IN ('waiting', 'sending', 'sent', 'delivered', 'undelivered', 'failed', 'unknown', 'withheld')",
            name=op.f("ck_message_state_known"),
        ),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["ledger_batch.id"], name=op.f("fk_message_batch_id")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_message_case_id")),
        sa.ForeignKeyConstraint(["worker_id"], ["worker.id"], name=op.f("fk_message_worker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sa.UniqueConstraint("key", name=op.f("uq_message_key")),
    )
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_message_case_id"), ["case_id"], unique=False)
        batch_op.create_index("ix_message_reference", ["reference"], unique=False)
        batch_op.create_index("ix_message_state", ["state", "id"], unique=False)
        batch_op.create_index("ix_message_subject", ["complaint_id", "id"], unique=False)
        batch_op.create_index(
            "ix_message_to_call",
            ["complaint_id"],
            unique=False,
            postgresql_where=sa.text(
                "alerted_at IS NULL AND case_id IS NULL AND complaint_id IS NOT NULL AND (state IN ('failed', 'undelivered') OR (state = 'withheld' AND notice <> 'received'))"
            ),
            sqlite_where=sa.text(
                "alerted_at IS NULL AND case_id IS NULL AND complaint_id IS NOT NULL AND (state IN ('failed', 'undelivered') OR (state = 'withheld' AND notice <> 'received'))"
            ),
        )
        batch_op.create_index("ix_message_tried", ["channel", "tried_at"], unique=False)
        batch_op.create_index(
            "ix_message_waiting",
            ["not_before_at", "id"],
            unique=False,
            postgresql_where=sa.text("state = 'waiting'"),
            sqlite_where=sa.text("state = 'waiting'"),
        )
        batch_op.create_index(batch_op.f("ix_message_worker_id"), ["worker_id"], unique=False)

    op.create_table(
        "pay_order",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("paper_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "addressee_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("term_on", sa.Date(), nullable=False),
        sa.Column("served_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(length=40), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('order', 'decision')", name=op.f("ck_pay_order_kind_known")),
        sa.CheckConstraint(
            "outcome IN ('met', 'expired', 'late_service', 'void')",
            name=op.f("ck_pay_order_outcome_known"),
        ),
        sa.CheckConstraint(
            "outcome NOT IN ('met', 'expired') OR served_on IS NOT NULL",
            name=op.f("ck_pay_order_term_begins_with_service"),
        ),
        sa.CheckConstraint(
            "(outcome IS NULL) = (ended_on IS NULL)", name=op.f("ck_pay_order_ended_has_date")
        ),
        sa.CheckConstraint("amount > 0", name=op.f("ck_pay_order_amount_positive")),
        sa.ForeignKeyConstraint(
            ["addressee_id"], ["employer.id"], name=op.f("fk_pay_order_addressee_id")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_pay_order_case_id")),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.id"], name=op.f("fk_pay_order_paper_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pay_order")),
        sa.UniqueConstraint("paper_id", name=op.f("uq_pay_order_paper_id")),
    )
    with op.batch_alter_table("pay_order", schema=None) as batch_op:
        batch_op.create_index("ix_pay_order_case", ["case_id", "id"], unique=False)

    op.create_table(
        "reach_try",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("line_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("way", sa.String(length=40), nullable=False),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note_sealed", sa.LargeBinary(), nullable=True),
        sa.Column(
            "officer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.CheckConstraint(
            "way IN ('call', 'sms', 'visit', 'workmate')", name=op.f("ck_reach_try_way_known")
        ),
        sa.ForeignKeyConstraint(["line_id"], ["line.id"], name=op.f("fk_reach_try_line_id")),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officer.id"], name=op.f("fk_reach_try_officer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reach_try")),
    )
    with op.batch_alter_table("reach_try", schema=None) as batch_op:
        batch_op.create_index("ix_reach_try_line", ["line_id", "id"], unique=False)

    op.create_table(
        "referral",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("receiver", sa.String(length=120), nullable=False),
        sa.Column("copied_to", sa.String(length=120), nullable=False),
        sa.Column("report_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("conduct_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("finding_sealed", sa.LargeBinary(), nullable=True),
        sa.Column(
            "prepared_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("prepared_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "approved_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.Column("sheet_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("paper_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("signed_by", sa.String(length=60), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("answer", sa.String(length=1000), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind <> 'police' OR state IN ('prepared', 'withdrawn') OR approved_by IS NOT NULL",
            name=op.f("ck_referral_decided_by_one"),
        ),
        sa.CheckConstraint(
            "kind IN ('police', 'court', 'arbitration', 'legal_aid')",
            name=op.f("ck_referral_kind_known"),
        ),
        sa.CheckConstraint(
            "state <> 'refused' OR reason <> ''", name=op.f("ck_referral_refused_has_reason")
        ),
        sa.CheckConstraint(
            "state IN ('prepared', 'approved', 'refused', 'withdrawn', 'sent', 'supplement', 'filed', 'handed_over', 'not_filed', 'reconsidering', 'left', 'passed_on', 'answered')",
            name=op.f("ck_referral_state_known"),
        ),
        sa.CheckConstraint(
            "approved_by <> prepared_by", name=op.f("ck_referral_decider_is_another")
        ),
        sa.ForeignKeyConstraint(
            ["approved_by"], ["officer.id"], name=op.f("fk_referral_approved_by")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_referral_case_id")),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.id"], name=op.f("fk_referral_paper_id")),
        sa.ForeignKeyConstraint(
            ["prepared_by"], ["officer.id"], name=op.f("fk_referral_prepared_by")
        ),
        sa.ForeignKeyConstraint(["sheet_id"], ["paper.id"], name=op.f("fk_referral_sheet_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral")),
        sa.UniqueConstraint("paper_id", name=op.f("uq_referral_paper_id")),
        sa.UniqueConstraint("sheet_id", name=op.f("uq_referral_sheet_id")),
    )
    with op.batch_alter_table("referral", schema=None) as batch_op:
        batch_op.create_index("ix_referral_case", ["case_id", "id"], unique=False)
        batch_op.create_index(
            "uq_referral_under_way",
            ["case_id"],
            unique=True,
            postgresql_where=sa.text("kind = 'police' AND state IN ('prepared', 'approved')"),
            sqlite_where=sa.text("kind = 'police' AND state IN ('prepared', 'approved')"),
        )

    op.create_table(
        "service",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("paper_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("way", sa.String(length=40), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("served_on", sa.Date(), nullable=True),
        sa.Column("details_sealed", sa.LargeBinary(), nullable=False),
        sa.Column(
            "recorded_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(outcome IN ('failed', 'overtaken')) = (served_on IS NULL)",
            name=op.f("ck_service_served_has_date"),
        ),
        sa.CheckConstraint(
            "outcome IN ('pending', 'served', 'failed', 'overtaken')",
            name=op.f("ck_service_outcome_known"),
        ),
        sa.CheckConstraint(
            "way IN ('direct', 'family', 'unit_receiver', 'left', 'electronic', 'post', 'announcement', 'posted')",
            name=op.f("ck_service_way_known"),
        ),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.id"], name=op.f("fk_service_paper_id")),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["officer.id"], name=op.f("fk_service_recorded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service")),
    )
    with op.batch_alter_table("service", schema=None) as batch_op:
        batch_op.create_index("ix_service_paper", ["paper_id", "id"], unique=False)
        batch_op.create_index(
            "ix_service_pending",
            ["served_on"],
            unique=False,
            postgresql_where=sa.text("outcome = 'pending'"),
            sqlite_where=sa.text("outcome = 'pending'"),
        )

    op.create_table(
        "suspension",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("clock_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("ground", sa.String(length=40), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column(
            "resumed_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("resumed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("paper", sa.String(length=120), nullable=False),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.Column(
            "requested_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "decided_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decision_note", sa.String(length=400), nullable=False),
        sa.CheckConstraint(
            "(state = 'requested') = (decided_by IS NULL)",
            name=op.f("ck_suspension_decided_by_somebody"),
        ),
        sa.CheckConstraint(
            "ground IN ('court', 'arbitration', 'police', 'audit', 'force_majeure')",
            name=op.f("ck_suspension_ground_known"),
        ),
        sa.CheckConstraint(
            "state IN ('requested', 'approved', 'rejected')", name=op.f("ck_suspension_state_known")
        ),
        sa.CheckConstraint(
            "requested_by <> decided_by", name=op.f("ck_suspension_decided_by_another")
        ),
        sa.CheckConstraint(
            "until_on IS NULL OR from_on <= until_on", name=op.f("ck_suspension_days_in_order")
        ),
        sa.ForeignKeyConstraint(["clock_id"], ["clock.id"], name=op.f("fk_suspension_clock_id")),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["officer.id"], name=op.f("fk_suspension_decided_by")
        ),
        sa.ForeignKeyConstraint(
            ["requested_by"], ["officer.id"], name=op.f("fk_suspension_requested_by")
        ),
        sa.ForeignKeyConstraint(
            ["resumed_by"], ["officer.id"], name=op.f("fk_suspension_resumed_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suspension")),
    )
    with op.batch_alter_table("suspension", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_suspension_clock_id"), ["clock_id"], unique=False)

    op.create_table(
        "tipster",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column(
            "complaint_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("id_number_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("id_number_index", sa.String(length=64), nullable=True),
        sa.Column("phone_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("phone_of_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("from_month", sa.Date(), nullable=True),
        sa.Column("to_month", sa.Date(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("told", sa.Boolean(), nullable=False),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_tipster_amount_not_negative")),
        sa.CheckConstraint("from_month <= to_month", name=op.f("ck_tipster_months_in_order")),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_tipster_complaint_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tipster")),
    )
    with op.batch_alter_table("tipster", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tipster_complaint_id"), ["complaint_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_tipster_id_number_index"), ["id_number_index"], unique=False
        )

    op.create_table(
        "window_call",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column(
            "centre_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("wish", sa.String(length=40), nullable=False),
        sa.Column(
            "complaint_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "answered_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.CheckConstraint(
            "(wish = 'print') = (complaint_id IS NOT NULL)",
            name=op.f("ck_window_call_print_has_complaint"),
        ),
        sa.CheckConstraint("wish IN ('help', 'print')", name=op.f("ck_window_call_wish_known")),
        sa.CheckConstraint(
            "(answered_at IS NULL) = (answered_by IS NULL)",
            name=op.f("ck_window_call_answered_by_somebody"),
        ),
        sa.ForeignKeyConstraint(
            ["answered_by"], ["officer.id"], name=op.f("fk_window_call_answered_by")
        ),
        sa.ForeignKeyConstraint(
            ["centre_id"], ["centre.id"], name=op.f("fk_window_call_centre_id")
        ),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_window_call_complaint_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_window_call")),
    )
    with op.batch_alter_table("window_call", schema=None) as batch_op:
        batch_op.create_index(
            "ix_window_call_open",
            ["centre_id", "made_at"],
            unique=False,
            postgresql_where=sa.text("answered_at IS NULL"),
            sqlite_where=sa.text("answered_at IS NULL"),
        )

    op.create_table(
        "advance_part",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column(
            "advance_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("line_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("card_sealed", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_advance_part_amount_positive")),
        sa.ForeignKeyConstraint(
            ["advance_id"], ["advance.id"], name=op.f("fk_advance_part_advance_id")
        ),
        sa.ForeignKeyConstraint(["line_id"], ["line.id"], name=op.f("fk_advance_part_line_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_advance_part")),
        sa.UniqueConstraint(
            "advance_id", "line_id", name=op.f("uq_advance_part_advance_id_line_id")
        ),
    )
    with op.batch_alter_table("advance_part", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_advance_part_line_id"), ["line_id"], unique=False)

    op.create_table(
        "crowd_step",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("crowd_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("step", sa.String(length=40), nullable=False),
        sa.Column("position", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("note_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.CheckConstraint(
            "step IN ('duty', 'site', 'speakers', 'payers', 'order', 'money', 'report')",
            name=op.f("ck_crowd_step_step_known"),
        ),
        sa.CheckConstraint(
            "(done_at IS NULL) = (done_by IS NULL)", name=op.f("ck_crowd_step_done_by_somebody")
        ),
        sa.ForeignKeyConstraint(["crowd_id"], ["crowd.id"], name=op.f("fk_crowd_step_crowd_id")),
        sa.ForeignKeyConstraint(["done_by"], ["officer.id"], name=op.f("fk_crowd_step_done_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_crowd_step")),
        sa.UniqueConstraint("crowd_id", "step", name=op.f("uq_crowd_step_crowd_id_step")),
    )
    op.create_table(
        "decision",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column(
            "addressee_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column(
            "notice_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("statement_until", sa.Date(), nullable=False),
        sa.Column("statement_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("answer_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("heard_on", sa.Date(), nullable=True),
        sa.Column("order_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('pay', 'pay_first')", name=op.f("ck_decision_kind_known")),
        sa.CheckConstraint(
            "(statement_sealed IS NULL) = (heard_on IS NULL)",
            name=op.f("ck_decision_heard_has_date"),
        ),
        sa.ForeignKeyConstraint(
            ["addressee_id"], ["employer.id"], name=op.f("fk_decision_addressee_id")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_decision_case_id")),
        sa.ForeignKeyConstraint(["notice_id"], ["paper.id"], name=op.f("fk_decision_notice_id")),
        sa.ForeignKeyConstraint(["order_id"], ["pay_order.id"], name=op.f("fk_decision_order_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        sa.UniqueConstraint("notice_id", name=op.f("uq_decision_notice_id")),
        sa.UniqueConstraint("order_id", name=op.f("uq_decision_order_id")),
    )
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.create_index("ix_decision_case", ["case_id", "id"], unique=False)

    op.create_table(
        "escalation_rise",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("item_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("to_level", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "to_level IN ('squad', 'county', 'city')",
            name=op.f("ck_escalation_rise_to_level_known"),
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["escalation.id"], name=op.f("fk_escalation_rise_item_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_escalation_rise")),
        sa.UniqueConstraint("item_id", "number", name=op.f("uq_escalation_rise_item_id_number")),
    )
    op.create_table(
        "fund_movement",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("fund_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("position", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("balance", sa.BigInteger(), nullable=False),
        sa.Column("moved_on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column(
            "advance_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "officer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('opening', 'paid_in', 'advance', 'recovery', 'undone')",
            name=op.f("ck_fund_movement_kind_known"),
        ),
        sa.CheckConstraint(
            "kind NOT IN ('advance', 'recovery', 'undone') OR advance_id IS NOT NULL",
            name=op.f("ck_fund_movement_belongs"),
        ),
        sa.CheckConstraint(
            "kind NOT IN ('opening', 'paid_in') OR note <> ''",
            name=op.f("ck_fund_movement_source_noted"),
        ),
        sa.CheckConstraint("amount > 0", name=op.f("ck_fund_movement_amount_positive")),
        sa.CheckConstraint("balance >= 0", name=op.f("ck_fund_movement_never_below_zero")),
        sa.ForeignKeyConstraint(
            ["advance_id"], ["advance.id"], name=op.f("fk_fund_movement_advance_id")
        ),
        sa.ForeignKeyConstraint(["fund_id"], ["fund.id"], name=op.f("fk_fund_movement_fund_id")),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officer.id"], name=op.f("fk_fund_movement_officer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fund_movement")),
        sa.UniqueConstraint("fund_id", "position", name=op.f("uq_fund_movement_fund_id_position")),
    )
    with op.batch_alter_table("fund_movement", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_fund_movement_advance_id"), ["advance_id"], unique=False
        )

    op.create_table(
        "group_act",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("group_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("event", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "claimant_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "officer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.CheckConstraint(
            "event IN ('opened', 'closed', 'reopened', 'renewed', 'joined', 'asked', 'accepted', 'declined', 'resigned', 'marked', 'reissued')",
            name=op.f("ck_group_act_event_known"),
        ),
        sa.ForeignKeyConstraint(
            ["claimant_id"], ["claimant.id"], name=op.f("fk_group_act_claimant_id")
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["complaint_group.id"], name=op.f("fk_group_act_group_id")
        ),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officer.id"], name=op.f("fk_group_act_officer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_act")),
    )
    with op.batch_alter_table("group_act", schema=None) as batch_op:
        batch_op.create_index("ix_group_act_group", ["group_id", "id"], unique=False)

    op.create_table(
        "joining",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("group_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "claimant_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("way", sa.String(length=40), nullable=False),
        sa.Column("code_index", sa.String(length=64), nullable=False),
        sa.Column("code_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("address_index", sa.String(length=64), nullable=False),
        sa.Column("unchecked", sa.Boolean(), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "officer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.CheckConstraint("way IN ('qr', 'code', 'counter')", name=op.f("ck_joining_way_known")),
        sa.ForeignKeyConstraint(
            ["claimant_id"], ["claimant.id"], name=op.f("fk_joining_claimant_id")
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["complaint_group.id"], name=op.f("fk_joining_group_id")
        ),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name=op.f("fk_joining_officer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_joining")),
        sa.UniqueConstraint("claimant_id", name=op.f("uq_joining_claimant_id")),
        sa.UniqueConstraint("code_index", name=op.f("uq_joining_code_index")),
    )
    with op.batch_alter_table("joining", schema=None) as batch_op:
        batch_op.create_index("ix_joining_address", ["address_index", "joined_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_joining_group_id"), ["group_id"], unique=False)

    op.create_table(
        "pay_order_part",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("order_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("line_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("paid_before", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_pay_order_part_amount_positive")),
        sa.ForeignKeyConstraint(["line_id"], ["line.id"], name=op.f("fk_pay_order_part_line_id")),
        sa.ForeignKeyConstraint(
            ["order_id"], ["pay_order.id"], name=op.f("fk_pay_order_part_order_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pay_order_part")),
        sa.UniqueConstraint("order_id", "line_id", name=op.f("uq_pay_order_part_order_id_line_id")),
    )
    with op.batch_alter_table("pay_order_part", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pay_order_part_line_id"), ["line_id"], unique=False)

    op.create_table(
        "recovery",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column(
            "advance_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("way", sa.String(length=40), nullable=False),
        sa.Column("line_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("recovered_on", sa.Date(), nullable=False),
        sa.Column("slip", sa.String(length=60), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column(
            "officer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "way <> 'worker' OR line_id IS NOT NULL", name=op.f("ck_recovery_names_the_worker")
        ),
        sa.CheckConstraint(
            "way IN ('fund', 'worker', 'handed_back')", name=op.f("ck_recovery_way_known")
        ),
        sa.CheckConstraint("amount > 0", name=op.f("ck_recovery_amount_positive")),
        sa.ForeignKeyConstraint(
            ["advance_id"], ["advance.id"], name=op.f("fk_recovery_advance_id")
        ),
        sa.ForeignKeyConstraint(["line_id"], ["line.id"], name=op.f("fk_recovery_line_id")),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officer.id"], name=op.f("fk_recovery_officer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery")),
        sa.UniqueConstraint(
            "advance_id", "way", "slip", name=op.f("uq_recovery_advance_id_way_slip")
        ),
    )
    op.create_table(
        "reply",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("service_id", sa.String(length=120), nullable=False),
        sa.Column("sender_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("sender_index", sa.String(length=64), nullable=False),
        sa.Column("text_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("meaning", sa.String(length=40), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "message_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.CheckConstraint(
            "meaning IN ('here', 'less', 'stop', 'start', 'other')",
            name=op.f("ck_reply_meaning_known"),
        ),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name=op.f("fk_reply_message_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reply")),
        sa.UniqueConstraint("service_id", name=op.f("uq_reply_service_id")),
    )
    with op.batch_alter_table("reply", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reply_message_id"), ["message_id"], unique=False)
        batch_op.create_index("ix_reply_sender", ["sender_index", "id"], unique=False)

    op.create_table(
        "representative",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("group_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "claimant_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("since_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state IN ('asked', 'accepted', 'declined', 'resigned')",
            name=op.f("ck_representative_state_known"),
        ),
        sa.ForeignKeyConstraint(
            ["claimant_id"], ["claimant.id"], name=op.f("fk_representative_claimant_id")
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["complaint_group.id"], name=op.f("fk_representative_group_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_representative")),
        sa.UniqueConstraint("claimant_id", name=op.f("uq_representative_claimant_id")),
    )
    with op.batch_alter_table("representative", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_representative_group_id"), ["group_id"], unique=False)

    op.create_table(
        "satisfaction",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column(
            "claimant_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("grade", sa.String(length=40), nullable=False),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "grade IN ('content', 'fair', 'discontent')", name=op.f("ck_satisfaction_grade_known")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_satisfaction_case_id")),
        sa.ForeignKeyConstraint(
            ["claimant_id"], ["claimant.id"], name=op.f("fk_satisfaction_claimant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_satisfaction")),
        sa.UniqueConstraint("claimant_id", name=op.f("uq_satisfaction_claimant_id")),
    )
    with op.batch_alter_table("satisfaction", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_satisfaction_case_id"), ["case_id"], unique=False)

    op.create_table(
        "worker_request",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("about", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column(
            "complaint_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "claimant_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("line_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("unit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("task_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("old_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("new_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("called_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("call_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("answer_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "settled_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.CheckConstraint(
            "(state = 'open') = (settled_at IS NULL)",
            name=op.f("ck_worker_request_settled_has_time"),
        ),
        sa.CheckConstraint(
            "about IN ('line', 'case', 'amount', 'months', 'place', 'employer')",
            name=op.f("ck_worker_request_about_known"),
        ),
        sa.CheckConstraint(
            "kind <> 'withdraw' OR state <> 'done' OR (called_at IS NOT NULL AND call_sealed IS NOT NULL AND settled_by IS NOT NULL)",
            name=op.f("ck_worker_request_withdrawal_was_asked_back"),
        ),
        sa.CheckConstraint(
            "kind IN ('withdraw', 'correct', 'unsolved')", name=op.f("ck_worker_request_kind_known")
        ),
        sa.CheckConstraint(
            "state IN ('open', 'done', 'answered', 'cancelled')",
            name=op.f("ck_worker_request_state_known"),
        ),
        sa.CheckConstraint(
            "settled_by <> taken_by", name=op.f("ck_worker_request_settled_by_another")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_worker_request_case_id")),
        sa.ForeignKeyConstraint(
            ["claimant_id"], ["claimant.id"], name=op.f("fk_worker_request_claimant_id")
        ),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_worker_request_complaint_id")
        ),
        sa.ForeignKeyConstraint(["line_id"], ["line.id"], name=op.f("fk_worker_request_line_id")),
        sa.ForeignKeyConstraint(
            ["settled_by"], ["officer.id"], name=op.f("fk_worker_request_settled_by")
        ),
        sa.ForeignKeyConstraint(
            ["taken_by"], ["officer.id"], name=op.f("fk_worker_request_taken_by")
        ),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_worker_request_task_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_worker_request_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_worker_request")),
    )
    with op.batch_alter_table("worker_request", schema=None) as batch_op:
        batch_op.create_index("ix_worker_request_case", ["case_id", "kind"], unique=False)
        batch_op.create_index(
            "ix_worker_request_waiting",
            ["asked_at", "id"],
            unique=False,
            postgresql_where=sa.text("state = 'open'"),
            sqlite_where=sa.text("state = 'open'"),
        )
        batch_op.create_index(
            "uq_worker_request_open",
            ["claimant_id", "kind", "about"],
            unique=True,
            postgresql_where=sa.text("state = 'open'"),
            sqlite_where=sa.text("state = 'open'"),
        )

    op.create_table(
        "deposit_claim",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "deposit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "decision_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("seal", sa.String(length=64), nullable=False),
        sa.Column(
            "prepared_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("prepared_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "approved_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.Column("paper_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "top_up_paper_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("drawn", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state <> 'returned' OR reason <> ''", name=op.f("ck_deposit_claim_returned_has_reason")
        ),
        sa.CheckConstraint(
            "state IN ('prepared', 'approved', 'paid', 'restored', 'returned', 'withdrawn', 'void')",
            name=op.f("ck_deposit_claim_state_known"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('approved', 'paid', 'restored') OR (approved_by IS NOT NULL AND paper_id IS NOT NULL)",
            name=op.f("ck_deposit_claim_approved_by_one"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('paid', 'restored') OR paid_on IS NOT NULL",
            name=op.f("ck_deposit_claim_paid_has_date"),
        ),
        sa.CheckConstraint("amount > 0", name=op.f("ck_deposit_claim_amount_positive")),
        sa.CheckConstraint(
            "approved_by <> prepared_by", name=op.f("ck_deposit_claim_approver_is_another")
        ),
        sa.ForeignKeyConstraint(
            ["approved_by"], ["officer.id"], name=op.f("fk_deposit_claim_approved_by")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_deposit_claim_case_id")),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_deposit_claim_decision_id")
        ),
        sa.ForeignKeyConstraint(
            ["deposit_id"], ["deposit.id"], name=op.f("fk_deposit_claim_deposit_id")
        ),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.id"], name=op.f("fk_deposit_claim_paper_id")),
        sa.ForeignKeyConstraint(
            ["prepared_by"], ["officer.id"], name=op.f("fk_deposit_claim_prepared_by")
        ),
        sa.ForeignKeyConstraint(
            ["top_up_paper_id"], ["paper.id"], name=op.f("fk_deposit_claim_top_up_paper_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deposit_claim")),
        sa.UniqueConstraint("paper_id", name=op.f("uq_deposit_claim_paper_id")),
    )
    with op.batch_alter_table("deposit_claim", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_deposit_claim_case_id"), ["case_id"], unique=False)
        batch_op.create_index("ix_deposit_claim_deposit", ["deposit_id", "id"], unique=False)
        batch_op.create_index(
            "uq_deposit_claim_open",
            ["case_id", "deposit_id"],
            unique=True,
            postgresql_where=sa.text("state IN ('prepared', 'approved')"),
            sqlite_where=sa.text("state IN ('prepared', 'approved')"),
        )

    op.create_table(
        "deposit_claim_part",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("claim_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("line_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("card_sealed", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_deposit_claim_part_amount_positive")),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["deposit_claim.id"], name=op.f("fk_deposit_claim_part_claim_id")
        ),
        sa.ForeignKeyConstraint(
            ["line_id"], ["line.id"], name=op.f("fk_deposit_claim_part_line_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deposit_claim_part")),
        sa.UniqueConstraint(
            "claim_id", "line_id", name=op.f("uq_deposit_claim_part_claim_id_line_id")
        ),
    )
    with op.batch_alter_table("deposit_claim_part", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_deposit_claim_part_line_id"), ["line_id"], unique=False
        )

    op.create_table(
        "deposit_movement",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column(
            "deposit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("position", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("balance", sa.BigInteger(), nullable=False),
        sa.Column("moved_on", sa.Date(), nullable=False),
        sa.Column("proof", sa.String(length=200), nullable=False),
        sa.Column("claim_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "officer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('deposit', 'draw', 'top_up', 'return', 'undone')",
            name=op.f("ck_deposit_movement_kind_known"),
        ),
        sa.CheckConstraint(
            "kind NOT IN ('draw', 'undone') OR claim_id IS NOT NULL",
            name=op.f("ck_deposit_movement_drawn_by_a_claim"),
        ),
        sa.CheckConstraint("amount > 0", name=op.f("ck_deposit_movement_amount_positive")),
        sa.CheckConstraint("balance >= 0", name=op.f("ck_deposit_movement_never_below_zero")),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["deposit_claim.id"], name=op.f("fk_deposit_movement_claim_id")
        ),
        sa.ForeignKeyConstraint(
            ["deposit_id"], ["deposit.id"], name=op.f("fk_deposit_movement_deposit_id")
        ),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officer.id"], name=op.f("fk_deposit_movement_officer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deposit_movement")),
        sa.UniqueConstraint(
            "deposit_id", "position", name=op.f("uq_deposit_movement_deposit_id_position")
        ),
    )
    with op.batch_alter_table("deposit_movement", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_deposit_movement_claim_id"), ["claim_id"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("deposit_movement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_deposit_movement_claim_id"))

    op.drop_table("deposit_movement")
    with op.batch_alter_table("deposit_claim_part", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_deposit_claim_part_line_id"))

    op.drop_table("deposit_claim_part")
    with op.batch_alter_table("deposit_claim", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_deposit_claim_open",
            postgresql_where=sa.text("state IN ('prepared', 'approved')"),
            sqlite_where=sa.text("state IN ('prepared', 'approved')"),
        )
        batch_op.drop_index("ix_deposit_claim_deposit")
        batch_op.drop_index(batch_op.f("ix_deposit_claim_case_id"))

    op.drop_table("deposit_claim")
    with op.batch_alter_table("worker_request", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_worker_request_open",
            postgresql_where=sa.text("state = 'open'"),
            sqlite_where=sa.text("state = 'open'"),
        )
        batch_op.drop_index(
            "ix_worker_request_waiting",
            postgresql_where=sa.text("state = 'open'"),
            sqlite_where=sa.text("state = 'open'"),
        )
        batch_op.drop_index("ix_worker_request_case")

    op.drop_table("worker_request")
    with op.batch_alter_table("satisfaction", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_satisfaction_case_id"))

    op.drop_table("satisfaction")
    with op.batch_alter_table("representative", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_representative_group_id"))

    op.drop_table("representative")
    with op.batch_alter_table("reply", schema=None) as batch_op:
        batch_op.drop_index("ix_reply_sender")
        batch_op.drop_index(batch_op.f("ix_reply_message_id"))

    op.drop_table("reply")
    op.drop_table("recovery")
    with op.batch_alter_table("pay_order_part", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pay_order_part_line_id"))

    op.drop_table("pay_order_part")
    with op.batch_alter_table("joining", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_joining_group_id"))
        batch_op.drop_index("ix_joining_address")

    op.drop_table("joining")
    with op.batch_alter_table("group_act", schema=None) as batch_op:
        batch_op.drop_index("ix_group_act_group")

    op.drop_table("group_act")
    with op.batch_alter_table("fund_movement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_fund_movement_advance_id"))

    op.drop_table("fund_movement")
    op.drop_table("escalation_rise")
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.drop_index("ix_decision_case")

    op.drop_table("decision")
    op.drop_table("crowd_step")
    with op.batch_alter_table("advance_part", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_advance_part_line_id"))

    op.drop_table("advance_part")
    with op.batch_alter_table("window_call", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_window_call_open",
            postgresql_where=sa.text("answered_at IS NULL"),
            sqlite_where=sa.text("answered_at IS NULL"),
        )

    op.drop_table("window_call")
    with op.batch_alter_table("tipster", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_tipster_id_number_index"))
        batch_op.drop_index(batch_op.f("ix_tipster_complaint_id"))

    op.drop_table("tipster")
    with op.batch_alter_table("suspension", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_suspension_clock_id"))

    op.drop_table("suspension")
    with op.batch_alter_table("service", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_service_pending",
            postgresql_where=sa.text("outcome = 'pending'"),
            sqlite_where=sa.text("outcome = 'pending'"),
        )
        batch_op.drop_index("ix_service_paper")

    op.drop_table("service")
    with op.batch_alter_table("referral", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_referral_under_way",
            postgresql_where=sa.text("kind = 'police' AND state IN ('prepared', 'approved')"),
            sqlite_where=sa.text("kind = 'police' AND state IN ('prepared', 'approved')"),
        )
        batch_op.drop_index("ix_referral_case")

    op.drop_table("referral")
    with op.batch_alter_table("reach_try", schema=None) as batch_op:
        batch_op.drop_index("ix_reach_try_line")

    op.drop_table("reach_try")
    with op.batch_alter_table("pay_order", schema=None) as batch_op:
        batch_op.drop_index("ix_pay_order_case")

    op.drop_table("pay_order")
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_message_worker_id"))
        batch_op.drop_index(
            "ix_message_waiting",
            postgresql_where=sa.text("state = 'waiting'"),
            sqlite_where=sa.text("state = 'waiting'"),
        )
        batch_op.drop_index("ix_message_tried")
        batch_op.drop_index(
            "ix_message_to_call",
            postgresql_where=sa.text(
                "alerted_at IS NULL AND case_id IS NULL AND complaint_id IS NOT NULL AND (state IN ('failed', 'undelivered') OR (state = 'withheld' AND notice <> 'received'))"
            ),
            sqlite_where=sa.text(
                "alerted_at IS NULL AND case_id IS NULL AND complaint_id IS NOT NULL AND (state IN ('failed', 'undelivered') OR (state = 'withheld' AND notice <> 'received'))"
            ),
        )
        batch_op.drop_index("ix_message_subject")
        batch_op.drop_index("ix_message_state")
        batch_op.drop_index("ix_message_reference")
        batch_op.drop_index(batch_op.f("ix_message_case_id"))

    op.drop_table("message")
    with op.batch_alter_table("ledger_entry", schema=None) as batch_op:
        batch_op.drop_index("ix_ledger_entry_line")
        batch_op.drop_index("ix_ledger_entry_case")
        batch_op.drop_index(batch_op.f("ix_ledger_entry_batch_id"))

    op.drop_table("ledger_entry")
    with op.batch_alter_table("interview", schema=None) as batch_op:
        batch_op.drop_index("ix_interview_case")

    op.drop_table("interview")
    with op.batch_alter_table("extension", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_extension_once",
            postgresql_where=sa.text("state <> 'rejected'"),
            sqlite_where=sa.text("state <> 'rejected'"),
        )
        batch_op.drop_index(batch_op.f("ix_extension_clock_id"))

    op.drop_table("extension")
    with op.batch_alter_table("escalation", schema=None) as batch_op:
        batch_op.drop_index("ix_escalation_unit")
        batch_op.drop_index(
            "ix_escalation_rise",
            postgresql_where=sa.text("state <> 'resolved'"),
            sqlite_where=sa.text("state <> 'resolved'"),
        )
        batch_op.drop_index(batch_op.f("ix_escalation_case_id"))
        batch_op.drop_index("ix_escalation_area")

    op.drop_table("escalation")
    with op.batch_alter_table("draft", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_draft_visit_id"))
        batch_op.drop_index(batch_op.f("ix_draft_expires_at"))

    op.drop_table("draft")
    with op.batch_alter_table("custody_entry", schema=None) as batch_op:
        batch_op.drop_index("ix_custody_entry_evidence")

    op.drop_table("custody_entry")
    with op.batch_alter_table("crowd", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_crowd_complaint_id"))
        batch_op.drop_index(batch_op.f("ix_crowd_case_id"))
        batch_op.drop_index("ix_crowd_area")

    op.drop_table("crowd")
    with op.batch_alter_table("complaint_link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_complaint_link_follows_id"))

    op.drop_table("complaint_link")
    op.drop_table("complaint_group")
    with op.batch_alter_table("complaint_decision", schema=None) as batch_op:
        batch_op.drop_index("ix_complaint_decision_complaint")

    op.drop_table("complaint_decision")
    with op.batch_alter_table("closing", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_closing_waiting",
            postgresql_where=sa.text("state IN ('proposed', 'approved')"),
            sqlite_where=sa.text("state IN ('proposed', 'approved')"),
        )
        batch_op.drop_index(batch_op.f("ix_closing_case_id"))

    op.drop_table("closing")
    with op.batch_alter_table("clock_firing", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_clock_firing_clock_id"))

    op.drop_table("clock_firing")
    with op.batch_alter_table("claimant", schema=None) as batch_op:
        batch_op.drop_index("uq_claimant_person")
        batch_op.drop_index(batch_op.f("ix_claimant_worker_id"))
        batch_op.drop_index(batch_op.f("ix_claimant_id_number_index"))
        batch_op.drop_index(batch_op.f("ix_claimant_complaint_id"))

    op.drop_table("claimant")
    with op.batch_alter_table("advance", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_advance_open",
            postgresql_where=sa.text("state IN ('prepared', 'approved')"),
            sqlite_where=sa.text("state IN ('prepared', 'approved')"),
        )
        batch_op.drop_index("ix_advance_fund")
        batch_op.drop_index(batch_op.f("ix_advance_case_id"))

    op.drop_table("advance")
    with op.batch_alter_table("timeline_entry", schema=None) as batch_op:
        batch_op.drop_index("ix_timeline_entry_case")

    op.drop_table("timeline_entry")
    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_task_officer",
            postgresql_where=sa.text("done_at IS NULL"),
            sqlite_where=sa.text("done_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_task_case_id"))

    op.drop_table("task")
    with op.batch_alter_table("paper", schema=None) as batch_op:
        batch_op.drop_index("ix_paper_unit_state")
        batch_op.drop_index("ix_paper_complaint")
        batch_op.drop_index("ix_paper_case")

    op.drop_table("paper")
    with op.batch_alter_table("line", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_line_worker_id"))
        batch_op.drop_index(batch_op.f("ix_line_complaint_id"))
        batch_op.drop_index(batch_op.f("ix_line_case_id"))

    op.drop_table("line")
    op.drop_table("ledger_batch")
    with op.batch_alter_table("kiosk_visit", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_kiosk_visit_open",
            postgresql_where=sa.text("ended_at IS NULL"),
            sqlite_where=sa.text("ended_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_kiosk_visit_kiosk_id"))

    op.drop_table("kiosk_visit")
    with op.batch_alter_table("investigation", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_investigation_standing",
            postgresql_where=sa.text("resumed_at IS NULL"),
            sqlite_where=sa.text("resumed_at IS NULL"),
        )

    op.drop_table("investigation")
    with op.batch_alter_table("holding", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_holding_open",
            postgresql_where=sa.text("until_at IS NULL"),
            sqlite_where=sa.text("until_at IS NULL"),
        )

    op.drop_table("holding")
    with op.batch_alter_table("finding", schema=None) as batch_op:
        batch_op.drop_index("ix_finding_rectify")
        batch_op.drop_index(batch_op.f("ix_finding_case_id"))

    op.drop_table("finding")
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_evidence_draft",
            postgresql_where=sa.text("draft_id IS NOT NULL"),
            sqlite_where=sa.text("draft_id IS NOT NULL"),
        )
        batch_op.drop_index(
            "uq_evidence_complaint",
            postgresql_where=sa.text("complaint_id IS NOT NULL"),
            sqlite_where=sa.text("complaint_id IS NOT NULL"),
        )
        batch_op.drop_index(
            "uq_evidence_case",
            postgresql_where=sa.text("case_id IS NOT NULL AND same_as_id IS NULL"),
            sqlite_where=sa.text("case_id IS NOT NULL AND same_as_id IS NULL"),
        )
        batch_op.drop_index(
            "ix_evidence_to_scan",
            postgresql_where=sa.text("scan = 'unscanned'"),
            sqlite_where=sa.text("scan = 'unscanned'"),
        )
        batch_op.drop_index(
            "ix_evidence_to_copy",
            postgresql_where=sa.text("kind = 'picture' AND copied_at IS NULL"),
            sqlite_where=sa.text("kind = 'picture' AND copied_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_evidence_sha256"))
        batch_op.drop_index("ix_evidence_case")

    op.drop_table("evidence")
    with op.batch_alter_table("complaint", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_complaint_worker_id"))
        batch_op.drop_index(
            "ix_complaint_waiting",
            postgresql_where=sa.text("state IN ('received', 'supplement')"),
            sqlite_where=sa.text("state IN ('received', 'supplement')"),
        )
        batch_op.drop_index(batch_op.f("ix_complaint_unit_id"))
        batch_op.drop_index(batch_op.f("ix_complaint_employer_id"))
        batch_op.drop_index("ix_complaint_employer")
        batch_op.drop_index(batch_op.f("ix_complaint_case_id"))

    op.drop_table("complaint")
    with op.batch_alter_table("clock", schema=None) as batch_op:
        batch_op.drop_index("ix_clock_subject")
        batch_op.drop_index(
            "ix_clock_check",
            postgresql_where=sa.text("state = 'running'"),
            sqlite_where=sa.text("state = 'running'"),
        )
        batch_op.drop_index("ix_clock_case")
        batch_op.drop_index(
            "ix_clock_area_due",
            postgresql_where=sa.text("state = 'running'"),
            sqlite_where=sa.text("state = 'running'"),
        )

    op.drop_table("clock")
    op.drop_table("calendar_day")
    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_assignment_open",
            postgresql_where=sa.text("until_at IS NULL"),
            sqlite_where=sa.text("until_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_assignment_officer_id"))

    op.drop_table("assignment")
    with op.batch_alter_table("statute_proposal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_statute_proposal_code"))

    op.drop_table("statute_proposal")
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_officer_id"))

    op.drop_table("sign_in")
    with op.batch_alter_table("reading", schema=None) as batch_op:
        batch_op.drop_index("ix_reading_subject")
        batch_op.drop_index(batch_op.f("ix_reading_officer_id"))
        batch_op.drop_index(batch_op.f("ix_reading_at"))

    op.drop_table("reading")
    with op.batch_alter_table("poster", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_poster_area_id"))

    op.drop_table("poster")
    with op.batch_alter_table("known_device", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_known_device_officer_id"))

    op.drop_table("known_device")
    with op.batch_alter_table("kiosk", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_kiosk_centre_id"))

    op.drop_table("kiosk")
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_invitation_officer_id"))

    op.drop_table("invitation")
    op.drop_table("fund")
    op.drop_table("digest")
    with op.batch_alter_table("deposit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_deposit_project_id"))
        batch_op.drop_index("ix_deposit_area")

    op.drop_table("deposit")
    with op.batch_alter_table("case", schema=None) as batch_op:
        batch_op.drop_index("ix_case_unit_sort")
        batch_op.drop_index("ix_case_sort")
        batch_op.drop_index(batch_op.f("ix_case_project_id"))
        batch_op.drop_index("ix_case_pressing")
        batch_op.drop_index("ix_case_handler_sort")
        batch_op.drop_index(batch_op.f("ix_case_employer_id"))
        batch_op.drop_index("ix_case_area_stage")
        batch_op.drop_index("ix_case_area_sort")
        batch_op.drop_index("ix_case_area_pressing")

    op.drop_table("case")
    op.drop_table("calendar_year")
    with op.batch_alter_table("target", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_target_employer_id"))

    op.drop_table("target")
    with op.batch_alter_table("officer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_officer_unit_id"))

    op.drop_table("officer")
    with op.batch_alter_table("chain_link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_chain_link_employer_id"))

    op.drop_table("chain_link")
    op.drop_table("upload_piece")
    op.drop_table("unit")
    op.drop_table("receiving_body")
    with op.batch_alter_table("project", schema=None) as batch_op:
        batch_op.drop_index("ix_project_name")

    op.drop_table("project")
    with op.batch_alter_table("employer", schema=None) as batch_op:
        batch_op.drop_index("ix_employer_name")
        batch_op.drop_index(batch_op.f("ix_employer_area_id"))

    op.drop_table("employer")
    with op.batch_alter_table("day_note", schema=None) as batch_op:
        batch_op.drop_index("ix_day_note_log")

    op.drop_table("day_note")
    with op.batch_alter_table("centre", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_centre_area_id"))

    op.drop_table("centre")
    op.drop_table("campaign")
    with op.batch_alter_table("wrong_code", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_wrong_code_last_at"))

    op.drop_table("wrong_code")
    with op.batch_alter_table("worker", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_worker_phone_index"))
        batch_op.drop_index(batch_op.f("ix_worker_name_index"))

    op.drop_table("worker")
    with op.batch_alter_table("upload", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_upload_draft",
            postgresql_where=sa.text("draft_id IS NOT NULL"),
            sqlite_where=sa.text("draft_id IS NOT NULL"),
        )
        batch_op.drop_index(
            "uq_upload_complaint",
            postgresql_where=sa.text("complaint_id IS NOT NULL"),
            sqlite_where=sa.text("complaint_id IS NOT NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_upload_made_at"))

    op.drop_table("upload")
    with op.batch_alter_table("statute_rule", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_statute_rule_open",
            postgresql_where=sa.text("valid_from IS NULL"),
            sqlite_where=sa.text("valid_from IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_statute_rule_code"))

    op.drop_table("statute_rule")
    with op.batch_alter_table("statute_figure", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_statute_figure_open",
            postgresql_where=sa.text("valid_from IS NULL"),
            sqlite_where=sa.text("valid_from IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_statute_figure_code"))

    op.drop_table("statute_figure")
    op.drop_table("statute_edition")
    with op.batch_alter_table("sign_in_failure", schema=None) as batch_op:
        batch_op.drop_index("ix_sign_in_failure_tried")
        batch_op.drop_index("ix_sign_in_failure_address")

    op.drop_table("sign_in_failure")
    op.drop_table("quiet_number")
    op.drop_table("pulse")
    with op.batch_alter_table("one_time_code", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_one_time_code_sent_at"))

    op.drop_table("one_time_code")
    op.drop_table("form_key")
    with op.batch_alter_table("fact", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_fact_waiting",
            postgresql_where=sa.text("handled_at IS NULL"),
            sqlite_where=sa.text("handled_at IS NULL"),
        )

    op.drop_table("fact")
    op.drop_table("day_log")
    op.drop_table("counter")
    with op.batch_alter_table("codes_asked", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_codes_asked_last_at"))

    op.drop_table("codes_asked")
    with op.batch_alter_table("area", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_area_parent_id"))

    op.drop_table("area")
    with op.batch_alter_table("alarm", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_alarm_open",
            postgresql_where=sa.text("cleared_at IS NULL"),
            sqlite_where=sa.text("cleared_at IS NULL"),
        )

    op.drop_table("alarm")
