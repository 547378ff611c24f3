"""The saga of one booking, from what was recorded: who said what because of what, and what is missing."""

from ops.saga.reading import Saga, read_saga

__all__ = ["Saga", "read_saga"]
