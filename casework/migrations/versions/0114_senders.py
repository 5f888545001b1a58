"""A complaint of a flood is checked by an officer: one more act at the desk; the court of the city's
own matters is the basic people's court of its seat, where a first suit or application goes.

Revision: 0114, after: 0113
"""

from __future__ import annotations

from collections.abc import Iterable

from alembic import op

revision = "0114"
down_revision = "0113"
branch_labels = None
depends_on = None

_BEFORE = (
    "received", "accepted", "refused", "supplement_asked", "supplement_received", "transferred",
    "withdrawn", "line_withdrawn", "corrected", "phone_changed", "receipt_reissued", "named",
    "passed_on", "roster_added", "roster_removed", "taken_over", "joined", "linked", "kept_apart",
    "weighed", "called", "identified",
)  # fmt: skip

_WRONG = ("临沂市中级人民法院", "Linyi intermediate people''s court")
_RIGHT = ("兰山区人民法院", "Lanshan District people''s court")


def upgrade() -> None:
    _allow((*_BEFORE, "sender_checked"))
    _rename(_WRONG, _RIGHT)


def downgrade() -> None:
    """Refused by the database where somebody has checked a sender."""
    _rename(_RIGHT, _WRONG)
    _allow(_BEFORE)


def _allow(acts: Iterable[str]) -> None:
    """Another list of acts. SQLite makes the table anew, with its other checks."""
    listed = ", ".join(f"'{act}'" for act in acts)
    name = op.f("ck_complaint_decision_act_known")
    with op.batch_alter_table("complaint_decision") as batch:
        batch.drop_constraint(name, type_="check")
        batch.create_check_constraint(name, f"act IN ({listed})")


def _rename(old: tuple[str, str], new: tuple[str, str]) -> None:
    op.execute(
        f"UPDATE receiving_body SET name_zh = '{new[0]}', name_en = '{new[1]}'"
        f" WHERE name_zh = '{old[0]}' AND area_id = (SELECT id FROM area WHERE code = '371300')"
    )
