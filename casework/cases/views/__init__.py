"""The parts of a case page that every tab shares; notes, tasks; limits, and why a date."""

from __future__ import annotations

from flask import Flask

from casework.cases import queries
from casework.cases.views import evidence, limits, machinery, notes, priority
from casework.cases.views.blueprint import blueprint
from casework.cases.views.evidence import complaint_files, evidence_form
from casework.cases.views.limits import clock_verbs, clocks_moving, clocks_moving_by_law
from casework.cases.views.priority import trait_words
from casework.cases.views.shell import head, latest, left_words, mark_of, rule_name, tabs

__all__ = ["blueprint", "evidence", "install", "limits", "machinery", "notes", "priority"]


def install(app: Flask) -> None:
    """Every page of a case may draw its head, its tabs and what happened last."""
    app.jinja_env.globals.update(
        case_head=head, case_tabs=tabs, case_entries=latest, rule_name=rule_name,
        left_words=left_words, mark_of=mark_of,
        trait_words=trait_words, complaint_files=complaint_files, evidence_form=evidence_form,
        clock_verbs=clock_verbs, clocks_moving=clocks_moving,
        clocks_moving_by_law=clocks_moving_by_law, clocks_previewed=queries.PREVIEWED,
    )  # fmt: skip
