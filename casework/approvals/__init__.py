"""One prepares, another decides: the one way in which anything is approved.

Owns what was put before the second person, sealed and hashed, who prepared it, who decided and
how. What a decision does is left to the room that asks: it decides here and then has its effect,
in one transaction.
"""
