"""The ledger: who was paid what, by whom, when, with which proof; to the fen.

Owns entries that are only ever added. Who is owed how much stands in the lines of ``cases``; where
money comes from (a deposit, the emergency fund) is left to the slices above.
"""
