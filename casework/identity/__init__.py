"""Officers: who they are, what their role lets them do, and how they sign in.

Owns roles, permissions, sign-ins and the log of readings of personal data.
"""
