"""Pages of investigation: people and amounts, interviews, orders, decisions."""

from casework.inspections.views import claims, deciding, finding, ordering
from casework.inspections.views.blueprint import blueprint

__all__ = ["blueprint", "claims", "deciding", "finding", "ordering"]
