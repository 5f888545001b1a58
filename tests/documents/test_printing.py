"""What stands on the printed pages."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from casework.ground.documents import rules
from casework.ground.documents.terms.bodies.investigation import OrderBody
from casework.ground.documents.terms.fields import Body
from casework.ground.documents.terms.kinds import Kind
from casework.kernel import paper as press
from tests.conftest import NOW
from tests.factories import documents

TEMPLATES = press.TEMPLATES / "documents" / "papers"
HEAD = rules.Head(
    authority="演示一区人力资源和社会保障局",
    prefix="临甲人社监令字",
    number="临甲人社监令字〔2026〕第0001号",
    issued_on=date(2026, 11, 23),
    officers=(("王示例", "演0001"), ("赵演示", "演0002")),
    contact="演示电话",
)


def printed(kind: Kind, body: Body, head: rules.Head = HEAD) -> bytes:
    return press.render(TEMPLATES / f"{kind.value}.typ", rules.layout(kind, body, head), at=NOW)


def pages(pdf: bytes) -> list[str]:
    """The text of each page, without the white space that lines bring."""
    return ["".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def test_a_rare_surname_is_on_the_paper() -> None:
    text = "".join(pages(printed(Kind.ORDER, documents.order("𠮷示例", "㛃演示"))))

    assert "𠮷示例" in text
    assert "㛃演示" in text


@pytest.mark.parametrize("character", ["𪚥", "\ue000", "한", "😀", "\u200b"])
def test_a_character_without_a_picture_is_refused_by_name(character: str) -> None:
    body = documents.order(f"张{character}")

    with pytest.raises(press.MissingGlyph) as refusal:
        printed(Kind.ORDER, body)

    assert refusal.value.characters == [character]
    assert f"U+{ord(character):04X}" in refusal.value.zh


def test_the_amount_stands_in_figures_and_in_capitals() -> None:
    text = "".join(pages(printed(Kind.ORDER, documents.order("张示例", "李示例"))))

    assert "人民币贰仟元整（¥2,000.00元）" in text


def test_number_officers_term_and_page_count_are_on_the_paper() -> None:
    found = pages(printed(Kind.ORDER, documents.order("张示例")))

    assert "临甲人社监令字〔2026〕第0001号" in found[0]
    assert "王示例（执法证号：演0001）" in found[0]
    assert "2026年12月7日前（含当日）" in found[0]
    assert [f"第{i}页共{len(found)}页" in text for i, text in enumerate(found, 1)] == [
        True for _ in found
    ]


def test_sixty_workers_all_stand_in_the_list_under_a_repeated_head() -> None:
    names = [f"演示甲{i:02}" for i in range(60)]

    found = pages(printed(Kind.ORDER, documents.order(*names)))

    listing = [text for text in found if "序号姓名工种或班组" in text]
    assert len(listing) == 2
    assert all(name in "".join(listing) for name in names)
    assert "60人人民币陆万元整" in listing[-1]


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_prints_what_it_was_given(kind: Kind) -> None:
    body = documents.body(kind)

    text = "".join(pages(printed(kind, body)))

    assert kind.form.title in text
    lines = [value for value in _texts(body) if value not in text]
    assert lines == []


def _texts(body: Body) -> Iterator[str]:
    for spec in body.specs():
        value = getattr(body, spec.name)
        for text in value if isinstance(value, tuple) else (value,):
            if isinstance(text, str):
                yield text
            elif isinstance(text, Body):
                yield from _texts(text)


@pytest.mark.parametrize("kind", list(Kind))
def test_an_empty_draft_of_every_kind_can_be_looked_at(kind: Kind) -> None:
    head = rules.Head(authority="演示局", prefix="临甲人社监令字")

    text = "".join(pages(printed(kind, kind.form.body(), head)))

    assert "草稿" in text


def test_the_same_paper_is_the_same_bytes() -> None:
    body = documents.order("张示例")

    assert printed(Kind.ORDER, body) == printed(Kind.ORDER, body)


def test_a_paper_is_printed_between_two_seconds_too() -> None:
    body = documents.order("张示例")
    content = rules.layout(Kind.ORDER, body, HEAD)

    pdf = press.render(TEMPLATES / "order.typ", content, at=NOW.replace(microsecond=271_828))

    assert pdf == printed(Kind.ORDER, body)


def test_a_paper_is_archival_pdf_with_its_fonts_inside() -> None:
    pdf = printed(Kind.ORDER, documents.order("张示例"))

    reader = PdfReader(io.BytesIO(pdf))

    assert b"pdfaid" in pdf or "pdfaid" in str(reader.xmp_metadata and reader.xmp_metadata.stream)
    fonts = reader.pages[0]["/Resources"]["/Font"].values()  # type: ignore[index, union-attr]
    assert {str(font.get_object()["/BaseFont"]).split("+")[1].split("-")[0] for font in fonts} == {
        "NotoSansCJKsc", "NotoSerifCJKsc",
    }  # fmt: skip


@pytest.mark.parametrize("text", ["#panic()", "$x$ *粗* _斜_ `码`", "\\#let", "<script>", '"]}'])
def test_typed_text_is_text_and_never_a_command(text: str) -> None:
    body = documents.order("张示例", facts=text)

    assert "".join(text.split()) in "".join(pages(printed(Kind.ORDER, body)))


def test_every_kind_has_its_own_template() -> None:
    assert {path.stem for path in TEMPLATES.glob("*.typ")} == {
        "layout", *(kind.value for kind in Kind),
    }  # fmt: skip


@pytest.mark.parametrize("template", sorted(TEMPLATES.glob("*.typ")), ids=lambda path: path.stem)
def test_the_words_of_a_template_are_all_in_the_font(template: Path) -> None:
    press.check_glyphs(template.read_text("utf-8"))


@pytest.mark.parametrize("kind", list(Kind))
def test_a_template_prints_no_field_that_the_kind_has_not(kind: Kind) -> None:
    text = (TEMPLATES / f"{kind.value}.typ").read_text("utf-8")
    used = set(re.findall(r'"([a-z_]+)"', text)) | set(re.findall(r"fields\.([a-z_]+)", text))

    assert used - {"at"} <= {spec.name for spec in kind.form.body.specs()}


def test_an_order_body_survives_its_way_through_storage() -> None:
    body = documents.order("𠮷示例")

    assert OrderBody.from_json(body.to_json()) == body


def test_a_tab_pasted_from_a_table_prints_as_a_space() -> None:
    text = "".join(pages(printed(Kind.ORDER, documents.order("张示例", facts="甲\t乙"))))

    assert "甲乙" in text
