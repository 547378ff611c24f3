from collections.abc import Iterator
from datetime import datetime, timedelta

from contracts.identity import IssueToken, TokenIssued, TokenNotIssued
from handlers.identity.api_tokens import TOKENS_AT_MOST, ApiToken, ApiTokens
from handlers.identity.rows import Account
from handlers.identity.service import identity


@identity.step
def issue_token(
    asked: IssueToken, account: Account, tokens: ApiTokens | None, now: datetime
) -> Iterator[ApiTokens | TokenIssued | TokenNotIssued]:
    """It has the roles that its owner has now, but never the operator's."""
    tokens = (tokens or ApiTokens(asked.account)).at(now)
    if there := tokens.find(asked.token_id):
        yield TokenIssued.of(asked, **dict(there))
    elif account.banned or len(tokens.tokens) >= TOKENS_AT_MOST:
        yield TokenNotIssued.of(asked, reason="banned" if account.banned else "too_many_tokens")
    else:
        token = made(asked, account, now)
        yield tokens.having(token)
        yield TokenIssued.of(asked, **dict(token))


def made(asked: IssueToken, account: Account, now: datetime) -> ApiToken:
    return ApiToken(
        token_id=asked.token_id,
        name=asked.name,
        scopes=asked.scopes,
        roles=tuple(role for role in account.roles if role != "operator"),
        digest=asked.digest,
        created=now,
        expires=now + timedelta(days=asked.days),
    )
