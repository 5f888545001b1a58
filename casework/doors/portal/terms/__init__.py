"""Words of the worker's pages: the nine steps, how pay was agreed, the states in plain words."""
