"""Devices on which somebody signed in before: a stranger who guesses passwords does not shut them out."""

import re

from edge import ids
from edge.asking.acceptance import Acceptance

LASTS = 90 * 24 * 3600
"""Seconds."""
DEVICE = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Devices:
    """A token is `<device>.<end>.<mark>`, for one account, signed by the edge. It opens nothing by itself."""

    def __init__(self, secret: str) -> None:
        self._signed = Acceptance(secret, LASTS)

    def token(self, account: str, before: str = "") -> str:
        """Of the device that the token `before` is of, whoever signed in there; a new one if that is none."""
        device = before.partition(".")[0]
        device = device if DEVICE.fullmatch(device) else ids.fresh()
        return f"{device}.{self._signed.token(device, _whose(account))}"

    def known(self, token: str, account: str) -> str:
        """The device; empty if it is not one of this account's."""
        device, _, signed = token.partition(".")
        return device if self._signed.holds(signed, device, _whose(account)) else ""


def _whose(account: str) -> str:
    return f"device of {account}"
