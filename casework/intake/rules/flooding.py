"""How much comes from one place before it is looked at last. All figures are internal and generous:
many workers of a site share one address. Nobody is turned away beyond them."""

from __future__ import annotations

MOST_FILED_FROM_AN_ADDRESS_AN_HOUR = 15
MOST_FILED_FROM_AN_ADDRESS_A_DAY = 40
MOST_FILED_WITH_A_PHONE_A_DAY = 5
#: Messages to a phone that nobody has proved, before anybody has looked at the matter.
MOST_TEXTS_TO_A_PHONE_A_DAY = 5
