"""Ask: what a worker may see of his matter, and how long somebody who guesses has to wait."""
