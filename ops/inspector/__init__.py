"""A look into a running mesh, on real servers or in memory: reads everything, moves nothing but a dead letter."""

from ops.inspector.port import Inspector

__all__ = ["Inspector"]
