"""Pages of signing in, of the own account, of the administrator and the auditor; the officers' bar.

``install`` gives every request its present user and every page its bar.
"""

from __future__ import annotations

from flask import Flask

from casework.identity.views import accounts, bar, log, officers, present
from casework.identity.views.blueprint import blueprint

__all__ = ["accounts", "blueprint", "install", "log", "officers"]


def install(app: Flask) -> None:
    present.install(app)
    bar.install(app)
