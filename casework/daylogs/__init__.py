"""A worker's own log, kept before there is any quarrel: days worked, and promises made to him.

Owns the log and its notes, which are only ever added. Leaves the pages to ``portal``, and the
complaint that a log may be brought into to ``intake``.
"""
