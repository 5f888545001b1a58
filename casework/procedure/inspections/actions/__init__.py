"""Do: hold interviews, verify amounts, end the investigation, order payment, decide."""
