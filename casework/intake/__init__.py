"""What arrives: drafts, complaints and tips, and the decision to take them or not.

Owns the register of complaints, their receipts and their acceptance. Leaves the case that follows
to ``cases`` and what a worker sees of it to ``portal``.
"""
