"""What comes in by the other doors of the demo city: posters, tips, a group whose workmates join,
and evidence. One district has it; everything says that it is a demonstration.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime, timedelta

from PIL import Image, ImageDraw, ImageFont

from casework.demo import steps
from casework.demo.people import LANSHAN
from casework.doors.posters import actions as posters
from casework.doors.posters import queries as poster_queries
from casework.doors.posters.terms import PosterFacts
from casework.ground.cases.actions import evidence
from casework.ground.cases.queries import evidence as evidence_queries
from casework.ground.cases.queries import matters
from casework.ground.cases.terms import Folder, Stage
from casework.ground.offices import queries as offices
from casework.ground.offices.terms import Reach, Scope
from casework.ground.parties.terms import EmployerKind, Industry
from casework.kernel import vault
from casework.kernel.identifiers import check_character
from casework.kernel.money import Money
from casework.kernel.transaction import writing
from casework.procedure.groups import queries as group_queries
from casework.procedure.groups.actions import codes as groups
from casework.procedure.groups.actions import joining
from casework.procedure.groups.terms import Entry, JoinWay
from casework.procedure.intake.actions import evidence as evidence_actions
from casework.procedure.intake.models.complaints import Complaint
from casework.procedure.intake.terms import Channel, ClaimantFacts, EvidenceKind, Filing

_AREA = LANSHAN
_SITE = "演示云台小区"
_MATES = 3
_PHOTOS = 2
_CASES_WITH_FILES = 3
#: A sheet of paper as a phone photographs it, small; and the lines on it.
_SHEET, _LINES = (900, 640), range(150, 600, 56)


def load(*, now: datetime, say: Callable[[str], object]) -> None:
    """Builds what is missing, each door in one transaction."""
    say("posters, tips, a group, evidence")
    team = steps.crew(_AREA)
    if team is None:
        return
    with writing():
        _posters(team, now=now)
    with writing():
        _tips(now=now)
    with writing():
        _group(team, now=now)
    with writing():
        _photos(team, now=now)


def _posters(team: steps.Crew, *, now: datetime) -> None:
    """One at the centre's counter, one on a site."""
    area = offices.area_by_code(_AREA)
    if poster_queries.posters(reach=Reach(Scope.COUNTY, area.id, team.clerk.unit_id)).total:
        return
    centre = next((c for c in offices.centres() if c.area_id == area.id), None)
    if centre is not None:
        posters.make_poster(PosterFacts(area.id, centre_id=centre.id), by=team.clerk, now=now)
    site = PosterFacts(area.id, project=_SITE, place="演示云台路1号", industry=Industry.BUILDING)
    posters.make_poster(site, by=team.clerk, now=now)


def _tips(*, now: datetime) -> None:
    """One without any name, one whose giver is sealed and wants messages."""
    told = _filing(
        "演示匿名举报的饭店", confidential=True, claimants=(), story="服务员三个月没发钱。"
    )
    steps.file(told, key="demo-tip-00000001", by=None, now=now - timedelta(days=1))
    sealed = _filing(
        "演示保密举报的装修队",
        confidential=True,
        told=True,
        claimants=(_person(90),),
        story="队长说年后再给，别的人不敢说。",
    )
    filed = steps.file(sealed, key="demo-tip-00000002", by=None, now=now)
    if not evidence_queries.files_of_complaint(filed.id):
        _hand_in(filed, now=now)


def _group(team: steps.Crew, *, now: datetime) -> None:
    """A representative whose workmates came in by the code."""
    filing = _filing(
        "演示云台劳务公司",
        project=_SITE,
        claimants=(_person(1),),
        people=12,
        story="十二个人干了四个月，只发过一次生活费。",
    )
    filed = steps.file(filing, key="demo-group-000001", by=team.clerk, now=now)
    if group_queries.find_group(filed.id) is not None:
        return
    _hand_in(filed, now=now)
    group = groups.open_group(filed, by=team.clerk, now=now)
    for number in range(2, 2 + _MATES):
        joining.join(
            _person(number), entry=Entry(group.id, group.issue, JoinWay.QR), by=None, now=now
        )


def _photos(team: steps.Crew, *, now: datetime) -> None:
    """Some cases under investigation have pictures; two of them brought by an inspector."""
    area = offices.area_by_code(_AREA)
    found = matters.cases_in_stage(Stage.INVESTIGATING, area_id=area.id)[:_CASES_WITH_FILES]
    for case in found:
        if not evidence_queries.files(Folder(case_id=case.id)):
            evidence.add_evidence(case, _pictures(case.number), by=team.lead, now=now)


def _hand_in(complaint: Complaint, *, now: datetime) -> None:
    evidence_actions.hand_in(
        complaint, _pictures(complaint.register_number), batch="demo", by=None, now=now
    )


def _filing(employer: str, *, claimants: tuple[ClaimantFacts, ...], **values: object) -> Filing:
    return Filing(
        employer=employer,
        area_id=offices.area_by_code(_AREA).id,
        place="演示云台路",
        industry=Industry.BUILDING,
        employer_kind=EmployerKind.LABOUR_COMPANY,
        evidence=(EvidenceKind.PHOTO,),
        claimants=claimants,
        channel=Channel.PHONE_PAGE,
        **values,  # type: ignore[arg-type]
    )


def _person(number: int) -> ClaimantFacts:
    """A name that nobody has, and a number of a region that does not exist."""
    body = f"99000019700101{100 + number}"
    return ClaimantFacts(
        name=f"示例工友{number}",
        id_number=body + check_character(body),
        phone=f"1390001{number:04d}",
        amount=Money.yuan(8000 + 100 * number),
        job="木工",
    )


def _pictures(mark: str) -> list[vault.Arrived]:
    return [
        vault.take_in(f"演示照片{number}.jpg", io.BytesIO(_picture(f"{number} {mark[-6:-1]}")))
        for number in range(1, _PHOTOS + 1)
    ]


def _picture(words: str) -> bytes:
    """A ruled sheet that says in large letters that it is none."""
    sheet = Image.new("RGB", _SHEET, (246, 245, 241))
    draw = ImageDraw.Draw(sheet)
    for y in _LINES:
        draw.line((60, y, _SHEET[0] - 60, y), fill=(189, 186, 176), width=2)
    draw.text((60, 60), f"DEMO  {words}", fill=(22, 48, 90), font=ImageFont.load_default(48))
    out = io.BytesIO()
    sheet.save(out, "JPEG", quality=70)
    return out.getvalue()
