"""Devices on which somebody signed in before: a stranger who guesses passwords does not shut them out."""

import re

from edge import ids
from edge.asking.acceptance import Acceptance

LASTS = 90 * 24 * 3600
"""Seconds."""
DEVICE = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Devices:
    """A token is `<device>.<session>.<end>.<mark>`, for one account, signed by the edge. It opens nothing by itself.

    What signs a person out everywhere makes all tokens before it void: `edge/sign_in/device.py` asks when that was.
    The session is the one that began there; without it, as after a reset, it is `<device>.<end>.<mark>`.
    """

    def __init__(self, secret: str) -> None:
        self._signed = Acceptance(secret, LASTS)

    def token(self, account: str, before: str = "", session: str = "") -> str:
        """Of the device that the token `before` is of, whoever signed in there; a new one if that is none."""
        device = before.partition(".")[0]
        device = device if DEVICE.fullmatch(device) else ids.fresh()
        thing = f"{device}.{session}" if session else device
        return f"{thing}.{self._signed.token(thing, _whose(account))}"

    def known(self, token: str, account: str) -> str:
        """The device; empty if it is not one of this account's."""
        return self._said(token, account).partition(".")[0]

    def session(self, token: str, account: str) -> str:
        """The session that began there last; empty if none is known."""
        return self._said(token, account).partition(".")[2]

    def made(self, token: str) -> int:
        """When, in seconds since 1970, of one that is signed."""
        return int(token.split(".")[-2]) - LASTS

    def _said(self, token: str, account: str) -> str:
        """What is signed; empty if it is not signed for this account."""
        *thing, end, mark = ("", "", *token.split("."))
        said = ".".join(part for part in thing if part)
        return said if self._signed.holds(f"{end}.{mark}", said, _whose(account)) else ""


def _whose(account: str) -> str:
    return f"device of {account}"
