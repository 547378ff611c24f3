"""The whole state of a running fake."""

from ops.stripe_fake.books import Books
from ops.stripe_fake.desk import Desk
from ops.stripe_fake.errors import missing
from ops.stripe_fake.faults import Faults
from ops.stripe_fake.ids import Ids
from ops.stripe_fake.journal import Journal
from ops.stripe_fake.later import Later
from ops.stripe_fake.objects import Event
from ops.stripe_fake.post import Post
from ops.stripe_fake.refunds import fail_later
from ops.stripe_fake.settings import Settings


class Fake:
    """Lives in one event loop; a change of state never waits, so calls do not interleave."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.later, self.journal = Later(), Journal(settings.data)
        self.post = Post(settings, self.later, self.save, self.accepted)
        self.clear()
        self.journal.restore(self.books)

    def clear(self) -> None:
        self.ids = Ids(self.settings.seed)
        self.faults = Faults()
        self.books = {account.id: Books(account, self.settings) for account in self.settings.accounts}

    async def reset(self) -> None:
        """Nothing is left but the settings and the webhook endpoint; what was on its way is dropped."""
        await self.later.stop()
        self.post.clear()
        self.clear()
        self.journal.clear()

    async def close(self) -> None:
        await self.later.stop()
        await self.post.close()
        self.save()
        self.journal.close()

    def go_on(self) -> None:
        """With what the process before this one had not ended: events that nobody accepted, refunds that are to fail.

        How often an event was tried before, and by which rule it was held or lost, is not known any more.
        """
        for books in self.books.values():
            for event in [one for one in books.events.rows.values() if one.pending_webhooks]:
                self.post.take(event)
            for refund in books.refunds.rows.values():
                fail_later(self.desk(books), refund)

    def save(self) -> None:
        """Before anything is answered or told."""
        self.journal.save(self.books)

    def accepted(self, event: Event) -> None:
        """At the latest with the next change that is known to the next process; else the event is told once more."""
        event.pending_webhooks = 0
        events = self.books[event.account or self.settings.accounts[0].id].events
        if events.find(event.id) is not None:
            events.get(event.id)

    def desk(self, books: Books, request_id: str | None = None, key: str | None = None) -> Desk:
        return Desk(self.settings, self.ids, books, self.post, self.later, request_id, key)

    def desk_of(self, id: str) -> Desk:
        """The desk of the account that has this object; 404 when none has."""
        for books in self.books.values():
            if books.find(id) is not None:
                return self.desk(books)
        raise missing("object", id)
