"""Pages of deposits and of the claims on them."""
