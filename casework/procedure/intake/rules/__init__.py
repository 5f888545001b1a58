"""What may be done with a complaint, who is responsible for it, what is still missing, and how
workmates come in."""
