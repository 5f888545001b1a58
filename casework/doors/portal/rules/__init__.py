"""Pure: which question comes next, what the answers say, which state a worker reads, who waits."""
