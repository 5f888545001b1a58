"""Forms of a list: its rows, and the whole of it looked over before it is kept."""
