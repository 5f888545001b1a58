"""Who comes in: workers, officers at their desks, supervisors."""
