"""Do: what a worker says after filing, and what an officer does about it."""
