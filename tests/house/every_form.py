"""How a form that nobody knows is filled in, and what is no form that acts once."""

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
    "advances.reverse_recovery",
    "deposits.reverse",
    "portal.again",
    "logbook.close",
    "kiosks.done",
    "progress.seen",
    "portal.send",
    "kiosks.set_up_kiosk",
}

#: What claims no key and is asked by no test that is marked with it, and why.
NOT_ONCE = {
    "cases.add_evidence": "files are taken once each, from an old page too: cases/test_evidence",
    "intake.add_evidence": "the same",
    "counter.same": "a script's look at what is alike, by what is typed so far",
}


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
