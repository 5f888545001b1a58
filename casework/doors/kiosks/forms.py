"""The first screen of a kiosk: how large, and whether to read aloud."""

from __future__ import annotations

from typing import Any

from wtforms import RadioField

from casework.web.pages import Form
from casework.web.sizes import SIZES
from casework.web.words import _, _l

_SOUND = ("on", "off")


class KioskForm(Form):
    """字多大，要不要念: both have an answer already."""

    size = RadioField(
        _l("字的大小"),
        validate_choice=False,
        default="large",
        choices=lambda: [("standard", _("标准")), ("large", _("大")), ("largest", _("特大"))],
    )
    sound = RadioField(
        _l("要念给您听吗"),
        validate_choice=False,
        default="on",
        choices=lambda: [("on", _("念给我听")), ("off", _("不用念"))],
    )

    def chosen(self) -> dict[str, Any]:
        """What the session keeps; anything unknown becomes the usual."""
        size = self.size.data if self.size.data in SIZES else "large"
        return {"size": size, "sound": self.sound.data != "off"}
