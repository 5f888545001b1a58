"""Tables of the case and what hangs on it."""
