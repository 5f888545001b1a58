"""The counter's form: one complaint, its employer, its workers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from wtforms import (
    BooleanField,
    FieldList,
    FileField,
    FormField,
    HiddenField,
    SelectMultipleField,
)
from wtforms import Form as PlainForm
from wtforms.widgets import CheckboxInput, ListWidget

from casework.ground.parties.terms import EmployerKind, Industry
from casework.kernel import sheets
from casework.kernel.files import BadFile
from casework.kernel.terms import Refused
from casework.procedure.intake.rules import roster
from casework.procedure.intake.terms import (
    Channel,
    ClaimantFacts,
    Column,
    EvidenceKind,
    Filing,
    Helper,
)
from casework.web.fields import (
    CountField,
    DayField,
    IdNumberField,
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


class ClaimantForm(PlainForm):
    """One row: a worker, his months and his amount. A row without a name is left out."""

    name = PrintedText(_l("姓名"))
    id_number = IdNumberField(_l("身份证号"))
    phone = PhoneField(_l("手机号"))
    from_month = MonthField(_l("从哪个月"))
    to_month = MonthField(_l("到哪个月"))
    amount = MoneyField(_l("欠薪（元）"))
    job = Text(_l("工种"), most=60)

    @property
    def empty(self) -> bool:
        return not any(str((field.raw_data or [""])[0]).strip() for field in self)

    def validate(self, extra_validators: Any = None) -> bool:
        good = super().validate(extra_validators)
        if self.empty:
            return good
        if not self.name.data:
            self.name.errors = (*self.name.errors, _("这一行没有姓名"))
            good = False
        for field in self:
            words = wrong_cell(field.short_name, str((field.raw_data or [""])[0]))
            if words:
                field.errors, good = (words,), False
        return good

    def facts(self) -> ClaimantFacts:
        return ClaimantFacts(
            name=self.name.data,
            id_number=self.id_number.data,
            phone=self.phone.data,
            from_month=self.from_month.data,
            to_month=self.to_month.data,
            amount=self.amount.data,
            job=self.job.data or "",
        )


#: What a name or a trade does not begin with, and a formula does.
_FORMULA = tuple("=+-@＝＋－＠")


def wrong_cell(name: str, text: str) -> str:
    """What only a spreadsheet does to a cell, in words that say how to put it right."""
    if text == sheets.MERGED:
        return _("这一格是合并单元格，请拆分后逐行填写")
    if text == sheets.NO_VALUE:
        return _("这一格是公式，表格里没有存结果，请填写结果")
    if text == sheets.FAILED:
        return _("这一格的公式出错，请填写正确的内容")
    if name in (Column.FROM_MONTH.value, Column.TO_MONTH.value):
        return _wrong_month(text)
    if roster.is_lost(text) and name in (Column.ID_NUMBER.value, Column.PHONE.value):
        return _("表格把这个号码当成了数字，后几位已丢失，请照证件重新填")
    if name in (Column.NAME.value, Column.JOB.value) and text.startswith(_FORMULA):
        return _("这一格像公式，请写成文字")
    return ""


def _wrong_month(text: str) -> str:
    if roster.is_october_or_january(text):
        return _("看不出是1月还是10月，请写成2026-01或者2026-10")
    return _("没有写年份，请写成2026-08") if roster.lacks_year(text) else ""


def months_agree(first: Any, last: Any, today: date | None) -> bool:
    """Marks months that end before they begin or have not come yet."""
    if first.data and last.data and last.data < first.data:
        last.errors = (*last.errors, _("结束月份在开始月份前面，请再看一遍"))
        return False
    for field in (first, last):
        if today and field.data and field.data > today.replace(day=1):
            field.errors = (*field.errors, _("这个月还没有到，请重选"))
            return False
    return True


class PersonForm(Form):
    """One person who gives his name, his months and his amount."""

    name = PrintedText(_l("姓名"), [Needed(_l("请写姓名"))], most=60)
    id_number = IdNumberField(_l("身份证号"))
    phone = PhoneField(_l("手机号"))
    from_month = MonthField(_l("从哪个月"))
    to_month = MonthField(_l("到哪个月"))
    amount = MoneyField(_l("欠薪（元）"), hint=_l("记不清就空着"))

    today: date | None = None

    def validate(self, extra_validators: Any = None) -> bool:
        good = super().validate(extra_validators)
        return months_agree(self.from_month, self.to_month, self.today) and good

    def facts(self) -> ClaimantFacts:
        return ClaimantFacts(
            name=self.name.data,
            id_number=self.id_number.data,
            phone=self.phone.data,
            from_month=self.from_month.data,
            to_month=self.to_month.data,
            amount=self.amount.data,
        )


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
