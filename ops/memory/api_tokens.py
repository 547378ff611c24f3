"""The edge's reading of API tokens, from books in memory."""

from datetime import UTC, datetime

from choreography.memory.books import Books
from edge.reading.api_tokens import Bearer, ListedToken
from handlers.views.keys_and_people import TokenView
from ops.memory.rows import all_of


class MemoryApiTokens:
    """`views` are the books of the service of that name."""

    def __init__(self, views: Books) -> None:
        self.views = views

    async def bearer(self, digest: str) -> Bearer | None:
        for one in self._good():
            if one.digest == digest:
                return Bearer(one.token_id, one.account_id, one.scopes, one.roles, one.expires)
        return None

    async def of(self, account_id: str) -> list[ListedToken]:
        mine = [
            ListedToken(one.token_id, one.name, one.scopes, one.created, one.expires, one.used)
            for one in self._good()
            if one.account_id == account_id
        ]
        return sorted(mine, key=lambda one: (-one.created.timestamp(), one.token_id))[:100]

    def _good(self) -> list[TokenView]:
        now = datetime.now(UTC)
        return [one for one in all_of(self.views, TokenView) if one.digest and not one.revoked and now < one.expires]
