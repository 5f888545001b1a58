"""Walking the nine pages as a worker does, one after the other."""

from __future__ import annotations

from typing import Any

from casework.ground.statute.actions import loading
from casework.kernel import clock
from tests.factories import offices
from tests.fixtures import beginnings

#: A valid number of nobody: its birthday is the first of January 2000.
ID_NUMBER = "371302200001010017"
PHONE = "13953900164"

ANSWERS: dict[str, dict[str, Any]] = {
    "who": {"employer": "演示劳务公司", "kind": "labour_company"},
    "where": {"industry": "building", "place": "演示路工地"},
    "how_long": {"first": "2026-06", "last": "2026-09"},
    "how_much": {"amount": "一万二千八"},
    "how_many": {"choice": "alone"},
    "evidence": {"kinds": ["paper", "chat"], "story": "年底说好结清，没有给。"},
    "you": {"name": "张示例", "id_number": ID_NUMBER, "phone": PHONE},
}
UNSURE: dict[str, dict[str, Any]] = {
    "who": {"employer": "老王工地"},
    "where": {"industry": "unknown"},
    "how_long": {"unsure": "y"},
    "how_much": {"unsure": "y"},
    "how_many": {"choice": "unsure"},
    "evidence": {"kinds": ["unsure"]},
    "you": {"name": "张示例", "no_id": "y", "no_phone": "y"},
}


@beginnings.kept
def city() -> None:
    """The statute, and one county with its unit."""
    loading.load_seed(now=clock.now())
    offices.unit()
    offices.unit(area_code=offices.CITY)


def home_area() -> str:
    return str(offices.area().id)


def answered(kind: dict[str, dict[str, Any]] = ANSWERS, **more: dict[str, Any]) -> dict[str, Any]:
    """The answers of a kind, with some of them changed."""
    merged = {step: {**values, **more.get(step, {})} for step, values in kind.items()}
    merged["where"].setdefault("area", home_area())
    return merged


@beginnings.kept
def to_step(client: Any, last: str, answers: dict[str, Any] | None = None) -> Any:
    """Answers every question before ``last`` and stands on that page."""
    answers = answers or answered()
    page = client.get("portal.who")
    for step, values in answers.items():
        if step == last:
            break
        page = page.form().submit(values)
    return page


@beginnings.kept
def to_send(client: Any, answers: dict[str, Any] | None = None) -> Any:
    """All seven questions and the look-over are done; the last page is open."""
    to_step(client, "check", answers)
    return client.get("portal.send")


@beginnings.kept
def filed(client: Any, answers: dict[str, Any] | None = None) -> Any:
    """Sent: the receipt."""
    return to_send(client, answers).form().submit()


def code_of(receipt: Any) -> str:
    """The sixteen digits on a receipt page."""
    return "".join(receipt.one(".receipt .code").split())


def at_kiosk(client: Any, officer: Any) -> Any:
    """This browser is a kiosk of the centre from now on; a clerk has made it one."""
    centre = offices.centre()
    client.sign_in(officer(role="clerk").officer)
    client.get("kiosks.set_up_kiosk", centre_id=centre.id).form().submit()
    return client


def begin(client: Any, **chosen: str) -> Any:
    """Somebody steps to the kiosk and begins: the home page."""
    return client.get("kiosks.start").form().submit(chosen)
