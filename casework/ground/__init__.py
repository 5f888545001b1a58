"""What every stage stands on: offices, officers, law, persons, cases, money, letters, papers."""
