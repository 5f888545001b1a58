"""A large city to measure on: some hundreds of matters are lived through, and printed many times.

Owns the stories, their moulds and the printing. ``building`` puts them together.
"""
