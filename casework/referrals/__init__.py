"""Referrals: a file goes to the police, or on to court, arbitration or legal aid.

Owns the report by element, the principal head's decision, what the police answered and what
followed. The test itself is a rule of ``statute``; orders and their service are ``inspections``'.
"""
