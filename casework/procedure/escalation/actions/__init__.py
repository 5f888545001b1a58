"""Do: raise an item for an overdue limit, take it up, answer it, let it rise, resolve it; raise a
mass incident once, and tick the steps of its plan."""
