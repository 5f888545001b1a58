"""Tables of the worker's pages."""

from casework.portal.models.kiosks import Kiosk, Visit
from casework.portal.models.openings import EndedOpening
from casework.portal.models.proving import OneTimeCode
from casework.portal.models.tries import WrongCode

__all__ = [
    "EndedOpening",
    "Kiosk",
    "OneTimeCode",
    "Visit",
    "WrongCode",
]
