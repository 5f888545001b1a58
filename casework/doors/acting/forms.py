"""What a worker adds after filing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from casework.doors.portal.forms.evidence import FILES_HINT, FILES_LABEL, name_bad_files
from casework.kernel.files import BadFile
from casework.web.fields import LongText
from casework.web.pages import Form
from casework.web.uploads import FilesField
from casework.web.words import _, _l

_MOST_WORDS = 1000


class MoreEvidenceForm(Form):
    """补材料: files after filing; or a few words, where those were what was missing."""

    words = LongText(_l("要补的是几句话，写在这里"), most=_MOST_WORDS)
    files = FilesField(FILES_LABEL, hint=FILES_HINT)

    refused: Sequence[BadFile] = ()
    brought = False
    #: Whether something is missing that a few words may supply.
    asked = False

    def validate(self, extra_validators: Any = None) -> bool:
        good = super().validate(extra_validators)
        if not self.brought and not self.words.data:
            self.files.errors = (*self.files.errors, self._nothing())
            return False
        return name_bad_files(self.files, self.refused) and good

    def _nothing(self) -> str:
        return _("请选照片、录音或PDF，或者写几句话") if self.asked else _("请先选照片、录音或PDF")
