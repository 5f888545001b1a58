"""What rooms above show on the page of a complaint."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from casework.kernel.house import house

if TYPE_CHECKING:
    from casework.procedure.intake.models.complaints import Complaint


@dataclass(frozen=True)
class Panel:
    """A section that a room brings: its template, which is given ``panel``, and what makes it.

    ``of`` is asked with the complaint and, when it came back with errors, the form named ``form``;
    None where there is nothing to show.
    """

    template: str
    of: Callable[[Complaint, Any], Any]
    form: str


def panels(found: Complaint, forms: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Template and content of each section of this complaint."""
    for one in house().all(Panel):
        content = one.of(found, forms.get(one.form))
        if content is not None:
            yield one.template, content
