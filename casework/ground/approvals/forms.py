"""What the form of every decision carries: the hash of what its page showed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any

from flask import request
from wtforms import HiddenField

from casework.ground.approvals.rules import ChangedSince
from casework.web.pages import Form
from casework.web.words import _

if TYPE_CHECKING:
    from casework.ground.identity.models import Officer

_HASH = re.compile("[0-9a-f]{64}")
_YES, _NO = "approve", ("back", "refuse")


class DecisionForm(Form):
    """A decision on what was shown. When that is not what stands now, nothing is decided: what was
    typed stays, both texts are shown, and the next press means the newer one."""

    shown = HiddenField()
    changed: ChangedSince | None = None

    @property
    def seen_hash(self) -> str:
        # what was sent, never what the form would show: a press without it has seen nothing
        sent = self.shown.raw_data[0] if self.shown.raw_data else ""
        return sent if _HASH.fullmatch(sent) else ""

    @contextmanager
    def attempt(self, *, claims: bool = True) -> Iterator[None]:
        with super().attempt(claims=claims):
            try:
                yield
            except ChangedSince as changed:
                self.changed = changed
                raise
        if self.changed is not None:
            self.shown.data = self.changed.sha256
            self.form_errors[:] = [
                _("您打开以后，内容改过了，这次没有办。您看到的和现在的都在下面，看过再定。")
            ]


class YesOrNoForm(DecisionForm):
    """Two buttons named ``answer``: ``approve``, or else ``back`` or ``refuse``. A sending without
    either decides nothing."""

    @property
    def says_no(self) -> bool:
        return request.form.get("answer") in _NO

    def decide(
        self, *, yes: Callable[..., Any], no: Callable[..., Any], by: Officer, now: datetime
    ) -> None:
        """What the button says, on what was seen. ``no`` gets the field ``reason`` too."""
        if self.says_no:
            no(seen=self.seen_hash, reason=self["reason"].data or "", by=by, now=now)
        else:
            yes(seen=self.seen_hash, by=by, now=now)

    def validate(self, extra_validators: Any = None) -> bool:
        good = super().validate(extra_validators)
        if request.form.get("answer") in (_YES, *_NO):
            return good
        self.form_errors.append(_("没有作决定：批准或者不批准，请按下面的按钮。"))
        return False
