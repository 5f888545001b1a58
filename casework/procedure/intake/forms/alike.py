"""What was chosen beside the counter's form: one press says how, with what, and why."""

from __future__ import annotations

from casework.kernel.identifiers import row_id
from casework.procedure.intake.terms import ApartGround, Choice, Together

_KINDS = ("case", "complaint")


def read_choice(text: str) -> Choice | None:
    """From the value of a button, such as ``join-case-17`` or ``apart-months``; None when it says
    nothing that is known."""
    how_text, _, rest = text.partition("-")
    how = Together.known(how_text)
    if how is Together.APART:
        ground = ApartGround.known(rest)
        return Choice(how, ground=ground) if ground else None
    kind, _, number = rest.partition("-")
    found = row_id(number)
    if how is None or kind not in _KINDS or found is None:
        return None
    return Choice(how, kind, found)
