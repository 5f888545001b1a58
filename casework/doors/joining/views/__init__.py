"""The pages of a workmate who joins, and of a representative."""
