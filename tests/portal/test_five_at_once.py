"""Five sendings of one form at the same moment, by real threads, on both databases."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import func, select

from casework.ground.parties.models import Worker
from casework.kernel import clock
from casework.procedure.intake.models.complaints import Complaint
from tests.portal import walk

pytestmark = pytest.mark.both

AT_ONCE = 5


def post_at_once(app, client, url, bodies, now):
    """Each body from a browser of its own that holds the same cookies; status and address."""
    gate = threading.Barrier(len(bodies))
    answers = []

    def send(body):
        browser = app.test_client()
        for cookie in client.cookies():
            browser.set_cookie(cookie["name"], cookie["value"])
        gate.wait()
        with clock.fixed(now):
            answer = browser.post(url, data=body)
            receipt = browser.get("/receipt").get_data(as_text=True)
        where = answer.headers["Location"].partition("?")[0]
        answers.append((answer.status_code, where, receipt))

    threads = [threading.Thread(target=send, args=(body,)) for body in bodies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def count(session, model):
    return session.scalar(select(func.count()).select_from(model))


@pytest.mark.parametrize("same_key", [True, False])
def test_five_sendings_make_one_complaint_and_one_receipt(app, client, session, now, same_key):
    walk.city()
    bodies = []
    for _ in range(AT_ONCE):
        form = walk.to_send(client).form() if not bodies else client.get("portal.send").form()
        bodies.append(form.values)
    if same_key:
        bodies = bodies[:1] * AT_ONCE
    answers = post_at_once(app, client, "/file/send", bodies, now)
    assert {(status, where) for status, where, _ in answers} == {(302, "/receipt")}
    assert len({page.split('class="code"')[1][:200] for _, _, page in answers}) == 1
    assert count(session, Complaint) == 1
    assert count(session, Worker) == 1


def test_five_counter_posts_make_one_complaint(app, officer, session, now):
    walk.city()
    clerk = officer(role="clerk")
    form = clerk.get("counter.new").form()
    body = {**form.values, "employer": "演示公司", "workers-0-name": "张示例"}
    gate = threading.Barrier(AT_ONCE)
    answers = []

    def send():
        browser = app.test_client()
        for cookie in clerk.cookies():
            browser.set_cookie(cookie["name"], cookie["value"])
        gate.wait()
        with clock.fixed(now):
            answers.append(browser.post("/intake/new", data=body).headers.get("Location"))

    threads = [threading.Thread(target=send) for _ in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(answers)) == 1
    assert answers[0]
    assert count(session, Complaint) == 1
