"""Passes of tickets for the wallet of a phone."""

from functools import cached_property

from edge.asking.acceptance import Acceptance
from edge.ticketing.cards import Card
from edge.ticketing.wallet.package import packed
from edge.ticketing.wallet.settings import PassSettings
from edge.ticketing.wallet.shown import shown
from edge.ticketing.wallet.signer import Signer, signer


class Wallet:
    """A pass is a booking's ticket by its number: it stays the same pass when the ticket is another."""

    def __init__(self, settings: PassSettings, acceptance: Acceptance) -> None:
        self.settings, self.acceptance = settings, acceptance

    @cached_property
    def signer(self) -> Signer | None:
        """None where there are no passes."""
        return signer(self.settings)

    def secret(self, serial: str, buyer: str) -> str:
        """With it, and no other, a device is told of the pass."""
        return self.acceptance.unguessable(f"pass/{serial}", buyer)

    def file(self, card: Card, buyer: str) -> bytes:
        """Takes some milliseconds."""
        assert self.signer, "there are no passes"
        named = serial(card.booking_id, card.number)
        return packed(shown(card, named, self.secret(named, buyer), self.settings), self.signer)


def serial(booking_id: str, number: int) -> str:
    return f"{booking_id}.{number}"
