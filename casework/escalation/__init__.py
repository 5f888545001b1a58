"""What is overdue goes up: to the squad head, the county, the city, until somebody answers.

Owns the items, their levels and answers. The clocks themselves belong to ``cases``.
"""
