"""Complaints: one worker's, received today on the phone page, waiting for acceptance."""

from __future__ import annotations

from itertools import count
from typing import Any

from casework.ground.parties.terms import EmployerKind, Industry
from casework.ground.statute.actions import loading
from casework.kernel import clock
from casework.kernel.money import Money
from casework.procedure.intake.actions import filing as intake_filing
from casework.procedure.intake.models.complaints import Complaint
from casework.procedure.intake.models.identities import IdentityDoubt
from casework.procedure.intake.queries import identities
from casework.procedure.intake.terms import ClaimantFacts, Filing
from tests.factories import offices

_numbers = count(1)


def claimant(**values: Any) -> ClaimantFacts:
    """张示例, with a phone and without an ID number."""
    given = {"name": "张示例", "phone": "13900000164", "amount": Money.yuan(12800)}
    return ClaimantFacts(**{**given, **values})


def filing(*, area: str = offices.HOME, **values: Any) -> Filing:
    given = {
        "employer": "演示劳务公司", "employer_kind": EmployerKind.LABOUR_COMPANY,
        "area_id": offices.area(code=area).id, "industry": Industry.BUILDING,
        "place": "演示路工地", "amount": Money.yuan(12800), "people": 1,
        "claimants": (claimant(),),
    }  # fmt: skip
    return Filing(**{**given, **values})


def complaint(*, area: str = offices.HOME, by: Any = None, **values: Any) -> Complaint:
    """A complaint in the register of its area."""
    loading.load_seed(now=clock.now())
    offices.unit(area_code=area)
    return intake_filing.file(filing(area=area, **values), by=by, now=clock.now()).complaint


def doubt(*, area: str = offices.HOME) -> IdentityDoubt:
    """Somebody gives the ID number of a worker on file with another phone."""
    number = "371302200001010017"
    complaint(area=area, claimants=(claimant(id_number=number),))
    stranger = claimant(id_number=number, phone=f"139111{next(_numbers):05}")
    made = complaint(area=area, claimants=(stranger,))
    return identities.doubts_of(made.id)[0]
