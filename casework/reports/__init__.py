"""Boards for supervisors: counts and sums that open the very lists they count. Reads only."""
