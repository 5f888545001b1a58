"""Forms of the worker's pages: the questions, and what opens a matter."""
