"""Messages to people: written with the change they tell of, sent until they arrive.

Owns what may be said to a worker and when, and the way out through a gateway. A message never
holds an amount, the employer's name, or the word complaint.
"""
