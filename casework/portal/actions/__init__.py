"""Do: open a receipt for whoever holds it, and slow down those who guess."""

from casework.portal.actions.looking_up import look_up

__all__ = [
    "look_up",
]
