"""Group complaints at the counter, and their part on the page of a complaint."""
