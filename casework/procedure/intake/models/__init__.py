"""Tables of drafts, complaints, the people in them, what was decided, and group complaints."""
