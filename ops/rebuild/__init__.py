"""Tables built anew from the log alone, beside those that serve meanwhile."""

from ops.rebuild.rebuild import Rebuilt, rebuilt

__all__ = ["Rebuilt", "rebuilt"]
