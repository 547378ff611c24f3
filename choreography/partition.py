"""Which partition a key belongs to: the same answer as Java's default partitioner, on every bus."""

from functools import lru_cache

MULTIPLIER = 0x5BD1E995
SEED = 0x9747B28C
WORD = 0xFFFFFFFF


@lru_cache(100_000)
def partition_of(key: str, partitions: int) -> int:
    return (murmur2(key.encode()) & 0x7FFFFFFF) % partitions


def murmur2(data: bytes) -> int:
    """The 32-bit MurmurHash2 with Kafka's seed."""
    whole = len(data) & ~3
    state = SEED ^ len(data)
    for start in range(0, whole, 4):
        state = (state * MULTIPLIER & WORD) ^ _mixed(int.from_bytes(data[start : start + 4], "little"))
    if tail := data[whole:]:
        state = (state ^ int.from_bytes(tail, "little")) * MULTIPLIER & WORD
    state = (state ^ state >> 13) * MULTIPLIER & WORD
    return state ^ state >> 15


def _mixed(word: int) -> int:
    word = word * MULTIPLIER & WORD
    return (word ^ word >> 24) * MULTIPLIER & WORD
