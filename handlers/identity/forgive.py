from collections.abc import Iterator

from choreography.vocabulary import Gone
from handlers.identity.own import Forgive
from handlers.identity.rows import Failures
from handlers.identity.service import identity


@identity.step
def forgive(due: Forgive, failures: Failures | None) -> Iterator[Gone]:
    if failures:
        yield Gone(failures)
