"""Which language a page speaks: the reader's choice, else the one that the office has set."""

import pytest


@pytest.mark.parametrize(("usual", "tongue"), [("zh", "zh-Hans"), ("en", "en")])
def test_a_reader_who_has_not_chosen_gets_the_language_of_the_office(
    app, client, monkeypatch, usual, tongue
):
    monkeypatch.setitem(app.config, "LANGUAGE_DEFAULT", usual)

    page = client.get("hall.help")

    assert page.attribute("html", "lang") == tongue


def test_the_choice_of_the_reader_counts_more(app, client, monkeypatch):
    monkeypatch.setitem(app.config, "LANGUAGE_DEFAULT", "en")

    client.get("/help?lang=zh")

    assert client.get("hall.help").attribute("html", "lang") == "zh-Hans"


def test_an_address_that_is_nobodys_answers_in_the_words_of_workers(client):
    page = client.get("/nosuch", expect=404)

    assert page.h1 == "页面不存在，或您无权查看"
    assert page.has("footer.foot")
    assert page.has("a.help")
