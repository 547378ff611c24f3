"""The whole state of a running fake."""

from ops.stripe_fake.books import Books
from ops.stripe_fake.desk import Desk
from ops.stripe_fake.errors import missing
from ops.stripe_fake.faults import Faults
from ops.stripe_fake.ids import Ids
from ops.stripe_fake.later import Later
from ops.stripe_fake.post import Post
from ops.stripe_fake.settings import Settings


class Fake:
    """Lives in one event loop; a change of state never waits, so calls do not interleave."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.later = Later()
        self.post = Post(settings, self.later)
        self.clear()

    def clear(self) -> None:
        self.ids = Ids(self.settings.seed)
        self.faults = Faults()
        self.books = {account.id: Books(account, self.settings) for account in self.settings.accounts}

    async def reset(self) -> None:
        """Nothing is left but the settings and the webhook endpoint; what was on its way is dropped."""
        await self.later.stop()
        self.post.clear()
        self.clear()

    async def close(self) -> None:
        await self.later.stop()
        await self.post.close()

    def desk(self, books: Books, request_id: str | None = None, key: str | None = None) -> Desk:
        return Desk(self.settings, self.ids, books, self.post, self.later, request_id, key)

    def desk_of(self, id: str) -> Desk:
        """The desk of the account that has this object; 404 when none has."""
        for books in self.books.values():
            if books.find(id) is not None:
                return self.desk(books)
        raise missing("object", id)
