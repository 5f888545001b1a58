"""Do: report to the head, decide, send, record what the other side did; pass a file on."""
