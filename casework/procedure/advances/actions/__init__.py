"""Do: keep the fund, advance from it, record what came back."""
