"""Mechanisms that every room uses and that know nothing of wages: words, money, time, storage.

Owns how things are done (a transaction, a fact, a lifecycle, a sealed field).
Leaves what is done to the rooms above it.
"""
