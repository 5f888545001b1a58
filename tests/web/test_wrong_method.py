"""Addresses that only take a form, opened as a page: told in words, and no fault of the system."""

from __future__ import annotations

from flask import Flask

from tests.fixtures.pages import PageClient
from tests.house.subjects import missing_values, rules_of


def test_an_address_that_only_takes_a_form_says_so(app: Flask, client: PageClient) -> None:
    readable = {rule.rule for rule in rules_of(app, method="GET")}
    wrong = []
    for rule in rules_of(app, method="POST"):
        if rule.rule in readable:
            continue
        answer = client.ask("GET", client.url(rule.endpoint, **missing_values(rule)))
        if (answer.status, answer.h1) != (405, "这个地址不能直接打开"):
            wrong.append(f"{rule.rule}: {answer.status} {answer.h1}")
        if answer.headers.get("Allow") is None:
            wrong.append(f"{rule.rule}: does not say what it takes")
    assert not wrong, "\n".join(wrong)


def test_the_doors_of_the_message_service_are_no_fault_of_the_system(client: PageClient) -> None:
    for path in ("/notices/inbound", "/notices/reports"):
        page = client.get(path, expect=405)
        assert "系统出了问题" not in page.text
        assert "请从页面上的按钮进入。" in page.text
