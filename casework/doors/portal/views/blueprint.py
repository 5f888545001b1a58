"""The blueprint of the worker's pages."""

from __future__ import annotations

from casework.web.tabs import WorkerPages

blueprint = WorkerPages("portal", __name__)
