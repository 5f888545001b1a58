"""Pages of the emergency fund and of advances."""
