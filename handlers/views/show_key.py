import json
from collections.abc import Iterator

from choreography.envelope import Envelope
from contracts.identity import SealingKeyPublished, SigningKeyPublished, SigningKeyRetired
from contracts.inventory import TicketKeyPublished
from handlers.views.keys_and_people import KeyView
from handlers.views.service import views


@views.step
def show_key(said: SigningKeyPublished | SealingKeyPublished, view: KeyView | None) -> Iterator[KeyView]:
    """A key does not change; one that is retired stays so."""
    public = json.dumps(said.jwk) if isinstance(said, SigningKeyPublished) else said.public
    yield (view or KeyView(said.ring, said.kid)).but(public=public, starts=said.starts)


@views.step
def show_retired(said: SigningKeyRetired, view: KeyView | None) -> Iterator[KeyView]:
    yield (view or KeyView(said.ring, said.kid)).but(retired=True)


@views.step
def show_ticket_key(said: TicketKeyPublished, view: KeyView | None, envelope: Envelope) -> Iterator[KeyView]:
    """It is told again and again, and starts when it was told first."""
    starts = min(view.starts, envelope.time) if view else envelope.time
    yield (view or KeyView(said.ring, said.kid)).but(public=said.public, starts=starts)
