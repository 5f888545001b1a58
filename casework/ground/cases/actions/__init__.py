"""Do: open a case, assign it, record what happened, run its clocks.

Stages above call these; nothing else writes these rows.
"""
