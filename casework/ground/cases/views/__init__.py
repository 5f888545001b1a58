"""The parts of a case page that every tab shares; notes, tasks; limits, and why a date."""
