"""Do: load the seed, load a year's notice, propose a change, approve or reject it."""
