"""Investigation: interviews, the three-column check, orders to pay, decisions, and their terms.

Owns what was found and what the employer was told to do by when. Leaves papers to ``documents``,
money to ``ledger``, deposits and referrals to the slices above.
"""
