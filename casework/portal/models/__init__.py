"""Tables of the worker's pages."""

from casework.portal.models.kiosks import Kiosk, Visit
from casework.portal.models.openings import EndedOpening
from casework.portal.models.proving import CodesAsked, OneTimeCode
from casework.portal.models.tries import WrongCode

__all__ = [
    "CodesAsked",
    "EndedOpening",
    "Kiosk",
    "OneTimeCode",
    "Visit",
    "WrongCode",
]
