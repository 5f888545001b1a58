"""The buttons of the mailbox."""

from __future__ import annotations

from casework.web.pages import Form


class ReconcileForm(Form):
    """Two buttons, nothing typed."""
