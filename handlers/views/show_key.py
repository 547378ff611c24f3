import json
from collections.abc import Iterator

from contracts.identity import SealingKeyPublished, SigningKeyPublished, SigningKeyRetired
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
