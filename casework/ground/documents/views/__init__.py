"""Pages of papers."""
