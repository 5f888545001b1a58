"""What each kind of paper holds. Authority, number, date and officers are common to all."""
