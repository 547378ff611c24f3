"""The row of API tokens: few of one account, so that they stand together."""

from datetime import datetime
from typing import Self

from pydantic import BaseModel, ConfigDict

from choreography.row import Row
from contracts.identity import Role, Scope
from contracts.sealed import Sealed

TOKENS_AT_MOST = 20
"""Of one account, that have not expired."""


class ApiToken(BaseModel):
    """`digest` is its SHA-256: of so many random bits nobody finds one that fits."""

    model_config = ConfigDict(frozen=True)

    token_id: str
    name: Sealed
    scopes: tuple[Scope, ...]
    roles: tuple[Role, ...]
    digest: str
    created: datetime
    expires: datetime


class ApiTokens(Row, key=("account",), audited=True, secret=("digest",)):
    """Those that may still be used. A revoked one is removed, so that nothing revives it."""

    account: str
    tokens: tuple[ApiToken, ...] = ()

    def find(self, token_id: str) -> ApiToken | None:
        return next((one for one in self.tokens if one.token_id == token_id), None)

    def at(self, now: datetime) -> Self:
        """Without those that have expired."""
        return self.but(tokens=tuple(one for one in self.tokens if now < one.expires))

    def having(self, token: ApiToken) -> Self:
        return self.but(tokens=(*self.tokens, token))

    def without(self, token: ApiToken) -> Self:
        return self.but(tokens=tuple(one for one in self.tokens if one != token))
