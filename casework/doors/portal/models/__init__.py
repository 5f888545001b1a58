"""Tables of the worker's pages."""
