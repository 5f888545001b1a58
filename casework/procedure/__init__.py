"""The stages that a complaint passes through, from intake to closing."""
