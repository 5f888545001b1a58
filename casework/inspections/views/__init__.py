"""Pages of investigation: people and amounts, interviews, orders, decisions."""

from casework.inspections.views import deciding, finding, ordering
from casework.inspections.views.blueprint import blueprint

__all__ = ["blueprint", "deciding", "finding", "ordering"]
