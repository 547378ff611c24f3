from collections.abc import Iterator

from contracts.edge import TokenUsed
from contracts.identity import TokenIssued, TokenRevoked
from handlers.views.keys_and_people import TokenView
from handlers.views.service import views


@views.step
def show_token(said: TokenIssued, view: TokenView | None) -> Iterator[TokenView]:
    view = view or TokenView(said.account_id, said.token_id)
    told = {"name": said.name, "scopes": said.scopes, "roles": said.roles, "digest": said.digest}
    yield view.but(**told, created=said.created, expires=said.expires)


@views.step
def show_token_used(said: TokenUsed, view: TokenView | None) -> Iterator[TokenView]:
    view = view or TokenView(said.account_id, said.token_id)
    yield view.but(used=max(view.used, said.at))


@views.step
def show_token_revoked(said: TokenRevoked, view: TokenView | None) -> Iterator[TokenView]:
    yield (view or TokenView(said.account_id, said.token_id)).but(revoked=True)
