"""How a form that nobody knows is filled in, and which routes need more than that."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

_BY_KIND = {"date": "2026-11-23", "month": "2026-06", "number": "2", "tel": "13911112222",
            "email": "a@example.cn"}  # fmt: skip
_BY_NAME = {"amount": "100", "phone": "13911112222", "id_number": "371302198001010017",
            "card": "6222021234567890128", "until": "2026-12-01", "due_on": "2026-12-01",
            "email": "a@example.cn", "text": "1"}  # fmt: skip
_NOT_TYPED = ("hidden", "submit", "file", "password", "checkbox")

#: These take away what the others need: money, a draft, a session.
LAST = {
    "advances.reverse",
    "deposits.reverse",
    "portal.again",
    "portal.days_close",
    "portal.kiosk_done",
    "portal.seen",
    "portal.send",
    "portal.set_up_kiosk",
}

#: Routes whose form stands only at a later stage, or asks for more than a value in each field.
#: Tests send them through the page client, which asks of each what ``tests/fixtures/once.py`` says.
_LATER: dict[str, str] = {
    "advances": "hand_back pay prepare recover undo withdraw",
    "cases": "add_evidence original resume",
    "closing": "approve close end_line end_paid reopen reopen_line",
    "deposits": "cards claim new pay top_up undo withdraw",
    "documents": "issue serve",
    "identity": "account enable first_password new_officer",
    "inspections": "assign claims decide finish interview notice order statement verify",
    "intake": (
        "add_evidence add_workmate answer_call called close_group find identity "
        "mark_representative new open_tip passed_on reissue_joined renew_group "
        "reopen_group roster same stand_up supplemented undo_roster"
    ),
    "ledger": "confirm confirm_many hand_over held hold pay",
    "notices": "again answer reconcile",
    "portal": (
        "answer_as_representative came code days_close days_complain days_day days_open "
        "days_wipe_code group join join_how_long join_how_much join_name join_new "
        "join_next join_phone join_send kiosk_done kiosk_moved kiosk_start leave_kiosk "
        "less money money_close money_code money_want more_evidence "
        "not_printed phone_code poster progress prove ring satisfied stand_up topic "
        "unsolved when where who withdraw you"
    ),
    "referrals": "prepare send step withdraw",
    "requests": "enter request_page",
    "statute": "announce propose",
}
NEEDS_MORE = {f"{room}.{name}" for room, names in _LATER.items() for name in names.split()}

#: What no test sends as a form, and why.
NO_FORM = {"intake.same": "a script's look at what is alike, by what is typed so far"}


def value_of(node: LexborNode, typed: str) -> str | None:
    """What to put into one control; None leaves it as it is."""
    name = node.attributes["name"] or ""
    kind = (node.attributes.get("type") or "text").lower()
    if node.tag == "select":
        offered = [o.attributes.get("value") or "" for o in node.css("option")]
        return next((one for one in offered if one), None)
    if kind == "radio":
        return node.attributes.get("value")
    if node.tag == "button" or kind in _NOT_TYPED:
        return None
    by_name = next((v for n, v in _BY_NAME.items() if name == n or name.startswith(f"{n}_")), None)
    return by_name or _BY_KIND.get(kind) or typed
