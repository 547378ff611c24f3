"""Where an account's objects change, and from where every change is told."""

from dataclasses import dataclass

import msgspec

from ops.stripe_fake.books import Books
from ops.stripe_fake.ids import Ids
from ops.stripe_fake.later import Later
from ops.stripe_fake.objects import Event, Json
from ops.stripe_fake.post import Post
from ops.stripe_fake.settings import API_VERSION, Settings


@dataclass(frozen=True, slots=True)
class Desk:
    """`request_id` and `key` name the call that caused the change; what a test or time caused has none."""

    settings: Settings
    ids: Ids
    books: Books
    post: Post
    later: Later
    request_id: str | None = None
    key: str | None = None

    def now(self) -> int:
        return int(self.settings.clock())

    def say(self, type: str, changed: msgspec.Struct | Json, **before: Json | str | None) -> Event:
        """Records the event with the object as it is now, and hands it to the post; `before`: fields as they were."""
        event = Event(
            id=self.ids.new("evt"),
            object="event",
            api_version=API_VERSION,
            created=self.now(),
            livemode=False,
            type=type,
            data={"object": msgspec.to_builtins(changed), **({"previous_attributes": before} if before else {})},
            pending_webhooks=int(self.post.wants(type)),
            request={"id": self.request_id, "idempotency_key": self.key},
            account=self.other_account(),
        )
        self.books.events.put(event.id, event)
        self.post.take(event)
        return event

    def other_account(self) -> str | None:
        own = self.settings.accounts[0]
        return None if self.books.account == own else self.books.account.id
