"""Rows for tests, one module per room. The default is always the dullest valid object.

A factory takes keyword arguments only, adds its row to the session, flushes, and returns it. It
never commits. Whatever a test is about, the test says itself; whatever it is not about stays at
the default.
"""
