"""Deposits: a project's wage deposit or bank guarantee, and claims on it for unpaid wages.

Owns movements, balances, claims and their top-up. Payments to workers are left to ``ledger``, the
decision that a claim stands on to ``inspections``, the papers to ``documents``.
"""
