"""The officers' way with a case, page by page: from the counter form to the closed file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from sqlalchemy import select

from casework.ground.cases.models.case import Case, Line, TimelineEntry
from casework.ground.documents.models import Paper
from casework.ground.documents.terms.kinds import Kind
from casework.kernel import clock
from casework.kernel.database import db
from casework.kernel.days import at
from casework.kernel.identifiers import check_character
from casework.kernel.money import Money
from casework.procedure.intake.models.complaints import Complaint
from tasks import clocks, relay

_TEN = 10


@dataclass(frozen=True)
class Person:
    """A worker as he stands in a row of the counter form."""

    name: str
    id_number: str
    phone: str
    amount: Money


def people(number: int, total: Money) -> list[Person]:
    """So many workers with valid numbers of nobody, who are owed the total between them."""
    shares = total.spread([1] * number)
    return [
        Person(f"张示例{_han(n)}", _id_number(n), f"139000{n:05}", share)
        for n, share in enumerate(shares, start=1)
    ]


def _han(number: int) -> str:
    digits = "〇一二三四五六七八九"
    return "".join(digits[int(digit)] for digit in str(number))


def _id_number(number: int) -> str:
    body = f"37130219800101{number:03}"
    return body + check_character(body)


def rows(workers: Sequence[Person]) -> dict[str, str]:
    """The counter form's table."""
    typed = {}
    for n, person in enumerate(workers):
        typed |= {
            f"workers-{n}-name": person.name, f"workers-{n}-id_number": person.id_number,
            f"workers-{n}-phone": person.phone, f"workers-{n}-amount": person.amount.plain,
        }  # fmt: skip
    return typed


class Office:
    """The people of one county's inspection, and the one case they work on."""

    def __init__(self, officer: Any, area: str):
        self.clerk = officer(role="clerk", area=area)
        self.lead = officer(role="inspector", area=area)
        self.assistant = officer(role="inspector", area=area)
        self.head = officer(role="squad_head", area=area)
        self.everybody = (self.clerk, self.lead, self.assistant, self.head)
        self._read = 0

    def on(self, day: date, hour: int = _TEN) -> datetime:
        """Everybody lives on this day from now on."""
        # no real clock stands on a whole second
        instant = at(day, hour).replace(second=7, microsecond=271_828)
        for person in self.everybody:
            person.now = instant
            person.sign_in(person.officer)
        return instant

    def file(self, workers: Sequence[Person], **typed: Any) -> Any:
        """The receipt of a complaint taken at the counter."""
        page = self.clerk.get("counter.new")
        while not page.has(f"#workers-{len(workers) - 1}-name"):
            page = page.form().submit({}, button="增加行", expect=200)
        return page.form().submit({**rows(workers), **typed})

    def complaint(self) -> Complaint:
        return db.session.scalars(select(Complaint)).one()

    def accept(self) -> Any:
        complaint_id = self.complaint().id
        page = self.clerk.get("intake.complaint", complaint_id=complaint_id)
        page = page.form("intake.accept", complaint_id=complaint_id).submit()
        self.serve(self.paper(Kind.ACCEPTANCE), by=self.clerk, place="服务中心窗口",
                   receiver="张示例一")  # fmt: skip
        return page

    def case(self) -> Case:
        return db.session.scalars(
            select(Case).execution_options(populate_existing=True)
        ).one()  # fmt: skip

    def lines(self) -> list[Line]:
        query = select(Line).order_by(Line.id).execution_options(populate_existing=True)
        return list(db.session.scalars(query))

    def paper(self, kind: Kind) -> Paper:
        query = select(Paper).where(Paper.kind == kind).order_by(Paper.id.desc())
        found = db.session.scalars(query.execution_options(populate_existing=True)).first()
        assert found is not None
        return found

    def assign(self) -> Any:
        page = self.head.get("desk.case", case_id=self.case().id).click("指派监察员 a")
        two = {"lead": str(self.lead.officer.id), "assistant": str(self.assistant.officer.id)}
        return page.form().submit(two)

    def verify(self, amounts: dict[int, str], ground: str = "") -> Any:
        page = self.lead.get("inspections.verify", case_id=self.case().id)
        typed = {f"verified_{line_id}": amount for line_id, amount in amounts.items()}
        if ground:
            typed |= {f"ground_{line_id}": ground for line_id in amounts}
        return page.form().submit(typed)

    def finish(self) -> Any:
        page = self.lead.get("inspections.finish", case_id=self.case().id)
        return page.form().submit({"report": "工人陈述、考勤和转账记录相互印证，欠薪属实。"})

    def order(self, term_on: date) -> Any:
        """Drafted, approved by the head, issued: the page that asks for its service."""
        page = self.lead.get("inspections.order", case_id=self.case().id)
        page.form().submit({"term_on": term_on.isoformat()})
        return self.through(Kind.ORDER, approver=self.head)

    def through(self, kind: Kind, *, approver: Any) -> Any:
        """Approved by another and issued."""
        paper_id = self.paper(kind).id
        approver.get("documents.approve", paper_id=paper_id).form().submit()
        page = self.lead.get("documents.paper", paper_id=paper_id)
        return page.form("documents.issue", paper_id=paper_id).submit()

    def serve(self, paper: Paper, *, by: Any = None, **typed: Any) -> Any:
        by = by or self.lead
        given = {"way": "direct", "on": at_day(by.now), "place": "该单位办公室",
                 "receiver": "该单位负责人", **typed}  # fmt: skip
        return by.get("documents.serve", paper_id=paper.id).form().submit(given)

    def relay(self) -> int:
        """Facts reach their reactions, as the worker hands them out."""
        db.session.commit()
        with clock.fixed(self.lead.now):
            return relay.tick()

    def sweep(self) -> int:
        """The limits that are over, as the worker finds them; then the facts of it."""
        db.session.commit()
        with clock.fixed(self.lead.now):
            seen = clocks.tick()
        self.relay()
        return seen

    def pay(self, slip: str, **typed: Any) -> Any:
        page = self.lead.get("ledger.pay", case_id=self.case().id)
        given = {"source": "employer", "paid_on": at_day(self.lead.now), "slip": slip, **typed}
        return page.form().submit(given)

    def confirm(self, line: Line, way: str = "signature") -> Any:
        typed = {"way": way, "proof": "签字表第1号", "amount": (line.paid - line.confirmed).plain}
        return self._for_line("ledger.confirm", line, typed)

    def end(self, line: Line, ending: str = "paid", proof: str = "") -> Any:
        return self._for_line("closing.end_line", line, {"ending": ending, "proof": proof})

    def _for_line(self, endpoint: str, line: Line, typed: dict[str, str]) -> Any:
        """The first worker by the page; the others, whose pages are alike, without looking."""
        url = {"case_id": line.case_id, "line_id": line.id}
        if line.id == self.lines()[0].id:
            return self.lead.get(endpoint, **url).form().submit(typed)
        return self.lead.post(endpoint, typed, expect=302, **url)

    def propose_closing(self) -> Any:
        page = self.lead.get("closing.close", case_id=self.case().id)
        given = {"facts_found": "欠薪属实，已经全部付清。", "result": "全部付清，结案。"}
        return page.form().submit(given)

    def approve_closing(self) -> Any:
        page = self.head.get("closing.approve", case_id=self.case().id)
        return page.form().submit(button="approve")

    def new_entries(self) -> list[str]:
        """What the timeline says since it was last looked at, oldest first."""
        query = select(TimelineEntry).where(TimelineEntry.id > self._read)
        found = list(db.session.scalars(query.order_by(TimelineEntry.id)))
        if found:
            self._read = found[-1].id
        return [entry.what_zh for entry in found]

    def pdf(self, paper: Paper) -> str:
        """The words of an issued paper without gaps."""
        page = self.lead.get("documents.pdf", paper_id=paper.id)
        reader = PdfReader(BytesIO(page.content))
        return "".join("".join(sheet.extract_text() for sheet in reader.pages).split())


def at_day(instant: datetime) -> str:
    return instant.date().isoformat()
