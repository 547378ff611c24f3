import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from choreography.sealing import Unopenable, from_text, open_sealed, public_text, seal, to_text

MINE = X25519PrivateKey.generate()
PUBLIC = public_text(MINE)


@pytest.mark.parametrize("plain", [b"", b"a secret", bytes(range(256)) * 8])
def test_what_is_sealed_opens_for_its_key(plain: bytes) -> None:
    assert open_sealed(MINE, seal(PUBLIC, plain, b"here"), b"here") == plain


def test_two_boxes_of_one_secret_are_not_alike() -> None:
    assert seal(PUBLIC, b"a secret") != seal(PUBLIC, b"a secret")


def test_a_box_opens_for_no_other_key() -> None:
    with pytest.raises(Unopenable):
        open_sealed(X25519PrivateKey.generate(), seal(PUBLIC, b"a secret"))


def test_a_box_opens_in_no_other_context() -> None:
    with pytest.raises(Unopenable):
        open_sealed(MINE, seal(PUBLIC, b"a secret", b"here"), b"there")


def test_a_box_changed_in_any_one_byte_does_not_open() -> None:
    box = from_text(seal(PUBLIC, b"secret"))
    for place in range(len(box)):
        changed = bytearray(box)
        changed[place] ^= 1
        with pytest.raises(Unopenable):
            open_sealed(MINE, to_text(bytes(changed)))


@pytest.mark.parametrize("junk", ["", "short", "not base64!", "é", "A" * 43, "A" * 200])
def test_what_is_no_box_does_not_open(junk: str) -> None:
    with pytest.raises(Unopenable):
        open_sealed(MINE, junk)


def test_nothing_is_sealed_to_what_is_no_key() -> None:
    with pytest.raises(ValueError, match="no base64url"):
        seal("no key!", b"a secret")
