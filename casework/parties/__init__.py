"""The people and firms of a case: workers, employers, projects and their contracting chain.

Owns who they are. Leaves what is owed to ``ledger`` and what is claimed to ``cases``.
"""
