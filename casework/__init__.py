"""Casework: from a complaint about unpaid wages to money in the hand.

The folders tell the procedure (each is a stage or a thing of it), the files tell the grammar:
terms, rules, models, queries, actions, forms, views. The ladder is in the README.
"""
