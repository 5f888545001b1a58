"""Legal papers: what each kind holds, drafting, approval, number, printing, and service.

Owns the paper from its draft to its proof of service. What a paper does to a case (a term that
runs out, a claim that falls due) is left to the rooms that have it drafted; they hear of it as
the facts ``PaperIssued``, ``PaperServed``, ``PaperVoided``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casework.kernel.house import House


def install(house: House) -> None:
    from casework.ground.documents import models

    house.tables(models)
    if house.web:
        from casework.ground.documents import views
        from casework.web.navigation import CaseTab, Inside, Place
        from casework.web.words import _l

        house.pages(views)
        house.brings(
            Inside(Place.CASES, "documents"),
            CaseTab(_l("文书"), "documents.papers", order=40, behind=("documents",)),
        )
