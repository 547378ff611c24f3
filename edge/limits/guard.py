"""The one guard of the whole application: who asks, whether it has to wait, and how often they may ask."""

from typing import TYPE_CHECKING

from litestar.enums import ScopeType
from litestar.handlers import BaseRouteHandler

from edge.auth import factor, scopes
from edge.auth.guards import Connection, signed_in
from edge.door.cards import refuse_head
from edge.limits.rules import Limit, address, rule_of
from edge.live.ports import User

if TYPE_CHECKING:
    from edge.world import World


async def let_in(connection: Connection, handler: BaseRouteHandler) -> None:
    """One, since each guard costs a copy of the route. Raises Problem."""
    scope = connection.scope
    if scope["type"] == ScopeType.HTTP:
        refuse_head(scope)
    await signed_in(connection, handler)
    if scope["type"] != ScopeType.HTTP:
        return
    if isinstance(user := scope.get("user"), User):
        scopes.check(user, scope["method"], scope["path_template"])
        required = connection.app.state.world.settings.second_factor_required
        factor.check(user, user.roles, required, scopes.route_name(scope["method"], scope["path_template"]))
    world: World = connection.app.state.world
    world.maintenance.check(handler.opt, scope["method"])
    if name := rule_of(handler, scope["method"]):
        await world.limits.spend(scope, name, who(connection, world.limits.rules[name]))


def who(connection: Connection, limit: Limit) -> str:
    user = connection.scope.get("user")
    return user.id if limit.by == "user" and isinstance(user, User) else address(connection)
