"""Libraries load along what they find installed. What is not used here is not found, and so costs nothing."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without(*names: str) -> Iterator[None]:
    """Meanwhile an import of these modules raises ImportError, unless they are loaded already."""
    hidden = {name: None for name in names if name not in sys.modules}
    sys.modules.update(hidden)  # type: ignore[arg-type] # None is how Python itself says "there is no such module"
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]
