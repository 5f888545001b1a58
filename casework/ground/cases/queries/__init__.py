"""Ask: cases, lines, clocks, timelines, evidence; always inside a reader's reach."""
