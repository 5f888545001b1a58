"""Who gave a tip stands on no page, paper, list or file, nor in the database. W21, C9."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from itertools import product
from typing import Any

import pytest
from pypdf import PdfReader
from sqlalchemy import inspect, select, text

from casework.ground.cases.models.case import Case
from casework.ground.documents.terms.kinds import Kind as PaperKind
from casework.ground.identity.terms import Role
from casework.kernel.database import db
from casework.kernel.identifiers import check_character
from casework.procedure.intake.models.complaints import Complaint
from casework.procedure.intake.terms import Kind
from tests.house.subjects import ENDS_THE_SESSION, rules_of
from tests.journeys.office import Office
from tests.portal import walk

pytestmark = pytest.mark.slow

_BODY = "37130219790909007"
NAME, NUMBER, PHONE = "蒯秘举", _BODY + check_character(_BODY), "13787654399"
FRIEND, STORY = "缪表姐", "木棉树下的工棚里说的"
SECRETS = (NAME, NUMBER, PHONE, FRIEND)
#: Enough of the rows of one kind: the pages of the others are made of the same templates.
_ROWS = 1


@pytest.fixture
def lived(client, officer, session):
    """A tip and a complaint about one employer, in one case that goes as far as its order."""
    walk.city()
    walk.filed(client)
    office = Office(officer, "371302")
    office.on(date(2026, 11, 23))
    office.accept()
    _give_tip(officer, client.app)
    tip = session.scalars(select(Complaint).where(Complaint.kind == Kind.TIP)).one()
    case_id = session.scalars(select(Case.id)).one()
    page = office.clerk.get("intake.complaint", complaint_id=tip.id)
    page.form("intake.accept", complaint_id=tip.id).submit({"join": str(case_id)})
    office.assign()
    office.verify({line.id: "12000" for line in office.lines()}, ground="转账记录")
    office.finish()
    office.order(date(2026, 11, 30))
    office.serve(office.paper(PaperKind.ORDER))
    office.relay()
    session.commit()
    return office


def _give_tip(officer: Any, app: Any) -> None:
    """By phone, with every word about himself that the pages ask for; he wants messages."""
    browser = type(officer(role="clerk"))(app, officer(role="clerk").now)
    you = {"name": NAME, "id_number": NUMBER, "phone": PHONE, "phone_of": FRIEND, "told": "y"}
    browser.get("hall.secret").click("保密举报，不说姓名").form().submit(walk.ANSWERS["who"])
    answers = walk.answered(you=you, evidence={"story": STORY})
    walk.filed(browser, answers)


def told(page: Any) -> str:
    """Everything that an answer says: words, headers, the text and the properties of a PDF."""
    parts = [str(page.headers)]
    if page.type == "application/pdf":
        paper = PdfReader(BytesIO(page.content))
        parts += [sheet.extract_text() for sheet in paper.pages]
        parts.append(str(paper.metadata))
    parts.append(page.content.decode("utf-8", "replace"))
    return "".join("".join(parts).split())


def addresses(app: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every page with every real thing that it can show: the tip first."""
    ids = _ids()
    for rule in rules_of(app, method="GET"):
        wanted = [n for n in rule.arguments if n not in (rule.defaults or {})]
        if rule.endpoint in ENDS_THE_SESSION or any(n not in ids for n in wanted):
            continue
        for values in product(*(ids[name] for name in wanted)):
            yield rule.endpoint, dict(zip(wanted, values, strict=True))


def _ids() -> dict[str, list[int]]:
    """The newest rows of the table after which each argument is named."""
    found = {}
    looked = inspect(db.session.connection())
    for table in looked.get_table_names():
        if any(column["name"] == "id" for column in looked.get_columns(table)):
            rows = db.session.execute(text(f'SELECT id FROM "{table}" ORDER BY id DESC'))
            found[f"{table}_id"] = [row.id for row in rows][:_ROWS]
    found["paper_id"] = [r.id for r in db.session.execute(text("SELECT id FROM paper"))]
    found["complaint_id"] = [r.id for r in db.session.execute(text("SELECT id FROM complaint"))]
    return {name: ids for name, ids in found.items() if ids}


def leaks(browser: Any, app: Any) -> list[str]:
    found = []
    for endpoint, values in addresses(app):
        page = browser.ask("GET", browser.url(endpoint, **values), inspect=False)
        assert page.status < 500, (endpoint, values)
        said = told(page)
        found += [f"{secret} on {page.url}" for secret in SECRETS if secret in said]
    for word in SECRETS:
        page = browser.ask("GET", browser.url("desk.queue"), query_string={"q": word})
        found += [f"found by {word}"] if "演示劳务公司" in page.text else []
    return found


def test_no_page_of_anybody_names_the_tipster(lived, officer, app, client):
    people = {role: officer(role=role) for role in Role}
    found = [leak for browser in people.values() for leak in leaks(browser, app)]
    found += leaks(client, app)
    for person in (lived.lead, lived.head):
        found += leaks(person, app)
    assert found == []


def test_the_canary_is_seen_where_it_is_shown(lived, officer, app):
    """The test above can fail: with right and reason the same eyes see the name."""
    tip = db.session.scalars(select(Complaint).where(Complaint.kind == Kind.TIP)).one()
    page = officer(role="inspector").get("intake.open_tip", complaint_id=tip.id)
    shown = page.form().submit({"ground": "verify", "reason": "核实工地和时间对不对"}, expect=200)
    assert [secret for secret in SECRETS if secret not in told(shown)] == []


def test_the_database_says_nothing_of_him(lived, session):
    said = []
    for table in inspect(session.connection()).get_table_names():
        said += [str(row) for row in session.execute(text(f'SELECT * FROM "{table}"'))]
    everything = "\n".join(said)
    assert len(everything) > 10_000
    assert [secret for secret in (*SECRETS, STORY) if secret in everything] == []


def test_he_has_no_line_and_only_the_sheet_of_others_is_attached(lived):
    assert [line.worker.name for line in lived.lines()] == ["张示例"]
    assert NAME not in lived.pdf(lived.paper(PaperKind.ORDER))
