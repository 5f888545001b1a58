"""Do: keep drafts, file complaints exactly once, accept, refuse, ask for more, send on;
let workmates join."""
