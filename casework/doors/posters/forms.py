"""A new poster as a form: county, and a counter or a site."""

from __future__ import annotations

from casework.doors.posters.terms import PosterFacts
from casework.ground.parties.terms import Industry
from casework.web.fields import Needed, PrintedText, RowField, WordField
from casework.web.pages import Form
from casework.web.words import _, _l


class PosterForm(Form):
    """Where the sheet will hang; the form that it opens has this filled in."""

    area = RowField(_l("县区"), [Needed(_l("请选县区"))])
    centre = RowField(_l("服务中心"), hint=_l("贴在窗口的，选服务中心。"))
    project = PrintedText(_l("工程项目"), hint=_l("贴在工地的，写项目名称。"))
    place = PrintedText(_l("具体地点"), most=200)
    industry = WordField(_l("工作场所"), words=Industry, default=Industry.UNKNOWN)

    def offer(self, *, areas: list[tuple[int, str]], centres: list[tuple[int, str]]) -> None:
        self.area.choices = areas
        self.centre.choices = [(0, _("不在服务中心")), *centres]

    def facts(self) -> PosterFacts:
        return PosterFacts(
            area_id=self.area.data or 0,
            centre_id=self.centre.data or None,
            project=self.project.data or "",
            place=self.place.data or "",
            industry=self.industry.data or Industry.UNKNOWN,
        )


class VoidForm(Form):
    """Takes a poster down; nothing to fill in."""
