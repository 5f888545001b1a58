"""How a case may move, who may work on it, when its limits end, and which card a date shows."""
