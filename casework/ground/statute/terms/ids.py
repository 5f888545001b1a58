"""The ids of limits and figures that the code names, each in one place.

What is named here must be in the tables of the statute: every start compares the two. The tables
hold more, which only pages list.
"""

from __future__ import annotations

from enum import StrEnum


class RuleId(StrEnum):
    """Limits that the code starts, asks for, or shows by name."""

    LIM_INSP = "LIM-INSP"
    LIM_ARB = "LIM-ARB"
    INJ_EMP = "INJ-EMP"
    INJ_SELF = "INJ-SELF"
    ACC = "ACC"
    FILE = "FILE"
    INV = "INV"
    DEC = "DEC"
    ORDER_TERM = "ORDER-TERM"
    ANN = "ANN"
    REC = "REC"
    SUE = "SUE"
    SUE_REC = "SUE-REC"
    ENF = "ENF"
    CR_APP = "CR-APP"
    CR_SEND = "CR-SEND"
    CR_SUPP = "CR-SUPP"
    CR_REV = "CR-REV"
    CR_REC = "CR-REC"
    CR_RECD = "CR-RECD"
    CR_HAND = "CR-HAND"
    BOND_PAY = "BOND-PAY"
    BOND_FILL = "BOND-FILL"
    BOND_LG = "BOND-LG"
    BOND_REM = "BOND-REM"
    SP_CAP = "SP-CAP"
    SUPP = "SUPP"
    PASS_ON = "PASS-ON"  # noqa: S105 - a limit, not a password


class FigureId(StrEnum):
    """Figures that the code counts with."""

    CRIME_SINGLE_MONTHS = "crime.single.months"
    CRIME_GROUP_WORKERS = "crime.group.workers"
    CRIME_SINGLE_FLOOR = "crime.single.floor"
    CRIME_SINGLE_CEILING = "crime.single.ceiling"
    CRIME_GROUP_FLOOR = "crime.group.floor"
    CRIME_GROUP_CEILING = "crime.group.ceiling"
    CRIME_SINGLE_AMOUNT = "crime.single.amount"
    CRIME_GROUP_AMOUNT = "crime.group.amount"
    ORDER_SURCHARGE_LEAST = "order.surcharge.least"
    ORDER_SURCHARGE_MOST = "order.surcharge.most"
    FINE_REFUSAL_LEAST = "fine.refusal.least"
    FINE_REFUSAL_MOST = "fine.refusal.most"
    ADVANCE_CAP = "advance.cap"
    CAMPAIGN_LEAST = "campaign.least"
    CARD_YELLOW_SHARE = "card.yellow.share"
    CARD_YELLOW_WORKDAYS = "card.yellow.workdays"
    CARD_SUPERVISED_OVERDUE = "card.supervised.overdue"
    CARD_SUPERVISED_PEOPLE = "card.supervised.people"
    CLOCK_SUSPENSION_CAP = "clock.suspension.cap"
    CLOCK_WARNING_WORKDAYS = "clock.warning.workdays"
    CLOCK_EXTENSION_WORKDAYS = "clock.extension.workdays"
    CROWD_PEOPLE = "crowd.people"
    CROWD_CITY_PEOPLE = "crowd.city.people"
    TRIAGE_YEAREND = "triage.yearend"
    TRIAGE_OLD = "triage.old"
    TRIAGE_MINOR = "triage.minor"
    DRAFT_KEEP = "draft.keep"
    DRAFT_FILES_KEEP = "draft.files.keep"
    UNSOLVED_WINDOW = "unsolved.window"
    GROUP_REPRESENTATIVES_MOST = "group.representatives.most"
    GROUP_PEOPLE_MOST = "group.people.most"
    GROUP_OPEN = "group.open"
    GROUP_ADDRESS_MOST = "group.address.most"
