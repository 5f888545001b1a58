"""Messages to people: written with the change they tell of, sent until they arrive.

Owns what may be said to a worker and when. Leaves the ways out to ``kernel.gateway``. A message
never holds an amount, the employer's name, or the word complaint.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casework.kernel.house import House
    from casework.kernel.periodic import Mark


def install(house: House) -> None:
    from casework.ground.cases.terms import ClockMoved, InspectorsAssigned
    from casework.ground.ledger.terms import PaymentRecorded
    from casework.ground.notices import models
    from casework.ground.notices.actions import hearing
    from casework.ground.notices.terms import ReplyKept

    house.tables(models)
    house.hears(InspectorsAssigned, hearing.assigned)
    house.hears(PaymentRecorded, hearing.paid)
    house.hears(ClockMoved, hearing.date_moved)
    house.hears(ReplyKept, hearing.reply_kept)
    if house.web:
        from casework.ground.notices import views
        from casework.web.navigation import CaseTab, Entrance, Inside, OfficeTab, Place
        from casework.web.words import _l

        house.pages(views)
        views.install(house.web)
        house.brings(
            Entrance(Place.OFFICE, "notices.mailbox", order=20),
            Inside(Place.OFFICE, "notices"),
            OfficeTab(_l("消息箱"), "notices.mailbox", order=40, behind=("notices",)),
            CaseTab(_l("消息"), "notices.of_case", order=80, behind=("notices",)),
        )


def periodic() -> tuple[Mark, ...]:
    from datetime import timedelta

    from casework.ground.notices.terms import GATEWAY, REMINDED
    from casework.kernel.periodic import Periodic

    return (
        Periodic(
            name="messages",
            zh="发短信",
            en="sending of messages",
            task="tasks.notices.tick",
            every=5,
            quiet=timedelta(minutes=5),
        ),
        Periodic(
            name="digest",
            zh="每日提醒",
            en="daily reminders",
            task="tasks.notices.digest",
            every=300,
            quiet=timedelta(minutes=20),
        ),
        GATEWAY,
        REMINDED,
    )
