"""Page 6, what the worker has in hand, and files piece by piece."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wtforms import BooleanField, SelectMultipleField
from wtforms.widgets import CheckboxInput, ListWidget

from casework.doors.hall.forms import Question
from casework.kernel.files import LARGEST_BYTES, BadFile
from casework.procedure.intake.terms import EvidenceKind
from casework.web.fields import CountField, LongText, Needed, Text
from casework.web.pages import Form
from casework.web.uploads import FilesField
from casework.web.words import _, _l

FILES_LABEL = _l("照片、录音、视频、PDF")
FILES_HINT = _l("一次最多10个，每个不超过20MB。")
_NOT_IN_HAND = (EvidenceKind.NONE.value, EvidenceKind.UNSURE.value)
#: What a browser knows a file by: its name, its size, and when it was last changed.
_LONGEST_MARK = 400


class EvidenceForm(Question):
    """有什么凭据: nothing in hand is an answer too."""

    kinds = SelectMultipleField(
        _l("您有什么凭据？"),
        validate_choice=False,
        default=(),
        choices=EvidenceKind.choices,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    story = LongText(_l("还想说什么"), hint=_l("怎么欠的，找过谁，都可以写。不写也行。"))

    files = FilesField(FILES_LABEL, hint=FILES_HINT)

    #: Files of this request that were not taken, and whether the reader only handed files in.
    refused: Sequence[BadFile] = ()
    staying = False
    #: How many lie here already: a file answers the question.
    here = 0

    def validate(self, extra_validators: Any = None) -> bool:
        good = super().validate(extra_validators)
        good = name_bad_files(self.files, self.refused) and good
        if not self.staying and not self.here and not self._known():
            return self.refuse(self.kinds, _("请选一样，没有就选“没有”"))
        return good

    def _known(self) -> list[str]:
        kinds = [kind for kind in self.kinds.data or () if EvidenceKind.known(kind)]
        in_hand = [kind for kind in kinds if kind not in _NOT_IN_HAND]
        return in_hand or ([] if self.here else kinds[:1])

    def answers(self) -> dict[str, Any]:
        return {"kinds": self._known(), "story": self.story.data or ""}


def name_bad_files(field: Any, refused: Sequence[BadFile]) -> bool:
    """Says at the field which files were not taken and why; True when all were."""
    field.errors = (*field.errors, *(refusal.words for refusal in refused))
    return not refused


class PieceForm(Form):
    """A piece of a file that comes over a bad line."""

    mark = Text(validators=[Needed()], most=_LONGEST_MARK)
    name = Text(validators=[Needed()], most=_LONGEST_MARK)
    size = CountField(validators=[Needed()], largest=LARGEST_BYTES * 10)
    start = CountField(validators=[Needed()], largest=LARGEST_BYTES)
    shrunk = BooleanField()
    batch = Text(most=64)
