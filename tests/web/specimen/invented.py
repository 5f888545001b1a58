"""The invented people, cases and amounts of the specimen."""

from __future__ import annotations

import base64
import io
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace as Row
from typing import Any

import segno

from casework.kernel.money import Money


def money(yuan: int) -> Money:
    return Money.yuan(yuan)


def case(**changes: Any) -> Row:
    given = dict(
        mark="yellow",
        number="临兰监案〔2026〕0388号",
        employer="演示恒拓建筑劳务公司",
        project="示例书苑二期3号楼",
        flags=[("10人以上", "yellow")],
        people=12,
        people_note="核实12人",
        claimed=money(350100),
        verified=money(347500),
        paid=money(120000),
        confirmed=money(96500),
        missing=money(227500),
        stage="调查",
        stage_note="立案第42个工作日",
        holder="张示例",
        holder_note="协办：李示例，住建局",
        next_on=date(2026, 12, 17),
        next_kind="调查期限",
        left_words="还剩18个工作日",
        why_url="/why",
        provisional=False,
    )
    return Row(**{**given, **changes})


def queue() -> list[Row]:
    marks = ["supervised"] + ["red"] * 4 + ["yellow"] * 5 + ["green"] * 8
    left = [
        "超12天",
        "超5天",
        "超4天",
        "超2天",
        "超1天",
        "1天",
        "2天",
        "4天",
        "4天",
        "18天",
        "22天",
        "25天",
        "26天",
        "30天",
        "35天",
        "40天",
        "46天",
        "51天",
    ]
    rows = []
    for i, mark in enumerate(marks):
        verified = None if i in (4, 5, 6, 8, 12) else money(1184500 - 60000 * i)
        rows.append(
            case(
                id=i,
                mark=mark,
                number=f"〔2026〕0{317 + 7 * i}",
                employer=f"演示第{i + 1}建筑公司",
                project="示例产业园二期厂房" if i % 3 == 0 else None,
                people=43 - 2 * i,
                verified=verified,
                claimed=money(1200000 - 60000 * i),
                paid=money(200000 - 9000 * i) if verified else None,
                confirmed=money(120000 - 7000 * i) if verified else None,
                left=left[i],
                over=i < 5,
                unread=i in (4, 5, 6, 8),
                next_on=date(2026, 11, 5) + timedelta(days=7 * i),
                provisional=i > 13,
                picked=i in (5, 6, 7),
            )
        )
    return rows


def people() -> list[Row]:
    return [
        Row(
            name=name,
            said=70 + i % 3,
            book=62 if i < 2 else 70 + i % 3,
            found=66 + i % 4,
            claimed=money(30800 - 400 * i),
            booked=money(27280 if i < 2 else 30800 - 400 * i),
            verified=money(29040 - 200 * i),
            paid=money(9000 + 500 * i),
            owed=money(20040 - 700 * i),
            ground="门禁66次" if i == 0 else "三方一致",
        )
        for i, name in enumerate(("张示例", "李示例", "王示例", "赵示例", "孙示例", "周示例"))
    ]


def timeline() -> list[dict[str, Any]]:
    at = datetime(2026, 11, 20, 8, 40, tzinfo=UTC)
    return [
        dict(
            kind="worker",
            verb="工人来电",
            when=at,
            note="3天前",
            to_worker=False,
            body="张示例说收到8000元，账上写10000元。已记为出入，待核。",
        ),
        dict(
            kind="own",
            verb="部分付款",
            words="23,500.00元",
            when=at,
            to_worker=True,
            body="总包先行清偿，3人，等工人确认。",
        ),
        dict(
            kind="change", verb="李示例改了认定", when=at, changes=[("王示例　8月天数", "18", "22")]
        ),
        dict(
            kind="paper", verb="询问笔录", words="项目经理", when=at, to_worker=False, by="李示例"
        ),
    ]


def sheet() -> Row:
    start, due, today = date(2026, 9, 18), date(2026, 12, 17), date(2026, 11, 23)
    rest = {date(2026, 9, d): "中秋" for d in (25, 26, 27)} | {
        date(2026, 10, d): "国庆" for d in range(1, 8)
    }
    makeup = {date(2026, 9, 20), date(2026, 10, 10)}
    weeks, count, day = [], 0, date(2026, 9, 14)
    while day <= due:
        days: list[dict[str, Any] | None] = []
        label = ""
        for _ in range(7):
            if day < start or day > due:
                days.append(None)
            else:
                if day == start or day.day == 1 or (day.day <= 7 and not weeks[-1:]):
                    label = f"{day.month}月"
                works = day in makeup or (day.weekday() < 5 and day not in rest)
                kind = "start" if day == start else "holiday" if day in rest else "weekend"
                if works and day > start:
                    count += 1
                    kind = "makeup" if day in makeup else "past" if day <= today else "coming"
                kind = "due" if day == due else kind
                days.append(
                    dict(
                        kind=kind,
                        count=count if works and day > start else None,
                        label=f"{day.month}-{day.day}"
                        if day in (start,) or day.day == 1
                        else str(day.day),
                        name="立案" if day == start else rest.get(day),
                        today=day == today,
                    )
                )
            day += timedelta(days=1)
        weeks.append(dict(label=label, days=days))
    return Row(
        title="调查期限",
        due_on=due,
        weeks=weeks,
        sentence="从立案第二天起，数满60个工作日。依据《劳动保障监察条例》第十七条。今天数到第42天，还剩18天。",
        unusual=[
            dict(when="09-20 周日", counts=True, why="调休上班"),
            dict(when="10-01至10-07", counts=False, why="国庆放假7天"),
        ],
        notes=["没有中止，没有延期。"],
    )


def qr() -> str:
    out = io.BytesIO()
    segno.make("https://example.invalid/r/3713022611230047", error="m").save(
        out, kind="svg", border=0, scale=4
    )
    return "data:image/svg+xml;base64," + base64.b64encode(out.getvalue()).decode()


def counties() -> list[Row]:
    names = ("兰山区", "罗庄区", "河东区", "沂水县", "郯城县", "兰陵县", "费县", "莒南县")
    return [
        Row(name=n, red=max(0, 5 - i), yellow=23 - 2 * i, green=106 - 12 * i, total=134 - 15 * i)
        for i, n in enumerate(names)
    ]


def items() -> list[Row]:
    return [
        Row(
            mark="supervised",
            employer="演示恒泰建筑公司",
            href="/case",
            place="兰山区",
            people=43,
            amount=money(1184500),
            reason="挂牌督办已8个工作日，责令支付仍未付，30人以上。",
            age="超12天",
            overdue=True,
            answer_words="今天要答复",
            told="已告知大队长、分管局长",
        ),
        Row(
            mark="red",
            employer="演示纺织公司",
            href="/case",
            place="沂水县",
            people=28,
            amount=money(412600),
            reason="调查超期，县局两次没有回复，退回上一级。",
            age="超23天",
            overdue=True,
            answer_words="11-24前答复",
            told="11-19催过一次",
        ),
        Row(
            mark="yellow",
            employer="演示幕墙工程公司",
            href="/case",
            place="兰山区",
            people=22,
            amount=money(476250),
            reason="住建两次退回，要定由谁办。",
            age="第2次退回",
            overdue=False,
            answer_words="11-25前答复",
            told="双方意见都在案里",
        ),
    ]
