"""What the law says in numbers: dated limits and figures with their articles, and the calendar.

Owns the entries, their versions, who changed them and why, the working-day calendar, the
arithmetic of dates and the referral test. Leaves running clocks to the cases.
"""
