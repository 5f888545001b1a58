"""Do: record a payment, confirm that it arrived, reverse what was wrong; hold what could not be
handed over, and hand it over."""
