"""Tables of the worker's pages."""

from casework.portal.models.tries import WrongCode

__all__ = [
    "WrongCode",
]
