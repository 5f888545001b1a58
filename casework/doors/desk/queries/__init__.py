"""Ask: lists of cases, what waits for somebody's approval, and what is then to be carried out."""
