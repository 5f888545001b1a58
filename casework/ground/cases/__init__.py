"""The rows that every stage works on: case, line, holder, clock, timeline, evidence, task.

Owns what a case is and how it moves. Knows nothing of orders, money or papers above it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casework.kernel.house import House
    from casework.kernel.periodic import Mark


def install(house: House) -> None:
    from casework.ground.cases import models
    from casework.ground.cases.actions import hearing
    from casework.ground.cases.terms import FilesDropped
    from casework.ground.statute.terms.facts import CalendarLoaded, FigureChanged
    from casework.ground.statute.terms.ids import RuleId
    from casework.ground.statute.terms.keeping import Keeps, Way

    house.tables(models)
    house.hears(CalendarLoaded, hearing.calendar_loaded)
    house.hears(FigureChanged, hearing.law_changed)
    house.hears(FilesDropped, hearing.files_dropped)
    house.brings(Keeps(Way.COUNTED, (RuleId.INV,)))
    if house.web:
        from casework.ground.cases import views
        from casework.ground.cases.queries import evidence
        from casework.ground.cases.views import parts
        from casework.web.navigation import CaseTab, Inside, OfficeTab, Place
        from casework.web.words import _l

        house.pages(views)
        parts.install(house.web)
        house.brings(
            Inside(Place.CASES, "cases"),
            Inside(Place.OFFICE, "cases.machinery"),
            OfficeTab(_l("运行情况"), "cases.machinery", order=50),
            CaseTab(
                _l("证据"),
                "cases.evidence",
                order=30,
                behind=("cases.add_evidence",),
                count=evidence.case_file_count,
            ),
            CaseTab(_l("时间线"), "cases.timeline", order=90),
        )


def periodic() -> tuple[Mark, ...]:
    from datetime import timedelta

    from casework.kernel.periodic import Periodic

    return (
        Periodic(
            name="files",
            zh="附件处理",
            en="scanning and copying of files",
            task="tasks.evidence.tick",
            every=15,
            quiet=timedelta(minutes=5),
        ),
        Periodic(
            name="sweep",
            zh="期限检查",
            en="check of deadlines",
            task="tasks.clocks.tick",
            every=60,
            quiet=timedelta(minutes=5),
        ),
        Periodic(
            name="reckoning",
            zh="重新计算期限",
            en="recalculation of limits",
            task="tasks.clocks.reckon",
            every=10,
            quiet=timedelta(minutes=5),
        ),
        Periodic(
            name="proof",
            zh="每日核对到期日",
            en="nightly check of dates",
            task="tasks.clocks.verify",
            every=86_400,
            quiet=timedelta(hours=36),
        ),
    )
