"""Whose story is being told: the correlation id of what this task works on, for its log lines."""

from contextvars import ContextVar

correlation: ContextVar[str] = ContextVar("correlation", default="")
