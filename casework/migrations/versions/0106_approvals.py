"""One table for whatever one prepares and another decides; what waits and what was decided is
carried over. Papers no longer keep why they were sent back, nor claims and advances a seal.

What is carried over has no text of its own: it is read from the record until somebody decides.

Revision: 0106, after: 0105
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0106"
down_revision = "0105"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_STATES = ("waiting", "approved", "refused", "returned", "withdrawn", "void")
_WAITING = sa.text("state = 'waiting'")

#: Who decides on each kind of paper that is approved by itself.
_PAPERS = {
    "approve_order": "'filing', 'order'",
    "approve_decision": "'prior_notice', 'decision', 'demand'",
    "approve_claim": "'deposit_top_up'",
    "approve_referral": "'referral'",
}

_COLUMNS = (
    "id, kind, definition, subject_id, case_id, state, permission, area_id, unit_id, sha256,"
    " prepared_by, prepared_at, decided_by, ended_at, reason"
)
_OF_CASE = "JOIN \"case\" c ON c.id = x.case_id"


def upgrade() -> None:
    _make_tables()
    _carry_papers()
    _carry_steps()
    _carry_limits()
    _carry_the_rest()
    _guard()
    op.execute("ALTER TABLE paper DROP COLUMN returned_for")
    op.execute("ALTER TABLE deposit_claim DROP COLUMN seal")
    op.execute("ALTER TABLE advance DROP COLUMN seal")


def downgrade() -> None:
    op.execute("ALTER TABLE paper ADD COLUMN returned_for VARCHAR(400) DEFAULT '' NOT NULL")
    op.execute(
        "UPDATE paper SET returned_for = a.reason FROM approval a WHERE a.subject_id = paper.id"
        " AND a.state = 'returned' AND a.kind LIKE 'paper.%' AND NOT EXISTS (SELECT 1 FROM"
        " approval b WHERE b.subject_id = a.subject_id AND b.kind = a.kind AND b.id > a.id)"
    )
    for table in ("deposit_claim", "advance"):
        op.execute(f"ALTER TABLE {table} ADD COLUMN seal VARCHAR(64) DEFAULT '' NOT NULL")
    _unguard()
    op.drop_table("approval_editor")
    op.drop_table("approval")


def _make_tables() -> None:
    op.create_table(
        "approval",
        sa.Column("id", _ID, autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("definition", sa.Integer(), nullable=False),
        sa.Column("subject_id", _ID, nullable=False),
        sa.Column("case_id", _ID, nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("permission", sa.String(length=40), nullable=False),
        sa.Column("area_id", _ID, nullable=False),
        sa.Column("unit_id", _ID, nullable=False),
        sa.Column("sheet_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("prepared_by", _ID, nullable=False),
        sa.Column("prepared_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", _ID, nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(length=400), nullable=False),
        _check(f"state IN ({', '.join(repr(state) for state in _STATES)})", "state_known"),
        _check("decided_by <> prepared_by", "decider_is_another"),
        _check(
            "(state IN ('approved', 'refused', 'returned')) = (decided_by IS NOT NULL)",
            "decided_by_one",
        ),
        _check("(state = 'waiting') = (ended_at IS NULL)", "ended_has_time"),
        _check("(sheet_sealed IS NULL) = (sha256 = '')", "sheet_has_hash"),
        _check("state NOT IN ('refused', 'returned') OR reason <> ''", "no_has_reason"),
        *(_refers("approval", column, table) for column, table in _REFERENCES),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approval")),
    )
    op.create_index("uq_approval_waiting", "approval", ["kind", "subject_id"], unique=True,
                    postgresql_where=_WAITING, sqlite_where=_WAITING)  # fmt: skip
    op.create_index("ix_approval_subject", "approval", ["subject_id", "id"])
    op.create_index("ix_approval_area", "approval", ["area_id", "id"],
                    postgresql_where=_WAITING, sqlite_where=_WAITING)  # fmt: skip
    op.create_table(
        "approval_editor",
        sa.Column("id", _ID, autoincrement=False, nullable=False),
        sa.Column("approval_id", _ID, nullable=False),
        sa.Column("officer_id", _ID, nullable=False),
        _refers("approval_editor", "approval_id", "approval"),
        _refers("approval_editor", "officer_id", "officer"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approval_editor")),
        sa.UniqueConstraint(
            "approval_id", "officer_id", name=op.f("uq_approval_editor_approval_id_officer_id")
        ),
    )


_REFERENCES = (
    ("area_id", "area"),
    ("unit_id", "unit"),
    ("prepared_by", "officer"),
    ("decided_by", "officer"),
)


def _check(condition: str, name: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_approval_{name}"))


def _refers(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name)


def _carry(values: str, source: str) -> None:
    """``values`` in the order of _COLUMNS, after the id; the id is that of the subject."""
    op.execute(f"INSERT INTO approval ({_COLUMNS}) SELECT x.id, {values} FROM {source}")


def _carry_papers() -> None:
    """Drafts wait, or were sent back by whom the timeline names; the others were approved."""
    sender = (
        "(SELECT t.officer_id FROM timeline_entry t WHERE t.subject_kind = 'paper'"
        " AND t.subject_id = x.id AND t.event = 'paper_sent_back'"
        " AND t.officer_id <> x.drafted_by ORDER BY t.id DESC LIMIT 1)"
    )
    back = f"x.state = 'drafted' AND x.returned_for <> '' AND {sender} IS NOT NULL"
    state = f"CASE WHEN x.approved_by IS NOT NULL THEN 'approved' WHEN {back} THEN 'returned'"
    state += " WHEN x.returned_for <> '' THEN 'void' ELSE 'waiting' END"
    decider = f"CASE WHEN x.approved_by IS NOT NULL THEN x.approved_by WHEN {back} THEN {sender} END"
    ended = "CASE WHEN x.approved_by IS NOT NULL OR x.returned_for <> ''"
    ended += " THEN COALESCE(x.approved_at, x.drafted_at) END"
    for permission, kinds in _PAPERS.items():
        _carry(
            f"'paper.' || x.kind, 1, x.id, x.case_id, {state}, '{permission}', x.area_id,"
            f" x.unit_id, '', x.drafted_by, x.drafted_at, {decider}, {ended}, x.returned_for",
            f"paper x WHERE (x.state = 'drafted' OR x.approved_by IS NOT NULL) AND x.kind IN ({kinds})",
        )
    op.execute(
        "INSERT INTO approval_editor (id, approval_id, officer_id)"
        " SELECT MIN(t.id), a.id, t.officer_id FROM approval a JOIN timeline_entry t"
        " ON t.subject_kind = 'paper' AND t.subject_id = a.subject_id"
        " AND t.event IN ('paper_drafted', 'paper_revised') AND t.officer_id <> a.prepared_by"
        " WHERE a.kind LIKE 'paper.%' AND (a.decided_by IS NULL OR a.decided_by <> t.officer_id)"
        " GROUP BY a.id, t.officer_id"
    )


def _carry_steps() -> None:
    _step("closing", "closing", "approve_closing", by="x.proposed_by, x.proposed_at",
          state=_stands({"proposed": "waiting", "returned": "returned"}), reason="x.reason",
          no="x.state = 'returned' AND x.approved_by IS NULL")  # fmt: skip
    money = {"prepared": "waiting", "returned": "returned", "withdrawn": "withdrawn"}
    _step("claim", "deposit_claim", "approve_claim", state=_stands(money), reason="x.reason")
    _step("advance", "advance", "approve_advance", state=_stands(money), reason="x.returned_for")
    went = {"prepared": "waiting", "refused": "refused", "withdrawn": "withdrawn"}
    _step("referral", "referral", "approve_referral", state=_stands(went), reason="x.reason",
          where="WHERE x.kind = 'police'")  # fmt: skip


def _stands(words: dict[str, str]) -> str:
    listed = " ".join(f"WHEN '{word}' THEN '{state}'" for word, state in words.items())
    return f"CASE x.state {listed} ELSE 'approved' END"


def _step(
    kind: str, table: str, permission: str, *, state: str, reason: str,
    by: str = "x.prepared_by, x.prepared_at", no: str = "1 = 0", where: str = "",
) -> None:  # fmt: skip
    """A step of a case. ``no``: where it came back by nobody's decision, it is void."""
    prepared_at = by.split(", ")[1]
    state = f"CASE WHEN {no} THEN 'void' ELSE {state} END"
    open_still = "x.state IN ('prepared', 'proposed')"
    undecided = "x.state IN ('prepared', 'proposed', 'withdrawn')"
    _carry(
        f"'{kind}', 1, x.id, x.case_id, {state}, '{permission}', c.area_id, c.holder_unit_id, '',"
        f" {by}, CASE WHEN {undecided} THEN NULL ELSE x.approved_by END,"
        f" CASE WHEN {open_still} THEN NULL ELSE COALESCE(x.decided_at, {prepared_at}) END,"
        f" {reason}",
        f"{table} x {_OF_CASE} {where}",
    )


def _carry_limits() -> None:
    """What was asked about a limit that no longer runs waits for nobody."""
    for table in ("extension", "suspension"):
        gone = "x.state = 'requested' AND k.state <> 'running'"
        _carry(
            f"'{table}', 1, x.id, k.case_id, CASE WHEN {gone} THEN 'void' ELSE CASE x.state"
            " WHEN 'requested' THEN 'waiting' WHEN 'rejected' THEN 'refused' ELSE 'approved' END"
            " END, 'approve_decision', k.area_id, k.unit_id, '', x.requested_by, x.requested_at,"
            f" x.decided_by, CASE WHEN {gone} THEN x.requested_at ELSE x.decided_at END,"
            " COALESCE(NULLIF(x.decision_note, ''), '—')",
            f"{table} x JOIN clock k ON k.id = x.clock_id",
        )


def _carry_the_rest() -> None:
    _carry(
        "'statute', 1, x.id, NULL, CASE x.state WHEN 'proposed' THEN 'waiting'"
        " WHEN 'rejected' THEN 'refused' ELSE 'approved' END, 'approve_statute', u.area_id, u.id,"
        " '', x.proposed_by_id, x.proposed_at, x.decided_by_id, x.decided_at,"
        " COALESCE(NULLIF(x.decision_note, ''), '—')",
        "statute_proposal x JOIN officer o ON o.id = x.proposed_by_id"
        " JOIN unit u ON u.id = o.unit_id",
    )
    _carry(
        "'finding', 1, x.id, NULL, CASE x.filing WHEN 'filed' THEN 'approved' ELSE 'waiting' END,"
        " 'assign', u.area_id, u.id, '', x.inspector_id, x.recorded_at, x.approved_by,"
        " CASE x.filing WHEN 'filed' THEN x.recorded_at END, ''",
        "finding x JOIN target g ON g.id = x.target_id JOIN campaign p ON p.id = g.campaign_id"
        " JOIN unit u ON u.area_id = p.area_id AND u.department = 'human_resources'"
        " WHERE x.filing IN ('proposed', 'filed')",
    )
    op.execute(
        "INSERT INTO approval_editor (id, approval_id, officer_id)"
        " SELECT x.id, x.id, x.companion_id FROM finding x JOIN approval a ON a.id = x.id"
    )


#: Who wrote at it does not decide on it; what was put forward is never another text.
_EDITED = (
    "EXISTS (SELECT 1 FROM approval_editor e"
    " WHERE e.approval_id = NEW.id AND e.officer_id = NEW.decided_by)"
)
_REWRITTEN = "OLD.sha256 <> '' AND OLD.sha256 <> NEW.sha256"


def _guard() -> None:
    if _postgresql():
        op.execute(
            "CREATE FUNCTION guard_approval() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            f" IF {_EDITED} THEN RAISE EXCEPTION 'who wrote at it does not decide on it'; END IF;"
            f" IF {_REWRITTEN} THEN RAISE EXCEPTION 'what was put forward is never changed';"
            " END IF; RETURN NEW; END $$"
        )
        op.execute(
            "CREATE TRIGGER approval_guard BEFORE UPDATE ON approval"
            " FOR EACH ROW EXECUTE FUNCTION guard_approval()"
        )
        return
    op.execute(
        f"CREATE TRIGGER approval_guard_hands BEFORE UPDATE ON approval WHEN {_EDITED}"
        " BEGIN SELECT RAISE(ABORT, 'who wrote at it does not decide on it'); END"
    )
    op.execute(
        f"CREATE TRIGGER approval_guard_text BEFORE UPDATE ON approval WHEN {_REWRITTEN}"
        " BEGIN SELECT RAISE(ABORT, 'what was put forward is never changed'); END"
    )


def _unguard() -> None:
    if _postgresql():
        op.execute("DROP TRIGGER approval_guard ON approval")
        op.execute("DROP FUNCTION guard_approval()")
        return
    for name in ("hands", "text"):
        op.execute(f"DROP TRIGGER approval_guard_{name}")


def _postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"
