"""Ticket codes: what a ticket says of itself, signed, so that whoever has the public key can tell it from a forged one.

A code is base32 of a payload and of an Ed25519 signature over it: at most 154 capitals and digits, which a QR code of
version 6 holds at level M. Codes of the first kind are `<payload>.<signature>` in base64url; there the payload is
`event|booking|place`. No payload of one kind is one of the other. All that a gate needs stands in this file.
"""

import base64
import binascii
import hashlib
import struct
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

KIND = 2
HEAD = struct.Struct(">B8s8sBB")
"""The kind, what stands for the event, and for the booking, the ticket's number in it, and its issue."""
PLACE = 13
"""Bytes of the place's name: of a longer one the end, where row and number stand."""
SIGNATURE = 64
AT_MOST = 1_000
"""Characters of a code."""
Reason = Literal["forged", "another_event", "void"]


class TicketRefused(ValueError):
    """The text is the reason."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason: Reason = reason


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a code says. `event` is what stands for the event: `reference` of its id."""

    event: bytes
    place: str
    number: int
    """From 1, within its booking; 0 in codes of the first kind."""
    issue: int
    """Raised by each reissue; 0 in codes of the first kind."""
    serial: str
    """Names the ticket in lists: nobody can make a code of it."""
    booking: bytes
    """What stands for the booking, as `event` does."""


def verify(code: str, keys: Iterable[Ed25519PublicKey], event_id: str = "", void: Container[str] = ()) -> Ticket:
    """Without `event_id` a ticket of any event is good; `void` has serials. Raises TicketRefused."""
    payload, signature = parts(code)
    if not any(_signed(key, payload, signature) for key in keys):
        raise TicketRefused("forged")
    ticket = said(payload)
    if event_id and ticket.event != reference(event_id):
        raise TicketRefused("another_event")
    if ticket.serial in void:
        raise TicketRefused("void")
    return ticket


def key_of(jwk: Mapping[str, str]) -> Ed25519PublicKey:
    """As `/.well-known/ticket-keys.json` tells it."""
    return Ed25519PublicKey.from_public_bytes(_base64url(jwk["x"]))


def payload_of(event_id: str, booking_id: str, place: str, number: int, issue: int) -> bytes:
    return HEAD.pack(KIND, reference(event_id), reference(booking_id), number, issue) + place.encode()[-PLACE:]


def code_of(payload: bytes, signature: bytes) -> str:
    return base64.b32encode(payload + signature).rstrip(b"=").decode()


def serial_of(code: str) -> str:
    """Of a code that is known to be good."""
    return _serial(parts(code)[0])


def reference(id_: str) -> bytes:
    return hashlib.sha256(id_.encode()).digest()[:8]


def parts(code: str) -> tuple[bytes, bytes]:
    """Payload and signature. There is one way to write a code: else a void one could be written anew."""
    try:
        if "." in code[:AT_MOST]:
            payload, signature = map(_base64url, code[:AT_MOST].split("."))
        else:
            whole = _base32(code[:AT_MOST])
            payload, signature = whole[:-SIGNATURE], whole[-SIGNATURE:]
    except (ValueError, binascii.Error) as error:
        raise TicketRefused("forged") from error
    return payload, signature


def said(payload: bytes) -> Ticket:
    """What a genuine payload tells."""
    if payload[0] != KIND:
        event, booking, place = payload.decode().split("|", 2)
        return Ticket(reference(event), place, 0, 0, _serial(payload), reference(booking))
    _, event, booking, number, issue = HEAD.unpack(payload[: HEAD.size])
    return Ticket(event, payload[HEAD.size :].decode(errors="ignore"), number, issue, _serial(payload), booking)


def _serial(payload: bytes) -> str:
    return base64.b32encode(hashlib.sha256(payload).digest()[:10]).decode()


def _signed(key: Ed25519PublicKey, payload: bytes, signature: bytes) -> bool:
    try:
        key.verify(signature, payload)
    except InvalidSignature:
        return False
    return True


def _base32(text: str) -> bytes:
    raw = base64.b32decode(text + "=" * (-len(text) % 8))
    return _only(raw, text, base64.b32encode(raw))


def _base64url(text: str) -> bytes:
    raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    return _only(raw, text, base64.urlsafe_b64encode(raw))


def _only(raw: bytes, text: str, written: bytes) -> bytes:
    """Raises ValueError if the text is not how these bytes are written."""
    if text != written.rstrip(b"=").decode():
        raise ValueError("another spelling")
    return raw
