"""Endings: how each worker's line ended and by what proof; closing a case, and reopening it.

Owns the check that nothing is left open, and the second person's approval. Payments are left to
``ledger``, orders to ``inspections``.
"""
