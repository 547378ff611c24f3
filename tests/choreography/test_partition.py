"""The partition of a key, against what Java's client says."""

import pytest

from choreography.partition import murmur2, partition_of

JAVA = {
    "21": -973932308,
    "foobar": -790332482,
    "a-little-bit-long-string": -985981536,
    "a-little-bit-longer-string": -1486304829,
    "lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8": -58897971,
    "abc": 479470107,
}


@pytest.mark.parametrize(("text", "signed"), JAVA.items())
def test_the_hash_is_javas(text: str, signed: int) -> None:
    assert murmur2(text.encode()) == signed % 2**32


def test_the_sign_is_cut_off_before_the_remainder_is_taken() -> None:
    assert partition_of("21", 12) == (-973932308 & 0x7FFFFFFF) % 12


def test_an_empty_key_has_a_partition() -> None:
    assert 0 <= partition_of("", 12) < 12
