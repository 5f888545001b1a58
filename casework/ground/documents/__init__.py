"""Legal papers: what each kind holds, drafting, approval, number, printing, and service.

Owns the paper from its draft to its proof of service. What a paper does to a case (a term that
runs out, a claim that falls due) is left to the rooms that have it drafted; they hear of it as
the facts ``PaperIssued``, ``PaperServed``, ``PaperVoided``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casework.kernel.house import House
    from casework.kernel.periodic import Mark


def install(house: House) -> None:
    from casework.ground.documents import models
    from casework.ground.statute.terms.ids import RuleId
    from casework.ground.statute.terms.keeping import Keeps, Way

    house.tables(models)
    house.brings(
        Keeps(Way.COUNTED, (RuleId.ORDER_TERM,)),
        Keeps(Way.ASKED, (RuleId.ANN,)),
    )
    if house.web:
        from casework.ground.documents import views
        from casework.web.navigation import CaseTab, Inside, Place
        from casework.web.words import _l

        house.pages(views)
        house.brings(
            Inside(Place.CASES, "documents"),
            CaseTab(_l("文书"), "documents.papers", order=40, behind=("documents",)),
        )


def periodic() -> tuple[Mark, ...]:
    from datetime import timedelta

    from casework.kernel.periodic import Periodic

    return (
        Periodic(
            name="announcements",
            zh="公告送达",
            en="service by announcement",
            task="tasks.documents.tick",
            every=3_600,
            quiet=timedelta(hours=3),
        ),
    )
