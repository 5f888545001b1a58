"""Walking the pages of a workmate who joins, and of the representative who asked him."""

from __future__ import annotations

from typing import Any

from tests.factories.groups import id_number
from tests.fixtures.pages import PageClient
from tests.portal import walk


def opened(client: Any, answers: dict[str, Any] | None = None) -> Any:
    """A worker has filed with workmates and opened the join code: his page of the group."""
    answers = answers or walk.answered(how_many={"choice": "together", "number": "3"})
    receipt = walk.filed(client, answers)
    return receipt.form("joining.open_group").submit()


def digits(page: Any) -> str:
    """The six digits on the representative's page or on a sheet."""
    return "".join(page.one("p.six").split())


def another_phone(client: Any) -> Any:
    """A workmate's own phone."""
    return PageClient(client.app, client.now)


def at_the_door(client: Any, code: str) -> Any:
    """The six digits are right: the page that names the boss and the place."""
    return client.get("joining.join").form().submit({"code": code})


def typed(number: int, **more: Any) -> dict[str, dict[str, str]]:
    """What one workmate types, page by page."""
    given = {
        "name": {"name": f"李示例{number}", "id_number": id_number(number)},
        "how_long": {"first": "2026-06", "last": "2026-09"},
        "how_much": {"amount": "9000"},
        "phone": {"phone": f"137000{number:05}"},
    }
    return {step: {**values, **more.get(step, {})} for step, values in given.items()}


def to_send(client: Any, code: str, answers: dict[str, dict[str, str]]) -> Any:
    """All four questions are answered; the page that sends is open."""
    at_the_door(client, code)
    page = client.get("joining.join_name")
    for step, values in answers.items():
        page = page.form(f"joining.join_{step}").submit(values)
    return page


def joined(client: Any, code: str, number: int, **more: Any) -> Any:
    """Sent: his own receipt."""
    return to_send(client, code, typed(number, **more)).form().submit()


def opened_again(client: Any, receipt_code: str, tail: str) -> Any:
    """The matter behind a receipt, opened by its code and the end of the phone."""
    form = client.get("lookup.receipt").form()
    return form.submit({"code": receipt_code, "tail": tail})
