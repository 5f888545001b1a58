"""Do: open and shut the code of a group, come in by it, speak for it."""
