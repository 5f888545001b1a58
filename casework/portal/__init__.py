"""The worker's pages: nine questions, the receipt, how far the matter is, centres and help.

Owns what a worker sees and how he is asked. Leaves what is filed to ``intake``, and what happens
with it to the slices below.
"""
