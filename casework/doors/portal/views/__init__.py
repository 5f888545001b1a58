"""The worker's pages: public, without an account and without a script."""
