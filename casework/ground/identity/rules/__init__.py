"""Rules of accounts: throttling, sessions, passwords, and who may be what where."""
