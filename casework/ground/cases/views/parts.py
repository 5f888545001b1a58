"""What every page of a case may draw: its head, its tabs, its limits, what happened last."""

from __future__ import annotations

from flask import Flask

from casework.ground.cases.queries import moving
from casework.ground.cases.views import evidence, limits, priority, shell


def install(app: Flask) -> None:
    app.jinja_env.globals.update(
        case_head=shell.head,
        case_tabs=shell.tabs,
        case_entries=shell.latest,
        rule_name=shell.rule_name,
        left_words=shell.left_words,
        mark_of=shell.mark_of,
        trait_words=priority.trait_words,
        complaint_files=evidence.complaint_files,
        evidence_form=evidence.evidence_form,
        clock_verbs=limits.clock_verbs,
        clocks_moving=limits.clocks_moving,
        clocks_moving_by_law=limits.clocks_moving_by_law,
        clocks_previewed=moving.PREVIEWED,
    )
