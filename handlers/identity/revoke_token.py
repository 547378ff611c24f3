from collections.abc import Iterator

from choreography.vocabulary import Gone, Tell
from contracts.identity import RevokeToken, TokenRevoked
from contracts.subjects import REVOKED
from handlers.identity.api_tokens import ApiTokens
from handlers.identity.own import EndTokens
from handlers.identity.service import identity


@identity.step
def revoke_token(asked: RevokeToken, tokens: ApiTokens | None) -> Iterator[ApiTokens | TokenRevoked | Tell]:
    """Of one that is revoked already it is told again."""
    if tokens and (token := tokens.find(asked.token_id)):
        yield tokens.without(token)
    yield TokenRevoked.of(asked)
    yield Tell(REVOKED, asked.token_id.encode())


@identity.step
def end_tokens(own: EndTokens, tokens: ApiTokens | None) -> Iterator[Gone | TokenRevoked | Tell]:
    if tokens is None:
        return
    yield Gone(tokens)
    for token in tokens.tokens:
        yield TokenRevoked.of(own, token_id=token.token_id)
        yield Tell(REVOKED, token.token_id.encode())
