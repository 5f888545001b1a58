"""The look without a browser: vendored files, weight, valid pages, words beside every mark."""

from __future__ import annotations

import gzip
import hashlib
import re
from pathlib import Path

import pytest
import wtforms
from flask import Flask, render_template_string
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser
from werkzeug.datastructures import MultiDict
from wtforms.fields.choices import SelectChoice

from casework.web.pages import Beside, Form
from tests.fixtures.inspection import page_faults
from tests.web import specimen
from tests.web.specimen import invented

STATIC = specimen.ROOT / "static"
WORKER_PAGES = ("home", "question", "contact", "receipt", "progress", "why_worker")
_WORKER_BYTES = 60_000
_THEME_BYTES = 10_000
_MOST_STROKES = 8
_SHEET = re.compile(r'rel="stylesheet" href="/static/([^"?]+)')


@pytest.fixture(scope="module")
def app() -> Flask:
    return specimen.create()


@pytest.fixture
def visitor(app: Flask) -> FlaskClient:
    return app.test_client()


def _compressed(data: bytes) -> int:
    return len(gzip.compress(data, 6))


def test_vendored_files_are_the_ones_that_the_list_names() -> None:
    rows = re.findall(
        r"^\| `([^`]+)` .*`([0-9a-f]{64})` \|$", (STATIC / "vendor/VERSIONS.md").read_text(), re.M
    )
    assert dict(rows) == {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (STATIC / "vendor").iterdir()
        if path.suffix in (".css", ".js")
    }


def test_every_vendored_file_has_its_licence() -> None:
    for path in (STATIC / "vendor").glob("*.min.*"):
        assert (STATIC / "vendor" / f"{path.name.split('.')[0]}.LICENSE.txt").is_file()


@pytest.mark.parametrize("name", WORKER_PAGES)
def test_a_worker_page_with_its_style_stays_light(visitor: FlaskClient, name: str) -> None:
    body = visitor.get(f"/{name}").data
    sheets = [STATIC / sheet for sheet in _SHEET.findall(body.decode())]
    total = _compressed(body) + sum(_compressed(sheet.read_bytes()) for sheet in sheets)
    assert len(sheets) == 3
    assert total <= _WORKER_BYTES


@pytest.mark.parametrize("audience", ["worker", "staff"])
def test_the_own_style_of_an_audience_stays_small(audience: str) -> None:
    own = [STATIC / "theme/theme.css", STATIC / f"theme/{audience}.css"]
    assert sum(_compressed(path.read_bytes()) for path in own) <= _THEME_BYTES


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", specimen.PAGES)
def test_every_page_of_the_specimen_is_valid(
    visitor: FlaskClient, name: str, language: str
) -> None:
    answer = visitor.get(f"/{name}?lang={language}")
    faults = page_faults(answer.text, LexborHTMLParser(answer.text), dict(answer.headers))
    assert not faults


def test_the_theme_fetches_nothing_from_elsewhere() -> None:
    for path in (STATIC / "theme").iterdir():
        text = path.read_text().replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"https?:|@import|url\(", text), path.name


def test_no_letter_spacing_and_no_italics() -> None:
    for path in (STATIC / "theme").glob("*.css"):
        assert not re.search(
            r"letter-spacing|font-style:italic|gradient\((?!135deg)", path.read_text()
        )


def _rendered(app: Flask, source: str) -> LexborHTMLParser:
    with app.test_request_context("/home"):
        return LexborHTMLParser(render_template_string(source))


@pytest.mark.parametrize(
    ("mark", "word"), [("green", "绿"), ("yellow", "黄"), ("red", "红"), ("supervised", "严重超期")]
)
def test_a_card_mark_has_a_shape_and_a_word(app: Flask, mark: str, word: str) -> None:
    tree = _rendered(
        app, f'{{% from "web/macros/marks.html" import card %}}{{{{ card("{mark}") }}}}'
    )
    assert tree.css_first("span").text() == word
    assert tree.css_first("svg").attributes["aria-hidden"] == "true"


def test_the_shapes_of_the_four_marks_differ(app: Flask) -> None:
    shapes = {
        _rendered(app, f'{{% from "web/macros/marks.html" import card %}}{{{{ card("{m}") }}}}')
        .css_first("svg")
        .html
        for m in ("green", "yellow", "red", "supervised")
    }
    assert len(shapes) == 4


def _drawings() -> list[str]:
    source = (specimen.ROOT / "templates/web/macros/pictograms.html").read_text()
    return re.findall(r"name == '(\w+)'", source)


@pytest.mark.parametrize("name", _drawings())
def test_a_pictogram_is_drawn_with_few_strokes_and_one_tint(app: Flask, name: str) -> None:
    tree = _rendered(
        app,
        '{% from "web/macros/pictograms.html" import pictogram %}{{ pictogram("' + name + '") }}',
    )
    strokes = tree.css("svg > *")
    assert 1 <= len(strokes) <= _MOST_STROKES
    assert tree.css("svg > .t")
    assert tree.css_first("svg").attributes["aria-hidden"] == "true"


def test_an_amount_not_yet_verified_is_said_in_words(app: Flask) -> None:
    with app.test_request_context("/home"):
        text = render_template_string(
            '{% from "web/macros/money.html" import bar %}{{ bar(m, none, none, none) }}',
            m=invented.money(12800),
        )
    assert "未核实" in text
    assert "12,800.00" in text


class _Row(wtforms.Form):
    name = wtforms.StringField("姓名", [wtforms.validators.InputRequired("请写姓名")])


class _Rows(wtforms.Form):
    rows = wtforms.FieldList(wtforms.FormField(_Row), min_entries=3)
    place = wtforms.RadioField("地方", choices=[SelectChoice("a", "工地")])


def _wrong(form: wtforms.Form) -> LexborHTMLParser:
    app = specimen.create()
    with app.test_request_context("/home"):
        return LexborHTMLParser(
            render_template_string(
                '{% from "web/macros/fields.html" import error_summary, field, choices %}'
                "{{ error_summary(form) }}{{ choices(form.place) }}"
                "{% for row in form.rows %}{{ field(row.form.name) }}{% endfor %}",
                form=form,
            )
        )


def test_the_summary_counts_and_finds_mistakes_inside_rows() -> None:
    form = _Rows(MultiDict({"rows-0-name": "张示例", "place": "a"}))
    form.validate()
    tree = _wrong(form)
    assert tree.css_first("h2").text() == "有2处要改"
    assert [link.attributes["href"] for link in tree.css("li a")] == [
        "#rows-1-name",
        "#rows-2-name",
    ]
    assert all(tree.css(link.attributes["href"]) for link in tree.css("li a"))


def test_a_mistake_in_a_choice_leads_to_its_first_card() -> None:
    form = _Rows(MultiDict({f"rows-{i}-name": "张示例" for i in range(3)}))
    form.validate()
    tree = _wrong(form)
    assert [link.attributes["href"] for link in tree.css("li a")] == ["#place-0"]
    assert tree.css("#place-0")


def test_two_versions_of_a_record_stand_side_by_side(app: Flask) -> None:
    with app.test_request_context("/home"):
        form = Form(formdata=None)
        form.beside = [Beside("姓名", "王示例", "李<b>示例")]
        html = render_template_string(
            '{% from "web/macros/fields.html" import conflict %}{{ conflict(form) }}', form=form
        )
    cells = [cell.text().strip() for cell in LexborHTMLParser(html).css("td")]
    assert cells == ["王示例", "≠ 李<b>示例"]


def test_the_sentence_of_a_worker_breaks_at_its_punctuation(app: Flask) -> None:
    tree = _rendered(
        app,
        '{% from "web/macros/words.html" import phrases %}{{ phrases("不收钱，不注册。<b>") }}',
    )
    assert [part.text() for part in tree.css(".ph")] == ["不收钱，", "不注册。", "<b>"]


def test_the_scripts_are_small_and_leave_the_page_alone_when_absent() -> None:
    scripts = list((STATIC / "scripts").glob("*.js"))
    assert scripts
    for path in scripts:
        assert _compressed(path.read_bytes()) < 2500, path.name
        assert "innerHTML" not in path.read_text()
        assert "eval(" not in path.read_text()


def test_the_worker_shell_loads_no_library() -> None:
    shell = Path(specimen.ROOT / "templates/web/worker.html").read_text()
    assert "htmx" not in shell
