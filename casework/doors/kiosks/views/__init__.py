"""Pages at a kiosk, pages about kiosks, and the watch over who walked away."""
