"""The worker's pages in English: every sentence, on every page."""

from __future__ import annotations

import re

from tests.portal import proving, walk

_HAN = re.compile(r"[\u4e00-\u9fff]")
#: What is data, the way back to Chinese, or a numeral that English speakers copy.
_ALLOWED = (
    "薪",
    "中文",
    "演示劳务公司",
    "演示路工地",
    "张示例",
    "年底说好结清，没有给。",
    "一万二",
)


def chinese_in(page):
    text = page.text
    for words in _ALLOWED:
        text = text.replace(words, "")
    text = re.sub(r"临.诉〔\d+〕\d+号", "", text)
    return _HAN.findall(text)


def test_the_own_log_speaks_english(client, session):
    walk.city()
    assert not chinese_in(client.get("logbook.about", query={"lang": "en"}))
    client.get("logbook.new").form().submit({"no_phone": "y"})
    for said in ({"site": "演示路工地"}, {"worked": "half", "day": "2026-11-22"}):
        client.get("logbook.day").form().submit(said)
    client.get("logbook.promise").form().submit({"who": "Wang", "words": "tomorrow"})
    assert not chinese_in(client.get("lookup.log"))
    for endpoint in ("log", "sheet", "code", "code_sheet", "day", "promise", "wipe"):
        assert not chinese_in(client.get(f"logbook.{endpoint}")), endpoint


def test_looking_for_money_speaks_english(client, session):
    walk.city()
    page = client.get("waiting.money", query={"lang": "en"})
    assert not chinese_in(page)
    page = page.form().submit({"phone": walk.PHONE, "tail": walk.ID_NUMBER[-6:]})
    assert not chinese_in(page)
    assert not chinese_in(page.form().submit({"code": proving.last_code()}))


def test_the_nine_pages_and_what_follows_speak_english(client, session):
    walk.city()
    assert not chinese_in(client.get("hall.home", query={"lang": "en"}))
    page = client.get("portal.who")
    for values in walk.answered().values():
        assert not chinese_in(page), page.url
        page = page.form().submit(values)
    assert not chinese_in(page)
    receipt = client.get("portal.send").form().submit()
    assert not chinese_in(receipt)
    code = walk.code_of(receipt)
    look = client.get("lookup.receipt")
    assert not chinese_in(look)
    matter = look.form().submit({"code": code, "tail": walk.PHONE[-4:]})
    assert not chinese_in(matter)
    assert matter.one(".state h2") == "Received"
    for endpoint in ("hall.help", "portal.sheet"):
        assert not chinese_in(client.get(endpoint))
