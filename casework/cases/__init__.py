"""The rows that every stage works on: case, line, holder, clock, timeline, evidence, task.

Owns what a case is and how it moves. Knows nothing of orders, money or papers above it.
"""
