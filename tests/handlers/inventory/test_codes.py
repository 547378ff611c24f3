"""What a gate makes of a code: the public key, the event's id and the list of void serials are all that it has."""

import base64
import hashlib

import pytest
import segno
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from choreography.testing import Bench
from contracts.inventory import PublishTicketKey, TicketKeyPublished
from contracts.ticket_codes import Ticket, TicketRefused, code_of, key_of, payload_of, reference, serial_of, verify
from handlers.inventory.codes import public_key, signing_key, ticket_codes
from handlers.inventory.rows import Hold

EVENT, BOOKING = "3f0c52a7d91b4e6a8c2d", "3f0c52a7d91b4e6a8c2d-9a8b7c6d5e4f3a2b1c0d"
KEYS = [key_of({"x": public_key()})]
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
(CODE,) = ticket_codes(Hold(EVENT, BOOKING, "sold", ("stalls-A12",), issue=3))


def first_kind(place: str = "stalls-A1") -> str:
    """As codes were before they were short."""
    payload = f"{EVENT}|{BOOKING}|{place}".encode()
    texts = (base64.urlsafe_b64encode(part).rstrip(b"=").decode() for part in (payload, signing_key().sign(payload)))
    return ".".join(texts)


def refused(code: str, keys: list[Ed25519PublicKey] = KEYS, event: str = "", void: tuple[str, ...] = ()) -> str:
    with pytest.raises(TicketRefused) as caught:
        verify(code, keys, event, void)
    return caught.value.reason


def test_a_code_says_what_it_is_for_to_who_has_the_public_key() -> None:
    said = Ticket(reference(EVENT), "stalls-A12", 1, 3, serial_of(CODE), reference(BOOKING))
    assert verify(CODE, KEYS, EVENT) == said


@pytest.mark.parametrize("place", ["A", "stalls-A12", "the-balcony-on-the-left-AA499", "Loge-Süd-" * 5 + "B7"])
def test_a_code_of_any_place_fits_a_qr_code_of_version_6(place: str) -> None:
    (code,) = ticket_codes(Hold(EVENT, BOOKING, "sold", (place,), issue=20))
    made = segno.make(code, error="m", micro=False, boost_error=False)
    assert (made.mode, made.error) == ("alphanumeric", "M") and int(made.version) <= 6
    assert place.endswith(verify(code, KEYS).place)


@given(st.integers(0, len(CODE) - 1), st.sampled_from(ALPHABET))
def test_one_wrong_character_makes_it_forged(at: int, letter: str) -> None:
    if CODE[at] != letter:
        assert refused(CODE[:at] + letter + CODE[at + 1 :]) == "forged"


@given(st.one_of(st.text(), st.text(ALPHABET + ".=", max_size=300)))
def test_what_is_no_code_is_forged(text: str) -> None:
    assert refused(text) == "forged"


@pytest.mark.parametrize("other", [CODE.lower(), CODE + "=", f" {CODE}", CODE + "A", CODE[:-1], first_kind() + "="])
def test_another_spelling_is_forged_or_a_void_one_could_be_written_anew(other: str) -> None:
    assert refused(other) == "forged"


def test_a_code_by_another_key_is_forged_and_by_an_older_one_good() -> None:
    payload, key = payload_of(EVENT, BOOKING, "stalls-A1", 1, 1), Ed25519PrivateKey.generate()
    code = code_of(payload, key.sign(payload))
    assert refused(code) == "forged"
    assert verify(code, [*KEYS, key.public_key()], EVENT).place == "stalls-A1"


@pytest.mark.parametrize("code", [CODE, first_kind()])
def test_a_ticket_of_another_event_is_refused_and_one_that_is_void(code: str) -> None:
    assert verify(code, KEYS, EVENT) and refused(code, event="another") == "another_event"
    assert refused(code, event=EVENT, void=(serial_of(code),)) == "void"


def test_a_code_of_the_first_kind_is_still_good() -> None:
    said = verify(first_kind("standing-2"), KEYS, EVENT)
    assert (said.place, said.booking) == ("standing-2", reference(BOOKING))


def test_no_two_places_bookings_and_issues_have_one_serial() -> None:
    holds = [
        Hold(event, f"{event}-{booking}", "sold", places, "standing", 0 if places else 2, issue=issue)
        for event in ("e1", "e2") for booking in ("a", "b") for issue in (1, 2) for places in ((), ("s-A1", "s-A2"))
    ]  # fmt: skip
    serials = [serial_of(code) for hold in holds for code in ticket_codes(hold)]
    assert len(set(serials)) == len(serials) == 32


def test_the_public_key_is_published_to_who_asks_however_often(inventory: Bench) -> None:
    kid = hashlib.sha256(public_key().encode()).hexdigest()[:16]
    for _ in range(2):
        inventory.when(PublishTicketKey(ring="ticket"))
        inventory.then(TicketKeyPublished(ring="ticket", kid=kid, public=public_key()))
