"""Advances: a county's emergency fund, what is advanced to workers, what the employer pays back.

Owns the fund's movements, advances and recoveries. Payments to workers are left to ``ledger``;
whether a deposit still has money is asked of ``deposits``.
"""
