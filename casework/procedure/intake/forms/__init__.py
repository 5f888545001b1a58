"""Forms of the counter and the acceptance desk."""
