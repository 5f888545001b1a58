"""Upkeep: what a system needs before it may serve. Brings schema and seed up, and says what is
missing. Owns the order of it; the rows are those of the rooms.
"""
