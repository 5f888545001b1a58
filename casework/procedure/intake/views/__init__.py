"""The desk: complaints that wait, the counter, the decision, the receipt, tips.

Workers' own pages are in ``portal``.
"""
