"""The blueprint to which all pages of this room belong."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("identity", __name__)
