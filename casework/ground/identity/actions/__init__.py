"""Do: sign in and out, make and change accounts, log who read what."""
