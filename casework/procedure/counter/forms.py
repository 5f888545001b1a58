"""The counter's form: one complaint, its employer, its workers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    FieldList,
    FileField,
    FormField,
    HiddenField,
    SelectMultipleField,
)
from wtforms.widgets import CheckboxInput, ListWidget

from casework.ground.parties.terms import EmployerKind, Industry
from casework.kernel import sheets
from casework.kernel.files import BadFile
from casework.kernel.identifiers import row_id
from casework.kernel.terms import Refused
from casework.procedure.counter.terms import ApartGround, Choice, Together
from casework.procedure.intake.forms.people import months_agree
from casework.procedure.intake.terms import Channel, EvidenceKind, Filing, Helper
from casework.procedure.rosters import rules as roster
from casework.procedure.rosters.forms.rows import FIELDS, ClaimantForm, left_out_of, people_in
from casework.procedure.rosters.terms import Column
from casework.web.fields import (
    CountField,
    DayField,
    LongText,
    MoneyField,
    MonthField,
    Needed,
    PhoneField,
    PrintedText,
    RowField,
    Text,
    WordField,
)
from casework.web.pages import Form
from casework.web.uploads import FilesField
from casework.web.words import _, _l

#: Empty rows offered for workers at the counter, and added when a clerk asks for more.
ROWS = 12
#: So many people on one form; longer lists are added to the complaint afterwards.
MOST_ROWS = 200


class ComplaintForm(Form):
    """The counter's dense page: one complaint, its employer, and its workers."""

    channel = WordField(_l("投诉渠道"), words=Channel, default=Channel.COUNTER)
    area = RowField(_l("工作所在县区"), [Needed(_l("请在列出的里面选一个"))])
    centre = RowField(_l("登记地点"))
    received_on = DayField(_l("收到日期"), [Needed()])
    employer = PrintedText(_l("欠薪的单位或个人"), [Needed(_l("请写欠薪的单位或个人，写不全也行"))])
    employer_kind = WordField(_l("单位种类"), words=EmployerKind, default=EmployerKind.UNKNOWN)
    industry = WordField(_l("工作场所"), words=Industry, default=Industry.UNKNOWN)
    project = PrintedText(_l("工程项目"))
    place = PrintedText(_l("具体地点"), most=200)
    from_month = MonthField(_l("从哪个月"))
    to_month = MonthField(_l("到哪个月"))
    amount = MoneyField(_l("合计欠薪（元）"), hint=_l("记不清就空着"))
    people = CountField(_l("一共几个人"), least=1, largest=5000)
    evidence = SelectMultipleField(
        _l("有什么凭据"),
        choices=EvidenceKind.choices,
        validate_choice=False,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    story = LongText(_l("事情经过和要求"))
    confidential = BooleanField(_l("按举报办，身份保密"))
    told = BooleanField(_l("举报人接收短信"))
    no_messages = BooleanField(_l("本人不接收短信"))
    helper = Text(_l("代填人"), hint=_l("比如工人的女儿。没有就空着"), most=60)
    helper_phone = PhoneField(_l("代填人手机号"))
    to_helper = BooleanField(_l("短信发给代填人"))
    workers = FieldList(FormField(ClaimantForm), min_entries=ROWS, max_entries=MOST_ROWS)
    sheet = FileField(_l("Excel名单（.xlsx）"), description=_l("导入上面的表，核对后再提交"))
    files = FilesField(_l("凭据：照片、录音、视频、PDF"), hint=_l("一次最多10个，每个不超过20MB"))
    kept = HiddenField()
    reason = Text(_l("补充理由"), hint=_l("可以不填"), most=200)

    today: date | None = None
    #: Files of this request that were not taken, and why its spreadsheet could not be read.
    refused: Sequence[BadFile] = ()
    unread: Refused | None = None
    #: Where the rows of the spreadsheet stand now, and what of it is not here.
    places: Mapping[int, int] = {}
    left_out: Sequence[tuple[int, str]] = ()
    unknown: Sequence[str] = ()

    @property
    def lost(self) -> list[tuple[int, str, str]]:
        """What is wrong in the rows that came from the spreadsheet: number there, cell, reason."""
        return [
            (self.places[place], str(field.label.text), str(words))
            for place, row in enumerate(self.workers)
            if place in self.places
            for field in row.form
            for words in field.errors
        ]

    def offer(
        self, *, areas: list[tuple[int, str]], centres: list[tuple[int, str]], today: date
    ) -> None:
        """What the database knows is put in by the view."""
        self.area.choices = areas
        self.centre.choices = [(0, _("不在服务中心")), *centres]
        self.today = today

    def more_rows(self) -> None:
        """Empty rows below those that were sent, as far as the form goes."""
        room = self.workers.max_entries - len(self.workers.entries)
        for _row in range(min(ROWS, room)):
            self.workers.append_entry()

    def validate(self, extra_validators: Any = None) -> bool:
        good = super().validate(extra_validators)
        good = months_agree(self.from_month, self.to_month, self.today) and good
        for row in self.workers:
            if not row.form.empty and not months_agree(
                row.form.from_month, row.form.to_month, self.today
            ):
                good = False
        if any(row.errors for row in self.workers):  # months are compared after the rows
            self.workers.errors = [row.errors for row in self.workers]
        if self.received_on.data and self.today and self.received_on.data > self.today:
            self.received_on.errors = (_("这一天还没有到，请重选"),)
            good = False
        if self.unread is not None:
            self.sheet.errors = (*self.sheet.errors, self.unread.words)
        self.files.errors = (*self.files.errors, *(bad.words for bad in self.refused))
        return self._helper_is_whole() and good and not (self.unread or self.refused)

    def _helper_is_whole(self) -> bool:
        """Whoever helps gives his name and number; without a phone of the worker's own the
        messages go to him."""
        rows = [row.form for row in self.workers if not row.form.empty]
        wrong = []
        if self.helper.data and not (self.helper_phone.data or self.helper_phone.errors):
            wrong.append((self.helper_phone, _("请写代填人的手机号")))
        if (self.helper_phone.data or self.to_helper.data) and not self.helper.data:
            wrong.append((self.helper, _("请写代填人的姓名")))
        if self.helper.data and not rows:
            wrong.append((self.helper, _("请先在表里写工人的姓名")))
        elif self.helper.data and not self.to_helper.data and not rows[0].phone.data:
            wrong.append((self.to_helper, _("第一位工人没有手机号，请勾选这一项")))
        for field, words in wrong:
            field.errors = (*field.errors, words)
        return not wrong

    def _helper(self) -> Helper | None:
        if not self.helper.data or not self.helper_phone.data:
            return None
        return Helper(self.helper.data, self.helper_phone.data, bool(self.to_helper.data))

    def facts(self) -> Filing:
        """What was typed; also as far as it goes while the form is not complete."""
        rows = tuple(row.form.facts() for row in self.workers if not row.form.empty)
        kinds = (EvidenceKind.known(value) for value in self.evidence.data or ())
        return Filing(
            employer=self.employer.data or "",
            area_id=self.area.data or 0,
            industry=self.industry.data or Industry.UNKNOWN,
            employer_kind=self.employer_kind.data or EmployerKind.UNKNOWN,
            place=self.place.data or "",
            project=self.project.data or "",
            from_month=self.from_month.data,
            to_month=self.to_month.data,
            amount=self.amount.data,
            people=self.people.data or len(rows) or None,
            evidence=tuple(kind for kind in kinds if kind),
            story=self.story.data or "",
            claimants=rows,
            confidential=bool(self.confidential.data),
            told=bool(self.told.data),
            no_messages=bool(self.no_messages.data),
            helper=self._helper(),
            channel=self.channel.data or Channel.COUNTER,
            centre_id=self.centre.data or None,
            received_on=self.received_on.data,
        )


@dataclass(frozen=True)
class SheetRead:
    """The counter's form with the people of a spreadsheet in it; ``places`` leads from a row of the
    form to its number in the sheet. What is not in it is named."""

    typed: MultiDict[str, str]
    places: Mapping[int, int]
    left_out: Sequence[tuple[int, str]]
    unknown: Sequence[str]


def with_sheet(typed: MultiDict[str, str], content: bytes) -> SheetRead:
    """What was typed at the counter, with the people of a spreadsheet in the rows that are still
    empty. Raises EmptyRoster, ColumnsNotKnown, TooManyForOneForm and what ``sheets`` raises."""
    table = sheets.read(content)
    head = roster.header(table)
    columns = roster.columns(table[head]) if head is not None else []
    if head is None or Column.NAME not in columns:
        raise roster.ColumnsNotKnown
    unknown = roster.unknown(table[head], columns)
    table, columns = roster.part_months(table, head, columns)
    people, free = people_in(table, head, columns), _empty_rows(typed)
    if len(people) > len(free):
        raise roster.TooManyForOneForm
    filled = MultiDict(typed)
    for number, (_place, cells) in zip(free, people, strict=False):
        for column in FIELDS:
            filled[f"workers-{number}-{column.value}"] = cells.get(column.value, "")
    places = {number: place for number, (place, _cells) in zip(free, people, strict=False)}
    return SheetRead(filled, places, left_out_of(table, head, columns), unknown)


def _empty_rows(typed: MultiDict[str, str]) -> list[int]:
    """The rows of the counter's form in which nothing is written."""
    return [
        number
        for number in range(MOST_ROWS)
        if not any(
            "".join(typed.getlist(f"workers-{number}-{column.value}")).strip() for column in FIELDS
        )
    ]


_KINDS = ("case", "complaint")


def read_choice(text: str) -> Choice | None:
    """From the value of a button, such as ``join-case-17`` or ``apart-months``; None when it says
    nothing that is known."""
    how_text, _, rest = text.partition("-")
    how = Together.known(how_text)
    if how is Together.APART:
        ground = ApartGround.known(rest)
        return Choice(how, ground=ground) if ground else None
    kind, _, number = rest.partition("-")
    found = row_id(number)
    if how is None or kind not in _KINDS or found is None:
        return None
    return Choice(how, kind, found)
