"""Pages of investigation: people and amounts, interviews, orders, decisions."""
