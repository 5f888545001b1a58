"""A small application of its own that shows every component on pages, to look at and to measure.

It holds no product code: invented data, the product's templates, macros, filters and headers.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace as Row
from typing import Any

from flask import Flask, flash, render_template, request
from flask_wtf import CSRFProtect, FlaskForm
from jinja2 import ChoiceLoader, FileSystemLoader
from wtforms import BooleanField, PasswordField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from casework.web import filters, headers, pages, words
from tests.web.specimen import invented

ROOT = Path(__file__).parents[3]
HERE = Path(__file__).parent
PAGES = (
    "home",
    "question",
    "contact",
    "receipt",
    "progress",
    "queue",
    "case",
    "why",
    "board",
    "signin",
    "why_worker",
    "components",
    "drawings",
    "print",
    "error",
)


def _choices(**words: str) -> list[SelectChoice]:
    return [SelectChoice(value, label) for value, label in words.items()]


class Length:
    """Says how many digits there should be."""

    def __init__(self, name: str, digits: int):
        self.name, self.digits = name, digits

    def __call__(self, form: Any, field: Any) -> None:
        typed = len(field.data or "")
        if typed != self.digits:
            raise ValidationError(f"{self.name}应是{self.digits}位，您填了{typed}位")


class Question(FlaskForm):
    place = RadioField(
        "您在什么地方干活？",
        choices=_choices(
            building="盖楼的工地",
            road="修路架桥",
            factory="工厂车间",
            shop="饭店商店",
            home="家里装修",
            delivery="送货跑车",
            other="别的地方",
            unsure="说不清，帮我判断",
        ),
        default="building",
    )


class Contact(FlaskForm):
    name = StringField("姓名", description="和身份证上一样。")
    id_number = StringField(
        "身份证号", [Length("身份证号", 18)], description="办案核对用，不给老板看。"
    )
    phone = StringField("手机号", [Length("手机号", 11)], description="有消息，发短信到这个号。")


class Components(FlaskForm):
    due_on = StringField("履行期限", description="到哪一天，不写“几天内”。")
    served_on = StringField("送达日期")
    amount = StringField("金额")
    month = StringField("从哪个月")
    kind = SelectField("送达方式", choices=_choices(direct="直接送达", post="邮寄送达"))
    reason = TextAreaField("理由")
    sure = BooleanField("已经核对原件")
    route = RadioField("转给谁", choices=_choices(court="法院", police="公安"))

    def validate_served_on(self, field: Any) -> None:
        raise ValidationError("送达日期不能早于签发日11-20")


class SignIn(FlaskForm):
    number = StringField("工号")
    password = PasswordField("密码")


def _context(name: str) -> dict[str, Any]:
    officer = Row(name="张示例", unit_name="兰山区劳动保障监察大队", is_authenticated=True)
    form: Any = {
        "question": Question,
        "contact": Contact,
        "components": Components,
        "signin": SignIn,
    }.get(name)
    if form:
        form = form(meta={"csrf": True})
    if name == "contact":
        form.process(
            data={"name": "周示例", "id_number": "37000019740101001", "phone": "1390000000"}
        )
    if name == "components":
        form.process(data={"due_on": "2026-12-04", "served_on": "2026-11-19"})
    if name in ("contact", "components") and request.args.get("wrong", "1") == "1":
        form.validate()
        form.csrf_token.errors = []
        form._errors = None
    bar = [
        ("今天要做", 11),
        ("案件", 0),
        ("投诉登记", 6),
        ("专项检查", 0),
        ("资金", 0),
        ("监督", 0),
    ]
    current = {"queue": 1, "case": 1, "why": 1, "board": 5}.get(name)
    entries = [
        Row(label=x, href="/case", count=n, current=i == current) for i, (x, n) in enumerate(bar)
    ]
    return dict(
        form=form,
        current_user=officer,
        bar=entries,
        search_url="/queue",
        account_url="/home",
        sign_out_url="/out",
        case=invented.case(),
        queue=invented.queue(),
        people=invented.people(),
        timeline=invented.timeline(),
        sheet=invented.sheet(),
        qr=invented.qr(),
        counties=invented.counties(),
        items=invented.items(),
        money=invented.money,
        days=Row(sent=date(2026, 11, 23), answer=date(2026, 11, 30), found=date(2027, 2, 22)),
        conflict={"due_on": "2026-12-08"},
        error=Row(code=404),
        now=datetime(2026, 11, 23, 2, 5, tzinfo=UTC),
    )


def create() -> Flask:
    app = Flask("specimen", static_folder=str(ROOT / "static"))
    app.config.update(SECRET_KEY="specimen", WTF_CSRF_ENABLED=True)
    app.jinja_env.loader = ChoiceLoader(
        [FileSystemLoader(HERE), FileSystemLoader(ROOT / "templates")]
    )
    CSRFProtect(app)
    words.install(app)
    filters.install(app)
    pages.install(app)
    headers.install(app)
    app.jinja_env.globals["reader_size"] = lambda: request.args.get("size", "standard")
    app.jinja_env.globals["is_worker_page"] = lambda: False

    @app.get("/<name>")
    def page(name: str) -> str:
        if name == "queue":
            flash("已指派给李示例，共40件；2件未读，没有动。")
        template = "web/error.html" if name == "error" else f"specimen_{name}.html"
        return render_template(template, **_context(name))

    return app
