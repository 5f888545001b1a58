"""How the system is set up, started and kept running."""
