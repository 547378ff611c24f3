"""Calling an event off: what it means is seen first, and a code says that it was."""

from typing import Any

import msgspec

from edge.asking.acceptance import Acceptance
from edge.problem import Problem


def previewed(acceptance: Acceptance, told: bytes, user: str) -> dict[str, Any]:
    """With the code, which holds for just these figures, and whether all is done."""
    figures: dict[str, Any] = msgspec.json.decode(told)
    thing = "\n".join(str(figures[name]) for name in ("event_id", "bookings", "refund", "by_hand"))
    over = figures["state"] == "cancelled"
    done = over and not figures["bookings"] and not figures["refund"]
    return figures | {"done": done, "code": None if over else acceptance.code(f"cancellation\n{thing}", user)}


def confirm(acceptance: Acceptance, told: bytes | None, user: str, code: str) -> None:
    """Raises Problem, which tells the figures, if there are bookings and the code is not that of their figures."""
    if told is None:
        return
    now = previewed(acceptance, told, user)
    if now["bookings"] and now["code"] and code != now["code"]:
        said = {name: now[name] for name in ("bookings", "refund", "by_hand", "currency")}
        if code:
            raise Problem(409, "preview_changed", **said, confirmation=now["code"])
        raise Problem(409, "confirmation_needed", **said)
