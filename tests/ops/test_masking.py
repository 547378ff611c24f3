"""What an operator sees of a message."""

import json

from contracts.sealed import Sealed
from ops.masking import guarded, masked, shown

SEALED = Sealed(person_id="ann", key_version=1, nonce="n", ciphertext="secret").model_dump()


def test_sealed_text_is_named_by_its_person() -> None:
    assert masked({"mail": SEALED, "name": [SEALED]}) == {"mail": "sealed for ann", "name": ["sealed for ann"]}


def test_secrets_and_tickets_are_hidden_wherever_they_stand() -> None:
    assert masked({"a": {"client_secret": "pi_1"}, "codes": ["c1"]}) == {"a": {"client_secret": "***"}, "codes": "***"}


def test_what_is_empty_is_seen_to_be_empty() -> None:
    assert masked({"secret": "", "codes": []}) == {"secret": "", "codes": []}


def test_all_else_is_shown() -> None:
    assert shown(b'{"booking_id": "b1", "price": 900}') == {"booking_id": "b1", "price": 900}


def test_of_what_cannot_be_read_only_the_size_is_shown() -> None:
    assert shown(b"4242 4242") == "9 bytes that are no JSON"


def test_a_guarded_body_is_shown_as_the_body_is() -> None:
    body = json.dumps({"mail": SEALED, "codes": ["c1"], "phone": "1", "price": 900}).encode()
    for said in (body, b"4242 4242", b"{}"):
        assert shown(guarded(said)) == shown(said) and b"4242" not in (guarded(said) or b"")
    assert guarded(None) is None and json.loads(guarded(body) or b"")["mail"] == SEALED
