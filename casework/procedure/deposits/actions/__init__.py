"""Do: keep deposits, claim on them, record what the bank paid and what was topped up."""
