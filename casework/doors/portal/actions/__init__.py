"""Do: open a receipt for whoever holds it, and slow down those who guess."""
